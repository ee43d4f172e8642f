"""How every table of the window looks and answers keys, whatever its model holds."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

LINES_PER_ROW = 1.6


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
        """What is selected, as a spreadsheet takes it."""
        rows: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes()):
            rows.setdefault(index.row(), []).append(str(index.data() or ""))
        return "\n".join("\t".join(row) for row in rows.values())

    def copy(self) -> None:
        """Put what is selected onto the clipboard."""
        QGuiApplication.clipboard().setText(self.copied())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here.isValid():
            self.activated_at.emit(here)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)
