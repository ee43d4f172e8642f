"""导入记录: what became of every import, and taking an older one back alone."""

import pytest

from liushou_desk.errors import RuleConflict
from liushou_desk.models import Child
from liushou_desk.services.imports.desk import Standing, import_history, undo_import
from tests.importing.workbooks import left_behind, national_id, pupil
from tests.services.imports.desk import Desk, expect_counts_add_up


def batch(desk: Desk) -> tuple[Standing, tuple[str, ...]]:
    row = import_history(desk.office)[-1]
    return row.standing, row.changed_later


def test_history_of_imports(desk: Desk) -> None:
    desk.take(left_behind(1), left_behind(3))
    desk.take(left_behind(5))
    later, first = import_history(desk.office)
    assert (first.counts["new"], later.counts["new"]) == (2, 1)
    assert (later.standing, first.file_name) == (Standing.STANDS, "名册0.xlsx")


def test_older_import_is_taken_back_alone_and_done_again(desk: Desk) -> None:
    desk.take(pupil(1))
    desk.take(left_behind(3, 班号=""))
    after = desk.digest()
    desk.take(left_behind(5, 班号=""))
    action_id = import_history(desk.office)[1].action_id
    undo_import(desk.office, action_id)
    assert import_history(desk.office)[1].standing is Standing.UNDONE
    assert [row["national_id"] for row in desk.rows(Child)] == [national_id(5)]
    desk.office.redo()
    undo_import(desk.office, import_history(desk.office)[0].action_id)
    assert desk.digest() == after
    with pytest.raises(RuleConflict, match="已经撤销"):
        undo_import(desk.office, import_history(desk.office)[0].action_id)


def test_changed_rows_keep_an_import_from_being_taken_back(desk: Desk) -> None:
    desk.take(*(left_behind(n) for n in range(1, 16, 2)))
    desk.take(*(left_behind(n, 联系电话=f"1389999{n:04d}") for n in range(1, 14, 2)))
    first = import_history(desk.office)[-1]
    assert (first.standing, len(first.changed_later), first.more) == (Standing.CHANGED, 5, 2)
    before = desk.digest(journal=True)
    with pytest.raises(RuleConflict, match="等7人") as caught:
        undo_import(desk.office, first.action_id)
    assert first.changed_later[0] in caught.value.sentence
    assert desk.digest(journal=True) == before


def test_import_others_hang_on_is_told(desk: Desk) -> None:
    desk.take(left_behind(1))
    desk.take(left_behind(3))
    assert batch(desk) == (Standing.CHANGED, (left_behind(3)["姓名"],))


def test_import_nobody_made(desk: Desk) -> None:
    with pytest.raises(RuleConflict, match="找不到"):
        undo_import(desk.office, 1)


def test_import_undo_redo_and_import_again_row_for_row(desk: Desk) -> None:
    path = desk.book(*(left_behind(n) for n in range(1, 40, 2)), *(pupil(n) for n in range(41, 80)))
    empty = desk.digest()
    desk.take_file(path)
    full, action_id = desk.digest(), import_history(desk.office)[0].action_id
    undo_import(desk.office, action_id)
    assert desk.digest() == empty
    desk.office.redo()
    assert desk.digest() == full
    result = desk.take_file(path)
    assert not result.committed
    assert desk.digest() == full
    expect_counts_add_up(result)
