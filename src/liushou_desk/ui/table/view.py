"""The view of a table of frozen rows: whole rows, sorted by their headings."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QResizeEvent

from liushou_desk.ui.table.arrangement import default_arrangement
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.header import ListHeader
from liushou_desk.ui.table.header_menu import show_header_menu
from liushou_desk.ui.table.model import RowsModel
from liushou_desk.ui.table.plain import PlainTable, pasted

Row = TypeVar("Row")
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
    sorted_anew = Signal()
    """The rows stand in another order now."""

    def __init__(self, columns: Sequence[Column[Row]]) -> None:
        super().__init__()
        self.row_offers: Callable[[Row], Sequence[tuple[str, Callable[[], object]]]] | None = None
        """The entries of the context menu for a row; 打开 alone where None."""
        self.rows_model: RowsModel[Row] = RowsModel(columns)
        self.header = ListHeader(columns, self)
        self.setHorizontalHeader(self.header)
        self.setModel(self.rows_model)
        self.as_list()
        self.header.setHighlightSections(False)
        self.header.setStretchLastSection(False)
        self.header.arrange(default_arrangement(columns))
        self.header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.header.customContextMenuRequested.connect(
            lambda point: show_header_menu(self.header, point)  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
        )
        self.header.sorted_anew.connect(self._sort_again)
        self.activated_at.connect(self._open)
        self.selectionModel().selectionChanged.connect(lambda: self.chosen.emit())

    def in_order(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Rows as the headings sort them."""
        for number, turned in reversed(self.header.sorts):
            column: Column[Any] = self.rows_model.columns[number]
            rows = sorted(rows, key=column.sort_key, reverse=turned)
        return rows

    def show_rows(self, rows: Sequence[Row], keep: Sequence[Row] = ()) -> None:
        """Show rows in the order asked for; those of `keep` that are shown stay selected."""
        self.show_in_order(self.in_order(rows), keep)

    def show_in_order(self, rows: Sequence[Row], keep: Sequence[Row] = ()) -> None:
        """Show rows that stand in the order asked for already."""
        had = self.selectionModel().hasSelection()
        self.rows_model.set_rows(rows)
        if keep:
            self.select(keep)
        elif had:
            self.chosen.emit()  # a reset clears the selection without a word

    def how_many_selected(self) -> int:
        """The number of selected rows, however many they are."""
        return len(self._numbers())

    def selected(self) -> list[Row]:
        """The selected rows from top to bottom."""
        return [self.rows_model.rows[number] for number in sorted(self._numbers())]

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
        numbers = sorted(places[id(row)] for row in wanted if id(row) in places)
        if not numbers:
            return
        column = self.header.shown()[0]  # nothing scrolls to a column that is hidden
        first = self.rows_model.index(numbers[0], column)
        self.selectionModel().setCurrentIndex(first, _SELECT_ONLY)
        self.selectionModel().select(self._spans(numbers), _SELECT)
        self.scrollTo(first)

    def columns_shown(self) -> list[Column[Row]]:
        """The columns in sight from left to right: what is copied, printed and exported."""
        return [self.rows_model.columns[number] for number in self.header.shown()]

    def copied(self) -> str:
        """The selected rows as they are shown, below their headings."""
        columns, rows = self.columns_shown(), self.selected()
        cells = [[column.text(row) for column in columns] for row in rows]
        if len(rows) * len(columns) <= 1:
            return pasted(cells)
        return pasted([[column.heading for column in columns], *cells])

    def offers(self) -> list[tuple[str, Callable[[], object]]]:
        """What its tab offers for the row with the cursor."""
        row = self.current()
        if row is None:
            return []
        if self.row_offers is None:
            return [("打开\t回车", lambda: self.opened.emit(row))]
        return list(self.row_offers(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The row with the cursor stays in sight when the table gets lower."""
        super().resizeEvent(event)
        here = self.visualRect(self.currentIndex())
        was_seen = here.isValid() and 0 <= here.top() < event.oldSize().height()
        if was_seen and here.bottom() > event.size().height():
            self.scrollTo(self.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows_model.rows[index.row()])

    def _sort_again(self) -> None:
        """Other rows first, and the headings say so; whoever holds the rows may know better."""
        marks = {number: self.header.mark(number) for number, _ in self.header.sorts}
        self.rows_model.mark_headings(marks)
        self.show_rows(self.rows_model.rows, self.selected())
        self.sorted_anew.emit()

    def _numbers(self) -> set[int]:
        chosen = cast("Iterable[QItemSelectionRange]", self.selectionModel().selection())
        return {number for span in chosen for number in range(span.top(), span.bottom() + 1)}

    def _spans(self, numbers: Sequence[int]) -> QItemSelection:
        """Rows in order, as few ranges as they make: 40,000 are selected at a stroke."""
        selection, model = QItemSelection(), self.rows_model
        last_column, begin = len(model.columns) - 1, 0
        for place, number in enumerate(numbers):
            if place + 1 == len(numbers) or numbers[place + 1] != number + 1:
                top, bottom = model.index(numbers[begin], 0), model.index(number, last_column)
                selection.append(QItemSelectionRange(top, bottom))
                begin = place + 1
        return selection
