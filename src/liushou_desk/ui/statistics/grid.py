"""A table of figures as a grid: the cursor moves by cells, Enter opens the rows of a number."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QFont, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from liushou_desk.services.figures.statistics import TOTAL, StatCell, StatTable
from liushou_desk.ui.table.model import LEFT, NOWHERE, RIGHT, Index
from liushou_desk.ui.table.plain import PlainTable

EMPTY = StatTable("", "", (), ())
WIDEST = 16
"""Chinese characters a column of words may be wide before it takes several lines."""
SIDES = 20


class StatModel(QAbstractTableModel):
    """The cells of one table; numbers are drawn as what they are, links."""

    def __init__(self) -> None:
        super().__init__()
        self.table = EMPTY

    def set_table(self, table: StatTable) -> None:
        """Show another table."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def cell(self, index: Index) -> StatCell:
        """The cell at a place."""
        return self.table.rows[index.row()][index.column()]

    def holds_numbers(self, column: int) -> bool:
        """Whether a column's cells are numbers."""
        return any(row[column].key for row in self.table.rows)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.table.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return "回车或双击：看这个数的每一行" if cell.key else None
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if self.holds_numbers(index.column()) else LEFT
            case Qt.ItemDataRole.ForegroundRole:
                return QBrush(QGuiApplication.palette().highlight()) if cell.key else None
            case Qt.ItemDataRole.FontRole:
                return self._bold() if self._is_total(index.row()) else None
            case _:
                return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Headings with the unit on a second line."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table.headings[section].replace("（", "\n（", 1)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.holds_numbers(section) else LEFT
        return None

    def _is_total(self, row: int) -> bool:
        return any(cell.text == TOTAL for cell in self.table.rows[row][:2])

    def _bold(self) -> QFont:
        font = QGuiApplication.font()
        font.setBold(True)
        return font


class WrappedCells(QStyledItemDelegate):
    """Measures a cell a little narrower than it is, so that no last line is cut."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        narrower: Any = QStyleOptionViewItem(option)  # its type does not tell of `rect`
        narrower.rect = narrower.rect.adjusted(0, 0, -SIDES // 2, 0)
        return super().sizeHint(narrower, index)


class StatGrid(PlainTable):
    """Calm: no stripes, words take several lines where the window is narrow."""

    opened = Signal(str)
    """Key of the figure whose number was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.cells = StatModel()
        self.setModel(self.cells)
        self.setItemDelegate(WrappedCells(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        side = self.verticalHeader()
        side.setMinimumSectionSize(self.row_height)
        side.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.activated_at.connect(self._open)

    def show_table(self, table: StatTable) -> None:
        """Show a table; the cursor stays where it was if it is the same one, read anew."""
        here = self.currentIndex()
        row, column = here.row(), here.column()
        is_same = table.key == self.cells.table.key and here.isValid()
        self.cells.set_table(table)
        self._set_widths()
        if not is_same:
            row, column = 0, self._first_number()
        if row < self.cells.rowCount() and column < self.cells.columnCount():
            self.setCurrentIndex(self.cells.index(row, column))
        if not is_same:
            self.scrollToTop()

    def offers(self) -> list[tuple[str, Callable[[], object]]]:
        """The rows behind the number, where there is one."""
        here = self.currentIndex()
        key = self.key_at(here)
        return [("看这个数的每一行\t回车", lambda: self.opened.emit(key))] if key else []

    def key_at(self, index: QModelIndex) -> str:
        """The figure behind a cell, or behind its row where that has one number only."""
        own = self.cells.cell(index).key
        in_row = [cell.key for cell in self.cells.table.rows[index.row()] if cell.key]
        return own or (in_row[0] if len(in_row) == 1 else "")

    def _open(self, index: QModelIndex) -> None:
        key = self.key_at(index)
        if key:
            self.opened.emit(key)

    def _first_number(self) -> int:
        columns = range(self.cells.columnCount())
        return next((column for column in columns if self.cells.holds_numbers(column)), 0)

    def _set_widths(self) -> None:
        """Numbers and short words as wide as they are; a last column of words takes the rest."""
        metrics = self.fontMetrics()
        most = metrics.horizontalAdvance("国") * WIDEST
        last = self.cells.columnCount() - 1
        is_words = last >= 0 and not self.cells.holds_numbers(last)
        for column in range(last + 1):
            texts = {row[column].text for row in self.cells.table.rows}
            texts.update(str(self.cells.headerData(column, Qt.Orientation.Horizontal)).split("\n"))
            widest = max(map(metrics.horizontalAdvance, texts))
            room = most // 2 if is_words and column == last else most
            self.setColumnWidth(column, min(widest, room) + SIDES)
        self.horizontalHeader().setStretchLastSection(is_words)
