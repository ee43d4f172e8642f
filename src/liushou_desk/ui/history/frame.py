"""What the views of the journal have in common: a list in a dialog, buttons below, 关闭."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QVBoxLayout,
)

from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import room_on_screen
from liushou_desk.ui.look import MARGIN, TALLEST_DIALOG, spaced
from liushou_desk.ui.table.view import TableView

WIDTH = 880


class JournalDialog(QDialog):
    """Stands over whatever is open, another dialog too."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(QApplication.activeModalWidget() or desk.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.desk = desk
        self.body = QVBoxLayout(self)
        spaced(self.body, MARGIN)

    def finish(self, *buttons: QPushButton) -> None:
        """Put the buttons below everything, and give the dialog its size."""
        bar = QHBoxLayout()
        spaced(bar)
        for button in buttons:
            button.setAutoDefault(False)
            bar.addWidget(button)
        bar.addStretch(1)
        close = QPushButton("关闭 (Esc)")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        bar.addWidget(close)
        self.body.addLayout(bar)
        width = min(WIDTH, self.desk.window.width() - 2 * MARGIN)
        self.resize(width, min(TALLEST_DIALOG, room_on_screen(self)))
        self.setMaximumHeight(TALLEST_DIALOG)


def give_room(table: TableView[Any], column: int) -> None:
    """Let the column with the long words have what the others leave."""
    table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
