"""月度登记表 by keyboard: cell by cell, a whole column, opened again, kept in a crash."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from liushou_desk.domain.month_sheet import CellMark, Marked
from liushou_desk.services.diary import EntryRow
from liushou_desk.services.keeping.drafts import list_drafts
from liushou_desk.services.pairings import list_pairings
from liushou_desk.ui.diary.sheet.dialog import SheetDialog
from liushou_desk.ui.diary.tab import DiaryTab
from liushou_desk.ui.shell import Shell
from tests.ui.conftest import Answers
from tests.ui.diary.conftest import ENTER, ESCAPE, TAB, initials
from tests.ui.keyboard import CTRL, Keyboard, Press

TERM = "2026-2027-1"
SPACE, RIGHT, DOWN = Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Down


@pytest.fixture
def open_sheet(tab: DiaryTab, press: Press, keyboard: Keyboard) -> Callable[[], SheetDialog]:
    """Opens the window by its key."""

    def open_it() -> SheetDialog:
        press("m", held=CTRL)
        dialog = keyboard.dialogs()[-1]
        assert isinstance(dialog, SheetDialog)
        return dialog

    return open_it


@pytest.fixture
def most(shell: Shell, look_into: Callable[..., Any]) -> int:
    """The mentor who has the most children."""
    pairs = look_into(shell, lambda office: list_pairings(office, TERM, current_only=True))
    mentors = [row.mentor_id for row in pairs]
    return max(set(mentors), key=mentors.count)


def choose(dialog: SheetDialog, press: Press, most: int, kind: str) -> None:
    """By initials."""
    press(initials(dialog.mentor.picks[most]), ENTER)
    if dialog.mentor.chosen != [most]:
        dialog.mentor.set_text(str(most))
    press(TAB, kind, ENTER)


def empty_column(dialog: SheetDialog) -> int:
    """A day on which nothing is on file."""
    assert dialog.model.sheet is not None
    taken = {day.day for _, day in dialog.model.sheet.filed}
    taken |= {day for child in dialog.model.lines if child.tally for day in child.tally.days}
    return next(day for day in range(1, dialog.model.past + 1) if day not in taken) - 1


def test_cells_columns_and_the_same_sheet_again(
    most: int,
    press: Press,
    open_sheet: Callable[[], SheetDialog],
    kept: Callable[[], list[EntryRow]],
    answers: Answers,
) -> None:
    before = len(kept())
    dialog = open_sheet()
    choose(dialog, press, most, "4")
    model, table = dialog.model, dialog.table
    column = empty_column(dialog)
    table.setCurrentIndex(model.index(0, column))
    press(SPACE)
    if model.lines[0].is_key_care:
        press("聊了聊", ENTER)
    press("t", held=CTRL)
    assert "不算逐次确认" in dialog.said.text()
    marks = [one.mark for one in model.marks.values()]
    assert marks.count(CellMark.REACHED) == 1
    assert marks.count(CellMark.TALLIED) == len(model.lines) - 1
    press("s", held=CTRL)
    assert "原件在哪里" in dialog.said.text()
    dialog.original.set_text("德育处3号柜")
    press("s", held=CTRL)
    assert not model.marks
    assert len(kept()) == before + 1
    assert model.index(0, column).data() == "√"
    assert model.index(1, column).data() == "汇"
    assert "已登记" in model.told(model.index(0, column))
    table.setFocus()
    table.setCurrentIndex(model.index(0, column))
    press(SPACE)
    press("t", held=CTRL)
    assert not model.marks  # neither is taken twice
    free = [model.index(row, day) for row in range(len(model.lines)) for day in range(model.past)]
    free = [one for one in free if not one.data() and not model.lines[one.row()].is_key_care]
    for place in free[:4]:
        table.setCurrentIndex(place)
        press(SPACE)
    for answers.ask, left in ((False, 4), (True, 0)):
        press("l", held=CTRL)
        assert "清空没有保存的4格吗" in answers.shown[-1]
        assert len(model.marks) == left
    asked = len(answers.shown)
    press(ESCAPE)
    again = open_sheet()
    choose(again, press, most, "4")
    assert (again.model.marks, answers.shown[asked:]) == ({}, [])
    press(ESCAPE)


def test_a_visit_asks_for_its_text_and_a_crash_keeps_it(
    most: int,
    press: Press,
    keyboard: Keyboard,
    open_sheet: Callable[[], SheetDialog],
    kept: Callable[[], list[EntryRow]],
    shell: Shell,
    look_into: Callable[..., Any],
    answers: Answers,
) -> None:
    before = len(kept())
    dialog = open_sheet()
    choose(dialog, press, most, "1")
    column = empty_column(dialog)
    dialog.table.setCurrentIndex(dialog.model.index(0, column))
    press(SPACE)
    assert dialog.content.line.hasFocus()
    press("t", held=CTRL)
    assert "不能整列登记" in dialog.said.text()
    press("s", held=CTRL)
    assert "要写内容" in dialog.said.text()
    press("爷爷在家", ENTER)
    assert dialog.table.hasFocus()
    dialog.content.line.setFocus()
    dialog.content.line.deselect()
    QApplication.clipboard().setText("\t说好")
    press("v", held=CTRL)
    said = dialog.content.text()
    assert "\t" in said
    assert list(dialog.model.marks.values()) == [Marked(CellMark.REACHED, said)]
    dialog.concern.line.setFocus()
    press("身上有伤")
    assert "公安110" in dialog.told.text()
    press(*[Qt.Key.Key_Backspace] * 4, ENTER)
    assert "公安110" not in dialog.told.text()
    dialog._draft.keep_now()  # pyright: ignore[reportPrivateUsage]
    keyboard.settle()
    dialog.done(0)  # as if the power had gone
    keyboard.settle()
    again = open_sheet()
    keyboard.settle()
    assert list(again.model.marks.values()) == [Marked(CellMark.REACHED, said)]
    again.original.set_text("3号柜")
    press("s", held=CTRL)
    assert len(kept()) == before + 1
    assert (kept()[0].content or "").split() == ["爷爷在家", "说好"]
    again.table.setCurrentIndex(again.model.index(1, column))
    press(SPACE)
    answers.ask = False
    press(ESCAPE)
    assert again.isVisible()
    answers.ask = True
    press(ESCAPE)
    assert not look_into(shell, list_drafts)
