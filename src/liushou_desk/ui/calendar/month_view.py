"""A month or a term on the screen: arrows go by day, PageUp and PageDown by month.

Enter opens a day.
"""

from datetime import date, timedelta

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from liushou_desk.domain.definitions import add_months
from liushou_desk.ui.calendar.day_painter import DayPainter
from liushou_desk.ui.calendar.month import DAY_ROLE, DayCell, MonthModel

_DAYS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect
NARROWEST = 56
"""Pixels of a day: room for its number and the word beside it."""
LOWEST = 40
MOST_WEEKS, LINES = 6, 3
"""A month touches so many weeks; a week of a term has so many lines."""


class MonthView(QTableView):
    """Shows the weeks it is given; a day beyond them is asked for with `wished`."""

    wished = Signal(object)
    """The day the keyboard went to, perhaps of another month."""
    clicked_on = Signal(object)
    """The day the mouse chose, which turns no page."""
    opened = Signal(object)
    """The `DayCell` to open."""

    def __init__(self) -> None:
        super().__init__()
        self.month_model = MonthModel()
        self.setModel(self.month_model)
        self.setItemDelegate(DayPainter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("月历")
        self._dress_headers()
        self.clicked.connect(self._choose)
        self.doubleClicked.connect(self._open)

    def _dress_headers(self) -> None:
        for header, least in (
            (self.horizontalHeader(), NARROWEST),
            (self.verticalHeader(), LOWEST),
        ):
            header.setMinimumSectionSize(least)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.verticalHeader().setSectionsClickable(False)
        self.verticalHeader().setFixedWidth(self.fontMetrics().horizontalAdvance("第20周") + 22)
        self.verticalHeader().setHighlightSections(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_weeks(
        self, weeks: tuple[tuple[DayCell, ...], ...], numbers: tuple[str, ...], day: date
    ) -> None:
        """Show a month or a term with the cursor on a day; `numbers` stand before the weeks."""
        if (weeks, numbers) != (self.month_model.weeks, self.month_model.numbers):
            is_term = len(weeks) > MOST_WEEKS
            lowest = LINES * self.fontMetrics().height() + 6 if is_term else LOWEST
            self.verticalHeader().setMinimumSectionSize(lowest)
            self.month_model.set_weeks(weeks, numbers)
        place = self.month_model.place(day)
        if place.isValid():
            self.selectionModel().setCurrentIndex(place, _SELECT)

    def cell(self) -> DayCell | None:
        """The day with the cursor."""
        index = self.currentIndex()
        return index.data(DAY_ROLE) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cell, key = self.cell(), Qt.Key(event.key())
        if cell is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in _DAYS:
            self.wished.emit(cell.day + timedelta(_DAYS[key]))
        elif key in _MONTHS:
            self.wished.emit(add_months(cell.day, _MONTHS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(cell)
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        self.clicked_on.emit(index.data(DAY_ROLE).day)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(DAY_ROLE))
