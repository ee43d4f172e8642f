"""A clerk without a mouse: keys arrive where the focus is, as a person's do."""

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from liushou_desk.ui import pictures
from liushou_desk.ui.shell import Shell

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier
Press = Callable[..., None]


class Keyboard:
    """Of one window and its dialogs; counts the keys by the work at hand."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.keys: Counter[str] = Counter()
        self.work = ""

    def press(self, *keys: str | Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
        """One after the other; Chinese comes by input method. Then the window comes to rest."""
        for part in keys:
            for key in part if isinstance(part, str) else [part]:
                self._strike(key, held)
                self.keys[self.work] += 1
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        pictures.settle(self.shell)

    def dialogs(self) -> list[QDialog]:
        """Those that are open, the one on top last."""
        return [box for box in self.shell.findChildren(QDialog) if box.isVisible()]

    def _strike(self, key: str | Qt.Key, held: Qt.KeyboardModifier) -> None:
        """A key goes to the window in front, which gives it to an open list first."""
        window = self._top().windowHandle()
        if isinstance(key, str) and not key.isascii():
            written = QInputMethodEvent()
            written.setCommitString(key)
            QApplication.sendEvent(QApplication.focusObject(), written)
        else:
            QTest.keyClick(window, key, held)
        QApplication.processEvents()

    def _top(self) -> QWidget:
        """The window a desktop would have made active when what was over it closed."""
        top = self.dialogs()[-1] if self.dialogs() else self.shell
        top.activateWindow()
        QTest.qWaitForWindowActive(top)
        return top
