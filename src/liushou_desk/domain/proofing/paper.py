"""A paper as the rules read it: lines with what they are, sentences, tables, its own term."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from liushou_desk.domain.paper_text import PaperText, TextLine
from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.quantity import Quantity, quantities

_HEAD = re.compile(
    r"\s*(?:[一二三四五六七八九十]+[、.．，]|[（(][一二三四五六七八九十]+[)）]、?|\d+[、.．](?!\d)|[（(]\d+[)）]、?)"
)
_STOP = "。！？!?；;"
_OUTLOOK = re.compile("下一步|打算|计划|今后|安排|思路|展望|努力方向")
_PIECE = re.compile(r"篇\s?\d+|(?:总结|报告|汇报)(?:\d+|[一二三四五六七八九十]+)$|（\d+）$")
_HEADING_AT_MOST = 40


@dataclass(frozen=True)
class Sentence:
    """A stretch of a line between full stops, with the quantities in it."""

    line: "Line"
    start: int
    end: int

    @cached_property
    def text(self) -> str:
        """Its words."""
        return self.line.text[self.start : self.end]

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its numbers; their places are those of the line."""
        return tuple(q for q in self.line.quantities if self.start <= q.start < self.end)


@dataclass(frozen=True)
class Line:
    """One line of the paper."""

    index: int
    source: TextLine
    is_exact: bool
    is_outlook: bool
    """Below a heading that looks ahead: its days and figures are those of a later time."""
    part: int
    """Which piece of a collection it is of."""

    @property
    def text(self) -> str:
        """The words as printed."""
        return self.source.text

    @property
    def is_cell(self) -> bool:
        """Stands in a table."""
        return self.source.cell is not None

    @cached_property
    def numbering(self) -> str:
        """The number it begins with, with its signs; else empty."""
        found = _HEAD.match(self.text)
        return found[0] if found else ""

    @property
    def is_heading(self) -> bool:
        """A numbered line that is no sentence."""
        return (
            bool(self.numbering)
            and len(self.text) <= _HEADING_AT_MOST
            and not (set("。；;") & set(self.text.strip()[:-1]))
        )

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """All numbers in it, but for the one it begins with."""
        offset = len(self.numbering)
        return tuple(q for q in quantities(self.text) if q.start >= offset)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Between 。！？."""
        return tuple(self._cut("。！？!?"))

    @cached_property
    def clauses(self) -> tuple[Sentence, ...]:
        """Between 。！？；."""
        return tuple(self._cut(_STOP))

    def _cut(self, stops: str) -> Iterator[Sentence]:
        start = 0
        for at, sign in enumerate(self.text):
            if sign in stops:
                yield Sentence(self, start, at + 1)
                start = at + 1
        if start < len(self.text):
            yield Sentence(self, start, len(self.text))

    def finding(
        self, kind: Fault, start: int, end: int, why: str, *, blocking: bool = False
    ) -> Finding:
        """A fault in this line."""
        return Finding(
            kind, self.source.place, self.index, start, end, self.text[start:end], why, blocking
        )


@dataclass(frozen=True)
class Grid:
    """A table's lines by row and column."""

    number: int
    cells: Mapping[tuple[int, int], Line]

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows there are."""
        return tuple(sorted({row for row, _ in self.cells}))

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The columns there are."""
        return tuple(sorted({column for _, column in self.cells}))

    def text(self, row: int, column: int) -> str:
        """What a cell says; nothing where a wider or taller one covers it."""
        line = self.cells.get((row, column))
        return "".join(line.text.split()) if line else ""


@dataclass(frozen=True)
class Paper:
    """The whole paper."""

    source: PaperText
    lines: tuple[Line, ...]

    @classmethod
    def of(cls, source: PaperText) -> "Paper":
        """A paper's words, looked over once."""
        return cls(source, tuple(_lines(source)))

    @property
    def is_exact(self) -> bool:
        """Its signs stand in the order they were written in."""
        return self.source.is_exact

    @cached_property
    def prose(self) -> tuple[Line, ...]:
        """What stands in no table."""
        return tuple(line for line in self.lines if not line.is_cell)

    @cached_property
    def tables(self) -> tuple[Grid, ...]:
        """The tables in order."""
        found: dict[int, dict[tuple[int, int], Line]] = {}
        for line in self.lines:
            if cell := line.source.cell:
                found.setdefault(cell.table, {}).setdefault((cell.row, cell.column), line)
        return tuple(Grid(number, cells) for number, cells in found.items())


def _lines(source: PaperText) -> Iterator[Line]:
    outlook, part, last = False, 0, 0
    for index, line in enumerate(source.lines):
        head = re.match(r"\s*([一二三四五六七八九十]+)[、.．]", line.text)
        if head and len(line.text) <= _HEADING_AT_MOST:
            outlook = bool(_OUTLOOK.search(line.text))
            if head[1] == "一" and last:
                part += 1
            last = index
        elif _PIECE.search(line.text) and len(line.text) <= _HEADING_AT_MOST:
            part, last, outlook = part + 1, 0, False
        yield Line(index, line, source.is_exact, outlook, part)
