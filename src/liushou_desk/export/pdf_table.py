"""A table on PDF pages: rows as strips, then ruling and words of what came to lie on one page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from liushou_desk.domain.document import Align, Picture, Table
from liushou_desk.domain.layout import MM, Face, LayoutProfile
from liushou_desk.export.faces import Measures
from liushou_desk.export.lines import Line
from liushou_desk.export.strips import Ink, Strip, baseline
from liushou_desk.export.table_grid import (
    ABOVE_PT,
    LEADING,
    RULE_PT,
    SIDE_PT,
    Spot,
    by_row,
    column_widths,
    spots,
)

_TALLEST_HEAD = 0.5
"""A head that takes more than this part of a page is not repeated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot(Strip):
    """One line of one table row: the least that goes to a page undivided."""

    sheet: "Sheet"
    row: int


@dataclass(frozen=True, slots=True)
class Box:
    """The ruling around one cell, from the text area's upper left corner."""

    x: float
    top: float
    to_x: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture on the page, from the text area's upper left corner."""

    x: float
    top: float
    picture: Picture


class Sheet:
    """A table broken into lines, to be laid on pages and then drawn page by page, in order."""

    def __init__(self, table: Table, profile: LayoutProfile, faces: Measures) -> None:
        self._table = table
        self._profile = profile
        self._spots = spots(table)
        index = {id(spot): at for at, spot in enumerate(self._spots)}
        rows = by_row(self._spots, len(table.rows))
        self._covering = [[index[id(spot)] for spot in row] for row in rows]
        widths = column_widths(table, self._spots, profile.text_width * MM, profile.table.size)
        self._edges = [sum(widths[:at]) for at in range(len(widths) + 1)]
        self._lines = [self._lines_of(spot, faces) for spot in self._spots]
        self._slots = self._slots_of_rows()
        self._least = self._least_heights()
        self._shown = [0] * len(self._spots)

    def strips(self) -> list[Strip]:
        """The rows, line by line; only a row taller than a page may be divided.

        Of a table that stays whole every line is kept with the next.
        """
        heads = self._table.header_rows
        head = [slot for row in range(heads) for slot in self._row(row, keep_last=True)]
        tall = sum(slot.height for slot in head)
        again = tuple(head) if tall < _TALLEST_HEAD * self._profile.text_height * MM else ()
        rows = range(heads, len(self._slots))
        last = len(self._slots) - 1
        body = (
            slot
            for row in rows
            for slot in self._row(row, keep_last=self._table.whole and row < last, again=again)
        )
        return [*head, *body]

    def part(self, laid: Sequence[tuple[Slot, float]]) -> tuple[list[Box], list[Ink], list[Plate]]:
        """Ruling, words and pictures of the slots on one page, given with their tops on it."""
        mine: dict[int, list[tuple[Slot, float]]] = {}
        for slot, top in laid:
            for at in self._covering[slot.row]:
                mine.setdefault(at, []).append((slot, top))
        boxes: list[Box] = []
        inks: list[Ink] = []
        plates: list[Plate] = []
        for at, slots in sorted(mine.items()):
            left, right = self._sides(self._spots[at])
            (_, top), (last, last_top) = slots[0], slots[-1]
            box = Box(left, top, right, last_top + last.height)
            boxes.append(box)
            inks += self._inks(self._spots[at], box, self._take(at, len(slots)))
            if picture := self._spots[at].cell.picture:
                x = (box.x + box.to_x - picture.width * MM) / 2
                plates.append(Plate(x, (box.top + box.bottom - picture.height * MM) / 2, picture))
        return boxes, inks, plates

    def _take(self, at: int, room: int) -> list[Line]:
        """The lines of a cell for this page: all, or as many as fit the part that is here."""
        spot, lines = self._spots[at], self._lines[at]
        if room == sum(self._slots[spot.row : spot.last_row + 1]):
            return lines
        start = self._shown[at]
        self._shown[at] += room
        return lines[start : start + room]

    def _inks(self, spot: Spot, box: Box, lines: list[Line]) -> Iterator[Ink]:
        face = self._face(spot)
        leading = face.size * LEADING
        top = (box.top + box.bottom - leading * len(lines)) / 2
        for at, line in enumerate(lines):
            room = box.to_x - box.x - 2 * SIDE_PT - line.width
            x = box.x + SIDE_PT + room * _LEFT_OF[spot.align]
            yield Ink(line, face, x, top + at * leading + baseline(leading, face))

    def _row(
        self, row: int, *, keep_last: bool = False, again: tuple[Strip, ...] = ()
    ) -> Iterator[Slot]:
        count, leading = self._slots[row], self._profile.table.size * LEADING
        room = self._profile.text_height * MM - sum(slot.height for slot in again)
        natural = count * leading + 2 * ABOVE_PT
        spare = max(0, self._least[row] - natural - RULE_PT)
        fits = natural + spare <= room
        for at in range(count):
            last = at == count - 1
            yield Slot(
                height=leading + ABOVE_PT * ((at == 0) + last) + (RULE_PT + spare) * last,
                keep=keep_last if last else fits,
                again=again,
                sheet=self,
                row=row,
            )

    def _least_heights(self) -> list[float]:
        """What each row takes whatever its words: room to write in, or a picture."""
        heads = self._table.header_rows
        least = [self._table.row_height * MM * (row >= heads) for row in range(len(self._slots))]
        for spot in self._spots:
            if picture := spot.cell.picture:
                least[spot.row] = max(least[spot.row], picture.height * MM + 2 * ABOVE_PT)
        return least

    def _slots_of_rows(self) -> list[int]:
        """Lines of each row: those of its tallest cell, spanning cells counted in their last."""
        slots = [1] * len(self._table.rows)
        counted = zip(self._spots, self._lines, strict=True)
        for spot, lines in sorted(counted, key=lambda pair: pair[0].rows):
            others = sum(slots[spot.row : spot.last_row])
            slots[spot.last_row] = max(slots[spot.last_row], len(lines) - others)
        return slots

    def _lines_of(self, spot: Spot, faces: Measures) -> list[Line]:
        left, right = self._sides(spot)
        width = right - left - 2 * SIDE_PT
        return faces.broken(spot.text, faces.measure(self._face(spot)), width, width)

    def _sides(self, spot: Spot) -> tuple[float, float]:
        return self._edges[spot.column], self._edges[spot.column + spot.columns]

    def _face(self, spot: Spot) -> Face:
        return self._profile.table_head if spot.heads else self._profile.table


_LEFT_OF = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}
"""How much of the room beside a line stands on its left."""
