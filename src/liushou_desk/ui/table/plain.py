"""How every table of the window looks and answers keys, whatever its model holds."""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

LINES_PER_ROW = 1.6


def pasted(rows: "Iterable[Sequence[str]]") -> str:
    """Cells as a spreadsheet takes them: a line for each row, whatever the cells hold."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)


_CELL = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*)')


def cells_of(text: str) -> list[list[str]]:
    """The cells of a block as a spreadsheet hands it over; a cell of several lines is quoted."""
    text = text.replace("\r\n", "\n").removesuffix("\n")
    rows: list[list[str]] = [[]]
    place = 0
    while place <= len(text):
        match = _CELL.match(text, place)
        assert match is not None  # it takes an empty cell too
        inner: str = match[1] or ""
        is_quoted = any(sign in inner for sign in '\t\n"')
        rows[-1].append(inner.replace('""', '"') if is_quoted else match[0])
        place = match.end() + 1
        if text[match.end() : place] == "\n":
            rows.append([])
    return rows


class PlainTable(QTableView):
    """Nothing is edited in a table: Enter or a double click opens, Ctrl+C copies."""

    activated_at = Signal(QModelIndex)
    """The cell that was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setVisible(False)
        self.doubleClicked.connect(self.activated_at)

    @property
    def row_height(self) -> int:
        """Pixels of a row of one line."""
        return int(self.fontMetrics().height() * LINES_PER_ROW)

    def as_list(self) -> None:
        """Whole rows of one line each, in stripes."""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().setDefaultSectionSize(self.row_height)

    def give_room(self, column: int) -> None:
        """Let the column with the long words have what the others leave."""
        self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def selectRow(self, row: int) -> None:
        """Select one row whatever keys are held: with Ctrl down Qt would let it go instead."""
        flags = QItemSelectionModel.SelectionFlag
        where = self.model().index(row, max(self.currentIndex().column(), 0))
        self.selectionModel().setCurrentIndex(where, flags.ClearAndSelect | flags.Rows)

    def copied(self) -> str:
        """What is selected, as a spreadsheet takes it; several cells bring their headings."""
        rows: dict[int, list[str]] = {}
        chosen = sorted(self.selectedIndexes())
        for index in chosen:
            rows.setdefault(index.row(), []).append(str(index.data() or ""))
        columns = sorted({index.column() for index in chosen})
        headings = [self._heading(column) for column in columns] if len(chosen) > 1 else []
        return pasted([*([headings] if any(headings) else []), *rows.values()])

    def _heading(self, column: int) -> str:
        return str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")

    def copy(self) -> None:
        """Put what is selected onto the clipboard."""
        QGuiApplication.clipboard().setText(self.copied())

    def offers(self) -> "Sequence[tuple[str, Callable[[], object]]]":
        """What the context menu offers for the cell with the cursor before it can be copied."""
        return [("打开\t回车", lambda: self.activated_at.emit(self.currentIndex()))]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """For the mouse, and for the menu key, whose menu stands at the cursor."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.currentIndex().isValid():
            for text, do in self.offers():
                menu.addAction(text, do)
            menu.addSeparator()
        menu.addAction("复制（连同表头）\tCtrl+C", self.copy).setEnabled(
            bool(self.selectedIndexes())
        )
        menu.addAction("全部选中\tCtrl+A", self.selectAll)
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        here = self.visualRect(self.currentIndex()).center()
        where = self.viewport().mapToGlobal(here) if by_key else event.globalPos()
        menu.popup(where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here.isValid():
            self.activated_at.emit(here)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)
