"""A searchable list whose rows are ticked: with Space what is selected, with a click one row."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from liushou_desk.domain.field import OPEN
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel

Row = TypeVar("Row")
TICKED, UNTICKED = "✓", "—"


def tick_column(heading: str, is_ticked: Callable[[Row], bool | None]) -> Column[Row]:
    """The first column: ticked, not ticked, or (None) nothing to tick."""
    signs = {True: TICKED, False: UNTICKED, None: ""}
    return Column(
        heading,
        lambda row: signs[is_ticked(row)],
        2.5,
        tone=lambda row: Tone.GOOD if is_ticked(row) else Tone.QUIET,
        field=OPEN,
    )


class TickPanel(ListPanel[Row]):
    """Says only that ticks are to be turned; whoever owns the rows gives them anew."""

    turned = Signal()
    """Space or a click: the selected rows."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        row_id: Callable[[Row], object],
        search: Callable[[Row], str],
        hint: str,
    ) -> None:
        super().__init__(columns, row_id, search, hint)
        self.table.installEventFilter(self)
        self.table.clicked.connect(self._click)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and event.key() == Qt.Key.Key_Space:
                self.turned.emit()
                return True
        return super().eventFilter(watched, event)

    def _click(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.turned.emit()
