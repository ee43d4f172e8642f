"""The lines of the grid as a table: the columns of the paper form, and how each line stands."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtGui import QBrush, QColor

from liushou_desk.domain.contact_row import CHILDREN, COLUMNS, RowReader
from liushou_desk.domain.picking import parted
from liushou_desk.ui.diary.grid.row import KEYS, GridRow
from liushou_desk.ui.forms.entry import ids_text
from liushou_desk.ui.table.model import NOWHERE, Index

READY = 20
"""Lines that stand ready, as many as the paper form has."""
STATE = len(KEYS)
"""The last column."""
_WRONG = QBrush(QColor("#fdecea"))


class GridModel(QAbstractTableModel):
    """Holds frozen lines; whoever changes one puts another in its place."""

    edited = Signal(int)
    """Something else stands in that line."""

    def __init__(
        self, reader: RowReader, today: Callable[[], date], mentor_of: Mapping[int, int]
    ) -> None:
        super().__init__()
        self.mentor_of = mentor_of
        self.reader, self.today = reader, today
        self.rows: list[GridRow] = [GridRow()] * READY

    def put(self, number: int, row: GridRow) -> None:
        """Let a line be another; where it lies below the last, there are more."""
        if number >= len(self.rows):
            self.beginInsertRows(NOWHERE, len(self.rows), number)
            self.rows += [GridRow()] * (number + 1 - len(self.rows))
            self.endInsertRows()
        self.rows[number] = row
        self.dataChanged.emit(self.index(number, 0), self.index(number, STATE))

    def take(self, number: int, key: str, text: str) -> None:
        """Put a pasted text into a cell; what was not pasted is not filled in."""
        there = self.rows[number] if number < len(self.rows) else GridRow()
        self.put(number, there.typed(key, text, self.reader, self.today()))

    def write(self, number: int, key: str, text: str) -> None:
        """Type a text into a cell; a child brings its own teacher."""
        there = self.rows[number]
        row = there.typed(key, text, self.reader, self.today())
        if row is not there:
            if key == CHILDREN:
                row = row.with_mentor(self._own_mentor(row.texts.get(CHILDREN, "")))
            self.put(number, row)
            self.edited.emit(number)

    def _own_mentor(self, children: str) -> str:
        """The one teacher whom all these children have."""
        ids, _ = parted(children)
        own = {self.mentor_of.get(child) for child in ids}
        return ids_text(mentor for mentor in own if mentor) if len(own) == 1 else ""

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(KEYS) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, key = self.rows[index.row()], (*KEYS, "")[index.column()]
        said, tone = row.state
        match role:
            case Qt.ItemDataRole.DisplayRole:
                text = self.reader.told(key, row.texts.get(key, "")) if key else said
                return text.replace("\n", " ")
            case Qt.ItemDataRole.ToolTipRole:
                return row.problems.get(key, "") if key else row.told() or said
            case Qt.ItemDataRole.ForegroundRole:
                return None if key else QBrush(tone.colour)
            case Qt.ItemDataRole.BackgroundRole:
                return _WRONG if key in row.problems else None
            case _:
                return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return section + 1
        return (*COLUMNS.values(), "情况")[section]
