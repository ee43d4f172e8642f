"""The worklist by keyboard: to the empty line, 确认无, and back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from liushou_desk.domain.words import Mark, ParentStatus
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.register.child_record import read_child
from liushou_desk.services.register.child_save import save_child
from liushou_desk.ui.roster.child_dialog import ChildDialog
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.truth.dialog import TruthDialog, open_truth
from tests.ui.keyboard import CTRL, Keyboard

Key = Qt.Key
TERM = "2026-2027-1"
Ask = Callable[[Shell, Callable[[OfficeFile], Any]], Any]


@pytest.fixture
def truth(shell: Shell, settle: Callable[[Shell], None], look_into: Ask) -> Iterator[TruthDialog]:
    assert shell.workspace is not None
    told = {"father.phone": None, "boarding_period.boards": None}
    wrong = {"school_record_mark.mark": Mark.NONE, "father.status": ParentStatus.WORKS_AWAY}
    look_into(shell, lambda office: save_child(office, TERM, 1, told | wrong))
    open_truth(shell.workspace.desk)
    settle(shell)
    (dialog,) = shell.findChildren(TruthDialog)
    yield dialog
    dialog.done(0)


def show(truth: TruthDialog, key: str, keyboard: Keyboard) -> None:
    truth.missing.reveal((1, key))
    truth.missing.table.setFocus()
    keyboard.settle()


def test_enter_opens_the_form_at_the_empty_line(
    truth: TruthDialog, shell: Shell, keyboard: Keyboard, look_into: Ask
) -> None:
    show(truth, "father.phone", keyboard)
    keyboard.press(Key.Key_Return)
    (form,) = shell.findChildren(ChildDialog)
    assert QApplication.focusWidget() is form.forms[2].inputs["father.phone"].widget
    keyboard.press("13912345678")
    keyboard.press(Key.Key_S, held=CTRL)
    assert (
        look_into(shell, lambda o: read_child(o, 1, TERM)).values["father.phone"] == "13912345678"
    )
    assert not [row for row in truth.missing.rows if (row.child_id, row.key) == (1, "father.phone")]


def test_none_is_answered_by_a_key(truth: TruthDialog, keyboard: Keyboard) -> None:
    show(truth, "father.phone", keyboard)
    before = len(truth.missing.rows)
    keyboard.press(Key.Key_0, held=CTRL)
    assert len(truth.missing.rows) == before - 1


def test_what_must_have_an_answer_cannot_be_none(truth: TruthDialog, keyboard: Keyboard) -> None:
    show(truth, "boarding_period.boards", keyboard)
    assert not truth.none_button.isEnabled()
    row = truth.missing.table.current()
    assert row is not None
    assert row.required


def test_chips_part_what_must_be_from_what_should_be(truth: TruthDialog) -> None:
    truth.missing.press_chip("required")
    assert {row.required for row in truth.missing.shown()} == {True}


def test_contradictions_open_their_line_too(
    truth: TruthDialog, shell: Shell, keyboard: Keyboard
) -> None:
    truth.tabs.setCurrentWidget(truth.found)
    keyboard.settle()
    truth.found.table.selectRow(0)
    truth.found.table.setFocus()
    keyboard.press(Key.Key_Return)
    (form,) = shell.findChildren(ChildDialog)
    row = truth.found.rows[0]
    page = next(page for page in form.forms if row.key in page.inputs)
    assert QApplication.focusWidget() is page.inputs[row.key].widget
