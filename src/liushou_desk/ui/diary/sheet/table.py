"""The sheet as it is filled in: arrows go about, Space and Enter confirm one cell at a time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from liushou_desk.ui.diary.sheet.model import SheetModel
from liushou_desk.ui.table.model import Index
from liushou_desk.ui.table.plain import PlainTable

_EDGES = 20
"""Pixels of padding beside the number of a day."""
_PRESSED = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SheetTable(PlainTable):
    """Names stand in the head of the lines, where they stay in sight."""

    filled = Signal()
    """A cell was confirmed."""
    moved = Signal()
    """The cursor stands in another cell."""

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self.cells = model
        self.setModel(model)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.verticalHeader().setVisible(True)
        self.verticalHeader().setDefaultSectionSize(self.row_height)
        self.setAccessibleName("月度登记表")
        self.setTabKeyNavigation(False)
        model.modelReset.connect(self._fit)
        self.doubleClicked.disconnect(self.activated_at)
        self.doubleClicked.connect(self._press)

    def _fit(self) -> None:
        one = self.fontMetrics().horizontalAdvance("国")
        last = self.cells.columnCount() - 1
        narrow = self.fontMetrics().horizontalAdvance("30") + _EDGES
        self.horizontalHeader().setMinimumSectionSize(narrow)
        for column in range(last):
            self.setColumnWidth(column, narrow)
        self.setColumnWidth(max(last, 0), one * 5)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESSED:
            self._press(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _press(self, index: Index) -> None:
        if self.cells.press(index):
            self.filled.emit()
