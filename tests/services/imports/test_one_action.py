"""An import is one action: previewed without a trace, undone and redone row for row."""

import shutil
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from liushou_desk.errors import Cancelled, ImportTrouble, InputProblem
from liushou_desk.models import (
    Action,
    Child,
    ImportBatch,
    ImportOrigin,
    Pupil,
    PupilClass,
    SchoolProfile,
    Term,
)
from liushou_desk.services.imports.service import import_roster, read_workbook
from liushou_desk.services.keeping.office import open_office
from tests.conftest import OPENING
from tests.importing.workbooks import Person, left_behind, pupil
from tests.services.imports.desk import NEXT_TERM, TERM, Desk, verdicts

PEOPLE = [left_behind(1), left_behind(3), pupil(5), pupil(7)]


def later() -> list[Person]:
    """The same school some weeks on: every kind of change at once."""
    return [
        left_behind(1, 联系电话="13899998888", 就读方式="住校"),
        left_behind(3, 是否留守儿童="非留守儿童", 成员2现住址="广东省东莞市"),
        pupil(5, 是否留守儿童="单亲留守儿童"),
        pupil(7, 班号="202202"),
        left_behind(9, 班号="202303"),
    ]


def test_same_file_twice_changes_nothing(desk: Desk) -> None:
    path = desk.book(*PEOPLE)
    assert desk.take_file(path).committed
    before, content = desk.digest(journal=True), desk.sha256()
    again = desk.take_file(path)
    assert not again.committed
    assert set(verdicts(again)) == {"unchanged"}
    assert desk.digest(journal=True) == before
    assert desk.sha256() == content


def test_preview_writes_nothing_and_says_the_same(desk: Desk) -> None:
    desk.take(*PEOPLE)
    path, content = desk.book(*later()), desk.sha256()
    preview = desk.preview(path)
    assert desk.sha256() == content
    result = desk.take_file(path)
    assert preview.outcomes == result.outcomes
    assert (preview.committed, result.committed) == (False, True)


def test_one_action_for_a_whole_file(desk: Desk) -> None:
    actions = desk.count(Action)
    desk.take(*PEOPLE)
    assert desk.count(Action) == actions + 1
    assert desk.rows(Action)[-1]["sentence"] == "导入名册"


def test_undo_and_redo_row_for_row(desk: Desk) -> None:
    digests = [desk.digest()]
    for people in (PEOPLE, later()):
        desk.take(*people)
        digests.append(desk.digest())
    for expected in reversed(digests[:-1]):
        assert desk.office.undo() == "导入名册"
        assert desk.digest() == expected
    for expected in digests[1:]:
        assert desk.office.redo() == "导入名册"
        assert desk.digest() == expected


def test_import_again_after_undo(desk: Desk) -> None:
    path = desk.book(*PEOPLE)
    first = desk.take_file(path)
    numbers = {row["id"] for row in desk.rows(Child)}
    desk.office.undo()
    assert desk.count(Child) == desk.count(Pupil) == 0
    again = desk.take_file(path)
    assert verdicts(again) == verdicts(first)
    assert desk.count(Child) == 2
    assert not numbers & {row["id"] for row in desk.rows(Child)}


def test_undo_of_two_imports_and_one_again(desk: Desk) -> None:
    desk.take(*PEOPLE)
    before = desk.digest()
    path = desk.book(*later())
    desk.take_file(path)
    desk.office.undo()
    desk.take_file(path)
    desk.office.undo()
    assert desk.digest() == before


def test_origins_of_every_child_and_pupil(desk: Desk) -> None:
    desk.take(*PEOPLE, titles=2)
    origins = {
        (row["table_name"], row["row_id"]): (row["sheet"], row["sheet_row"])
        for row in desk.rows(ImportOrigin)
    }
    children, pupils = desk.rows(Child), desk.rows(Pupil)
    assert [origins["child", row["id"]] for row in children] == [("Sheet", 4), ("Sheet", 5)]
    assert [origins["pupil", row["id"]] for row in pupils] == [("Sheet", 6), ("Sheet", 7)]
    assert {row["action_id"] for row in desk.rows(ImportOrigin)} == {desk.count(Action)}


def test_workbook_is_remembered_by_name_and_digest(desk: Desk) -> None:
    path = desk.book(*PEOPLE)
    desk.take_file(path)
    batch = desk.only(ImportBatch)
    assert (batch["file_name"], len(batch["sha256"])) == (path.name, 64)


def test_unchanged_rows_leave_no_origin(desk: Desk) -> None:
    desk.take(*PEOPLE)
    desk.take(left_behind(1, 联系电话="13899998888"), *PEOPLE[1:])
    assert desk.count(ImportOrigin) == len(PEOPLE) + 1


def test_file_of_rejected_rows_changes_nothing(desk: Desk) -> None:
    content = desk.sha256()
    result = desk.take(pupil(1, 身份证件号=""), pupil(3, 姓名=""), term=NEXT_TERM)
    assert verdicts(result) == ["rejected", "rejected"]
    assert desk.sha256() == content


def test_term_is_made_even_where_no_pupil_changes(desk: Desk) -> None:
    desk.take(pupil(1))
    assert verdicts(desk.take(pupil(1), term=NEXT_TERM)) == ["unchanged"]
    assert [row["code"] for row in desk.rows(Term)] == [TERM, NEXT_TERM]


def test_class_of_a_new_term_is_written_and_the_old_one_kept(desk: Desk) -> None:
    desk.take(pupil(1))
    again = desk.take(pupil(1, 班号="202202"), term=NEXT_TERM)
    assert (verdicts(again), again.committed) == (["unchanged"], True)
    first, second = desk.rows(PupilClass)
    assert first["pupil_id"] == second["pupil_id"]
    assert (first["term_id"], second["term_id"]) == (1, 2)
    assert first["class_id"] != second["class_id"]
    content = desk.sha256()
    assert not desk.take(pupil(1, 班号="202202"), term=NEXT_TERM).committed
    assert desk.sha256() == content


def test_term_on_file_takes_the_classes_of_known_pupils(desk: Desk) -> None:
    """Nothing else is to be written then: neither a term nor a person."""
    desk.take(pupil(1), pupil(3))
    desk.take(pupil(1), term=NEXT_TERM)
    result = desk.take(pupil(3), term=NEXT_TERM)
    assert (verdicts(result), result.committed) == (["unchanged"], True)
    assert desk.count(PupilClass) == 4


def test_change_of_class_is_told_against_the_same_term(desk: Desk) -> None:
    desk.take(pupil(1))
    desk.take(pupil(1, 班号="202202"), term=NEXT_TERM)
    (outcome,) = desk.take(pupil(1, 班号="202203"), term=NEXT_TERM).outcomes
    (change,) = outcome.changes
    assert (change.label, change.before, change.after) == ("班级", "五年级2班", "五年级3班")
    assert desk.count(PupilClass) == 2


def test_class_that_was_never_known_is_a_change(desk: Desk) -> None:
    desk.take(pupil(1, 班号=""))
    assert desk.count(PupilClass) == 0
    (outcome,) = desk.take(pupil(1)).outcomes
    (change,) = outcome.changes
    assert (change.label, change.before, change.after) == ("班级", "（空）", "五年级1班")
    assert desk.take(pupil(1, 班号="")).outcomes[0].changes == ()
    assert desk.count(PupilClass) == 1


def test_school_code_only_where_all_rows_agree(desk: Desk) -> None:
    desk.take(pupil(1), pupil(3, 学校标识码="3152000002"))
    assert desk.only(SchoolProfile)["code"] is None
    desk.take(pupil(1), {"学校标识码": "填表人：某某"})
    assert desk.only(SchoolProfile)["code"] == "3152000001"


@pytest.mark.parametrize("stop_at", [1, 2])
def test_cancelled_reading_changes_nothing(desk: Desk, stop_at: int) -> None:
    calls: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        calls.append((done, total))
        if len(calls) == stop_at:
            raise Cancelled

    path, content = desk.book(*(pupil(n) for n in range(1, 702))), desk.sha256()
    with pytest.raises(Cancelled):
        import_roster(desk.office, read_workbook(path, progress=progress), TERM)
    assert len(calls) == stop_at
    assert desk.sha256() == content


def test_broken_workbook_leaves_the_file_alone(desk: Desk) -> None:
    path, content = desk.book(pupil(1)), desk.sha256()
    path.write_bytes(path.read_bytes()[:-500])
    with pytest.raises(ImportTrouble):
        desk.take_file(path)
    assert desk.sha256() == content


@pytest.mark.parametrize("term", ["2026", "2026-2028-1", ""])
def test_wrong_term_leaves_the_file_alone(desk: Desk, term: str) -> None:
    content = desk.sha256()
    with pytest.raises(InputProblem):
        desk.take(pupil(1), term=term)
    assert desk.sha256() == content


def test_another_program_acts_between_planning_and_writing(
    empty_office: Path, tmp_path: Path, make_desk: Callable[[Path], Desk]
) -> None:
    """The file is looked at again, so that nothing is imported twice."""
    path = Path(shutil.copyfile(empty_office, tmp_path / "共用.db"))
    other = make_desk(path)
    workbook = read_workbook(other.book(*PEOPLE))
    asked = count()

    def now() -> datetime:
        if next(asked) == 1:  # the first time is for planning, this one for the action
            import_roster(other.office, workbook, TERM)
        return OPENING

    with open_office(path, now) as office:
        import_roster(office, workbook, TERM)
    assert (other.count(Child), other.count(Pupil)) == (2, 2)


def test_copy_of_the_file_takes_the_same_import_alike(
    desk: Desk, tmp_path: Path, make_desk: Callable[[Path], Desk]
) -> None:
    path = desk.book(*PEOPLE)
    other = make_desk(Path(shutil.copyfile(desk.office.path, tmp_path / "另一份.db")))
    assert desk.take_file(path).outcomes == other.take_file(path).outcomes
    assert desk.digest() == other.digest()


def test_file_is_free_after_an_import(desk: Desk) -> None:
    desk.take(*PEOPLE)
    with desk.office.action("改名") as session:
        session.execute(sa.update(SchoolProfile).values(name="新校名"))
    assert desk.only(SchoolProfile)["name"] == "新校名"
