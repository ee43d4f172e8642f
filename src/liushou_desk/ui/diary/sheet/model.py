"""The cells of a sheet: children down, days across, and at the end what is tallied."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtGui import QBrush, QColor

from liushou_desk.domain.document import month_and_day
from liushou_desk.domain.month_sheet import NEXT, Cell, CellMark, Marked
from liushou_desk.services.diary import Sheet, SheetChild
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.model import NOWHERE, Index

_WEEKEND, _LACKING = QBrush(QColor("#f1f4f7")), QBrush(QColor("#fdecea"))
_TONES = {CellMark.REACHED: Tone.GOOD, CellMark.MISSED: Tone.OWED, CellMark.TALLIED: Tone.QUIET}
STAR = "★"
"""Behind the name of a child who is 重点关爱."""


class SheetModel(QAbstractTableModel):
    """What is on file stands in grey and stays; what was filled in just now is in `marks`."""

    marked = Signal()
    """Something else is filled in."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet: Sheet | None = None
        self.marks: dict[Cell, Marked] = {}
        self.past = 0
        """The days of the month that have come."""

    def show(self, sheet: Sheet, past: int, marks: Mapping[Cell, Marked]) -> None:
        """Another sheet; what was filled in of cells that are on file by now is left out.

        So is what was filled in for whoever stands on the sheet no more.
        """
        children = {child.child_id for child in sheet.children}
        self.beginResetModel()
        self.sheet, self.past = sheet, past
        self.marks = {
            cell: one
            for cell, one in marks.items()
            if cell[0] in children and cell not in sheet.filed
        }
        self.endResetModel()

    @property
    def lines(self) -> tuple[SheetChild, ...]:
        """The lines."""
        return self.sheet.children if self.sheet else ()

    def cell(self, index: Index) -> Cell | None:
        """The child and the day of a place that can be filled in, or is."""
        if self.sheet is None or not index.isValid() or index.column() >= self.past:
            return None
        return self.lines[index.row()].child_id, self.sheet.key.days[index.column()]

    def press(self, index: Index) -> bool:
        """已联系, 未联系上, empty, one after the other; False where it stays as it is."""
        cell = self.cell(index)
        if cell is None or self.sheet is None or cell in self.sheet.filed:
            return False
        there = self.marks.get(cell)
        mark = NEXT[self._mark(index, cell)]
        self.put(index, None if mark is None else replace(there or Marked(mark), mark=mark))
        return True

    def put(self, index: Index, marked: Marked | None) -> None:
        """Fill in a cell, or empty it."""
        cell = self.cell(index)
        assert cell is not None
        if marked is None:
            self.marks.pop(cell, None)
        else:
            self.marks[cell] = marked
        self._tell()

    def fill_column(self, column: int) -> int:
        """整列: every empty cell of a day, as a tally; how many."""
        places = [self.index(row, column) for row in range(len(self.lines))]
        filled = 0
        for place in places:
            cell = self.cell(place)
            if cell and self.sheet and cell not in self.sheet.filed and not self._mark(place, cell):
                self.marks[cell] = Marked(CellMark.TALLIED)
                filled += 1
        self._tell()
        return filled

    def clear(self) -> None:
        """Empty all that is not on file."""
        self.marks.clear()
        self._tell()

    def lacking(self) -> Index | None:
        """The first cell that has to be written about and is not."""
        for row, _ in enumerate(self.lines):
            for column in range(self.past):
                if self.lacks(self.index(row, column)):
                    return self.index(row, column)
        return None

    def told(self, index: Index) -> str:
        """What there is to know of a cell, in words."""
        cell = self.cell(index)
        if cell is None or self.sheet is None:
            return ""
        child, kind = self.lines[index.row()], self.sheet.key.kind.label
        said = f"{child.called}，{month_and_day(cell[1])}："
        if filed := self.sheet.filed.get(cell):
            state = "已联系" if filed.reached else "未联系上"
            return (
                f"{said}{kind}已登记，{state}，{filed.visitors or '没有写教师'}。要改请到列表里改。"
            )
        mark = self._mark(index, cell)
        if mark is CellMark.TALLIED:
            return f"{said}整列登记的，计入汇总条，不是逐次确认的联系。"
        if self.lacks(index):
            return f"{said}要写内容（F2）。"
        return f"{said}{mark.label if mark else '空'}"

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() or self.sheet is None else len(self.sheet.key.days) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        cell = self.cell(index)
        if cell is None:
            is_last = index.column() == self.columnCount() - 1
            shown = is_last and role == Qt.ItemDataRole.DisplayRole
            return self._tallied(index.row()) if shown else None if is_last else self._ahead(role)
        return self._of_cell(index, cell, role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or self.sheet is None:
            return None
        if orientation is Qt.Orientation.Vertical:
            child = self.lines[section]
            return f"{child.called}{STAR if child.is_key_care else ''}"
        return str(section + 1) if section < len(self.sheet.key.days) else "汇总条"

    def _of_cell(self, index: Index, cell: Cell, role: int) -> Any:
        filed = self.sheet.filed.get(cell) if self.sheet else None
        mark = CellMark.REACHED if filed and filed.reached else CellMark.MISSED if filed else None
        mark = mark or self._mark(index, cell)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return mark.sign if mark else ""
            case Qt.ItemDataRole.ForegroundRole:
                is_new = cell in self.marks
                return QBrush((_TONES[mark] if mark and is_new else Tone.QUIET).colour)
            case Qt.ItemDataRole.BackgroundRole:
                weekend = cell[1].weekday() >= 5
                return _LACKING if self.lacks(index) else _WEEKEND if weekend else None
            case Qt.ItemDataRole.ToolTipRole:
                return self.told(index)
            case _:
                return None

    @staticmethod
    def _ahead(role: int) -> Any:
        return _WEEKEND if role == Qt.ItemDataRole.BackgroundRole else None

    def _mark(self, index: Index, cell: Cell) -> CellMark | None:
        """What was filled in, else whether a tally has the day."""
        if cell in self.marks:
            return self.marks[cell].mark
        tally = self.lines[index.row()].tally
        return CellMark.TALLIED if tally and cell[1].day in tally.days else None

    def lacks(self, index: Index) -> bool:
        """Whether a cell has to be written about and is not."""
        cell = self.cell(index)
        marked = self.marks.get(cell) if cell else None
        child = self.lines[index.row()]
        kind = self.sheet.key.kind if self.sheet else None
        return bool(marked and kind and marked.lacks_text(kind, is_key_care=child.is_key_care))

    def _tallied(self, row: int) -> str:
        """3次, 3+1次 where one is added."""
        child = self.lines[row]
        known = child.tally.times if child.tally else 0
        new = sum(
            one.mark is CellMark.TALLIED and cell[0] == child.child_id
            for cell, one in self.marks.items()
        )
        if not known and not new:
            return ""
        return f"{known}+{new}次" if known and new else f"{known or new}次"

    def _tell(self) -> None:
        last = self.index(len(self.lines) - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.marked.emit()
