"""The view of a table of frozen rows: whole rows, sorted by their headings."""

from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import QItemSelectionModel, QItemSelectionRange, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent

from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.model import RowsModel
from liushou_desk.ui.table.plain import PlainTable

Row = TypeVar("Row")
CELL_SIDES = 26
"""Pixels of a column beside its text: padding, and room so that nothing is elided."""
_SELECT_ONLY = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)
_SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class TableView(PlainTable, Generic[Row]):
    """Shows frozen rows. Clicking headings one after another sorts by several columns."""

    opened = Signal(object)
    """The row that was double-clicked or opened with Enter."""
    chosen = Signal()
    """Other rows are selected now."""

    def __init__(self, columns: Sequence[Column[Row]]) -> None:
        super().__init__()
        self.rows_model: RowsModel[Row] = RowsModel(columns)
        self._sorts: list[tuple[int, bool]] = []
        self.setModel(self.rows_model)
        self.as_list()
        self._dress_header(columns)
        self.activated_at.connect(self._open)
        self.selectionModel().selectionChanged.connect(lambda: self.chosen.emit())

    def _dress_header(self, columns: Sequence[Column[Row]]) -> None:
        one = self.fontMetrics().horizontalAdvance("国")
        header = self.horizontalHeader()
        for number, column in enumerate(columns):
            self.setColumnWidth(number, int(column.width * one) + CELL_SIDES)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort_by)

    def show_rows(self, rows: Sequence[Row], keep: Sequence[Row] = ()) -> None:
        """Show rows in the order asked for; those of `keep` that are shown stay selected."""
        had = self.selectionModel().hasSelection()
        self.rows_model.set_rows(self._sorted(rows))
        if keep:
            self.select(keep)
        elif had:
            self.chosen.emit()  # a reset clears the selection without a word

    def selected(self) -> list[Row]:
        """The selected rows from top to bottom."""
        chosen = cast("Iterable[QItemSelectionRange]", self.selectionModel().selection())
        numbers = {number for span in chosen for number in range(span.top(), span.bottom() + 1)}
        return [self.rows_model.rows[number] for number in sorted(numbers)]

    def current(self) -> Row | None:
        """The row with the cursor, None where none is selected."""
        here = self.currentIndex()
        if here.isValid() and self.selectionModel().isSelected(here):
            return self.rows_model.rows[here.row()]
        rows = self.selected()
        return rows[0] if rows else None

    def select(self, wanted: Sequence[Row]) -> None:
        """Select rows and bring the first of them into sight; the very rows, not equal ones."""
        places = {id(row): number for number, row in enumerate(self.rows_model.rows)}
        numbers = [places[id(row)] for row in wanted if id(row) in places]
        if not numbers:
            return
        first = self.rows_model.index(numbers[0], 0)
        self.selectionModel().setCurrentIndex(first, _SELECT_ONLY)
        for number in numbers[1:]:
            self.selectionModel().select(self.rows_model.index(number, 0), _SELECT)
        self.scrollTo(first)

    def copied(self) -> str:
        """The selected rows, all columns, as a spreadsheet takes them."""
        columns = self.rows_model.columns
        return "\n".join(
            "\t".join(column.text(row) for column in columns) for row in self.selected()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The row with the cursor stays in sight when the table gets lower."""
        super().resizeEvent(event)
        here = self.visualRect(self.currentIndex())
        was_seen = here.isValid() and 0 <= here.top() < event.oldSize().height()
        if was_seen and here.bottom() > event.size().height():
            self.scrollTo(self.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows_model.rows[index.row()])

    def _sort_by(self, section: int) -> None:
        """By this heading first, then by those clicked before; a second click turns it round."""
        turned = bool(self._sorts) and self._sorts[-1] == (section, False)
        self._sorts = [sort for sort in self._sorts if sort[0] != section]
        self._sorts.append((section, turned))
        order = Qt.SortOrder.DescendingOrder if turned else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicatorShown(True)
        self.horizontalHeader().setSortIndicator(section, order)
        self.show_rows(self.rows_model.rows, self.selected())

    def _sorted(self, rows: Sequence[Row]) -> Sequence[Row]:
        for section, turned in self._sorts:
            column: Column[Any] = self.rows_model.columns[section]
            rows = sorted(rows, key=column.sort_key, reverse=turned)
        return rows
