"""A month as rows of days, weeks beginning on Monday, and the model that holds them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from liushou_desk.domain.definitions import add_months
from liushou_desk.domain.document import chinese_date
from liushou_desk.domain.terms import DAY
from liushou_desk.services.activities import ActivityRow
from liushou_desk.services.activities.calendar import CalendarReading
from liushou_desk.ui.table.model import NOWHERE, Index

DAY_ROLE = Qt.ItemDataRole.UserRole
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of the calendar with what stands at it."""

    day: date
    activities: tuple[ActivityRow, ...]
    in_month: bool
    is_today: bool
    is_holiday: bool

    @property
    def told(self) -> str:
        """The whole day in words: its date, then an activity a line."""
        signs = [word for word, holds in _signs(self) if holds]
        head = chinese_date(self.day) + "".join(f"（{word}）" for word in signs)
        return "\n".join([head, *(told(activity) for activity in self.activities)])

    @property
    def sign(self) -> str:
        """The word beside the day's number, empty for an ordinary day."""
        return next((word for word, holds in _signs(self) if holds), "")


def told(activity: ActivityRow) -> str:
    """An activity in a line: 已举行 冬至包饺子."""
    return f"{activity.state.label} {activity.title}"


def _signs(cell: DayCell) -> tuple[tuple[str, bool], ...]:
    return ("今天", cell.is_today), ("假期", cell.is_holiday)


def weeks_of(month: date, reading: CalendarReading, today: date) -> tuple[tuple[DayCell, ...], ...]:
    """The weeks that a month touches; `month` is any day of it."""
    held: dict[date, list[ActivityRow]] = defaultdict(list)
    for activity in reading.activities:
        held[activity.day_on].append(activity)

    def cell(day: date) -> DayCell:
        return DayCell(
            day,
            tuple(held.get(day, ())),
            (day.year, day.month) == (month.year, month.month),
            day == today,
            any(day in holiday for holiday in reading.holidays),
        )

    first = month.replace(day=1)
    monday, end = first - DAY * first.weekday(), add_months(first, 1)
    weeks = -((monday - end).days // 7)
    return tuple(
        tuple(cell(monday + DAY * (7 * week + weekday)) for weekday in range(7))
        for week in range(weeks)
    )


class MonthModel(QAbstractTableModel):
    """Frozen weeks of frozen days."""

    def __init__(self) -> None:
        super().__init__()
        self.weeks: tuple[tuple[DayCell, ...], ...] = ()

    def set_weeks(self, weeks: tuple[tuple[DayCell, ...], ...]) -> None:
        """Show another month, or the same with other activities."""
        self.beginResetModel()
        self.weeks = weeks
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
        return WEEKDAYS[section] if orientation is Qt.Orientation.Horizontal else section + 1
