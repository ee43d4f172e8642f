"""The window's own keys where the cursor stands in a text, which would take some of them.

X11 gives Ctrl+E and Ctrl+U to every line, and does not know Ctrl+Y as the redo of a text.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_TAKEN = (Qt.Key.Key_E, Qt.Key.Key_U)


def is_the_windows(event: QKeyEvent, *, is_empty: bool) -> bool:
    """Whether a key is not for the text; an empty one has nothing to undo."""
    if event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in _TAKEN:
        return True
    undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
    return is_empty and (event.matches(undo) or event.matches(redo))


def redo_typing(focus: QWidget | None) -> bool:
    """Redo in the text with the cursor; false where none was taken back there."""
    if isinstance(focus, QLineEdit):
        can_redo = focus.isRedoAvailable()
    elif isinstance(focus, QTextEdit | QPlainTextEdit):
        can_redo = focus.document().isRedoAvailable()
    else:
        return False
    if can_redo:
        focus.redo()
    return can_redo
