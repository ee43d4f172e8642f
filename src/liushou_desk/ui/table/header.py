"""The heading line of a list: columns are moved, widened, hidden and sorted by."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from liushou_desk.ui.table.arrangement import MOST_SORTS, Arrangement, Place, default_arrangement
from liushou_desk.ui.table.columns import Column

CELL_SIDES = 26
"""Pixels of a column beside its text: padding, and room so that nothing is elided."""
UP, DOWN = "▲", "▼"


class ListHeader(QHeaderView):
    """Knows the arrangement; what the clerk changes with the mouse or a dialog is told of."""

    arranged = Signal()
    """The clerk has arranged something anew."""
    sorted_anew = Signal()
    """The rows are to stand in another order."""

    def __init__(self, columns: Sequence[Column[Any]], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.columns = tuple(columns)
        self.sorts: tuple[tuple[int, bool], ...] = ()
        """(column, turned round); the first decides first."""
        self._widths = [column.width for column in columns]
        self._is_ours = False
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.sectionClicked.connect(self.sort_by)
        self.sectionMoved.connect(lambda: self._moved())
        self.sectionResized.connect(self._resized)

    @property
    def arrangement(self) -> Arrangement:
        """As the list stands now."""
        order = [self.logicalIndex(place) for place in range(self.count())]
        places = [
            Place(
                self.columns[number].heading,
                not self.isSectionHidden(number),
                round(self._widths[number], 1),
            )
            for number in order
        ]
        sorts = [(self.columns[number].heading, turned) for number, turned in self.sorts]
        return Arrangement(tuple(places), tuple(sorts))

    def arrange(self, wanted: Arrangement) -> None:
        """Let the list stand as wanted, all columns being named; nobody is told but the rows."""
        numbers = {column.heading: number for number, column in enumerate(self.columns)}
        with self._quietly():
            for visual, place in enumerate(wanted.places):
                number = numbers[place.heading]
                self._widths[number] = place.width
                self.moveSection(self.visualIndex(number), visual)
                self.setSectionHidden(number, not place.is_shown)
        self.sorts = tuple((numbers[heading], turned) for heading, turned in wanted.sorts)
        self._fit()
        self.sorted_anew.emit()

    def choose(self, wanted: Arrangement) -> None:
        """Arrange as the clerk has chosen."""
        self.arrange(wanted)
        self.arranged.emit()

    def reset_all(self) -> None:
        """恢复默认."""
        self.choose(default_arrangement(self.columns))

    def hide_column(self, number: int) -> None:
        """Take a column out of sight, but never the last one."""
        if len(self.shown()) > 1:
            self.setSectionHidden(number, True)
            self._fill()
            self.arranged.emit()

    def shown(self) -> list[int]:
        """The columns in sight from left to right."""
        order = [self.logicalIndex(place) for place in range(self.count())]
        return [number for number in order if not self.isSectionHidden(number)]

    def sort_by(self, number: int) -> None:
        """By this column first, then by those chosen before; again: turned round, then no more."""
        first = self.sorts[:1]
        if first == ((number, False),):
            self.sort(number, turned=True)
        elif first == ((number, True),):
            self._sort(self.sorts[1:])
        else:
            self.sort(number, turned=False)

    def sort(self, number: int, *, turned: bool) -> None:
        """By this column first."""
        others = tuple(sort for sort in self.sorts if sort[0] != number)
        self._sort(((number, turned), *others)[:MOST_SORTS])

    def unsort(self) -> None:
        """In the order in which the rows were read."""
        self._sort(())

    def mark(self, number: int) -> str:
        """▲ or ▼ behind a heading that sorts, with its place where there are several."""
        for place, (sorting, turned) in enumerate(self.sorts, start=1):
            if sorting == number:
                return f"{place if len(self.sorts) > 1 else ''}{DOWN if turned else UP}"
        return ""

    def sort_words(self) -> str:
        """先按班级，再按年龄倒序; empty where nothing was chosen."""
        words = [
            f"按{self.columns[number].heading}{'倒序' if turned else ''}"
            for number, turned in self.sorts
        ]
        return "，再".join(words) if len(words) < 2 else "先" + "，再".join(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    def _sort(self, sorts: tuple[tuple[int, bool], ...]) -> None:
        self.sorts = sorts
        self._fit()
        self.sorted_anew.emit()
        self.arranged.emit()

    def _moved(self) -> None:
        if not self._is_ours:
            self._fill()
            self.arranged.emit()

    def _resized(self, number: int, _old: int, new: int) -> None:
        if self._is_ours or new == 0:
            return
        self._widths[number] = max((new - CELL_SIDES) / self._one, 1.0)
        if number != self.shown()[-1]:
            self._fill()
        self.arranged.emit()

    @property
    def _one(self) -> int:
        return self.fontMetrics().horizontalAdvance("国")

    def _pixels(self, number: int) -> int:
        """A column as wide as chosen, and no narrower than its heading with the mark of sorting."""
        wide = int(self._widths[number] * self._one)
        if mark := self.mark(number):
            heading = f"{self.columns[number].heading}{mark}"
            wide = max(wide, self.fontMetrics().horizontalAdvance(heading))
        return wide + CELL_SIDES

    def _fit(self) -> None:
        with self._quietly():
            for number in range(self.count()):
                self.resizeSection(number, self._pixels(number))
        self._fill()

    def _fill(self) -> None:
        """The last column takes what room is left; Qt's own way would squeeze it where none is."""
        shown = self.shown()
        if not shown:
            return
        *others, last = shown
        room = self.viewport().width() - sum(self.sectionSize(number) for number in others)
        with self._quietly():
            self.resizeSection(last, max(self._pixels(last), room))

    @contextmanager
    def _quietly(self) -> Generator[None]:
        """For changes that are ours and not the clerk's."""
        was, self._is_ours = self._is_ours, True
        try:
            yield
        finally:
            self._is_ours = was
