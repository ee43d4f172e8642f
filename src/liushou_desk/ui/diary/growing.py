"""A text of one line that grows with what is typed; Enter means done."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal

from liushou_desk.ui.forms.inputs import TextInput

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

MOST_LINES = 3
_EDGES = 16
"""Pixels of frame, padding and document margin above and below the lines."""


class GrowingInput(TextInput):
    """From one line to three, then it scrolls; Shift+Enter begins a new line."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if layout := self.layout():
            layout.setContentsMargins(0, 1, 0, 1)  # else a scale of 1.5 cuts the frame
        self.area.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget and event.type() == QEvent.Type.KeyPress:
            key = cast("QKeyEvent", event)
            enter = key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not key.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.entered.emit()
                return True
        return super().eventFilter(watched, event)

    def _grow(self) -> None:
        lines = int(self.area.document().size().height())
        kept = min(max(lines, 1), MOST_LINES)
        more = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        none = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.area.setVerticalScrollBarPolicy(more if lines > MOST_LINES else none)
        self.area.setFixedHeight(self.area.fontMetrics().lineSpacing() * kept + _EDGES)
