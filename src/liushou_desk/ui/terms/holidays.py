"""假期 of a term as one input: a row for each, typed as two days, added and taken away."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from liushou_desk.domain.reading import day
from liushou_desk.domain.short_day import full_day
from liushou_desk.domain.term_order import HOLIDAYS
from liushou_desk.domain.terms import Span
from liushou_desk.errors import InputProblem
from liushou_desk.ui.forms.entry import Entry
from liushou_desk.ui.forms.inputs import DayInput, Input
from liushou_desk.ui.look import GAP

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

ADD = "加一段假期(&A)"
_WIDEST = "2026-10-01000"
_TO, _AND = "至", "；"
"""What parts the two days of a row, and the rows, in the text of the input."""


def holidays_entry(today: Callable[[], date]) -> Entry:
    """The line of a form whose value is a tuple of spans."""
    return Entry(HOLIDAYS, "假期", lambda: HolidaysInput(today), _read, _write)


class HolidaysInput(Input):
    """Enter goes on through the days and presses the buttons, which add and take away a row."""

    def __init__(self, today: Callable[[], date]) -> None:
        self.today = today
        self.rows: list[HolidayRow] = []
        self.add = QPushButton(ADD, autoDefault=False)
        box = QWidget()
        box.setFocusProxy(self.add)
        super().__init__(box)
        self._layout = QVBoxLayout(box)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP - 2)
        self._layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.add.installEventFilter(self)
        self.add.clicked.connect(self.add_row)

    def text(self) -> str:
        """Row by row as typed, so that a draft keeps what is half written."""
        return _AND.join(row.text() for row in self.rows)

    def set_text(self, text: str) -> None:
        for row in tuple(self.rows):
            self._take_out(row)
        for part in text.split(_AND) if text else ():
            first, _, last = part.partition(_TO)
            self._put_in(first, last)

    def mark(self, problem: bool) -> None:
        """The rows that cannot be read, else all: two of them may be at odds."""
        wrong = self._unread() or self.rows
        for row in self.rows:
            for box in row.days:
                box.mark(problem and row in wrong)

    def setFocus(self, *reason: Any) -> None:
        """Into the first row that cannot be read, if there is one."""
        for row in self._unread()[:1]:
            row.first.setFocus()
            return
        super().setFocus(*reason)

    def add_row(self) -> None:
        """An empty row, with the cursor in it."""
        self._put_in("", "").first.setFocus()
        self.edited.emit()

    def remove(self, row: "HolidayRow") -> None:
        """Take a row away; the cursor goes to what stands in its place."""
        place = self.rows.index(row)
        self._take_out(row)
        following = self.rows[place].away if place < len(self.rows) else self.add
        following.setFocus()
        self.edited.emit()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            enter = cast("QKeyEvent", event).key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and isinstance(watched, QPushButton):
                watched.click()
                return True
            if enter and watched is not self.widget:
                watched.focusNextChild()
                return True
        return super().eventFilter(watched, event)

    def _unread(self) -> list["HolidayRow"]:
        """The rows that are no span."""
        found: list[HolidayRow] = []
        for row in self.rows:
            try:
                _read(row.text(), self.today())
            except InputProblem:
                found.append(row)
        return found

    def _put_in(self, first: str, last: str) -> "HolidayRow":
        row = HolidayRow(self.today, len(self.rows) + 1, first, last)
        self.rows.append(row)
        self._layout.insertWidget(self._layout.count() - 1, row)
        row.show()  # at once: the cursor goes into nothing that is not seen yet
        for box in row.days:
            box.edited.connect(self.edited)
            box.left.connect(self.left)
            box.line.installEventFilter(self)
        row.away.installEventFilter(self)
        row.away.clicked.connect(lambda: self.remove(row))
        self._stand_before_add(row)
        return row

    def _stand_before_add(self, row: "HolidayRow") -> None:
        """In the order of Tab a new row comes where it stands, not behind all of the dialog."""
        before: QWidget | None = self.add.previousInFocusChain()
        while before is not None and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
            before = before.previousInFocusChain()
        order = [before, *(box.line for box in row.days), row.away, self.add]
        for one, following in pairwise(filter(None, order)):
            QWidget.setTabOrder(one, following)

    def _take_out(self, row: "HolidayRow") -> None:
        self.rows.remove(row)
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()
        for number, other in enumerate(self.rows, start=1):
            other.count(number)


class HolidayRow(QWidget):
    """The two days of a holiday and the button that takes it away."""

    def __init__(self, today: Callable[[], date], number: int, first: str, last: str) -> None:
        super().__init__()
        self.first, self.last = (
            DayInput(today, expand=lambda raw, now: full_day(raw, now, past=False))
            for _ in range(2)
        )
        self.days = (self.first, self.last)
        for box in self.days:
            box.line.setMinimumWidth(box.line.fontMetrics().horizontalAdvance(_WIDEST))
        self.away = QPushButton("去掉", autoDefault=False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.first, QLabel(_TO), self.last, self.away):
            layout.addWidget(widget)
        for box, text in zip(self.days, (first, last), strict=True):
            box.set_text(text)
        self.count(number)

    def count(self, number: int) -> None:
        """Be the first, second … row for whoever cannot see it."""
        self.first.widget.setAccessibleName(f"第{number}段假期的第一天")
        self.last.widget.setAccessibleName(f"第{number}段假期的最后一天")
        self.away.setAccessibleName(f"去掉第{number}段假期")

    def text(self) -> str:
        """Both days as typed."""
        return _TO.join(box.text().strip() for box in self.days)


def _read(text: str, today: date) -> tuple[Span, ...]:
    """The spans of the rows; an empty row is none. Raises `InputProblem`."""
    return tuple(
        _span(number, part.partition(_TO)[::2], today)
        for number, part in enumerate(text.split(_AND), start=1)
        if part not in {"", _TO}
    )


def _span(number: int, typed: Sequence[str], today: date) -> Span:
    days: list[date] = []
    for raw, which in zip(typed, ("第一天", "最后一天"), strict=True):
        try:
            read = day(full_day(raw, today, past=False))
        except InputProblem as problem:
            raise InputProblem(problem.sentence, problem.advice, field=HOLIDAYS) from None
        if read is None:
            raise InputProblem(
                f"第{number}段假期没有写{which}", "请写上，或去掉这一段。", field=HOLIDAYS
            )
        days.append(read)
    return Span(*days)


def _write(spans: Sequence[Span] | None) -> str:
    return _AND.join(f"{span.first}{_TO}{span.last}" for span in spans or ())
