"""学期日期 on the screen: typed by keyboard, told beforehand, refused beside, saved, taken back."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from liushou_desk.domain.terms import Span, TermDays
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.keeping.drafts import list_drafts
from liushou_desk.services.keeping.office import create_office
from liushou_desk.services.terms import plan_dates, read_dates
from liushou_desk.services.today import BoardLine, Place, Step
from liushou_desk.ui import openers
from liushou_desk.ui.desk import Spot
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.terms.dates import REFUSED, UNFINISHED, UNTOUCHED, TermDates
from liushou_desk.ui.terms.holidays import ADD, HolidaysInput
from liushou_desk.ui.terms.opener import TermOpener
from liushou_desk.ui.today.first_steps import OPENERS
from liushou_desk.ui.today.tab import TodayTab
from tests.conftest import OPENING, ticking
from tests.ui.keyboard import CTRL, Keyboard

Key = Qt.Key
TERM = "2026-2027-1"
NATIONAL = Span(date(2026, 10, 1), date(2026, 10, 7))
Ask = Callable[[Shell, Callable[[OfficeFile], Any]], Any]


def days_on_file(office: OfficeFile) -> TermDays:
    found = read_dates(office, TERM)
    assert found is not None
    return found.days


@pytest.fixture
def dialog(shell: Shell, keyboard: Keyboard) -> Iterator[TermDates]:
    """Opened from the menu."""
    assert shell.workspace is not None
    menu = shell.workspace.commands.office_menu
    next(action for action in menu.actions() if action.text() == "学期日期……").trigger()
    keyboard.settle()
    (found,) = shell.findChildren(TermDates)
    yield found
    if isValid(found):
        found.done(0)


def holidays(dialog: TermDates) -> HolidaysInput:
    box = dialog.forms[0].inputs["holidays"]
    assert isinstance(box, HolidaysInput)
    return box


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_what_moves_is_told_saved_and_taken_back(
    dialog: TermDates, shell: Shell, keyboard: Keyboard, look_into: Ask
) -> None:
    before = look_into(shell, days_on_file)
    assert dialog.windowTitle() == "学期日期：2026—2027学年第一学期"
    assert dialog.preview.toPlainText() == UNTOUCHED
    line = focus()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    keyboard.press("20260921", Key.Key_Return)
    plan = look_into(
        shell, lambda office: plan_dates(office, TERM, {"first_on": date(2026, 9, 21)})
    )
    assert dialog.preview.toPlainText() == "\n".join(plan.lines)
    assert "随访应完成：" in dialog.preview.toPlainText()
    assert plan.note in dialog.heading.text()
    assert look_into(shell, days_on_file) == before
    keyboard.press(Key.Key_S, held=CTRL)
    assert not isValid(dialog)
    assert look_into(shell, days_on_file).first_on == date(2026, 9, 21)
    keyboard.press(Key.Key_Z, held=CTRL)
    assert look_into(shell, days_on_file) == before


def test_holidays_are_walked_added_and_taken_away(
    dialog: TermDates, shell: Shell, keyboard: Keyboard, look_into: Ask
) -> None:
    keyboard.press(*[Key.Key_Return] * 4)
    walked: list[str] = []
    while not walked or walked[-1] != ADD:
        walked.append(focus().accessibleName() or focus().property("text"))
        keyboard.press(Key.Key_Tab)
    assert walked[:4] == [
        "第1段假期的第一天", "第1段假期的最后一天", "去掉第1段假期", "第2段假期的第一天"
    ]  # fmt: skip
    assert len(walked) == 7
    assert focus() is dialog.preview
    holidays(dialog).add.setFocus()
    keyboard.press(Key.Key_Return)
    keyboard.press("20270101")
    keyboard.press(Key.Key_Return)
    assert dialog.preview.toPlainText() == UNFINISHED
    keyboard.press("20270103", Key.Key_Return)
    assert "、2027-01-01至2027-01-03" in dialog.preview.toPlainText()
    assert focus() is holidays(dialog).rows[2].away
    keyboard.press(Key.Key_Tab)
    assert focus() is holidays(dialog).add
    holidays(dialog).rows[1].away.setFocus()
    keyboard.press(Key.Key_Space)
    assert focus().accessibleName() == "去掉第2段假期"
    keyboard.press(Key.Key_S, held=CTRL)
    new_year = Span(date(2027, 1, 1), date(2027, 1, 3))
    assert look_into(shell, days_on_file).holidays == (NATIONAL, new_year)


def test_what_cannot_be_is_said_while_typing_and_beside_the_field(
    dialog: TermDates, shell: Shell, keyboard: Keyboard, look_into: Ask, qtbot: QtBot
) -> None:
    before = look_into(shell, days_on_file)
    box = dialog.forms[0].inputs["cutoff_on"].widget
    assert isinstance(box, QLineEdit)
    box.setFocus()
    box.selectAll()
    keyboard.press("20270301")
    qtbot.waitUntil(lambda: dialog.preview.toPlainText().startswith(REFUSED))
    keyboard.press(Key.Key_S, held=CTRL)
    assert "截止日不在学期内" in dialog.forms[0].problem("cutoff_on")
    assert look_into(shell, days_on_file) == before
    row = holidays(dialog).rows[1]
    row.last.set_text("")
    row.last.edited.emit()
    box.setText("2027-01-15")
    keyboard.press(Key.Key_S, held=CTRL)
    assert "第2段假期没有写最后一天" in dialog.forms[0].problem("holidays")
    assert focus() is row.first.line


def test_what_was_half_typed_is_taken_up_from_the_board(
    dialog: TermDates, shell: Shell, keyboard: Keyboard, look_into: Ask
) -> None:
    holidays(dialog).add_row()
    keyboard.press("20270101")
    dialog.unsaved.keep_now()
    keyboard.settle()
    dialog.done(0)
    (draft,) = look_into(shell, list_drafts)
    assert shell.workspace is not None
    board = shell.workspace.bring(Spot.TODAY)
    assert isinstance(board, TodayTab)
    board.lines.opened.emit(BoardLine("一", "", Place.DRAFT, draft.record_id, form=draft.form))
    keyboard.settle()
    again = next(box for box in shell.findChildren(TermDates) if box.isVisible())
    assert again.forms[0].texts()["holidays"].endswith("；20270101至")
    assert again.preview.toPlainText() == UNFINISHED
    again.done(0)


def test_without_a_term_the_first_step_opens_one(
    open_shell: Callable[[Path], Shell], tmp_path: Path
) -> None:
    path = tmp_path / "新校.db"
    create_office(path, ticking(OPENING), "青石坪小学").close()
    shell = open_shell(path)
    assert shell.workspace is not None
    assert OPENERS[Step.TERM] is openers.term_dates
    OPENERS[Step.TERM](shell.workspace.desk)
    keyboard = Keyboard(shell)
    keyboard.settle()
    (opener,) = keyboard.dialogs()
    assert isinstance(opener, TermOpener)
    keyboard.press(Key.Key_Escape)
