"""A term planned from the skeleton, a plan called off, a plan repeated: by keys alone."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import sqlalchemy as sa
from PySide6.QtCore import Qt

from liushou_desk.models import Child
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.activities import ActivityRow, ActivityState
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.rules import DueRow, due_list
from liushou_desk.ui.calendar.activity_list import TERM
from liushou_desk.ui.calendar.tab import CalendarTab
from liushou_desk.ui.calendar.year_plan import YearPlanDialog
from liushou_desk.ui.desk import Journey, Spot
from liushou_desk.ui.shell import Shell
from tests.ui.conftest import Answers
from tests.ui.keyboard import ALT, CTRL, Keyboard

Key = Qt.Key
Look = Callable[[Shell, Callable[[OfficeFile], Any]], Any]
TERM_CODE = "2026-2027-1"
TITLE = "摸底建档布置会"


def rows(tab: CalendarTab) -> list[ActivityRow]:
    return [row for row in tab.reading.activities if row.title == TITLE]


def test_a_term_is_planned_changed_and_repeated(
    tab: CalendarTab, keyboard: Keyboard, answers: Answers
) -> None:
    keyboard.press(Key.Key_L, held=CTRL)
    [dialog] = keyboard.dialogs()
    assert isinstance(dialog, YearPlanDialog)
    first = dialog.panel.rows[0]
    assert (first.row.title, first.day, first.week) == (TITLE, date(2026, 9, 4), "第1周")
    assert not dialog.take_button.isEnabled()
    keyboard.press(Key.Key_Space)
    answers.ask = False
    keyboard.press(Key.Key_Escape)  # a wrong key loses nothing that was ticked
    assert "勾选了1个活动还没有安排" in answers.shown[-1]
    assert dialog.isVisible()
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
    tab: CalendarTab, keyboard: Keyboard, look_into: Look
) -> None:
    tab.marked.setChecked(True)
    keyboard.settle()
    owed = Counter(row.due_on for row in look_into(keyboard.shell, due_rows))
    last = date(2026, 11, 30)
    assert shown(tab)[last][-1] == f"到期{owed[last]}", "a month ends, contacts fall due"
    children = look_into(keyboard.shell, lambda office: move_birthdays(office, last))
    keyboard.settle()  # what changed elsewhere is seen while the calendar is in front
    assert shown(tab)[last] == (f"生日{children}", f"到期{owed[last]}")
    cells = [cell for week in tab.month.month_model.weeks for cell in week]
    (marked,) = (cell for cell in cells if cell.day == last)
    assert [word for word in marked.signs if word in marked.told] == list(marked.signs)
    assert f"生日{children}" in marked.signs
    tab.marked.setChecked(False)
    assert not shown(tab)


def shown(tab: CalendarTab) -> dict[date, tuple[str, ...]]:
    weeks = tab.month.month_model.weeks
    return {cell.day: cell.marks for week in weeks for cell in week if cell.marks}


def due_rows(office: OfficeFile) -> tuple[DueRow, ...]:
    return due_list(office, TERM_CODE)


def move_birthdays(office: OfficeFile, day: date) -> int:
    """Let all left-behind children be born on a day of the year; how many there are."""
    with office.reading() as session:
        ids = open_book(office, session, TERM_CODE).record_ids("left_behind")
    with office.action("改生日") as session:
        session.execute(sa.update(Child).values(born_on=day.replace(year=2016)))
    return len(ids)
