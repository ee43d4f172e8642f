"""A term planned from the skeleton, a plan called off, a plan repeated: by keys alone."""

from datetime import date

from PySide6.QtCore import Qt

from liushou_desk.services.activities import ActivityRow, ActivityState
from liushou_desk.ui.calendar.activity_list import TERM
from liushou_desk.ui.calendar.tab import CalendarTab
from liushou_desk.ui.calendar.year_plan import YearPlanDialog
from liushou_desk.ui.desk import Journey, Spot
from tests.ui.keyboard import ALT, CTRL, Keyboard

Key = Qt.Key
TITLE = "摸底建档布置会"


def rows(tab: CalendarTab) -> list[ActivityRow]:
    return [row for row in tab.reading.activities if row.title == TITLE]


def test_a_term_is_planned_changed_and_repeated(tab: CalendarTab, keyboard: Keyboard) -> None:
    keyboard.press(Key.Key_L, held=CTRL)
    [dialog] = keyboard.dialogs()
    assert isinstance(dialog, YearPlanDialog)
    first = dialog.panel.rows[0]
    assert (first.row.title, first.day, first.week) == (TITLE, date(2026, 9, 4), "第1周")
    assert not dialog.take_button.isEnabled()
    keyboard.press(Key.Key_Space)
    keyboard.press(Key.Key_Right, held=ALT)
    assert dialog.panel.rows[0].note == "当天不上学"
    keyboard.press(Key.Key_Down, held=ALT)
    keyboard.press(Key.Key_Left, held=ALT)
    keyboard.press(Key.Key_S, held=CTRL)
    [planned] = rows(tab)
    assert (planned.planned_on, planned.state) == (date(2026, 9, 11), ActivityState.NOT_RECORDED)
    assert tab.panel.scope.currentIndex() == TERM
    tab.go_to(Journey(Spot.CALENDAR, record_id=planned.activity_id))
    keyboard.press(Key.Key_R, held=CTRL)
    keyboard.press(Key.Key_Down, Key.Key_Return, "2026-09-30")
    keyboard.press(Key.Key_S, held=CTRL)
    keyboard.press(Key.Key_U, held=CTRL)
    keyboard.press(Key.Key_Return, "下雨")
    keyboard.press(Key.Key_S, held=CTRL)
    found = {row.planned_on.day: row.state for row in rows(tab)}
    assert found == {
        11: ActivityState.CALLED_OFF,
        18: ActivityState.NOT_RECORDED,
    }


def test_birthdays_and_due_contacts_are_marks_that_can_be_switched_off(
    tab: CalendarTab, keyboard: Keyboard
) -> None:
    tab.marked.setChecked(True)
    keyboard.settle()
    cells = [cell for week in tab.month.month_model.weeks for cell in week if cell.marks]
    assert date(2026, 11, 30) in {cell.day for cell in cells}, "a month ends, contacts fall due"
    assert all(set(cell.marks) <= set(cell.signs) for cell in cells)
    assert any(word.startswith("生日") for marks in tab.marks.values() for word in marks)
    tab.marked.setChecked(False)
    assert not any(cell.marks for week in tab.month.month_model.weeks for cell in week)
