"""One row at a time, and how children are called."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.search import matches
from liushou_desk.domain.words import MentorKind
from liushou_desk.domain.work_fields import ACTIVITY_FIELDS
from liushou_desk.errors import InputProblem
from liushou_desk.models import Activity, Mentor
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services import activities, diary, pairings, rules
from liushou_desk.services.facts import naming
from liushou_desk.services.facts.readings import complete_readings
from liushou_desk.services.journal import history
from liushou_desk.services.keeping.check import check_file
from liushou_desk.services.terms import open_term
from liushou_desk.services.writing import records
from tests import factories as make
from tests.services.working import school

TODAY = date(2026, 11, 21)


def test_a_new_row_has_every_field_and_an_old_one_what_was_said() -> None:
    said = {"title": "班会", "planned_on": TODAY}
    row = records.checked(ACTIVITY_FIELDS, said, TODAY, new=True)
    assert row == dict.fromkeys(field.key for field in ACTIVITY_FIELDS) | said
    assert records.checked(ACTIVITY_FIELDS, {"place": None}, TODAY, new=False) == {"place": None}


@pytest.mark.parametrize(
    ("ids", "missing"), [((1, 1, 2), False), ((1, 3), True), ((), False), (range(1, 1200), True)]
)
def test_every_id_must_have_its_row(
    office: OfficeFile, ids: tuple[int, ...], missing: bool
) -> None:
    with office.action("帮扶人") as session:
        for _ in range(2):
            make.make_mentor(session)
        if not missing:
            records.require_all(session, Mentor, ids)
            return
        with pytest.raises(InputProblem, match="已被删除"):
            records.require_all(session, Mentor, ids)


def test_a_row_that_is_gone_is_said(office: OfficeFile) -> None:
    for attempt in (
        lambda session: records.write(session, Activity, 9, {"title": "班会"}),
        lambda session: records.remove(session, Activity, 9),
        lambda session: records.holds(session, Activity, 9, {}),
    ):
        with pytest.raises(InputProblem, match="已被删除"), office.action("改动") as session:
            attempt(session)


def namesakes(session: Session) -> list[int]:
    born = date(2016, 3, 1)
    household = make.make_household(session).id
    rows = [
        make.make_child(session, name="张伟", born_on=born),
        make.make_child(session, name="张伟", household_id=household),
        make.make_child(session, name="张伟", household_id=household, has_sheet=False),
        make.make_child(session, name="李小山", born_on=born),
    ]
    return [row.id for row in rows]


@pytest.mark.parametrize("term", [None, make.TERM_CODE])
def test_only_namesakes_are_told_apart(office: OfficeFile, term: str | None) -> None:
    ids = school(office, namesakes)
    with office.reading() as session:
        names = naming.called(session, ids, term)
    assert list(names.values()) == ["张伟（四1·2016-03）", "张伟（四1）", "张伟", "李小山"]


def test_those_who_share_all_have_their_number(office: OfficeFile) -> None:
    ids = school(office, namesakes)
    with office.action("同月") as session:
        twin = make.make_child(session, name="张伟", born_on=date(2016, 3, 9)).id
        names = naming.called(session, {ids[0], twin}, None)
    assert set(names.values()) == {f"张伟（四1·2016-03）#{ids[0]}", f"张伟（四1·2016-03）#{twin}"}


def test_many_children_are_called_at_once(office: OfficeFile) -> None:
    ids = school(office, namesakes)
    with office.reading() as session:
        many = naming.called(session, range(5000), None)
        assert many == naming.called(session, ids, None)
        assert naming.classes_of(session, range(5000), "2020-2021-1") == {}
        picks = naming.picks(session, ids[::-1], None)
    assert [pick.id for pick in picks] == ids[::-1]
    assert "四年级1班" in picks[0].search


def test_links_hold_exactly_what_is_asked(office: OfficeFile) -> None:
    with office.action("记录") as session:
        make.make_profile(session)
        entry = make.make_entry(session, make.make_child(session), make.make_child(session)).id
        model = make.models.EntryChild
        before = session.scalars(sa.select(model.id)).all()
        records.set_links(session, model, ("entry_id", entry), "child_id", [2, 2])
        assert session.scalars(sa.select(model.id)).all() == before[1:]


def test_a_working_day_leaves_a_sound_file(demo: OfficeFile) -> None:
    """Every kind of action, all of them taken back and done again."""
    (child, *_) = pairings.unpaired(demo, make.TERM_CODE)
    mentor = pairings.save_mentor(demo, None, {"name": "陈文静", "kind": MentorKind.TEACHER})
    pairings.start_pairings(demo, [child.id], mentor, TODAY)
    visit = {"kind": DiaryKind.TALK, "happened_on": TODAY, "reached": True, "content": "谈心"}
    entry = diary.save_entry(demo, None, visit, [child.id], [mentor])
    held = {"title": "班会", "planned_on": TODAY, "held_on": TODAY}
    activity = activities.save_activity(demo, None, held)
    activities.set_attendance(demo, activity, [child.id])
    open_term(demo, "2026-2027-2")
    rules.switch_rule(demo, 1, False)
    diary.remove_entry(demo, entry)
    before = check_file(demo.path)
    assert before.is_sound
    while history.next_steps(demo)[0] != "建立演示学校":
        history.undo(demo)
    assert check_file(demo.path).is_sound
    while history.redo(demo):
        pass
    after = check_file(demo.path)
    assert (after.is_sound, after.counts["term_sheet"]) == (True, before.counts["term_sheet"])


def test_namesakes_of_whom_nothing_else_is_known_are_found_by_pinyin(office: OfficeFile) -> None:
    def bare(session: Session) -> list[int]:
        home = make.make_household(session).id
        twins = [
            make.make_child(session, name="王芳", household_id=home, has_sheet=False)
            for _ in range(2)
        ]
        return [child.id for child in twins]

    ids = school(office, bare)
    complete_readings(office)
    with office.reading() as session:
        found = naming.picks(session, ids, None)
    assert all("#" in pick.called and matches(pick.search, "wf") for pick in found)
