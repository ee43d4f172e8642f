"""Choosing the kind of a record with one key: its digit, or the initials of its pinyin."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt

from liushou_desk.domain.diary_kinds import SHOWN_KINDS
from liushou_desk.ui.forms.inputs import ChoiceInput

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_DIGITS = 9
_PAUSE = 1200
"""Milliseconds after which a letter begins a new word."""


def keys_of_kinds() -> str:
    """Every kind with the key that chooses it, in one line."""
    return "  ".join(
        f"{number if number <= _DIGITS else kind.traits.initials} {kind.label}"
        for number, kind in enumerate(SHOWN_KINDS, start=1)
    )


class KindInput(ChoiceInput):
    """The kinds of the diary; letters typed one after another narrow the choice."""

    def __init__(self) -> None:
        super().__init__([kind.label for kind in SHOWN_KINDS])
        self._typed = ""
        self._since = QElapsedTimer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget and event.type() == QEvent.Type.ShortcutOverride:
            if cast("QKeyEvent", event).key() == Qt.Key.Key_Delete:
                event.accept()  # Delete empties the choice and must not remove a record
                return True
        elif watched is self.widget and event.type() == QEvent.Type.KeyPress:
            key = cast("QKeyEvent", event)
            plain = key.modifiers() in (Qt.KeyboardModifier.NoModifier, _SHIFT)
            if plain and key.text().isascii() and key.text().isalpha():
                self._narrow(key.text().lower())
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, letter: str) -> None:
        waited = self._since.isValid() and self._since.elapsed() > _PAUSE
        self._since.start()
        for typed in ("" if waited else self._typed) + letter, letter:
            for kind in SHOWN_KINDS:
                if kind.traits.initials.startswith(typed):
                    self._typed = typed
                    self.set_text(kind.label)
                    self.edited.emit()
                    return


_SHIFT = Qt.KeyboardModifier.ShiftModifier
