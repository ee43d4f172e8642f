"""A form of catalogue fields: label, input, and beside it what is wrong with it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from liushou_desk.errors import InputProblem
from liushou_desk.ui.forms.entry import Entry
from liushou_desk.ui.forms.inputs import DayInput
from liushou_desk.ui.forms.line import NOTE_WIDTH, Covers, FormLine, Held
from liushou_desk.ui.look import GAP

if TYPE_CHECKING:
    from liushou_desk.ui.forms.inputs import Input

REVEAL_KEY = "Alt+X"
"""What shows the covered lines; the dialog that holds the form listens to it."""
_WITH_ITS_TEXT = Qt.FocusReason.TabFocusReason
"""Marks what stands there, so that typing takes its place."""


class Form(QWidget):
    """Checks each input as it is left, with the importer's own sentences; reads all at the end.

    What is covered is left out of everything that is read, until somebody types something new.
    """

    edited = Signal()
    left = Signal()
    """The focus went out of one of the inputs."""

    def __init__(self, entries: Iterable[Entry], today: date) -> None:
        super().__init__()
        self.entries = tuple(entries)
        self.today = today
        self.lines = {entry.key: FormLine(entry) for entry in self.entries}
        self.inputs: dict[str, Input] = {key: line.box for key, line in self.lines.items()}
        for box in self.inputs.values():
            if isinstance(box, DayInput):
                box.today = lambda: self.today
        self._heads: dict[str, QLabel] = {}
        self._filled: set[str] = set()
        self._build()
        self._connect()
        self._ask_as_due()

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP - 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(2, NOTE_WIDTH)
        row = 0
        for line in self.lines.values():
            part = line.entry.part
            if part and part not in self._heads:
                self._heads[part] = head = QLabel(part)
                head.setProperty("role", "quiet")
                grid.addWidget(head, row, 0, 1, 3)
                row += 1
            row = line.place(grid, row)
        if not any(line.box.is_wide for line in self.lines.values()):
            grid.setRowStretch(row, 1)

    def _connect(self) -> None:
        for line in self.lines.values():
            self._connect_line(line)

    def _connect_line(self, line: FormLine) -> None:
        line.box.left.connect(lambda: self._leave(line))
        line.edited.connect(lambda: self._on_edited(line))

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show a record; keys the form does not ask for are left alone."""
        for key, line in self.lines.items():
            if key in values:
                line.fill(values[key])
        self._filled = {key for key, box in self.inputs.items() if box.text()}
        self._ask_as_due()

    def cover(self, covers: Covers) -> None:
        """Leave some values in the file and show their signs."""
        for key, line in self.lines.items():
            if key in covers:
                line.cover(covers[key])
        self._ask_as_due()

    def covered(self) -> list[str]:
        """The lines whose values can be shown."""
        return [key for key, line in self.lines.items() if line.held is Held.COVERED]

    def reveal(self, values: Mapping[str, Any]) -> None:
        """Show for a while what is covered."""
        for key, line in self.lines.items():
            if key in values:
                line.reveal(values[key])
        self._ask_as_due()

    def cover_again(self) -> None:
        """Cover what was looked at and not changed."""
        for line in self.lines.values():
            line.cover_again()
        self._ask_as_due()

    def shown_inputs(self) -> list[QWidget]:
        """The inputs that stand on the page, in their order."""
        return [line.box.widget for line in self.lines.values() if line.is_shown]

    def texts(self) -> dict[str, str]:
        """What stands in the inputs, for a draft; nothing that is held in the file."""
        return {key: line.box.text() for key, line in self._here()}

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Put a draft back."""
        for key, text in texts.items():
            if key in self.lines:
                self.lines[key].type(text)
        self._filled -= self.lines.keys() & texts.keys()
        self._ask_as_due()

    def left_out(self, texts: Mapping[str, str]) -> dict[str, list[str]]:
        """The lines of which a draft told more than could be put back, by what is said of them."""
        said: dict[str, list[str]] = {}
        for key, line in self._here():
            if line.box.lost and line.box.text() != texts.get(key, line.box.text()):
                said.setdefault(line.box.lost, []).append(line.entry.label)
        return said

    def read(self) -> dict[str, Any] | None:
        """All values, or None where something is wrong: it is said beside, the first has focus."""
        values: dict[str, Any] = {}
        wrong: list[str] = []
        for key, line in self._here():
            try:
                values[key] = self._value(line)
                if line.has_problem():
                    line.say("")
            except InputProblem as problem:
                line.say(problem.message)
                wrong.append(key)
        if wrong:
            self.inputs[wrong[0]].setFocus(_WITH_ITS_TEXT)
            return None
        return values

    def readable(self, keys: Collection[str] | None = None) -> dict[str, Any]:
        """The values (of some keys) that could be read now, without a word about the others."""
        values: dict[str, Any] = {}
        for key, line in self._here():
            if keys is None or key in keys:
                with suppress(InputProblem):
                    values[key] = self._value(line)
        return values

    def show_problem(self, problem: InputProblem) -> bool:
        """Say beside its field what a service found; False where the form has no such field."""
        if problem.field not in self.inputs:
            return False
        self.lines[problem.field].say(problem.message)
        self.inputs[problem.field].setFocus(_WITH_ITS_TEXT)
        return True

    def problem(self, key: str) -> str:
        """What is said beside a field, empty where nothing is wrong."""
        return self.lines[key].said()

    def _here(self) -> Iterator[tuple[str, FormLine]]:
        """The lines whose value stands in the form."""
        return ((key, line) for key, line in self.lines.items() if line.held is Held.HERE)

    def _value(self, line: FormLine) -> Any:
        """What a line says; one that is not asked says nothing."""
        return line.entry.read(line.box.text(), self.today) if line.is_asked else None

    def _leave(self, line: FormLine) -> None:
        """As an input is left: an empty one is not yet wrong, something else may be typed first."""
        text = line.box.text()
        if line.held is Held.HERE:
            try:
                if text.strip():
                    line.entry.read(text, self.today)
                if line.has_problem():
                    line.say("")
            except InputProblem as problem:
                line.say(problem.message)
        self.left.emit()

    def _on_edited(self, line: FormLine) -> None:
        dependent = {key for key, other in self.lines.items() if _hangs_on(other, line)}
        if dependent:
            self._filled -= dependent
            self._ask_as_due()
        self.edited.emit()

    def _ask_as_due(self) -> None:
        """Lines another one makes senseless go, but not what a record came with."""
        for key, line in self.lines.items():
            if where := line.entry.only_where:
                other, words = where
                line.is_asked = key in self._filled or self.lines[other].holds(words)
            line.show_as_due()
        self._head()

    def _head(self) -> None:
        """Each heading where something stands below it, or is covered there."""
        for part, head in self._heads.items():
            below = [line for line in self.lines.values() if line.entry.part == part]
            is_covered = any(line.is_hidden for line in below)
            head.setText(f"{part}（有内容已隐藏，按 {REVEAL_KEY} 显示）" if is_covered else part)
            head.setVisible(is_covered or any(line.is_shown for line in below))


def _hangs_on(line: FormLine, other: FormLine) -> bool:
    return line.entry.only_where is not None and line.entry.only_where[0] == other.entry.key
