"""A month as weeks from Monday, and its words."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liushou_desk.domain.definitions import add_months
from liushou_desk.domain.terms import Span, TermDays, usual_term
from liushou_desk.domain.work_fields import ACTIVITY_FIELDS
from liushou_desk.services.activities import ActivityRow, ActivityState
from liushou_desk.services.activities.calendar import CalendarReading
from liushou_desk.ui.calendar.day_painter import wrapped
from liushou_desk.ui.calendar.month import week_names, weeks_of
from liushou_desk.ui.calendar.month_view import MonthView

TODAY = date(2026, 11, 21)


def row(title: str, planned_on: date, held_on: date | None = None) -> ActivityRow:
    state = ActivityState.HELD if held_on else ActivityState.PLANNED
    unsaid: dict[str, Any] = {field.key: None for field in ACTIVITY_FIELDS}
    said = {"title": title, "planned_on": planned_on, "held_on": held_on}
    return ActivityRow(
        activity_id=1, attended=0, photos=0, state=state, search="", **(unsaid | said)
    )


def month_of(day: date) -> Span:
    first = day.replace(day=1)
    return Span(first, add_months(first, 1) - timedelta(1))


def term(*off: Span) -> TermDays:
    return replace(usual_term("2026-2027-1"), holidays=off)


@pytest.mark.parametrize("month", [date(2026, 2, 1), date(2027, 2, 28), date(2026, 11, 21)])
def test_weeks_run_from_monday_and_hold_the_whole_month(month: date) -> None:
    weeks = weeks_of(month_of(month), CalendarReading(), TODAY)
    days = [cell.day for week in weeks for cell in week]
    assert {week[0].day.weekday() for week in weeks} == {0}
    assert days == [days[0] + timedelta(place) for place in range(len(days))]
    inside = [cell.day for week in weeks for cell in week if cell.in_month]
    assert inside[0].day == 1
    assert (inside[-1] + timedelta(1)).day == 1
    assert all(any(cell.in_month for cell in week) for week in weeks)


def test_a_february_of_four_weeks_has_four_rows() -> None:
    assert len(weeks_of(month_of(date(2027, 2, 1)), CalendarReading(), TODAY)) == 4


def test_an_activity_stands_where_it_was_held() -> None:
    reading = CalendarReading(
        (row("提前", date(2026, 12, 1), date(2026, 11, 20)),),
        days=(term(Span(date(2026, 11, 20), date(2026, 11, 21))),),
    )
    cells = {cell.day: cell for week in weeks_of(month_of(TODAY), reading, TODAY) for cell in week}
    assert cells[date(2026, 11, 20)].told == "2026年11月20日（假期）（十二）\n已举行 提前"
    assert cells[TODAY].told == "2026年11月21日（今天）（假期）（十三）"
    assert not cells[date(2026, 12, 1)].activities


@pytest.mark.parametrize("size", [(740, 600), (430, 300), (392, 200)])
def test_every_day_can_be_painted(qtbot: QtBot, size: tuple[int, int]) -> None:
    """One, several and too many on a day, today and in the holidays."""
    held = tuple(row(f"活动{number}", TODAY) for number in range(6))
    reading = CalendarReading(
        (*held, row("读书会", date(2026, 11, 2)), row("故事会", date(2026, 11, 3), TODAY)),
        days=(term(Span(date(2026, 11, 2), date(2026, 11, 5))),),
    )
    view = MonthView()
    qtbot.addWidget(view)
    view.resize(*size)
    view.show_weeks(weeks_of(month_of(TODAY), reading, TODAY), ("",) * 6, TODAY)
    assert not view.grab().isNull()
    assert view.cell() is not None


@pytest.mark.parametrize(
    ("text", "most"), [("", 1), ("迎新年联欢会", 2), ("“暖冬行动”冬至包饺子", 3)]
)
def test_a_title_is_broken_to_its_room(qapp: QApplication, text: str, most: int) -> None:
    metrics = QFontMetrics(qapp.font())
    lines = wrapped(text, metrics, 60, most)
    assert len(lines) <= most
    assert all(metrics.horizontalAdvance(line) <= 60 for line in lines)
    assert not any(line.startswith("”") for line in lines)
    assert "".join(lines).rstrip("…")[:4] == text[:4][: len("".join(lines).rstrip("…"))]


def test_a_term_is_shown_by_its_teaching_weeks() -> None:
    usual, worked = usual_term("2026-2027-1"), date(2026, 9, 20)
    free = Span(date(2026, 9, 25), date(2026, 9, 27))
    days = replace(usual, free=(free,), worked=(Span(worked, worked),))
    reading = CalendarReading(days=(days,))
    weeks = weeks_of(days.span, reading, TODAY)
    names = week_names(weeks, reading)
    assert (names[0], names[4], names[19], set(names[20:])) == ("第1周", "第5周", "第20周", {""})
    cells = {cell.day: cell for week in weeks for cell in week}
    assert cells[worked].signs == ("补班", "初十")
    assert cells[free.first].signs == ("中秋节", "假期")
    assert [cells[date(2026, 9, day)].number for day in (1, 7, 8)] == ["9月1", "9月7", ""]
    assert reading.is_announced(2026)
    assert not reading.is_announced(2028)
