"""一年的节奏 with the keyboard alone: Space ticks what only the clerk knows, Enter goes there."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from liushou_desk.ui import openers
from liushou_desk.ui.desk import Spot
from liushou_desk.ui.rhythm.dialog import RhythmDialog
from liushou_desk.ui.shell import Shell
from tests.ui.keyboard import Keyboard

Key = Qt.Key


@pytest.fixture
def rhythm(shell: Shell, settle: Callable[[Shell], None]) -> RhythmDialog:
    assert shell.workspace is not None
    openers.rhythm(shell.workspace.desk)
    settle(shell)
    (dialog,) = shell.findChildren(RhythmDialog)
    return dialog


def choose(dialog: RhythmDialog, line: str) -> None:
    dialog.panel.table.select([row for row in dialog.panel.rows if row.line.key == line])
    dialog.panel.table.setFocus()


def test_space_ticks_and_enter_goes_where_it_is_done(
    rhythm: RhythmDialog, shell: Shell, settle: Callable[[Shell], None], keyboard: Keyboard
) -> None:
    choose(rhythm, "brief")
    keyboard.press(Key.Key_Space)
    settle(shell)
    row = rhythm.panel.table.current()
    assert row
    assert row.is_done
    assert rhythm.tick_button.text().startswith("取消")
    choose(rhythm, "filed")
    keyboard.press(Key.Key_Space)
    assert "数据自己判断" in rhythm.said.text()
    keyboard.press(Key.Key_Return)
    settle(shell)
    assert shell.workspace is not None
    assert shell.workspace.front.spot is Spot.ROSTER
    assert not shell.findChildren(RhythmDialog)
