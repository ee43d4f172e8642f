"""A form of catalogue fields: label, input, and beside it what is wrong with it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from liushou_desk.errors import InputProblem
from liushou_desk.ui.forms.entry import Entry
from liushou_desk.ui.look import GAP

if TYPE_CHECKING:
    from liushou_desk.ui.forms.inputs import Input

_LABEL, _INPUT, _NOTE = range(3)
_NOTE_WIDTH = 210


class Form(QWidget):
    """Checks each input as it is left, with the importer's own sentences; reads all at the end."""

    edited = Signal()

    def __init__(self, entries: Iterable[Entry], today: date) -> None:
        super().__init__()
        self.entries = tuple(entries)
        self.today = today
        self.inputs: dict[str, Input] = {}
        self._notes: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GAP - 2)
        self._grid.setColumnStretch(_INPUT, 1)
        self._grid.setColumnMinimumWidth(_NOTE, _NOTE_WIDTH)
        for place, entry in enumerate(self.entries):
            self._add(place, entry)
        self._grid.setRowStretch(len(self.entries), 1)

    def _add(self, place: int, entry: Entry) -> None:
        label = QLabel(f"{entry.label}{' *' if entry.mandatory else ''}")
        box = entry.make()
        note = QLabel(wordWrap=True)
        note.setProperty("role", "problem")
        note.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        note.setFixedWidth(_NOTE_WIDTH)
        label.setBuddy(box)
        box.widget.setAccessibleName(entry.label)
        for column, widget in ((_LABEL, label), (_INPUT, box), (_NOTE, note)):
            self._grid.addWidget(widget, place, column)
        self.inputs[entry.key], self._notes[entry.key] = box, note
        box.left.connect(lambda: self._check(entry))
        box.edited.connect(lambda: self._soften(entry))
        box.edited.connect(self.edited)

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show a record; keys the form does not ask for are left alone."""
        for entry in self.entries:
            if entry.key in values:
                self.inputs[entry.key].set_text(entry.write(values[entry.key]))

    def texts(self) -> dict[str, str]:
        """What stands in the inputs, for a draft."""
        return {key: box.text() for key, box in self.inputs.items()}

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Put a draft back."""
        for key, text in texts.items():
            if key in self.inputs:
                self.inputs[key].set_text(text)

    def read(self) -> dict[str, Any] | None:
        """All values, or None where something is wrong: it is said beside, the first has focus."""
        values: dict[str, Any] = {}
        wrong: list[str] = []
        for entry in self.entries:
            try:
                values[entry.key] = entry.read(self.inputs[entry.key].text(), self.today)
                self._say(entry.key, None)
            except InputProblem as problem:
                self._say(entry.key, problem)
                wrong.append(entry.key)
        if wrong:
            self.inputs[wrong[0]].setFocus()
            return None
        return values

    def show_problem(self, problem: InputProblem) -> bool:
        """Say beside its field what a service found; False where the form has no such field."""
        if problem.field not in self.inputs:
            return False
        self._say(problem.field, problem)
        self.inputs[problem.field].setFocus()
        return True

    def problem(self, key: str) -> str:
        """What is said beside a field, empty where nothing is wrong."""
        return self._notes[key].text()

    def _check(self, entry: Entry) -> None:
        """As an input is left: an empty one is not yet wrong, something else may be typed first."""
        text = self.inputs[entry.key].text()
        try:
            if text.strip():
                entry.read(text, self.today)
            self._say(entry.key, None)
        except InputProblem as problem:
            self._say(entry.key, problem)

    def _soften(self, entry: Entry) -> None:
        if self._notes[entry.key].text():
            self._say(entry.key, None)

    def _say(self, key: str, problem: InputProblem | None) -> None:
        self._notes[key].setText(problem.message if problem else "")
        self.inputs[key].mark(problem is not None)
