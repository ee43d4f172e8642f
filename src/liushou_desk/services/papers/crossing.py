"""Left-behind children by two things at once: the rows behind one figure among those of another.

No second count: a cell is how many children stand behind both of two groups of the catalogue.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from liushou_desk.domain.document import Align, Cell, Column, Table, TextRun
from liushou_desk.domain.words import UNFILLED
from liushou_desk.services.figures.book import FigureBook
from liushou_desk.services.figures.figure import percent
from liushou_desk.services.papers.blocks import cell

TOTAL = "合计"


@dataclass(frozen=True, slots=True)
class Band:
    """Columns side by side: a breakdown of the left-behind children under its heading."""

    heading: str
    figure: str
    without: frozenset[str] = frozenset()
    """Groups that no paper lists."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the groups it sums up (`by_grade.1`), none of which shares a child with another."""

    label: str
    keys: tuple[str, ...]
    pupils: int | None = None
    """All pupils of them, if the table says that."""


def crossed(book: FigureBook, lead: str, lines: Sequence[Line], bands: Sequence[Band]) -> Table:
    """A table of lines and bands with the total below; `pupils` of none leaves their columns out.

    Of a breakdown the groups stand that it names, 未填 only where somebody is in it.
    """
    return _Crossing(book, bands).table(lead, lines)


class _Crossing:
    def __init__(self, book: FigureBook, bands: Sequence[Band]) -> None:
        self._book = book
        self._bands = [
            (band, [one for one in book.groups(band.figure) if one.name not in band.without])
            for band in bands
        ]
        keys = [one.key for _, groups in self._bands for one in groups]
        self._behind = {key: self._ids(key) for key in keys}

    def table(self, lead: str, lines: Sequence[Line]) -> Table:
        told = any(line.pupils is not None for line in lines)
        rows = [*self._head(lead, told=told)]
        for line in lines:
            ids = frozenset[int]().union(*map(self._ids, line.keys))
            counted = [len(ids & found) for found in self._behind.values()]
            rows.append(self._row(line.label, line.pupils, len(ids), counted, told=told))
        whole, pupils = self._book.number("left_behind"), self._book.number("pupils")
        counted = [self._book.number(key) for key in self._behind]
        rows.append(self._row(TOTAL, pupils, whole, counted, told=told))
        columns = [Column(12), *[Column(6, Align.CENTRE)] * (len(self._behind) + 1 + 2 * told)]
        return Table(tuple(columns), tuple(rows), 2)

    def _head(self, lead: str, *, told: bool) -> Iterator[tuple[Cell, ...]]:
        """Two rows: what the bands are by, and their groups."""
        before = (*("在校学生",) * told, "留守儿童", *("占比",) * told)
        yield (
            *(Cell((TextRun(text),), rows=2) for text in (lead, *before)),
            *(cell(band.heading, len(groups)) for band, groups in self._bands if groups),
        )
        yield tuple(cell(one.name) for _, groups in self._bands for one in groups)

    @staticmethod
    def _row(
        label: str, pupils: int | None, whole: int, counted: Sequence[int], *, told: bool
    ) -> tuple[Cell, ...]:
        if not told:
            return tuple(map(cell, (label, str(whole), *map(str, counted))))
        share = percent(whole, pupils)
        before = ("—" if pupils is None else str(pupils), str(whole), f"{share}%" if share else "—")
        return tuple(map(cell, (label, *before, *map(str, counted))))

    def _ids(self, key: str) -> frozenset[int]:
        """The children behind a group, none of one that nobody is in."""
        return self._book.record_ids(key) if key in self._book else frozenset()


def by_group(book: FigureBook, figure: str) -> list[Line]:
    """A line for each group of a breakdown, 未填 last."""
    groups = sorted(book.groups(figure), key=lambda one: one.name == UNFILLED)
    return [Line(one.name, (one.key,)) for one in groups]
