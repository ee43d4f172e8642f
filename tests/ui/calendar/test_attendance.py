"""Ticking who took part: searched, by class, kept, refused."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services import activities
from liushou_desk.services.activities import ActivityRow, attendance
from liushou_desk.services.activities.attendees import FORM
from liushou_desk.services.activities.calendar import read_calendar
from liushou_desk.services.keeping.drafts import Draft, read_draft
from liushou_desk.ui import messages
from liushou_desk.ui.calendar import attendance as attendance_dialog
from liushou_desk.ui.calendar.attendance import AttendanceDialog, open_attendance
from liushou_desk.ui.calendar.tab import CalendarTab
from liushou_desk.ui.desk import Journey, Spot
from liushou_desk.ui.shell import Shell
from tests.ui.keyboard import CTRL, Keyboard

Key = Qt.Key
Ask = Callable[[Shell, Callable[[OfficeFile], Any]], Any]
TERM = "2026-2027-1"
HELD: dict[str, Any] = {
    "title": "读书会", "planned_on": date(2026, 11, 18), "held_on": date(2026, 11, 18),
    "head_count": 5,
}  # fmt: skip


@pytest.fixture
def held(tab: CalendarTab, shell: Shell, look_into: Ask) -> ActivityRow:
    made = look_into(shell, lambda office: activities.save_activity(office, None, HELD))
    rows = look_into(shell, read_calendar).activities
    return next(row for row in rows if row.activity_id == made)


@pytest.fixture
def show(tab: CalendarTab, held: ActivityRow, keyboard: Keyboard) -> Callable[[], AttendanceDialog]:
    def do() -> AttendanceDialog:
        open_attendance(tab.desk, held, TERM)
        keyboard.settle()
        (dialog,) = keyboard.dialogs()
        assert isinstance(dialog, AttendanceDialog)
        return dialog

    return do


@pytest.fixture
def kept(shell: Shell, held: ActivityRow, look_into: Ask) -> Callable[[], Draft | None]:
    """The draft of the list that is on file."""
    return lambda: look_into(shell, lambda office: read_draft(office, FORM, held.activity_id))


@pytest.fixture
def on_file(shell: Shell, held: ActivityRow, look_into: Ask) -> Callable[[], frozenset[int]]:
    return lambda: look_into(shell, lambda office: attendance(office, held.activity_id))


@pytest.fixture
def dialog(show: Callable[[], AttendanceDialog]) -> AttendanceDialog:
    return show()


def test_a_class_is_ticked_at_once(dialog: AttendanceDialog) -> None:
    dialog.school_class.setCurrentIndex(1)
    dialog.school_class.activated.emit(1)
    label, rows = dialog.school_class.currentText(), dialog.model.rows
    assert {row.school_class for row in rows} == {label}
    assert dialog.tick_all.text() == f"勾选全班 {len(rows)} 人(&A)"
    dialog.tick_all.click()
    dialog.school_class.setCurrentIndex(2)
    dialog.school_class.activated.emit(2)
    assert f"已勾 {len(rows)} 人（其中 {len(rows)} 人不在当前筛选中）" in dialog.count.text()
    dialog.untick_all.click()
    assert dialog.model.ticked == {row.child_id for row in rows}


def test_a_figure_and_a_pasted_list_complete_what_stands(
    dialog: AttendanceDialog, keyboard: Keyboard
) -> None:
    label, ids = dialog.reading.groups[2]
    dialog.group.setCurrentIndex(3)
    dialog.group.activated.emit(3)
    assert (label, {row.child_id for row in dialog.model.rows}) == ("寄宿", ids)
    assert ids
    dialog.tick_all.click()
    rest = (row for row in dialog.reading.rows if row.child_id not in ids)
    others = [row for row in rest if row.name == row.called]
    dialog.search.setText(f"{others[0].name}、{others[1].name} 赵钱孙")
    keyboard.press(Key.Key_Return)
    assert dialog.model.ticked == ids | {row.child_id for row in others[:2]}
    assert dialog.banner.text() == "名单上认出2人；没有找到：赵钱孙。"


def test_enter_ticks_the_marked_child_and_down_marks_the_next(
    dialog: AttendanceDialog, keyboard: Keyboard
) -> None:
    first, second = dialog.model.rows[:2]
    keyboard.press(Key.Key_Return)
    assert not dialog.model.ticked
    keyboard.press(first.called, Key.Key_Return)
    assert dialog.model.ticked == {first.child_id}
    keyboard.press(Key.Key_Return)
    assert not dialog.model.ticked
    dialog.search.clear()
    keyboard.press(Key.Key_Down)
    assert dialog.search.hasFocus()
    dialog.table.setFocus()
    keyboard.press(Key.Key_Space)
    assert dialog.model.ticked == {second.child_id}


def test_a_click_on_the_box_ticks(dialog: AttendanceDialog, qtbot: QtBot) -> None:
    cell = dialog.table.visualRect(dialog.model.index(1, 0))
    place = QPoint(cell.left() + 12, cell.center().y())
    qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.model.ticked == {dialog.model.rows[1].child_id}


def test_letters_in_the_table_search_and_only_names_are_found(
    dialog: AttendanceDialog, keyboard: Keyboard
) -> None:
    dialog.table.setFocus()
    keyboard.press("z")
    assert dialog.search.text() == "z"
    assert dialog.search.hasFocus()
    assert 0 < len(dialog.model.rows) < 60
    caregiver = dialog.reading.rows[0].caregiver.partition("（")[0]
    dialog.search.setText(caregiver)
    assert all(caregiver in row.called for row in dialog.model.rows)


def test_more_children_than_people_is_refused(
    dialog: AttendanceDialog, keyboard: Keyboard, on_file: Callable[[], frozenset[int]]
) -> None:
    dialog.tick_all.click()
    keyboard.press(Key.Key_S, held=CTRL)
    assert "参加总人数5少于名单上的60名" in dialog.banner.text()
    assert dialog.save_button.isEnabled()
    assert dialog.unsaved.is_waiting, "what is not saved goes on being kept"
    assert on_file() == frozenset()


def test_nothing_typed_or_kept_while_the_worker_writes_becomes_a_ghost(
    dialog: AttendanceDialog,
    keyboard: Keyboard,
    answers: Any,
    kept: Callable[[], Draft | None],
    on_file: Callable[[], frozenset[int]],
) -> None:
    first = dialog.model.rows[0]
    keyboard.press(first.called, Key.Key_Return)
    gate = threading.Event()
    dialog.desk.tasks.run(dialog, lambda _: gate.wait(10))
    dialog.save()
    assert not dialog.unsaved.is_waiting
    for key in (Key.Key_Return, Key.Key_Space, Key.Key_Escape):
        QTest.keyClick(dialog.windowHandle(), key)
    QTest.keyClick(dialog.windowHandle(), Key.Key_S, CTRL)
    assert dialog.isVisible()
    gate.set()
    keyboard.settle()
    assert (keyboard.dialogs(), answers.shown) == ([], [])
    assert on_file() == {first.child_id}
    assert kept() is None


def test_a_fault_of_ours_gives_the_dialog_back(
    dialog: AttendanceDialog,
    keyboard: Keyboard,
    monkeypatch: pytest.MonkeyPatch,
    on_file: Callable[[], frozenset[int]],
) -> None:
    bugs: list[BaseException] = []
    monkeypatch.setattr(messages, "show_bug", lambda _parent, error: bugs.append(error))
    first, second = dialog.model.rows[:2]
    keyboard.press(first.called, Key.Key_Return)
    with monkeypatch.context() as broken:
        broken.setattr(attendance_dialog, "set_attendance", lambda *_, **__: 1 // 0)
        keyboard.press(Key.Key_S, held=CTRL)
    assert isinstance(bugs[0], ZeroDivisionError)
    assert dialog.unsaved.is_waiting
    dialog.search.clear()
    keyboard.press(second.called, Key.Key_Return)
    keyboard.press(Key.Key_S, held=CTRL)
    assert on_file() == {first.child_id, second.child_id}


def test_escape_asks_before_ticks_are_lost(
    dialog: AttendanceDialog, keyboard: Keyboard, answers: Any
) -> None:
    answers.ask = False
    dialog.tick_all.click()
    keyboard.press(Key.Key_Escape)
    assert keyboard.dialogs() == [dialog]
    answers.ask = True
    keyboard.press(Key.Key_Escape)
    assert not keyboard.dialogs()
    assert "放弃刚才的勾选吗" in answers.shown[-1]


def test_ticks_outlive_a_crash_until_given_up(
    show: Callable[[], AttendanceDialog],
    keyboard: Keyboard,
    kept: Callable[[], Draft | None],
    qtbot: QtBot,
) -> None:
    dialog = show()
    first = dialog.model.rows[:1]
    dialog.model.toggle(first)
    qtbot.waitUntil(lambda: not dialog.unsaved.is_waiting)
    assert kept() is not None
    dialog.done(0)
    again = show()
    assert again.model.ticked == {first[0].child_id}
    assert "已恢复" in again.banner.text()
    keyboard.press(Key.Key_Escape)
    assert kept() is None


def test_who_was_not_on_the_register_that_day_is_not_offered(
    tab: CalendarTab, shell: Shell, look_into: Ask, keyboard: Keyboard
) -> None:
    early = HELD | {"planned_on": date(2020, 1, 1), "held_on": date(2020, 1, 1)}
    made = look_into(shell, lambda office: activities.save_activity(office, None, early))
    row = next(r for r in look_into(shell, read_calendar).activities if r.activity_id == made)
    tab.go_to(Journey(Spot.CALENDAR, record_id=row.activity_id))
    keyboard.settle()
    tab.tick()
    keyboard.settle()
    (dialog,) = keyboard.dialogs()
    assert isinstance(dialog, AttendanceDialog)
    assert dialog.count.text().startswith("已勾 0 人，显示 0 人，共 0 人")


def test_qt_finds_no_fault_with_the_models(
    dialog: AttendanceDialog, tab: CalendarTab, check_model: Callable[[QAbstractItemModel], None]
) -> None:
    check_model(dialog.model)
    check_model(tab.month.month_model)
    dialog.search.setText("z")
    box = dialog.model.index(0, 0)
    assert dialog.model.setData(box, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert box.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert not dialog.model.setData(box, "改名")
    for days in (31, -62, 400):
        tab.month.wished.emit(date.fromordinal(tab.day.toordinal() + days))
