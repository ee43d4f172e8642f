"""导入记录: an import taken back alone, and one that cannot be any more."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.imports.desk import Standing, Wish, commit, preview
from liushou_desk.services.register.child_save import save_child
from liushou_desk.services.register.rows import roster_rows
from liushou_desk.ui.importing.history_dialog import ImportHistoryDialog, open_import_history
from liushou_desk.ui.shell import Shell
from tests.importing.workbooks import left_behind, write
from tests.ui.keyboard import Keyboard

TERM = "2026-2027-1"
Ask = Callable[[Shell, Callable[[OfficeFile], Any]], Any]


@pytest.fixture
def new_id(shell: Shell, look_into: Ask, tmp_path: Path) -> int:
    """The child that an import added."""
    path = write(tmp_path / "名册.xlsx", [left_behind(1)])

    def take_in(office: OfficeFile) -> int:
        before = {row.child_id for row in roster_rows(office, TERM)}
        commit(office, preview(office, Wish(path, TERM, date(2026, 9, 1))))
        (new,) = {row.child_id for row in roster_rows(office, TERM)} - before
        return new

    return look_into(shell, take_in)


@pytest.fixture
def history(shell: Shell, new_id: int, settle: Callable[[Shell], None]) -> ImportHistoryDialog:
    assert shell.workspace is not None
    open_import_history(shell.workspace.desk)
    settle(shell)
    (dialog,) = shell.findChildren(ImportHistoryDialog)
    return dialog


def test_delete_takes_an_import_back(
    history: ImportHistoryDialog, new_id: int, shell: Shell, look_into: Ask, keyboard: Keyboard
) -> None:
    keyboard.press(Qt.Key.Key_Delete)
    assert new_id not in {row.child_id for row in look_into(shell, lambda o: roster_rows(o, TERM))}
    assert history.panel.rows[0].standing is Standing.UNDONE
    history.done(0)


def test_what_was_changed_since_is_named(
    history: ImportHistoryDialog, new_id: int, shell: Shell, look_into: Ask, keyboard: Keyboard
) -> None:
    look_into(shell, lambda o: save_child(o, TERM, new_id, {"child.phone": "13911112222"}))
    keyboard.settle()
    assert not history.undo_button.isEnabled()
    assert left_behind(1)["姓名"] in history.note.text()
    history.done(0)
