"""摸底核实 with the keyboard alone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt

from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.terms import list_sheets, unverify
from liushou_desk.ui.roster.child_dialog import ChildDialog
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.terms import open_verifying
from liushou_desk.ui.terms.verifying import VerifyingDialog
from tests.ui.keyboard import CTRL, Keyboard

Key, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
TERM = "2026-2027-1"
Settle = Callable[[Shell], None]
Ask = Callable[[Shell, Callable[[OfficeFile], Any]], Any]


@pytest.fixture
def verifying(shell: Shell, settle: Settle, look_into: Ask) -> Iterator[VerifyingDialog]:
    """Nobody is verified yet."""
    look_into(
        shell,
        lambda office: unverify(office, TERM, [r.child_id for r in list_sheets(office, TERM)]),
    )
    assert shell.workspace is not None
    open_verifying(shell.workspace.desk)
    settle(shell)
    (dialog,) = [box for box in shell.findChildren(VerifyingDialog) if box.isVisible()]
    yield dialog
    dialog.done(0)


def verified(office: OfficeFile) -> list[int]:
    return [row.child_id for row in list_sheets(office, TERM) if row.verified_on]


@pytest.mark.parametrize("chip", ["", "waiting"])
def test_a_key_verifies_and_goes_on(
    verifying: VerifyingDialog, keyboard: Keyboard, look_into: Ask, shell: Shell, chip: str
) -> None:
    verifying.panel.press_chip(chip)
    order = [row.child_id for row in verifying.rows]
    keyboard.press(Key.Key_Space)
    keyboard.press(Key.Key_Return)
    keyboard.press(Key.Key_Space)
    assert look_into(shell, verified) == order[:3]
    assert [row.child_id for row in verifying.panel.table.selected()] == [order[3]]
    assert f"已核实 3 名，共 {len(order)} 名" == verifying.progress.text()


def test_keys_struck_faster_than_the_file_is_written(
    verifying: VerifyingDialog, look_into: Ask, shell: Shell, qtbot: Any
) -> None:
    for _ in range(5):
        qtbot.keyClick(verifying.panel.table, Key.Key_Space)
    assert look_into(shell, verified) == [row.child_id for row in verifying.rows][:5]


def test_the_facts_of_the_selected_child_stand_beside(
    verifying: VerifyingDialog, keyboard: Keyboard
) -> None:
    keyboard.press(Key.Key_Down)
    row = verifying.panel.table.current()
    assert row is not None
    assert verifying.facts.name.text() == row.called
    told = verifying.facts.texts()
    assert told["班级"] == row.school_class
    assert {"父亲", "母亲", "实际照料人", "寄宿", "困境类型"} <= told.keys()


def test_a_whole_class_is_verified_after_a_question(
    verifying: VerifyingDialog, keyboard: Keyboard, look_into: Ask, shell: Shell, answers: Any
) -> None:
    keyboard.press(Key.Key_PageDown, held=CTRL)
    label = verifying.classes.currentData()
    members = [row.child_id for row in verifying.rows if row.school_class == label]
    assert [row.child_id for row in verifying.panel.shown()] == members
    answers.ask = False
    keyboard.press(Key.Key_A, held=CTRL | SHIFT)
    assert look_into(shell, verified) == []
    answers.ask = True
    keyboard.press(Key.Key_A, held=CTRL | SHIFT)
    assert look_into(shell, verified) == members
    assert verifying.classes.currentText() == f"{label}（未核实 0）"
    keyboard.press(Key.Key_PageUp, held=CTRL)
    assert len(verifying.panel.shown()) == len(verifying.rows)


def test_it_is_taken_back(
    verifying: VerifyingDialog, keyboard: Keyboard, look_into: Ask, shell: Shell
) -> None:
    keyboard.press(Key.Key_Space)
    verifying.panel.press_chip("done")
    keyboard.press(Key.Key_Down)
    keyboard.press(Key.Key_Delete)
    assert look_into(shell, verified) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [("20261122", "还没有到"), ("20260831", "不在这个学期"), ("啊", "不是日期")],
)
def test_a_day_that_cannot_be_is_said(
    verifying: VerifyingDialog, keyboard: Keyboard, look_into: Ask, shell: Shell,
    typed: str, said: str,
) -> None:  # fmt: skip
    verifying.day.set_text(typed)
    keyboard.press(Key.Key_Space)
    assert said in verifying.said.text()
    assert look_into(shell, verified) == []
    verifying.day.set_text("20261003")
    keyboard.press(Key.Key_Space)
    assert len(look_into(shell, verified)) == 1
    assert any(row.state == "已核实 10月3日" for row in verifying.rows)


def test_what_has_changed_is_put_right_in_the_form(
    verifying: VerifyingDialog, keyboard: Keyboard
) -> None:
    keyboard.press(Key.Key_F2)
    (form,) = verifying.desk.window.findChildren(ChildDialog)
    assert form.isVisible()
    keyboard.press(Key.Key_Escape)
    assert verifying.isVisible()
