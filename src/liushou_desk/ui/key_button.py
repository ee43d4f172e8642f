"""A button of a tab with a key of its own, and a key that means something on one tab only."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget


def key_button(owner: QWidget, text: str, keys: str, tip: str = "") -> QPushButton:
    """A button pressed at once by its keys; Qt's own shortcut of a button takes its time.

    The keys are told with the mouse: with them on it a row of buttons takes half a small screen.
    """
    button = QPushButton(text)
    button.setToolTip(f"{text}（{keys}）{tip}")
    key_of(owner, keys, button.click)
    return button


def key_of(owner: QWidget, keys: str, do: Callable[[], object]) -> None:
    """What a key does while the cursor is in `owner`: other tabs have other uses for it."""
    shortcut = QShortcut(QKeySequence(keys), owner, do)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
