"""结对帮扶: loads, dates and what is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.words import MentorKind
from liushou_desk.errors import DeskError, InputProblem, RuleConflict
from liushou_desk.models import Mentor, Pairing, SchoolProfile
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services import pairings
from liushou_desk.services.figures.book import open_book
from tests import factories as make
from tests.services.working import count, school, sentences

DAY = timedelta(days=1)
SEPTEMBER = date(2026, 9, 14)
TEACHER = {"name": "陈文静", "kind": MentorKind.TEACHER, "phone": "13812345678"}
Ids = tuple[list[int], int]


def two_children(session: Session) -> Ids:
    children = [make.make_child(session, name=name) for name in ("张小雨", "李小山")]
    return [child.id for child in children], make.make_mentor(session).id


@pytest.fixture
def ids(office: OfficeFile) -> Ids:
    return school(office, two_children)


def current(office: OfficeFile) -> list[pairings.PairingRow]:
    return list(pairings.list_pairings(office, make.TERM_CODE, current_only=True))


def test_a_mentor_is_added_once_and_changed(office: OfficeFile) -> None:
    school(office, lambda _: None)
    mentor_id = pairings.save_mentor(office, None, TEACHER)
    with pytest.raises(InputProblem) as caught:
        pairings.save_mentor(office, None, TEACHER)
    assert caught.value.field == "name"
    pairings.save_mentor(office, mentor_id, {"phone": None})
    assert [row.phone for row in pairings.list_mentors(office)] == [None]
    pairings.save_mentor(office, None, TEACHER)
    assert sentences(office)[:2] == ["新增帮扶人", "修改帮扶人"]


def test_saving_a_mentor_unchanged_is_no_action(office: OfficeFile) -> None:
    mentor_id = pairings.save_mentor(office, None, TEACHER)
    pairings.save_mentor(office, mentor_id, TEACHER)
    assert sentences(office) == ["新增帮扶人"]


@pytest.mark.parametrize(
    ("values", "field"),
    [({"kind": MentorKind.TEACHER}, "name"), ({"name": "陈文静"}, "kind"),
     (TEACHER | {"phone": "12"}, "phone")],
)  # fmt: skip
def test_a_mentor_needs_name_and_kind(
    office: OfficeFile, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(InputProblem) as caught:
        pairings.save_mentor(office, None, values)
    assert caught.value.field == field
    assert count(office, Mentor) == 0


def test_several_children_are_paired_in_one_action(office: OfficeFile, ids: Ids) -> None:
    children, mentor = ids
    pairings.start_pairings(office, children, mentor, SEPTEMBER)
    assert sentences(office)[0] == "新增结对2对"
    (row,) = pairings.list_mentors(office)
    assert (row.load.told, row.children) == ("还可带1名", "张小雨、李小山")
    office.undo()
    assert count(office, Pairing) == 0


@pytest.mark.parametrize("from_on", [make.FIRST_DAY - DAY, date(2020, 1, 1)])
def test_no_pairing_before_the_register(office: OfficeFile, ids: Ids, from_on: date) -> None:
    with pytest.raises(InputProblem) as caught:
        pairings.start_pairings(office, ids[0], ids[1], from_on)
    assert caught.value.field == "from_on"
    assert "2名" in caught.value.sentence


def test_no_pairing_twice_but_with_another_mentor(office: OfficeFile, ids: Ids) -> None:
    children, mentor = ids
    pairings.start_pairings(office, children[:1], mentor, SEPTEMBER)
    with pytest.raises(RuleConflict, match="有1名儿童"):
        pairings.start_pairings(office, children, mentor, SEPTEMBER + DAY)
    other = pairings.save_mentor(office, None, TEACHER)
    pairings.start_pairings(office, children, other, SEPTEMBER)
    assert len(current(office)) == 3


def test_nobody_and_strangers_are_not_paired(office: OfficeFile, ids: Ids) -> None:
    for children, mentor in (([], ids[1]), ([999], ids[1]), (ids[0], 999)):
        with pytest.raises(InputProblem):
            pairings.start_pairings(office, children, mentor, SEPTEMBER)
    assert count(office, Pairing) == 0


def test_the_last_day_still_counts(office: OfficeFile, ids: Ids) -> None:
    """A pairing ended with today as its last day is in force today, for list and figures."""
    pairings.start_pairings(office, ids[0][:1], ids[1], SEPTEMBER)
    (row,) = current(office)
    pairings.end_pairing(office, row.pairing_id, office.today, "调离")
    (ended,) = current(office)
    assert (ended.to_on, ended.ended_why) == (office.today, "调离")
    with office.reading() as session:
        assert open_book(office, session, make.TERM_CODE).number("pairs") == 1
    pairings.amend_pairing(office, row.pairing_id, {"to_on": office.today - DAY})
    assert current(office) == []


def test_a_pairing_ends_once_and_may_begin_anew(office: OfficeFile, ids: Ids) -> None:
    children, mentor = ids
    pairings.start_pairings(office, children[:1], mentor, SEPTEMBER)
    (row,) = current(office)
    pairings.end_pairing(office, row.pairing_id, SEPTEMBER)
    with pytest.raises(RuleConflict, match="已经结束"):
        pairings.end_pairing(office, row.pairing_id, SEPTEMBER)
    with pytest.raises(RuleConflict):
        pairings.start_pairings(office, children[:1], mentor, SEPTEMBER)
    pairings.start_pairings(office, children[:1], mentor, SEPTEMBER + DAY)
    with pytest.raises(RuleConflict):
        pairings.amend_pairing(office, row.pairing_id, {"to_on": None, "ended_why": None})


@pytest.mark.parametrize(
    ("values", "field"),
    [({"to_on": SEPTEMBER - DAY}, "to_on"), ({"ended_why": "调离"}, "to_on"),
     ({"from_on": None}, "from_on"), ({"from_on": make.FIRST_DAY - DAY}, "from_on")],
)  # fmt: skip
def test_days_must_make_sense(
    office: OfficeFile, ids: Ids, values: dict[str, Any], field: str
) -> None:
    pairings.start_pairings(office, ids[0][:1], ids[1], SEPTEMBER)
    (row,) = current(office)
    with pytest.raises(InputProblem) as caught:
        pairings.amend_pairing(office, row.pairing_id, values)
    assert caught.value.field == field
    assert current(office) == [row]


def test_opening_and_saving_a_pairing_changes_nothing(office: OfficeFile, ids: Ids) -> None:
    pairings.start_pairings(office, ids[0][:1], ids[1], SEPTEMBER)
    pairings.end_pairing(office, current(office)[0].pairing_id, office.today, "调离")
    (row,) = current(office)
    pairings.amend_pairing(
        office,
        row.pairing_id,
        {"from_on": row.from_on, "to_on": row.to_on, "ended_why": row.ended_why},
    )
    assert sentences(office)[0] == "结束结对"


def test_a_mentor_with_work_stays(office: OfficeFile, ids: Ids) -> None:
    children, mentor = ids
    pairings.start_pairings(office, children, mentor, SEPTEMBER)
    with pytest.raises(RuleConflict, match="结对2段"):
        pairings.remove_mentor(office, mentor)
    for row in current(office):
        pairings.remove_pairing(office, row.pairing_id)
    pairings.remove_mentor(office, mentor)
    assert count(office, Mentor) == 0
    with pytest.raises(InputProblem, match="已被删除"):
        pairings.remove_mentor(office, mentor)


def test_unpaired_are_the_figures_children(office: OfficeFile, ids: Ids) -> None:
    pupil = pairings.save_mentor(office, None, {"name": "赵亮", "kind": MentorKind.PUPIL})
    pairings.start_pairings(office, ids[0], pupil, SEPTEMBER)
    pairings.start_pairings(office, ids[0][:1], ids[1], SEPTEMBER)
    assert [pick.called for pick in pairings.unpaired(office, make.TERM_CODE)] == ["李小山"]


CONSENT = {"father_consent_on": SEPTEMBER, "mother_consent_on": SEPTEMBER, "child_heard": True}


def test_somebody_from_outside_needs_all_papers(office: OfficeFile, ids: Ids) -> None:
    (child, other), _ = ids
    outside = {"name": "周爱华", "kind": MentorKind.SOCIAL_MOTHER}
    mentor = pairings.save_mentor(office, None, outside)

    def refused(children: list[int], consent: dict[str, Any]) -> str:
        said = {"children": children, "mentor": (mentor,), "from_on": SEPTEMBER}
        remark = pairings.review_start(office, said | consent)[0]
        with pytest.raises(InputProblem) as caught:
            pairings.start_pairings(office, children, mentor, SEPTEMBER, consent)
        assert (remark.sentence, remark.key) == (caught.value.sentence, caught.value.field)
        return caught.value.field

    assert refused([child], CONSENT) == "mentor"
    pairings.save_mentor(office, mentor, {"checked_on": SEPTEMBER - DAY})
    assert refused([child], {}) == "father_consent_on"
    assert refused([child], CONSENT | {"mother_consent_on": SEPTEMBER + DAY}) == "mother_consent_on"
    assert refused([child, other], CONSENT) == "children"
    with pytest.raises(InputProblem, match="成批"):
        pairings.begin_pairings(office, {child: mentor}, SEPTEMBER)
    assert count(office, Pairing) == 0
    pairings.start_pairings(office, [child], mentor, SEPTEMBER, CONSENT)
    (row,) = current(office)
    assert (row.lacks, row.consent["child_heard"]) == ("", True)
    with pytest.raises(InputProblem):
        pairings.amend_pairing(office, row.pairing_id, {"child_heard": None})
    pairings.save_mentor(office, mentor, {"checked_on": None})
    assert current(office)[0].lacks == "缺违法犯罪记录查询"


def test_a_pairing_of_earlier_stays_and_may_be_completed(office: OfficeFile, ids: Ids) -> None:
    (child, _), mentor = ids
    pairings.start_pairings(office, [child], mentor, SEPTEMBER)
    pairings.save_mentor(office, mentor, {"kind": MentorKind.VOLUNTEER, "checked_on": SEPTEMBER})
    (row,) = current(office)
    assert row.lacks == "缺监护人书面同意、孩子意见"
    consent = {"guardian": "李奶奶", "guardian_consent_on": office.today, "child_heard": True}
    pairings.amend_pairing(office, row.pairing_id, consent)
    assert current(office)[0].lacks == ""
    pairings.end_pairing(office, row.pairing_id, office.today, "搬家")


def test_a_full_mentor_is_warned_of(office: OfficeFile, ids: Ids) -> None:
    with office.action("学校") as session:
        session.scalars(sa.select(SchoolProfile)).one().mentor_limit = 1
    said = {"children": ids[0], "mentor": (ids[1],), "from_on": SEPTEMBER}
    (remark,) = pairings.review_start(office, said)
    assert (remark.sentence, remark.blocks) == ("学校定的是每人最多1名，这样会超出1名。", False)


def test_no_sentence_names_anybody(office: OfficeFile, ids: Ids) -> None:
    pairings.start_pairings(office, ids[0], ids[1], SEPTEMBER)
    with pytest.raises(DeskError) as caught:
        pairings.start_pairings(office, ids[0], ids[1], SEPTEMBER)
    assert "张小雨" not in caught.value.message
    assert not any("张" in sentence for sentence in sentences(office))
