"""A list with a box before each row: frozen rows, and the set of those that are ticked."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.tables import FIELDS
from liushou_desk.services.activities.attendees import Attendee
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.model import Index, RowsModel

CHECK = Qt.ItemDataRole.CheckStateRole
COLUMNS: tuple[Column[Attendee], ...] = (
    Column("姓名", lambda row: row.called, 8, field=FIELDS["child", "name"]),
    Column("班级", lambda row: row.school_class, 9, field=FIELDS["school_class", "name"]),
    Column("照料人", lambda row: row.caregiver, 9, field=FIELDS["family_member", "name"]),
    Column("备注", lambda row: row.note, 5, field=OPEN),
)


class TickModel(RowsModel[Attendee]):
    """Ticks stay with a child whether or not it is shown."""

    ticked_changed = Signal()

    def __init__(self, ticked: Iterable[int]) -> None:
        super().__init__(COLUMNS)
        self.ticked = frozenset(ticked)

    def tick(self, rows: Collection[Attendee], on: bool) -> None:
        """Tick or untick some children, shown or not."""
        ids = {row.child_id for row in rows}
        self.ticked = self.ticked | ids if on else self.ticked - ids
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0), [CHECK])
        self.ticked_changed.emit()

    def toggle(self, rows: Sequence[Attendee]) -> None:
        """Tick all of them, or none where all were ticked."""
        self.tick(rows, not all(row.child_id in self.ticked for row in rows))

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        box = index.isValid() and index.column() == 0
        return flags | Qt.ItemFlag.ItemIsUserCheckable if box else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != CHECK:
            return super().data(index, role)
        if not index.isValid() or index.column() != 0:
            return None
        ticked = self.rows[index.row()].child_id in self.ticked
        return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != CHECK or not index.isValid() or index.column() != 0:
            return False
        self.tick([self.rows[index.row()]], Qt.CheckState(value) is Qt.CheckState.Checked)
        return True
