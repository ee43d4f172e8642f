"""The button that shows what is covered, with its key; after a while it is covered again."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from liushou_desk.ui.forms.form import REVEAL_KEY

SHOWN_FOR = 30_000
"""Milliseconds; whoever walks past the screen later sees nothing."""


class RevealButton(QPushButton):
    """Asks its dialog to show; that says when it is shown, and is told to cover it again."""

    def __init__(
        self, owner: QWidget, show: Callable[[], object], cover: Callable[[], object]
    ) -> None:
        super().__init__(f"显示隐藏内容 ({REVEAL_KEY})")
        self.setAutoDefault(False)
        self.clicked.connect(lambda: show())
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._timer.timeout.connect(lambda: cover())
        self.is_over = self._timer.timeout
        QShortcut(QKeySequence(REVEAL_KEY), owner, self.click)

    def begin(self) -> None:
        """It is shown now."""
        self._timer.start()
