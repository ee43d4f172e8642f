"""The table of children to tick: Space ticks, letters go on to the search box."""

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from liushou_desk.services.activities.attendees import Attendee
from liushou_desk.ui.calendar.tick_model import COLUMNS, TickModel
from liushou_desk.ui.table.plain import PlainTable


class TickTable(PlainTable):
    """Whole rows; a click on the box ticks one, Space or Enter all that are selected."""

    def __init__(self, model: TickModel, search: QLineEdit) -> None:
        super().__init__()
        self.tick_model, self.search = model, search
        self.setModel(model)
        self.as_list()
        self.setAccessibleName("参加儿童")
        one = self.fontMetrics().horizontalAdvance("国")
        for number, column in enumerate(COLUMNS):
            self.setColumnWidth(number, int(column.width * one) + (40 if number == 0 else 16))

    def chosen(self) -> list[Attendee]:
        """The selected children."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.tick_model.rows[number] for number in numbers]

    def step(self, by: int) -> None:
        """Move the cursor without taking the focus from the search box."""
        last = len(self.tick_model.rows) - 1
        if last >= 0:
            self.selectRow(min(max(self.currentIndex().row() + by, 0), last))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text: Any = event.text()
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.tick_model.toggle(self.chosen())
        elif plain and text.strip() and text.isprintable():
            self.search.setFocus()
            self.search.selectAll()
            QCoreApplication.sendEvent(self.search, event)
        else:
            super().keyPressEvent(event)
