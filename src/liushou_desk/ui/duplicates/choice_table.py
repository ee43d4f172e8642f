"""Two columns of which one cell a line is chosen: ← and → choose, Space changes sides."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from liushou_desk.domain.field import OPEN, PERSONAL
from liushou_desk.services.duplicates import Comparison, Line, Side
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.model import Index, RowsModel
from liushou_desk.ui.table.plain import PlainTable

CHOSEN, OTHER = "◉", "○"
EMPTY, NO_BREAK = "（空）", "\u00a0"
_SIDES = {1: Side.LEFT, 2: Side.RIGHT}
"""Which side a column of the table is."""
_OWN_GROUP = "儿童"
"""Lines of the child itself need not say so."""


def _label(line: Line) -> str:
    return line.label if line.group == _OWN_GROUP else f"{line.group}·{line.label}"


class ChoiceModel(RowsModel[Line]):
    """The lines of a comparison with the side that is chosen in each."""

    chosen_changed = Signal()

    def __init__(self, shown: Comparison) -> None:
        super().__init__(
            (
                Column("不同的项目", _label, field=OPEN),
                Column("左边", lambda line: self._told(line, Side.LEFT), field=PERSONAL),
                Column("右边", lambda line: self._told(line, Side.RIGHT), field=PERSONAL),
            )
        )
        self.rows = shown.lines
        self._chosen = {line.key: line.default for line in shown.lines}
        self._is_open = False

    @property
    def chosen(self) -> Mapping[str, Side]:
        """The side of each line by its key."""
        return dict(self._chosen)

    @property
    def covers(self) -> bool:
        """Whether something is covered."""
        return not self._is_open and any(line.covers for line in self.rows)

    def show_covered(self, is_open: bool) -> None:
        """Show what is covered, or cover it again."""
        self._is_open = is_open
        self.dataChanged.emit(self.index(0, 1), self.index(len(self.rows) - 1, 2))

    def choose(self, row: int, side: Side) -> None:
        """Take one side's word in a line."""
        self._chosen[self.rows[row].key] = side
        self.dataChanged.emit(self.index(row, 1), self.index(row, 2))
        self.chosen_changed.emit()

    def turn(self, row: int) -> None:
        """Take the other side's word."""
        self.choose(row, self._chosen[self.rows[row].key].other)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        side = _SIDES.get(index.column()) if index.isValid() else None
        if side is None:
            return super().data(index, role)
        line = self.rows[index.row()]
        is_chosen = self._chosen[line.key] is side
        match role:
            case Qt.ItemDataRole.DisplayRole:
                sign = CHOSEN if is_chosen else OTHER
                return f"{sign}{NO_BREAK}{self._told(line, side) or EMPTY}"
            case Qt.ItemDataRole.FontRole:
                font = QFont()
                font.setBold(is_chosen)
                return font
            case Qt.ItemDataRole.ForegroundRole:
                return None if is_chosen else QBrush(Tone.QUIET.colour)
            case _:
                return super().data(index, role)

    def _told(self, line: Line, side: Side) -> str:
        return line.text(side, is_open=self._is_open)


class ChoiceTable(PlainTable):
    """Whole lines, as high as their text; a click on a cell chooses it."""

    def __init__(self, model: ChoiceModel) -> None:
        super().__init__()
        self.choice_model = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(True)
        self.setAccessibleName("选用哪一边")
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setMinimumSectionSize(self.row_height)
        self.clicked.connect(self._choose_at)
        if model.rows:
            self.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if row < 0:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Left:
                self.choice_model.choose(row, Side.LEFT)
            case Qt.Key.Key_Right:
                self.choice_model.choose(row, Side.RIGHT)
            case Qt.Key.Key_Space:
                self.choice_model.turn(row)
            case _:
                super().keyPressEvent(event)

    def _choose_at(self, index: QModelIndex) -> None:
        if side := _SIDES.get(index.column()):
            self.choice_model.choose(index.row(), side)
