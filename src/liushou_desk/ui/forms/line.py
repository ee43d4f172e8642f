"""One line of a form on the screen: label, input, note; and whether its value is here at all."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from liushou_desk.ui.forms.entry import Entry

NOTE_WIDTH = 210
_LABEL, _INPUT, _NOTE = range(3)


class Held(Enum):
    """Where the value of a line is."""

    HERE = auto()
    """In the input; whatever stands there counts."""
    COVERED = auto()
    """In the file: a sign stands for it, or the line is hidden."""
    SEEN = auto()
    """In the file, and shown for a while."""


class FormLine(QObject):
    """A value that is held in the file is neither read nor kept as a draft until it is edited."""

    edited = Signal()

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        self.held = Held.HERE
        self.is_asked = True
        """Whether another line makes it senseless to ask this one."""
        self._sign = ""
        self.label = QLabel(f"{entry.label}{' *' if entry.mandatory else ''}")
        self.box = entry.make()
        self.note = QLabel(wordWrap=True)
        self.note.setProperty("role", "problem")
        self.note.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if not self.box.is_wide:
            self.note.setFixedWidth(NOTE_WIDTH)
        self.label.setBuddy(self.box)
        self.box.widget.setAccessibleName(entry.label)
        self.box.edited.connect(self._on_edited)

    @property
    def is_hidden(self) -> bool:
        """Whether the whole line is covered, so that not even a sign is shown."""
        return self.held is Held.COVERED and not self._sign

    @property
    def is_shown(self) -> bool:
        """Whether it stands on its page."""
        return self.is_asked and not self.is_hidden

    def place(self, grid: QGridLayout, row: int) -> int:
        """Stand in a row of the form, or in two; the row below."""
        if self.box.is_wide:
            grid.addWidget(self.label, row, _LABEL)
            grid.addWidget(self.note, row, _INPUT, 1, 2)
            grid.addWidget(self.box, row + 1, _LABEL, 1, 3)
            grid.setRowStretch(row + 1, 1)
            return row + 2
        for column, widget in ((_LABEL, self.label), (_INPUT, self.box), (_NOTE, self.note)):
            grid.addWidget(widget, row, column)
        return row + 1

    def show_as_due(self) -> None:
        """Come and go as what is covered and what is asked say."""
        for widget in self._widgets():
            widget.setVisible(self.is_shown)

    def fill(self, value: Any) -> None:
        """Show a value that is here to be changed."""
        self.box.set_text(self.entry.write(value))

    def type(self, text: str) -> None:
        """Take a text as if it were typed, in place of whatever was covered."""
        self._come_here()
        self.box.set_text(text)

    def cover(self, sign: str) -> None:
        """Leave the value in the file and show a sign for it; hide the line where that is empty."""
        self.held, self._sign = Held.COVERED, sign
        if sign:
            self.box.cover(sign)
        self.show_as_due()

    def reveal(self, value: Any) -> None:
        """Show for a while what is covered."""
        if self.held is Held.COVERED:
            if self._sign:
                self.box.uncover()
            self.held = Held.SEEN
            self.fill(value)
            self.show_as_due()

    def cover_again(self) -> None:
        """Cover what was only looked at."""
        if self.held is Held.SEEN:
            self.box.set_text("")
            self.cover(self._sign)

    def holds(self, words: Any) -> bool:
        """Whether one of some words stands here; behind a sign it may be any of them."""
        if self.held is Held.COVERED:
            return bool(self._sign)
        return self.box.text() in words

    def say(self, sentence: str, *, is_problem: bool = True) -> None:
        """What is wrong or odd, beside the input; nothing where the sentence is empty."""
        role = "problem" if is_problem else "warning"
        if self.note.property("role") != role:
            self.note.setProperty("role", role)
            self.note.style().unpolish(self.note)
            self.note.style().polish(self.note)
        self.note.setText(sentence)
        self.box.mark(bool(sentence) and is_problem)

    def said(self) -> str:
        """What stands beside the input."""
        return self.note.text()

    def has_problem(self) -> bool:
        """Whether what stands beside it keeps the form from being saved."""
        return bool(self.said()) and self.note.property("role") == "problem"

    def _on_edited(self) -> None:
        self._come_here()
        if self.said():
            self.say("")
        self.edited.emit()

    def _come_here(self) -> None:
        if self.held is Held.COVERED and self._sign:
            self.box.uncover()
        self.held = Held.HERE
        self.show_as_due()

    def _widgets(self) -> tuple[QWidget, ...]:
        return self.label, self.box, self.note


Covers = Mapping[str, str]
"""What is shown for the values that stay in the file, by key; empty: the line is hidden."""
