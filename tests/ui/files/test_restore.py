"""A backup in the window: looked at with a banner and not touched, restored and undone."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liushou_desk.services.diary import list_entries, remove_entry
from liushou_desk.services.keeping.backup import make_backup
from liushou_desk.ui import openers, pictures
from liushou_desk.ui.desk import Spot
from liushou_desk.ui.files.restore_dialog import OLD, RestoreDialog, office_of
from liushou_desk.ui.shell import Shell
from tests.migrations.conftest import FIRST


def opened(shell: Shell) -> RestoreDialog:
    assert shell.workspace is not None
    openers.restore(shell.workspace.desk, shell)
    pictures.settle(shell)
    boxes = [box for box in QApplication.topLevelWidgets() if isinstance(box, RestoreDialog)]
    return next(box for box in boxes if box.isVisible())


def number(shell: Shell, look_into: Any) -> int:
    return len(look_into(shell, lambda office: list_entries(office, None)))


def lose_one(office: Any) -> None:
    remove_entry(office, list_entries(office, None)[0].entry_id)


@pytest.fixture
def backup(shell: Shell, look_into: Any, demo_path: Path) -> Path:
    made = look_into(shell, lambda office: make_backup(office, demo_path.parent / "备份"))
    look_into(shell, lose_one)
    path: Path = made.path
    return path


def test_a_backup_is_compared_restored_and_taken_back(
    shell: Shell, look_into: Any, answers: Any, backup: Path, qtbot: QtBot
) -> None:
    less = number(shell, look_into)
    dialog = opened(shell)
    assert [row.path for row in dialog.panel.shown()] == [backup]
    assert not dialog.restore_button.isEnabled()
    dialog.panel.table.selectRow(0)
    pictures.settle(shell)
    assert "比现在多：" in dialog.told.toPlainText()
    with qtbot.waitSignal(shell.furnished, timeout=20_000):
        dialog.restore_button.click()
    pictures.settle(shell)
    assert "已从备份恢复" in answers.shown[-1]
    assert "就从它恢复" in answers.shown[-1]
    assert number(shell, look_into) == less + 1
    again = opened(shell)
    (kept,) = [row for row in again.panel.shown() if row.kind == "恢复前"]
    again.offer(kept.path)
    qtbot.waitUntil(again.restore_button.isEnabled, timeout=20_000)
    with qtbot.waitSignal(shell.furnished, timeout=20_000):
        again.restore_button.click()
    pictures.settle(shell)
    assert number(shell, look_into) == less


def test_one_that_is_damaged_is_refused_in_the_dialog(shell: Shell, backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:30_000])
    dialog = opened(shell)
    dialog.panel.table.selectRow(0)
    pictures.settle(shell)
    assert "没有改动" in dialog.told.toPlainText()
    assert not dialog.restore_button.isEnabled()


def test_what_fails_leaves_the_former_file_open(
    shell: Shell, look_into: Any, answers: Any, backup: Path, qtbot: QtBot
) -> None:
    less = number(shell, look_into)
    dialog = opened(shell)
    dialog.panel.table.selectRow(0)
    pictures.settle(shell)
    backup.unlink()  # the stick is pulled out
    with qtbot.waitSignal(shell.furnished, timeout=20_000):
        dialog.restore_button.click()
    pictures.settle(shell)
    assert "没有恢复" in answers.shown[-1]
    assert number(shell, look_into) == less


def test_a_backup_is_looked_at_below_a_banner_and_not_touched(
    shell: Shell, backup: Path, qtbot: QtBot
) -> None:
    before = backup.read_bytes()
    assert shell.workspace is not None
    shell.workspace.make_way()
    with qtbot.waitSignal(shell.furnished, timeout=20_000):
        shell.open(backup)
    pictures.settle(shell)
    assert shell.workspace is not None
    assert shell.workspace.banner is not None
    assert shell.workspace.banner.isVisible()
    commands = shell.workspace.commands
    shell.workspace.bring(Spot.ROSTER)
    assert not any(a.isEnabled() for a in (commands.add, commands.remove, commands.undo))
    assert commands.amend.isEnabled()  # forms are read there
    assert office_of(backup) != backup
    assert backup.read_bytes() == before
    assert not [path for path in backup.parent.iterdir() if "journal" in path.name]


def test_an_older_one_is_marked_as_holding_whole_fingerprints(
    shell: Shell, backup: Path, qtbot: QtBot
) -> None:
    old = backup.with_name("留守备份_2025-2026-2_20260601-0800_000000.db")
    shutil.copyfile(FIRST, old)
    dialog = opened(shell)
    note = dialog.panel.table.columns_shown()[-1]
    assert {row.path: note.text(row) for row in dialog.panel.shown()} == {backup: "", old: OLD}
    dialog.panel.reveal(old)
    qtbot.waitUntil(dialog.restore_button.isEnabled, timeout=20_000)
    assert "完整指纹" in dialog.told.toPlainText()


def test_the_board_tells_where_an_upgrade_kept_the_older_file(
    open_shell: Callable[[Path], Shell], tmp_path: Path, answers: Any, qtbot: QtBot
) -> None:
    shell = open_shell(Path(shutil.copyfile(FIRST, tmp_path / "留守工作台.db")))
    assert shell.workspace is not None
    lines = shell.workspace.bring(Spot.TODAY).lines
    (item,) = lines.findItems("升级前_", Qt.MatchFlag.MatchContains)
    lines.setCurrentItem(item)
    qtbot.keyClick(lines, Qt.Key.Key_Return)
    assert str(tmp_path) in answers.shown[-1]
