"""A dialog one works in: its body, its commands in rows below with their keys, 关闭 at the end."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPushButton, QVBoxLayout

from liushou_desk.services.journal import history
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.fitting import Fitting
from liushou_desk.ui.look import MARGIN, TALLEST_DIALOG, spaced
from liushou_desk.ui.table.flow import FlowLayout

WIDTH = 880


class WorkDialog(QDialog):
    """Stands over whatever is open, another dialog too, and never higher than the screen."""

    def __init__(
        self, desk: Desk, title: str, *, width: int = WIDTH, height: int = TALLEST_DIALOG
    ) -> None:
        super().__init__(QApplication.activeModalWidget() or desk.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.desk = desk
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

    def undo_command(self, tell: Callable[[str], None]) -> QPushButton:
        """撤销 with the key it has everywhere; `tell` says what was taken back."""

        def undo() -> None:
            self.desk.tasks.run(
                self,
                history.undo,
                lambda said: tell(f"已撤销：{said}" if said else "没有可以撤销的操作。"),
            )

        return self.command("撤销", undo, "Ctrl+Z")

    def open(self) -> None:
        """Show it; 关闭 comes last in the row and in the order of Tab."""
        close = self._button("关闭 (Esc)", self.reject)
        self._bar.addWidget(close, alignment=Qt.AlignmentFlag.AlignBottom)
        super().open()

    def _button(self, text: str, do: Callable[[], object]) -> QPushButton:
        """None is the default: Enter belongs to the list above."""
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: do())
        return button
