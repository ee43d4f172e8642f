"""One older action undone alone: only while nothing later touched or needs what it did."""

import json

import pytest
import sqlalchemy as sa

from liushou_desk.errors import RuleConflict
from liushou_desk.models import (
    Action,
    Base,
    Change,
    Child,
    DiaryEntry,
    EntryChild,
    Mentor,
    Pairing,
    SchoolClass,
    Whereabouts,
)
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.models.reverting import ChangedSince, is_free, later_changes
from tests import factories as make
from tests.models.walk import digest


def add(office: OfficeFile, story) -> int:
    """What a story made, by its id."""
    with office.action("新增") as session:
        return story(session).id


def amend(office: OfficeFile, kind, row_id: int, /, **values) -> int:
    """Other values for a row; returns the id of the action."""
    with office.action("修改") as session:
        for key, value in values.items():
            setattr(session.get_one(kind, row_id), key, value)
    return newest(office)


def newest(office: OfficeFile) -> int:
    with office.reading() as session:
        return session.scalar(sa.select(sa.func.max(Action.id))) or 0


def blocked(office: OfficeFile, action_id: int) -> set[tuple[str, int]]:
    """What refuses a lone undo, asked beforehand and told by the refusal alike."""
    with office.reading() as session:
        rows = later_changes(session, action_id)
        assert is_free(session, action_id) is (not rows)
    before = digest(office)
    with pytest.raises(ChangedSince) as conflict:
        office.undo_action(action_id)
    assert set(conflict.value.rows) == rows
    assert digest(office) == before
    return set(rows)


@pytest.fixture
def mentor(office: OfficeFile) -> int:
    return add(office, make.make_mentor)


def phone_and_name(office: OfficeFile, mentor: int) -> tuple[str | None, str]:
    with office.reading() as session:
        row = session.get_one(Mentor, mentor)
        return row.phone, row.name


def test_other_cells_of_the_row_do_not_stand_in_the_way(office: OfficeFile, mentor: int) -> None:
    older = amend(office, Mentor, mentor, name="甲")
    amend(office, Mentor, mentor, phone="13800000000")
    assert office.undo_action(older) == "修改"
    assert phone_and_name(office, mentor) == ("13800000000", "陈文静")
    assert office.redo() == "修改"
    assert phone_and_name(office, mentor) == ("13800000000", "甲")


def test_a_cell_changed_again_stands_in_the_way_until_that_is_undone(
    office: OfficeFile, mentor: int
) -> None:
    older = amend(office, Mentor, mentor, name="甲")
    amend(office, Mentor, mentor, name="乙")
    assert blocked(office, older) == {("mentor", mentor)}
    office.undo()
    office.undo_action(older)
    assert phone_and_name(office, mentor)[1] == "陈文静"


def test_what_was_done_again_counts_again(office: OfficeFile, mentor: int) -> None:
    older = amend(office, Mentor, mentor, name="甲")
    amend(office, Mentor, mentor, name="乙")
    office.undo()
    office.redo()
    assert blocked(office, older) == {("mentor", mentor)}


def test_a_row_that_later_rows_refer_to_stays(office: OfficeFile, mentor: int) -> None:
    child = add(office, make.make_child)
    with office.reading() as session:
        adding_child = session.scalars(
            sa.select(Change.action_id).where(Change.table_name == "child")
        ).one()
    with office.action("结对") as session:
        pairing = make.make_pairing(
            session, session.get_one(Child, child), session.get_one(Mentor, mentor)
        ).id
    assert blocked(office, 1) == {("pairing", pairing)}
    assert ("pairing", pairing) in blocked(office, adding_child)


def test_a_removed_row_comes_back_alone_and_with_its_links(office: OfficeFile, mentor: int) -> None:
    with office.action("记录") as session:
        children = (make.make_child(session), make.make_child(session))
        entry = make.make_entry(session, *children).id
    before = digest(office)
    with office.action("删除记录") as session:
        session.execute(sa.delete(EntryChild))
        session.delete(session.get_one(DiaryEntry, entry))
    removal = newest(office)
    renaming = amend(office, Mentor, mentor, name="甲")
    office.undo_action(removal)
    office.undo_action(renaming)
    assert digest(office) == before


def test_what_must_be_unique_may_have_been_given_to_another(office: OfficeFile) -> None:
    first = add(office, lambda session: make.make_child(session, student_number="G1"))
    freed = amend(office, Child, first, student_number=None)
    second = add(office, lambda session: make.make_child(session, student_number="G1"))
    assert blocked(office, freed) == {("child", second)}


def test_what_another_held_for_a_while_is_held_for_its_undo(office: OfficeFile) -> None:
    first = add(office, lambda session: make.make_child(session, student_number="G1"))
    second = add(office, lambda session: make.make_child(session, student_number=None))
    freed = amend(office, Child, first, student_number=None)
    amend(office, Child, second, student_number="G1")
    amend(office, Child, second, student_number=None)
    assert blocked(office, freed) == {("child", second)}


def test_what_a_row_referred_to_may_be_gone(office: OfficeFile, mentor: int) -> None:
    with office.action("结对") as session:
        other = make.make_mentor(session)
        pairing = make.make_pairing(session, make.make_child(session), other).id
        gone = other.id
    moved = amend(office, Pairing, pairing, mentor_id=mentor)
    with office.action("删除帮扶人") as session:
        session.delete(session.get_one(Mentor, gone))
    assert blocked(office, moved) == {("mentor", gone)}


def test_redo_alone_after_something_new(office: OfficeFile, mentor: int) -> None:
    named = amend(office, Mentor, mentor, name="甲")
    office.undo()
    amend(office, Mentor, mentor, phone="13800000000")
    assert office.redo() is None
    assert office.redo_action(named) == "修改"
    assert phone_and_name(office, mentor) == ("13800000000", "甲")
    office.undo()
    assert phone_and_name(office, mentor) == (None, "甲")
    office.undo()
    assert phone_and_name(office, mentor) == (None, "陈文静")


def test_redo_alone_is_refused_too(office: OfficeFile, mentor: int) -> None:
    named = amend(office, Mentor, mentor, name="甲")
    office.undo()
    amend(office, Mentor, mentor, name="乙")
    with pytest.raises(ChangedSince):
        office.redo_action(named)


def test_what_does_not_stand_is_not_undone_twice(office: OfficeFile, mentor: int) -> None:
    with office.action("备份", undoable=False):
        pass
    backup = newest(office)
    office.undo_action(1)
    for action_id in (1, backup, newest(office), 999):
        with pytest.raises(RuleConflict, match="没有改动"):
            office.undo_action(action_id)
    for action_id in (backup, newest(office), 999):
        with pytest.raises(RuleConflict, match="没有改动"):
            office.redo_action(action_id)


@pytest.mark.parametrize(
    ("kind", "later_columns"),
    [(Whereabouts, ("unable_why", "returns")), (Mentor, ("phone",))],
)
def test_an_image_of_an_earlier_revision_lacks_later_columns(
    office: OfficeFile, kind: type[Base], later_columns: tuple[str, ...]
) -> None:
    """What was removed before a revision knows nothing of the columns that came with it."""
    with office.action("新增") as session:
        make.make_child(session)
        make.make_mentor(session)
    before = digest(office)
    with office.action("删除") as session:
        session.execute(sa.delete(kind.__table__))
    with office.beside() as session:
        for change in session.scalars(sa.select(Change).where(Change.operation == "D")):
            image = json.loads(change.before)
            assert [image.pop(column) for column in later_columns] == [None] * len(later_columns)
            change.before = json.dumps(image)
    office.undo()
    assert digest(office) == before


def test_a_place_that_another_row_took_or_held_is_not_taken_again(office: OfficeFile) -> None:
    first, second = (add(office, lambda s, n=n: make.make_class(s, number=n)) for n in (1, 2))
    moved = amend(office, SchoolClass, first, number=3)
    taken = amend(office, SchoolClass, second, number=1)
    assert blocked(office, moved) == {("school_class", second)}
    left = amend(office, SchoolClass, second, number=4)
    assert blocked(office, moved) == {("school_class", second)}
    for step in (left, taken, moved):
        office.undo_action(step)
