"""Actions, undo and redo, also after the file was closed and opened again."""

import json

import pytest
import sqlalchemy as sa

from liushou_desk.errors import RuleConflict
from liushou_desk.models import Action, Change, Child, Mentor, SummaryDraft
from liushou_desk.models.office_file import OfficeFile
from tests import factories as make


def add_mentor(office: OfficeFile, name: str, **options) -> int:
    with office.action("新增帮扶人", **options) as session:
        return make.make_mentor(session, name=name).id


def rename(office: OfficeFile, mentor_id: int, name: str) -> None:
    with office.action("修改帮扶人") as session:
        session.get_one(Mentor, mentor_id).name = name


def names(office: OfficeFile) -> list[str]:
    with office.reading() as session:
        return list(session.scalars(sa.select(Mentor.name).order_by(Mentor.id)))


@pytest.fixture
def reopened(office: OfficeFile, scripts):
    """Closes the office file and opens it again."""
    opened = [office]

    def again() -> OfficeFile:
        opened[-1].close()
        opened.append(OfficeFile.open(office.path, scripts, office.now))
        return opened[-1]

    yield again
    opened[-1].close()


def test_undo_and_redo_across_reopening(office: OfficeFile, reopened) -> None:
    rename(office, add_mentor(office, "甲"), "乙")
    assert reopened().undo() == "修改帮扶人"
    office = reopened()
    assert names(office) == ["甲"]
    assert office.undo() == "新增帮扶人"
    assert names(reopened()) == []
    assert reopened().redo() == "新增帮扶人"
    assert reopened().redo() == "修改帮扶人"
    assert names(reopened()) == ["乙"]


def test_nothing_to_undo_or_redo(office: OfficeFile) -> None:
    assert office.undo() is None
    assert office.redo() is None
    add_mentor(office, "甲")
    assert office.redo() is None
    office.undo()
    assert office.undo() is None


def test_undo_walks_strictly_backwards(office: OfficeFile) -> None:
    mentor = add_mentor(office, "甲")
    for name in "乙丙丁":
        rename(office, mentor, name)
    seen = []
    while office.undo():
        seen.append(names(office))
    assert seen == [["丙"], ["乙"], ["甲"], []]
    while office.redo():
        seen.append(names(office))
    assert seen[4:] == [["甲"], ["乙"], ["丙"], ["丁"]]


def test_back_and_forth_many_times(office: OfficeFile) -> None:
    rename(office, add_mentor(office, "甲"), "乙")
    for _ in range(5):
        assert office.undo() == "修改帮扶人"
        assert names(office) == ["甲"]
        assert office.redo() == "修改帮扶人"
        assert names(office) == ["乙"]


def test_a_new_action_ends_redo(office: OfficeFile) -> None:
    mentor = add_mentor(office, "甲")
    rename(office, mentor, "乙")
    office.undo()
    rename(office, mentor, "丙")
    assert office.redo() is None
    office.undo()
    office.undo()
    assert names(office) == []


def test_what_a_new_action_discarded_never_comes_back(office: OfficeFile) -> None:
    add_mentor(office, "甲")
    office.undo()
    add_mentor(office, "乙")
    office.undo()
    assert office.redo() == "新增帮扶人"
    assert names(office) == ["乙"]
    assert office.redo() is None


def test_recorded_but_not_undoable_actions_are_stepped_over(office: OfficeFile) -> None:
    add_mentor(office, "甲")
    with office.action("备份", undoable=False, file="备份.db"):
        pass
    assert office.undo() == "新增帮扶人"
    with office.action("备份", undoable=False):
        pass
    assert office.redo() == "新增帮扶人"
    assert names(office) == ["甲"]


def test_undo_is_refused_where_later_rows_depend(office: OfficeFile) -> None:
    with office.action("新增学期") as session:
        term_id = make.make_term(session).id
    with office.action("定稿", undoable=False) as session:
        session.add(SummaryDraft(term_id=term_id, state="draft", after_version=0))
    with pytest.raises(RuleConflict) as conflict:
        office.undo()
    assert "不能撤销" in conflict.value.sentence
    assert conflict.value.advice
    with office.reading() as session:
        assert session.scalar(sa.select(sa.func.count(Action.id))) == 2
        assert session.scalar(sa.select(sa.func.count(SummaryDraft.id))) == 1


def test_after_a_refused_undo_work_goes_on(office: OfficeFile) -> None:
    test_undo_is_refused_where_later_rows_depend(office)
    add_mentor(office, "甲")
    assert office.undo() == "新增帮扶人"
    assert names(office) == []


def test_a_failed_action_leaves_no_trace(office: OfficeFile) -> None:
    with pytest.raises(ZeroDivisionError):
        _break_off(office)
    with office.reading() as session:
        for kind in (Action, Change, Child):
            assert session.scalar(sa.select(sa.func.count(kind.id))) == 0
    assert office.undo() is None


def _break_off(office: OfficeFile) -> None:
    with office.action("新增") as session:
        make.make_child(session)
        raise ZeroDivisionError


def test_an_action_tells_ids_and_no_names(office: OfficeFile) -> None:
    with office.action("新增儿童 {child}", child=7, count=1) as session:
        make.make_child(session, name="诸葛清风")
    with office.reading() as session:
        action = session.get_one(Action, 1)
        assert action.sentence == "新增儿童 {child}"
        assert json.loads(action.records) == {"child": 7, "count": 1}
        befores = session.scalars(sa.select(Change.before).where(Change.before.is_not(None)))
        assert "诸葛清风" not in " ".join(map(str, befores))


def test_an_undo_is_an_action_of_its_own(office: OfficeFile) -> None:
    add_mentor(office, "甲")
    office.undo()
    office.redo()
    with office.reading() as session:
        told = session.execute(sa.select(Action.sentence, Action.undoes, Action.undone_by)).all()
    assert [tuple(row) for row in told] == [
        ("新增帮扶人", None, None),
        ("撤销：新增帮扶人", 1, 3),
        ("重做：新增帮扶人", 2, None),
    ]


def test_actions_bear_the_instant_of_the_clock(office: OfficeFile) -> None:
    add_mentor(office, "甲")
    add_mentor(office, "乙")
    with office.reading() as session:
        first, second = session.scalars(sa.select(Action.at).order_by(Action.id))
    assert first.isoformat() < second.isoformat()
    assert first.date() == office.today


def test_ids_are_never_reused(office: OfficeFile) -> None:
    first = add_mentor(office, "甲")
    office.undo()
    second = add_mentor(office, "乙")
    with office.action("删除") as session:
        session.delete(session.get_one(Mentor, second))
    third = add_mentor(office, "丙")
    assert first < second < third


def test_ids_are_never_reused_after_reopening(office: OfficeFile, reopened) -> None:
    first = add_mentor(office, "甲")
    office.undo()
    assert add_mentor(reopened(), "乙") > first
