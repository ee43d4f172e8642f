"""One row of a preview, field by field, each taken or refused (不采纳) with the space bar."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from liushou_desk.services.imports.desk import FieldChange, refusable


class RowFields(QListWidget):
    """A tick says that a field is taken; what follows from others has none."""

    toggled = Signal(str, bool)
    """Key of the field, and whether it is taken now."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("选中的行逐项")
        self.setToolTip("空格：采纳或不采纳这一项")
        self.setWordWrap(True)
        self.itemChanged.connect(self._tell)

    def show_row(
        self, notes: Sequence[str], changes: Sequence[FieldChange], refused: frozenset[str]
    ) -> None:
        """Show what is wrong with a row, then what it would change."""
        self.blockSignals(True)
        self.clear()
        for note in notes:
            self.addItem(QListWidgetItem(note))
        for change in changes:
            item = QListWidgetItem(f"{change.label}　{change.before} → {change.after}")
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            if refusable(change):
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setData(Qt.ItemDataRole.UserRole, change.key)
                is_taken = change.key not in refused
                state = Qt.CheckState.Checked if is_taken else Qt.CheckState.Unchecked
                item.setCheckState(state)
            self.addItem(item)
        if self.count():
            self.setCurrentRow(0)
        self.blockSignals(False)

    def texts(self) -> list[str]:
        """The lines as they stand."""
        return [self.item(row).text() for row in range(self.count())]

    def _tell(self, item: QListWidgetItem) -> None:
        key: str = item.data(Qt.ItemDataRole.UserRole) or ""
        self.toggled.emit(key, item.checkState() is Qt.CheckState.Checked)
