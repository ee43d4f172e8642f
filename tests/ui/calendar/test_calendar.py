"""The clerk's way through the calendar, by keys alone."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.activities import ActivityRow, ActivityState, attendance
from liushou_desk.services.activities.calendar import read_calendar
from liushou_desk.services.figures.book import open_book
from liushou_desk.ui.calendar.activity_list import TERM
from liushou_desk.ui.calendar.attendance import AttendanceDialog
from liushou_desk.ui.calendar.tab import CalendarTab
from liushou_desk.ui.desk import Journey, Spot
from liushou_desk.ui.dialog import RecordDialog
from liushou_desk.ui.shell import Shell
from tests.ui.keyboard import CTRL, Keyboard

Key = Qt.Key
Settle = Callable[[Shell], None]
Ask = Callable[[Shell, Callable[[OfficeFile], Any]], Any]
TODAY = date(2026, 11, 21)


def activity(tab: CalendarTab, title: str) -> ActivityRow:
    return next(row for row in tab.reading.activities if row.title == title)


def child_times(office: OfficeFile) -> int:
    with office.reading() as session:
        return open_book(office, session, "2026-2027-1")["activity_child_times"].value


def left_behind(office: OfficeFile) -> frozenset[int]:
    with office.reading() as session:
        return open_book(office, session, "2026-2027-1").record_ids("left_behind")


def plan(keyboard: Keyboard, title: str, days: int) -> None:
    """From today so many days back or on, Enter, title, save."""
    keyboard.press(*[Key.Key_Left if days < 0 else Key.Key_Right] * abs(days), Key.Key_Return)
    keyboard.press(title)
    keyboard.press(Key.Key_S, held=CTRL)


def tick(keyboard: Keyboard, names: list[str]) -> None:
    for name in names:
        keyboard.press(name, Key.Key_Return)


def test_plan_hold_tick_23_of_60_and_take_back(
    tab: CalendarTab, shell: Shell, keyboard: Keyboard, look_into: Ask
) -> None:
    before = look_into(shell, child_times)
    plan(keyboard, "读书会", -3)
    row = activity(tab, "读书会")
    assert (row.planned_on, row.state) == (date(2026, 11, 18), ActivityState.NOT_RECORDED)
    keyboard.press(Key.Key_H, held=CTRL)
    keyboard.press(Key.Key_Tab, "60")
    keyboard.press(Key.Key_S, held=CTRL)
    assert activity(tab, "读书会").state is ActivityState.HELD
    keyboard.press(Key.Key_D, held=CTRL)
    (dialog,) = keyboard.dialogs()
    assert isinstance(dialog, AttendanceDialog)
    assert len(dialog.model.rows) == 60
    counted = look_into(shell, left_behind)
    coming = [row for row in dialog.model.rows if row.child_id in counted][:23]
    tick(keyboard, [row.called for row in coming[:3]])
    dialog.search.clear()
    dialog.table.selectRow(0)
    dialog.table.setFocus()
    for row in dialog.model.rows:
        keyboard.press(*[Key.Key_Space] * (row in coming[3:]), Key.Key_Down)
    assert dialog.count.text().startswith("已勾 23 人，显示 60 人，共 60 人；登记的参加总人数 60")
    keyboard.press(Key.Key_S, held=CTRL)
    assert activity(tab, "读书会").attended == 23
    assert look_into(shell, child_times) == before + 23
    keyboard.press(Key.Key_Z, held=CTRL)
    assert look_into(shell, child_times) == before
    assert activity(tab, "读书会").attended == 0


def test_ticking_an_activity_not_yet_held_records_it_first(
    tab: CalendarTab, keyboard: Keyboard, answers: Any
) -> None:
    plan(keyboard, "读书会", -1)
    keyboard.press(Key.Key_D, held=CTRL)
    assert "先登记举行情况吗" in answers.shown[-1]
    keyboard.press(Key.Key_S, held=CTRL)
    assert [type(dialog) for dialog in keyboard.dialogs()] == [AttendanceDialog]
    assert activity(tab, "读书会").held_on == date(2026, 11, 20)


@pytest.mark.parametrize("is_active", [True, False])
@pytest.mark.parametrize("is_made", [True, False])
def test_the_month_has_the_cursor_however_the_tab_is_brought(
    shell: Shell, keyboard: Keyboard, qtbot: QtBot, is_made: bool, is_active: bool
) -> None:
    assert shell.workspace is not None
    if is_made:
        assert isinstance(shell.workspace.tabs[Spot.CALENDAR], CalendarTab)
    top = shell if is_active else QWidget()
    qtbot.addWidget(top)
    top.show()
    top.activateWindow()
    qtbot.waitUntil(top.isActiveWindow)
    tab: Any = shell.workspace.bring(Spot.CALENDAR)
    keyboard.press(Key.Key_Left)
    assert tab.day == date(2026, 11, 20)
    keyboard.press("f", held=CTRL)
    assert tab.panel.search.hasFocus()


@pytest.mark.parametrize(
    ("keys", "day"),
    [([Key.Key_Up] * 3, date(2026, 10, 31)), ([Key.Key_PageUp], date(2026, 10, 21)),
     ([Key.Key_PageDown], date(2026, 12, 21)), ([Key.Key_Right] * 10, date(2026, 12, 1))],
)  # fmt: skip
def test_keys_walk_over_the_edge_of_the_month(
    tab: CalendarTab, keyboard: Keyboard, keys: list[Key], day: date
) -> None:
    keyboard.press(*keys)
    assert tab.day == day
    assert tab.pane.title.text() == f"{day.year}年{day.month}月"
    cell = tab.month.cell()
    assert cell is not None
    assert cell.day == day
    assert all(row.day_on.month == day.month for row in tab.panel.rows)
    keyboard.press(Key.Key_T, held=CTRL)
    assert tab.day == TODAY


def test_a_click_beside_the_month_turns_no_page_and_plans_there(
    tab: CalendarTab, keyboard: Keyboard, qtbot: QtBot
) -> None:
    place = tab.month.visualRect(tab.month.month_model.place(date(2026, 12, 1))).center()
    qtbot.mouseClick(tab.month.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (tab.day, tab.pane.title.text()) == (date(2026, 12, 1), "2026年11月")
    keyboard.press(Key.Key_N, held=CTRL)
    (dialog,) = keyboard.dialogs()
    assert isinstance(dialog, RecordDialog)
    assert dialog.texts()["planned_on"] == "2026-12-01"


def test_enter_opens_the_day_s_activity(tab: CalendarTab, keyboard: Keyboard) -> None:
    row = next(row for row in tab.panel.rows if row.day_on < TODAY)
    keyboard.press(*[Key.Key_Left] * (TODAY - row.day_on).days, Key.Key_Return)
    (dialog,) = keyboard.dialogs()
    assert isinstance(dialog, RecordDialog)
    assert dialog.texts()["title"] == row.title


def test_several_on_a_day_are_chosen_in_the_list(tab: CalendarTab, keyboard: Keyboard) -> None:
    plan(keyboard, "读书会", 3)
    tab.add()
    keyboard.press("故事会")
    keyboard.press(Key.Key_S, held=CTRL)
    tab.month.setFocus()
    keyboard.press(Key.Key_Return)
    assert not keyboard.dialogs()
    assert tab.panel.table.hasFocus()
    keyboard.press(Key.Key_Down, Key.Key_Return)
    (dialog,) = keyboard.dialogs()
    assert isinstance(dialog, RecordDialog)
    assert dialog.texts()["title"] == "故事会"


def test_a_journey_shows_an_activity_wherever_it_stands(
    tab: CalendarTab, shell: Shell, settle: Settle
) -> None:
    tab.panel.scope.setCurrentIndex(TERM)
    row = tab.reading.activities[0]
    tab.panel.search.setText("没有这样的活动")
    tab.desk.go(Journey(Spot.CALENDAR, record_id=row.activity_id))
    settle(shell)
    assert tab.panel.table.current() == row
    assert tab.day == row.day_on


def test_a_journey_before_the_first_reading_is_kept(
    shell: Shell, settle: Settle, look_into: Ask
) -> None:
    row = look_into(shell, read_calendar).activities[0]
    assert shell.workspace is not None
    shell.workspace.desk.go(Journey(Spot.CALENDAR, record_id=row.activity_id))
    settle(shell)
    front = shell.workspace.front
    assert isinstance(front, CalendarTab)
    assert front.panel.table.current() == row


def test_delete_asks_and_comes_back(
    tab: CalendarTab, shell: Shell, keyboard: Keyboard, answers: Any, look_into: Ask
) -> None:
    row = tab.reading.activities[-3]
    tab.go_to(Journey(Spot.CALENDAR, record_id=row.activity_id))
    children = look_into(shell, lambda office: attendance(office, row.activity_id))
    keyboard.press(Key.Key_Delete)
    assert row.title in answers.shown[-1]
    assert row not in tab.reading.activities
    keyboard.press(Key.Key_Z, held=CTRL)
    assert row in tab.reading.activities
    assert look_into(shell, lambda office: attendance(office, row.activity_id)) == children


def test_nothing_chosen_nothing_done(tab: CalendarTab, keyboard: Keyboard, answers: Any) -> None:
    keyboard.press(Key.Key_Delete, Key.Key_F2)
    keyboard.press(Key.Key_H, held=CTRL)
    assert not keyboard.dialogs()
    assert not answers.shown
    assert not tab.hold.isEnabled()


def test_chips_count_and_let_through(tab: CalendarTab) -> None:
    tab.panel.scope.setCurrentIndex(TERM)
    tab.panel.scope.activated.emit(TERM)
    for state in ActivityState:
        tab.panel.press_chip(state.value)
        shown = tab.panel.shown()
        assert list(shown) == [row for row in tab.panel.rows if row.state is state]
    assert [row.day_on for row in tab.panel.rows] == sorted(row.day_on for row in tab.panel.rows)


def test_another_term_turns_to_its_days(tab: CalendarTab, shell: Shell, settle: Settle) -> None:
    tab.desk.choose_term("2025-2026-2")
    settle(shell)
    assert tab.day == date(2026, 3, 1)
    assert tab.pane.title.text() == "2026年3月"


def test_what_is_printed_is_what_is_shown(tab: CalendarTab) -> None:
    tab.panel.search.setText("心理")
    listing = tab.listing()
    assert listing is not None
    assert len(listing.rows) == len(tab.panel.shown()) == 1
    assert "2026年11月" in listing.note


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [("held_on", "20261122", "不能晚于今天"), ("held_on", "", "请填写举行日期"),
     ("head_count", "很多", "不是"), ("head_count", "2", "少于名单上的")],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_the_field(
    tab: CalendarTab, keyboard: Keyboard, key: str, text: str, said: str
) -> None:
    held = [row for row in tab.reading.activities if row.attended > 2][-1]
    tab.go_to(Journey(Spot.CALENDAR, record_id=held.activity_id))
    keyboard.press(Key.Key_H, held=CTRL)
    (dialog,) = keyboard.dialogs()
    assert isinstance(dialog, RecordDialog)
    dialog.forms[0].inputs[key].set_text(text)
    keyboard.press(Key.Key_S, held=CTRL)
    assert said in dialog.forms[0].problem(key)
    assert held in tab.reading.activities
