"""接回家、请假与代班、帮扶协议: what is refused, who stands in, what is pressing and printed."""

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import words_of
from liushou_desk.domain.ledgers import HOME_STAY, MENTOR_AGREEMENT, MENTOR_LEAVE, LedgerKind
from liushou_desk.domain.tables import TABLES
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import Child, MentorLeave
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.models.references import references
from liushou_desk.services import today
from liushou_desk.services.duplicates import Kind, compare, merge
from liushou_desk.services.ledgers.writing import save_record
from liushou_desk.services.pairings import (
    hand_over,
    list_mentors,
    own_mentors,
    plan_pairings,
    remove_mentor,
    save_mentor,
    start_pairings,
    unpaired,
)
from liushou_desk.services.papers.batch import collect
from liushou_desk.services.papers.forms.contact_card import CONTACT_CARD
from liushou_desk.services.papers.kind import Wish
from liushou_desk.services.papers.registry import kind_of
from liushou_desk.services.register.picking import mentors_here, mentors_to_pick
from liushou_desk.services.today import Place
from tests import factories as make
from tests.services.working import school

DAY = timedelta(days=1)
FRIDAY = date(2026, 11, 13)
STAY: dict[str, Any] = {
    "left_on": FRIDAY, "due_on": FRIDAY + 2 * DAY, "father_consent_on": FRIDAY,
    "mother_consent_on": FRIDAY, "child_heard": True, "checked_on": date(2026, 9, 1),
}  # fmt: skip


class Desk:
    """A child with a mentor, another who might stand in, and the three ledgers."""

    def __init__(self, office: OfficeFile) -> None:
        self.office = office
        self.child, self.mentor, self.other, self.third = school(office, self._story)

    def _story(self, session: Session) -> tuple[int, ...]:
        child = make.make_child(session)
        names = ("陈文静", "王立", "周兰")
        mentor, *others = (make.make_mentor(session, name=name) for name in names)
        make.make_pairing(session, child, mentor)
        return child.id, mentor.id, *(other.id for other in others)

    def stay(self, record_id: int | None = None, **changes: Any) -> int:
        values = STAY | {"mentor_id": (self.mentor,)} | changes
        return save_record(self.office, HOME_STAY, record_id, values, self.child)[0]

    def leave(self, **changes: Any) -> int:
        values = {"mentor_id": (self.mentor,), "substitute_id": (self.other,), "reason": "产假"}
        days = {"from_on": FRIDAY, "until_on": FRIDAY + 10 * DAY}
        return save_record(self.office, MENTOR_LEAVE, None, values | days | changes)[0]

    def refuses(self, key: str, kind: LedgerKind, **changes: Any) -> None:
        with pytest.raises(InputProblem) as caught:
            (self.stay if kind is HOME_STAY else self.leave)(**changes)
        assert caught.value.field == key


@pytest.fixture
def desk(office: OfficeFile) -> Desk:
    return Desk(office)


def test_nobody_takes_a_child_home_without_all_papers(desk: Desk) -> None:
    for key, changes in (
        ("mentor_id", {"mentor_id": ()}),
        ("father_consent_on", {"father_consent_on": None}),
        ("mother_consent_on", {"mother_consent_on": FRIDAY + DAY}),
        ("child_heard", {"child_heard": False}),
        ("checked_on", {"checked_on": None}),
        ("checked_on", {"checked_on": date(2025, 11, 12)}),
        ("due_on", {"due_on": FRIDAY - DAY}),
        ("returned_on", {"returned_on": FRIDAY - DAY}),
    ):
        desk.refuses(key, HOME_STAY, **changes)
    desk.stay(father_consent_on=None, guardian="李奶奶", guardian_consent_on=FRIDAY)


def test_the_next_time_waits_for_the_last_return(desk: Desk) -> None:
    record_id = desk.stay()
    desk.refuses("left_on", HOME_STAY, left_on=FRIDAY + 7 * DAY, due_on=FRIDAY + 9 * DAY)
    (line,) = [one for one in _notices(desk) if one.place is Place.LEDGER]
    assert (line.pressing, line.record_id, line.form) == (True, record_id, "home_stay")
    assert "已过6天" in line.detail
    desk.stay(record_id, returned_on=FRIDAY + 2 * DAY)
    assert not [one for one in _notices(desk) if one.place is Place.LEDGER]
    desk.stay(left_on=FRIDAY + 7 * DAY, due_on=FRIDAY + 9 * DAY)


def test_who_is_on_leave_has_a_substitute_for_these_days(desk: Desk) -> None:
    desk.refuses("substitute_id", MENTOR_LEAVE, substitute_id=(desk.mentor,))
    desk.refuses("until_on", MENTOR_LEAVE, until_on=FRIDAY - DAY)
    desk.leave()
    desk.refuses("from_on", MENTOR_LEAVE, from_on=FRIDAY + 10 * DAY, until_on=FRIDAY + 20 * DAY)
    desk.leave(from_on=FRIDAY + 11 * DAY, until_on=FRIDAY + 12 * DAY)
    away, third = {"mentor_id": (desk.other,)}, (desk.third,)
    desk.refuses("mentor_id", MENTOR_LEAVE, **away, substitute_id=third)
    later = {"from_on": FRIDAY + 20 * DAY, "until_on": FRIDAY + 21 * DAY}
    desk.leave(**away, substitute_id=third, **later)
    desk.refuses("substitute_id", MENTOR_LEAVE, **later)
    assert own_mentors(desk.office) == {desk.child: desk.other}
    assert [row.stand_in for row in list_mentors(desk.office)] == ["", "", "王立"]
    takers = plan_pairings(desk.office, make.TERM_CODE).takers
    assert [taker.mentor_id for taker in takers] == [desk.third, desk.other]
    (sheet,) = collect(desk.office, CONTACT_CARD, Wish(make.TERM_CODE)).sheets
    assert "王立" in "".join(words_of(sheet.document))
    with pytest.raises(RuleConflict, match="代班人）2次"):
        remove_mentor(desk.office, desk.other)


def test_two_who_stand_in_for_each_other_are_not_one(desk: Desk) -> None:
    desk.leave()
    with pytest.raises(RuleConflict, match="代班人不能是请假的人自己"):
        compare(desk.office, Kind.MENTOR, desk.mentor, desk.other)
    desk.leave(mentor_id=(desk.third,), substitute_id=(desk.other,))
    with pytest.raises(RuleConflict, match="已有一次请假"):
        compare(desk.office, Kind.MENTOR, desk.mentor, desk.third)
    desk.office.undo()
    merge(desk.office, compare(desk.office, Kind.MENTOR, desk.third, desk.other), {})
    with desk.office.reading() as session:
        leave = session.scalars(sa.select(MentorLeave)).one()
        assert (leave.mentor_id, leave.substitute_id) == (desk.mentor, desk.third)
    desk.office.undo()
    desk.office.undo()
    desk.leave(mentor_id=(desk.third,), substitute_id=(desk.mentor,))
    merge(desk.office, compare(desk.office, Kind.MENTOR, desk.mentor, desk.other), {})
    with desk.office.reading() as session:
        leave = session.scalars(sa.select(MentorLeave)).one()
        assert (leave.mentor_id, leave.substitute_id) == (desk.third, desk.mentor), "not exchanged"


def test_whatever_names_a_mentor_keeps_the_mentor(desk: Desk) -> None:
    with desk.office.action("记录") as session:
        child = session.get_one(Child, desk.child)
        make.make_entry(session, child)
        make.make_rule(session)
    naming = [(table, key) for table, keys in references("mentor") for key in keys]
    assert {table.name for table, _ in naming} > {"pairing", "study_plan", "counselling"}
    for table, key in naming:
        with desk.office.action("记录") as session:
            row = _least(session, table) | {key: desk.third}
            row_id = session.scalar(sa.insert(table).values(row).returning(table.c.id))
        with pytest.raises(RuleConflict, match=f"还有.*{TABLES[table.name].label}.*1"):
            remove_mentor(desk.office, desk.third)
        with desk.office.action("删除") as session:
            session.execute(sa.delete(table).where(table.c.id == row_id))
    remove_mentor(desk.office, desk.third)


def _least(session: Session, table: sa.Table) -> dict[str, Any]:
    """What a row of a table cannot do without."""
    plain = {date: FRIDAY, int: 1, str: "某"}
    return {
        column.name: session.scalar(sa.select(sa.func.max(key.column)))
        if (key := next(iter(column.foreign_keys), None)) is not None
        else column.type.enums[0]
        if isinstance(column.type, sa.Enum)
        else plain[column.type.python_type]
        for column in table.columns
        if not (column.nullable or column.primary_key or column.server_default)
    }


def test_who_has_left_is_given_no_child_and_leaves_those_to_be_handed_over(desk: Desk) -> None:
    office = desk.office
    for mentor_id in (desk.mentor, desk.other):
        save_mentor(office, mentor_id, {"left_on": office.today})
    desk.leave(mentor_id=(desk.third,), substitute_id=(desk.other,))
    assert {row.stand_in for row in list_mentors(office)} == {""}
    assert plan_pairings(office, make.TERM_CODE).takers == (), "on leave, stand-in or none"
    office.undo()
    rows = {row.mentor_id: row for row in list_mentors(office)}
    assert [rows[m].load.told for m in (desk.mentor, desk.third)] == ["已离岗", "空闲"]
    assert [rows[m].waiting for m in (desk.mentor, desk.other, desk.third)] == [1, 0, 0]
    assert own_mentors(office) == {}
    assert desk.child in {pick.id for pick in unpaired(office, make.TERM_CODE)}
    assert [pick.id for pick in mentors_here(office)] == [desk.third]
    assert [p.called[-4:] for p in mentors_to_pick(office)] == ["班主任）", "已离岗）", "已离岗）"]
    assert [t.mentor_id for t in plan_pairings(office, make.TERM_CODE).takers] == [desk.third]
    (line,) = [one for one in _notices(desk) if "离岗" in one.text]
    assert (line.text, line.place) == ("1名帮扶人已离岗，1名儿童没有移交", Place.PAIRING)
    with pytest.raises(InputProblem, match="离岗，不能从"):
        start_pairings(office, [desk.child], desk.other, office.today)
    with pytest.raises(InputProblem, match="离岗，不能从"):
        hand_over(office, desk.mentor, {desk.child: desk.other}, office.today, "退休")
    start_pairings(office, [desk.child], desk.other, office.today - DAY)
    hand_over(office, desk.mentor, {desk.child: desk.third}, office.today, "退休")
    save_mentor(office, desk.mentor, {"left_on": office.today - 9 * DAY})  # said later on
    assert {row.waiting for row in list_mentors(office) if row.mentor_id == desk.mentor} == {0}


def test_an_agreement_is_printed_blank_or_filled(desk: Desk) -> None:
    def printed() -> str:
        wish = Wish(make.TERM_CODE, child_id=desk.child)
        (sheet,) = collect(desk.office, kind_of("mentor-agreement"), wish).sheets
        return "".join(words_of(sheet.document))

    desk.leave()
    assert "陈文静" in printed()
    assert "王立" not in printed()
    values = {"mentor_id": (desk.other,), "from_on": FRIDAY, "signed_on": FRIDAY}
    with pytest.raises(InputProblem) as caught:
        save_record(desk.office, MENTOR_AGREEMENT, None, values, desk.child)
    assert caught.value.field == "thought"
    save_record(desk.office, MENTOR_AGREEMENT, None, values | {"study": "每周辅导"}, desk.child)
    told = printed()
    assert all(part in told for part in ("王立", "每周辅导", "2026年11月13日"))
    assert "陈文静" not in told


def _notices(desk: Desk) -> tuple[today.BoardLine, ...]:
    return today.read_board(desk.office, make.TERM_CODE).notices
