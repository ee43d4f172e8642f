"""The inputs a form is made of; each holds a text, says when it is edited and when it is left."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from liushou_desk.domain.reading import day
from liushou_desk.domain.short_day import Expand, full_day
from liushou_desk.errors import InputProblem

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

Today = Callable[[], date]


class Input(QWidget):
    """An input over one real widget, which takes the focus."""

    edited = Signal()
    left = Signal()
    """The focus went elsewhere."""
    is_wide: ClassVar[bool] = False
    """Whether it stands below its label, as wide as the form."""
    lost: ClassVar[str] = ""
    """What is said of lines of which a draft told more than could be put back."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.widget = widget
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(widget)
        self.setFocusProxy(widget)
        widget.installEventFilter(self)

    def text(self) -> str:
        """What stands in it."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Put a text into it without counting it as edited."""
        raise NotImplementedError

    def cover(self, sign: str) -> None:
        """Show a sign for a value that is kept elsewhere; typing a new one takes its place."""
        self.set_text(sign)

    def uncover(self) -> None:
        """Make room for what is to stand here instead of the sign."""
        self.set_text("")

    def mark(self, problem: bool) -> None:
        """Show in the input itself that it holds something wrong."""
        self.widget.setProperty("problem", "true" if problem else "false")
        self.widget.style().unpolish(self.widget)
        self.widget.style().polish(self.widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget and event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)


class LineInput(Input):
    """One line of text."""

    def __init__(self) -> None:
        self.line = QLineEdit()
        super().__init__(self.line)
        self.line.textEdited.connect(lambda: self.edited.emit())

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)

    def cover(self, sign: str) -> None:
        self.line.setText(sign)
        self.line.setReadOnly(True)

    def uncover(self) -> None:
        self.line.clear()
        self.line.setReadOnly(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first sign typed over a cover takes it away; deleting needs to see what is there."""
        is_covered = self.line.isReadOnly() and event.type() == QEvent.Type.KeyPress
        if is_covered and _writes(cast("QKeyEvent", event)):
            self.uncover()
            self.edited.emit()
        return super().eventFilter(watched, event)


class DayInput(LineInput):
    """A day, typed in any way the office knows; what was understood is written back.

    Days without a year are understood once it is told what day `today` is, as every form does.
    """

    def __init__(self, today: Today | None = None, *, expand: Expand = full_day) -> None:
        super().__init__()
        self.today, self._expand = today, expand
        self.line.setPlaceholderText("如 20160315")
        self.left.connect(self._tidy)

    def day(self) -> date | None:
        """The day that is meant. Raises `InputProblem`."""
        text = self.text()
        return day(self._expand(text, self.today()) if self.today else text)

    def _tidy(self) -> None:
        try:
            understood = self.day()
        except InputProblem:
            return  # the form says it beside the field
        if understood:
            self.line.setText(understood.isoformat())


class TextInput(Input):
    """Several lines; Tab goes on to the next input, as everywhere."""

    def __init__(self) -> None:
        self.area = QPlainTextEdit()
        self.area.setTabChangesFocus(True)
        self.area.setFixedHeight(self.area.fontMetrics().lineSpacing() * 3 + 14)
        super().__init__(self.area)
        self.area.textChanged.connect(self.edited)

    def text(self) -> str:
        return self.area.toPlainText()

    def set_text(self, text: str) -> None:
        self.area.blockSignals(True)
        self.area.setPlainText(text)
        self.area.blockSignals(False)


class ChoiceInput(Input):
    """One of several words or none; a digit key chooses by place, Delete empties."""

    def __init__(self, choices: Sequence[str]) -> None:
        self.box = QComboBox()
        self.box.addItem("")
        self.box.addItems(list(choices))
        self.box.setMaxVisibleItems(14)
        super().__init__(self.box)
        self._sign = ""
        self.box.activated.connect(self._choose)

    def text(self) -> str:
        return self.box.currentText()

    def cover(self, sign: str) -> None:
        self._sign = sign
        self.set_text(sign)

    def uncover(self) -> None:
        chosen = self.box.currentText()
        self.box.removeItem(self.box.findText(self._sign))
        self.box.setCurrentText("" if chosen == self._sign else chosen)
        self._sign = ""

    def _choose(self) -> None:
        """Choosing the cover itself chooses nothing."""
        if not self._sign or self.box.currentText() != self._sign:
            self.edited.emit()

    def set_text(self, text: str) -> None:
        """A word that is not offered is added, so that nothing on file is lost by looking at it."""
        if self.box.findText(text) < 0:
            self.box.addItem(text)
        self.box.setCurrentText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget and event.type() == QEvent.Type.KeyPress:
            key = cast("QKeyEvent", event)
            place = int(key.text()) if key.text().isdecimal() and len(key.text()) == 1 else -1
            if key.key() == Qt.Key.Key_Delete:
                place = 0
            if 0 <= place < self.box.count():
                self.box.setCurrentIndex(place)
                self._choose()
                return True
        if watched is self.widget and event.type() == QEvent.Type.Wheel:
            return not self.box.hasFocus()  # scrolling past a form must not change it
        return super().eventFilter(watched, event)


def _writes(key: "QKeyEvent") -> bool:
    """Whether a key puts something into a line."""
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    typed = bool(key.text()) and key.text().isprintable() and not key.modifiers() & held
    return typed or key.matches(QKeySequence.StandardKey.Paste)
