"""个别方案 on the screen: opened, reviewed and closed with the keyboard, and taken back."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liushou_desk.ui.dialog import RecordDialog
from liushou_desk.ui.plans.dialog import PlansDialog
from liushou_desk.ui.shell import Shell
from tests.ui.keyboard import CTRL, Keyboard

Key = Qt.Key


@pytest.fixture
def plans(shell: Shell, settle: Callable[[Shell], None]) -> Iterator[PlansDialog]:
    assert shell.workspace is not None
    dialog = PlansDialog(shell.workspace.desk)
    dialog.open()
    settle(shell)
    yield dialog
    dialog.done(0)


def fill(shell: Shell, **texts: str) -> None:
    (dialog,) = (one for one in shell.findChildren(RecordDialog) if one.isVisible())
    for key, text in texts.items():
        dialog.forms[0].inputs[key].set_text(text)


def test_a_plan_lives_from_opening_to_closing(
    plans: PlansDialog, shell: Shell, qtbot: QtBot, keyboard: Keyboard
) -> None:
    assert plans.focusWidget() is plans.panel.table
    before = {row.plan_id for row in plans.panel.rows}
    busy = {row.child_id for row in plans.panel.rows}
    keyboard.press(Key.Key_N, held=CTRL)
    (form,) = (one for one in shell.findChildren(RecordDialog) if one.isVisible())
    child_id = next(one for one in form.forms[0].inputs["children"].picks if one not in busy)
    fill(shell, children=str(child_id), opened_on="2026-11-20", reason="照料力量不足")
    keyboard.press(Key.Key_S, held=CTRL)
    row = plans.panel.table.current()
    assert row is not None
    assert row.plan_id not in before
    keyboard.press(Key.Key_R, held=CTRL)
    fill(shell, reviewed_on="2026-11-21", finding="按时到校")
    keyboard.press(Key.Key_S, held=CTRL)
    assert "按时到校" in plans.told.text()
    keyboard.press(Key.Key_T, held=CTRL)
    fill(shell, closed_on="2026-11-21", result="照料落实")
    keyboard.press(Key.Key_S, held=CTRL)
    row = plans.panel.table.current()
    assert row is not None
    assert not row.is_open
    keyboard.press(Key.Key_Z, held=CTRL)
    assert next(one for one in plans.panel.rows if one.plan_id == row.plan_id).is_open
