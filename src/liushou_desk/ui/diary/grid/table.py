"""The grid as it is typed: the input of the column goes with the cursor from cell to cell."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from liushou_desk.domain.contact_row import COLUMNS, FIELDS
from liushou_desk.ui.diary.grid.inputs import CellPick
from liushou_desk.ui.diary.grid.model import STATE, GridModel
from liushou_desk.ui.diary.grid.row import KEYS, GridRow
from liushou_desk.ui.table.model import Index
from liushou_desk.ui.table.plain import PlainTable, cells_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QMimeData

    from liushou_desk.ui.forms.inputs import Input

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDE = 28
"""Signs that a long text shows of a line while it is typed."""
_LONG = {key: key in FIELDS and FIELDS[key].long for key in KEYS}
_WIDTHS = (6.2, 5.5, 6, 8, 4, 5, 5, 12, 8, 8, 10)


class GridTable(PlainTable):
    """Enter and Tab go to the next cell, at the end of a line to the next line."""

    left_line = Signal(int)
    """The cursor went out of that line."""
    pasted_block = Signal(object)
    """Cells of a spreadsheet, to be put down from the cursor on."""

    def __init__(self, model: GridModel, inputs: "Mapping[str, Input]") -> None:
        super().__init__()
        self.grid, self.inputs = model, inputs
        self._here: tuple[int, str] | None = None
        """The line and the column whose input stands over its cell."""
        self.setModel(model)
        self.setSelectionMode(self.SelectionMode.NoSelection)
        self.setWordWrap(False)
        self.verticalHeader().setVisible(True)
        self.setAccessibleName("成批登记")
        self._keys: dict[QObject, str] = {_typed_in(box): key for key, box in inputs.items()}
        for key, box in inputs.items():
            widget = _typed_in(box)
            box.setParent(self.viewport())
            box.hide()
            widget.installEventFilter(self)
            widget.setAccessibleName(COLUMNS[key])
            if isinstance(box, CellPick):
                box.edited.connect(lambda box=box: self._on_pick(box))
        self._fit()

    def _fit(self) -> None:
        one = self.fontMetrics().horizontalAdvance("国")
        for number, width in enumerate(_WIDTHS):
            self.setColumnWidth(number, int(width * one) + 12)
        self.horizontalHeader().setStretchLastSection(True)
        short = [box for key, box in self.inputs.items() if not _LONG[key]]
        height = max(box.sizeHint().height() for box in short)
        self.verticalHeader().setDefaultSectionSize(height + 1)

    @property
    def line(self) -> int:
        """The line with the cursor."""
        return max(self.currentIndex().row(), 0)

    def go_to(self, line: int, column: int) -> None:
        """Put the cursor into a cell; below the last line there is another one."""
        if line >= len(self.grid.rows):
            self.grid.put(line, GridRow())
        self.setCurrentIndex(self.grid.index(line, column))

    def settle(self) -> None:
        """Let what stands in the input stand in its line."""
        if self._here is not None:
            line, key = self._here
            self.grid.write(line, key, self.inputs[key].text())

    def show_line(self) -> None:
        """Put into the input what its line holds, which something else has changed."""
        if self._here is not None:
            line, key = self._here
            self.inputs[key].set_text(self.grid.rows[line].texts.get(key, ""))
            self._mark()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.settle()
        if previous.isValid() and previous.row() != current.row():
            self.left_line.emit(previous.row())
        self._stand_at(current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = self._keys.get(watched)
        if key and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and _is_command(event):
                event.ignore()  # on some systems a line takes Ctrl+D for deleting
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._key(key, event)
        return super().eventFilter(watched, event)

    def _key(self, key: str, event: QKeyEvent) -> bool:
        box, pressed = self.inputs[key], event.key()
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._paste(key)
        if pressed in _ENTER and not is_shifted:
            if isinstance(box, CellPick) and box.takes_enter:
                return False
            self._step(1)
            return True
        if pressed in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._step(-1 if pressed == Qt.Key.Key_Backtab else 1)
            return True
        if pressed in (Qt.Key.Key_Up, Qt.Key.Key_Down) and isinstance(_typed_in(box), QLineEdit):
            line = self.line + (1 if pressed == Qt.Key.Key_Down else -1)
            if 0 <= line < len(self.grid.rows):
                self.go_to(line, KEYS.index(key))
            return True
        return False

    def _step(self, by: int) -> None:
        """To the next cell or the one before, on through the lines."""
        place = self.line * len(KEYS) + min(self.currentIndex().column(), STATE - 1) + by
        if place >= 0:
            self.go_to(*divmod(place, len(KEYS)))

    def _on_pick(self, box: CellPick) -> None:
        """One person is mostly all; more are chosen before Enter in the empty line goes on."""
        if len(box.chosen) == 1 and not box.line.text():
            self._step(1)

    def _paste(self, key: str) -> bool:
        """A block goes into as many cells; text alone into the one with the cursor."""
        found = QGuiApplication.clipboard().mimeData()
        text = found.text()
        many_lines = "\n" in text.strip() and (_is_of_sheet(found) or not _LONG[key])
        if "\t" not in text and not many_lines:
            return False
        self.settle()
        self.pasted_block.emit(cells_of(text))
        return True

    def _stand_at(self, index: Index) -> None:
        """Let the input of the column stand over the cell, with all of its text chosen."""
        before = self._here
        self._here = None
        if index.isValid() and index.column() < STATE:
            self._here = index.row(), KEYS[index.column()]
            self.show_line()
            self._place()
            self.inputs[self._here[1]].show()
            self._take_focus()
        if before and (self._here is None or before[1] != self._here[1]):
            self.inputs[before[1]].hide()

    def _take_focus(self) -> None:
        if self._here is None:
            return
        widget = _typed_in(self.inputs[self._here[1]])
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(widget, QLineEdit):
            widget.selectAll()

    def _mark(self) -> None:
        if self._here is not None:
            line, key = self._here
            self.inputs[key].mark(key in self.grid.rows[line].problems)

    def _place(self) -> None:
        if self._here is None:
            return
        line, key = self._here
        cell = self.visualRect(self.grid.index(line, KEYS.index(key)))
        box, room = self.inputs[key], self.viewport().rect()
        if _LONG[key]:
            one = self.fontMetrics().horizontalAdvance("国")
            wide = min(max(cell.width(), _WIDE * one), room.width())
            high = box.sizeHint().height()
            left = max(min(cell.left(), room.right() - wide), 0)
            cell = QRect(left, min(cell.top(), room.bottom() - high), wide, high)
        box.setGeometry(cell)
        box.raise_()


def _typed_in(box: "Input") -> QWidget:
    """The widget of an input that has the keys."""
    widget: QWidget = box
    while (inner := widget.focusProxy()) is not None:
        widget = inner
    return widget


def _is_command(event: QKeyEvent) -> bool:
    held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return held and event.key() in (Qt.Key.Key_D, Qt.Key.Key_S, Qt.Key.Key_L)


def _is_of_sheet(data: "QMimeData") -> bool:
    """Whether a spreadsheet says that these lines are cells, and no text of several lines."""
    return data.hasHtml() and "<table" in data.html().lower()
