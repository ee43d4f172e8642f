"""A month or a term as rows of days, weeks beginning on Monday, and the model that holds them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from liushou_desk.domain.document import chinese_date
from liushou_desk.domain.lunar import festival, lunar_day
from liushou_desk.domain.terms import DAY, Span
from liushou_desk.services.activities import ActivityRow
from liushou_desk.services.activities.calendar import CalendarReading
from liushou_desk.services.activities.marks import Marks
from liushou_desk.ui.table.model import NOWHERE, Index

DAY_ROLE = Qt.ItemDataRole.UserRole
_LONGEST_MONTH = 31
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of the calendar with what stands at it."""

    day: date
    activities: tuple[ActivityRow, ...]
    in_month: bool
    is_today: bool
    is_holiday: bool
    is_worked: bool = False
    """补班: there is school though it is a weekend."""
    marks: tuple[str, ...] = ()
    """Birthdays and contacts due, where they are asked for."""
    number: str = ""
    """What stands for the day: its number, where months follow each other with its month."""

    @property
    def told(self) -> str:
        """The whole day in words: its date, then an activity a line."""
        head = chinese_date(self.day) + "".join(f"（{word}）" for word in self.signs)
        return "\n".join([head, *(told(activity) for activity in self.activities)])

    @property
    def signs(self) -> tuple[str, ...]:
        """The words beside the day's number, the weightiest first; the lunar date is the last."""
        lunar, named = lunar_day(self.day), festival(self.day)
        words = (
            "今天" if self.is_today else "",
            "补班" if self.is_worked else "",
            named,
            *self.marks,
            "假期" if self.is_holiday else "",
            lunar.told if lunar and not named else "",
        )
        return tuple(filter(None, words))


def told(activity: ActivityRow) -> str:
    """An activity in a line: 已举行 冬至包饺子."""
    return f"{activity.state.label} {activity.title}"


def weeks_of(
    span: Span, reading: CalendarReading, today: date, marks: Marks | None = None
) -> tuple[tuple[DayCell, ...], ...]:
    """The weeks that a month or a term touches; a longer span names its months."""
    held: dict[date, list[ActivityRow]] = defaultdict(list)
    for activity in reading.activities:
        held[activity.day_on].append(activity)

    def cell(day: date) -> DayCell:
        term = reading.days_of(day)
        return DayCell(
            day,
            tuple(held.get(day, ())),
            day in span,
            day == today,
            term is not None and term.is_free(day),
            term is not None and term.is_worked(day),
            (marks or {}).get(day, ()),
            f"{day.month}月{day.day}" if months and (day.day == 1 or day.weekday() == 0) else "",
        )

    months = span.days > _LONGEST_MONTH
    monday = span.first - DAY * span.first.weekday()
    weeks = -((monday - span.last - DAY).days // 7)
    return tuple(
        tuple(cell(monday + DAY * (7 * week + weekday)) for weekday in range(7))
        for week in range(weeks)
    )


def week_names(weeks: tuple[tuple[DayCell, ...], ...], reading: CalendarReading) -> tuple[str, ...]:
    """第几教学周 of each week, empty in the holidays; a week that begins a term is its first."""
    return tuple(_week_name(week, reading) for week in weeks)


def _week_name(week: tuple[DayCell, ...], reading: CalendarReading) -> str:
    for cell in week:
        term = reading.days_of(cell.day)
        number = term.week_number(cell.day) if term else None
        if number:
            return f"第{number}周"
    return ""


class MonthModel(QAbstractTableModel):
    """Frozen weeks of frozen days."""

    def __init__(self) -> None:
        super().__init__()
        self.weeks: tuple[tuple[DayCell, ...], ...] = ()
        self.numbers: tuple[str, ...] = ()

    def set_weeks(
        self, weeks: tuple[tuple[DayCell, ...], ...], numbers: tuple[str, ...] = ()
    ) -> None:
        """Show other weeks, or the same with other activities; `numbers` stand before them."""
        self.beginResetModel()
        self.weeks, self.numbers = weeks, numbers or ("",) * len(weeks)
        self.endResetModel()

    def place(self, day: date) -> QModelIndex:
        """Where a day stands, an invalid index where it is not shown."""
        for row, week in enumerate(self.weeks):
            for column, cell in enumerate(week):
                if cell.day == day:
                    return self.index(row, column)
        return QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.weeks)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(WEEKDAYS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.weeks[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "\n".join([str(cell.day.day), *map(told, cell.activities)])
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return cell.told
            case _:
                return cell if role == DAY_ROLE else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (WEEKDAYS if orientation is Qt.Orientation.Horizontal else self.numbers)[section]
