"""A dialog one works in: its body, its commands in rows below with their keys, 关闭 at the end."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from liushou_desk.ui.desk import Desk
from liushou_desk.ui.fitting import Fitting
from liushou_desk.ui.look import MARGIN, TALLEST_DIALOG, spaced
from liushou_desk.ui.table.flow import FlowLayout

WIDTH = 880


class WorkDialog(QDialog):
    """Stands over whatever is open, another dialog too, and never higher than the screen."""

    closing: ClassVar[str] = "关闭 (Esc)"

    def __init__(
        self, desk: Desk, title: str, *, width: int = WIDTH, height: int = TALLEST_DIALOG
    ) -> None:
        super().__init__(QApplication.activeModalWidget() or desk.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.desk = desk
        self.starts_at: QWidget | None = None
        """What has the cursor at first; by default whatever comes first."""
        self.body = QVBoxLayout()
        spaced(self.body)
        self._commands = FlowLayout()
        self._bar = QHBoxLayout()
        spaced(self._bar)
        self._bar.addLayout(self._commands, 1)
        layout = QVBoxLayout(self)
        spaced(layout, MARGIN)
        layout.addLayout(self.body, 1)
        layout.addLayout(self._bar)
        room = desk.window.size()
        self.fitting = Fitting(
            self, min(width, room.width() - 2 * MARGIN), min(height, room.height())
        )

    def command(self, text: str, do: Callable[[], object], keys: str = "") -> QPushButton:
        """A button below, behind those before; the keys press it."""
        button = self._button(f"{text} ({keys})" if keys else text, do)
        self._commands.addWidget(button)
        if keys:
            QShortcut(QKeySequence(keys), self, button.click)
        return button

    def open(self) -> None:
        """Show it with the cursor where work begins; 关闭 comes last in the order of Tab."""
        self.close_button = self._button(self.closing, self.reject)
        self._bar.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignBottom)
        if self.starts_at is not None:
            self.starts_at.setFocus()
        super().open()

    def _button(self, text: str, do: Callable[[], object]) -> QPushButton:
        """None is the default: Enter belongs to the list above, where a click leaves the cursor."""
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: do())
        return button
