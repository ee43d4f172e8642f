"""Breaks text into the PDF's lines by Chinese rules, which reportlab's own paragraph does not keep.

No line begins or ends with a sign that may not stand there (避头尾), numbers and words stay whole,
a quarter em parts Han from digits, nothing hangs over the edge. Works on any measure, so it needs
no font and no page.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from liushou_desk.export.characters import (
    GAP,
    NO_END,
    NO_START,
    SPACES,
    may_part,
    may_stretch,
    needs_gap,
)

_ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class Measure:
    """How wide characters are in one face, in points."""

    width: Callable[[str], float]
    size: float
    spacing: float = 0
    """Added between characters (negative: closer)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its characters and the place of each, in points from where the line begins."""

    text: str
    places: tuple[float, ...]
    width: float

    def spread(self, width: float) -> "Line":
        """The same line justified to `width`; numbers and dashes inside it are not pulled apart."""
        open_places = [may_stretch(*pair) for pair in pairwise(self.text)]
        if not any(open_places):
            return self
        share = (width - self.width) / sum(open_places)
        moved = accumulate((share * place for place in open_places), initial=0.0)
        places = tuple(at + by for at, by in zip(self.places, moved, strict=True))
        return replace(self, places=places, width=width)


def break_lines(
    text: str, measure: Measure, first: float, rest: float, *, justify: bool = False
) -> list[Line]:
    """Divide a paragraph into lines no wider than `first` (its first line) and `rest`.

    With `justify` every line but the last of the paragraph, or the last before a line feed,
    reaches the right edge. An empty text is one empty line.
    """
    lines: list[Line] = []
    for part in text.split("\n"):
        broken = list(_break_part(part, measure, rest if lines else first, rest))
        if justify:
            widths = [rest if lines or at else first for at in range(len(broken) - 1)]
            spread = [line.spread(width) for line, width in zip(broken, widths, strict=False)]
            broken = [*spread, broken[-1]]
        lines += broken
    return lines


def _break_part(text: str, measure: Measure, first: float, rest: float) -> Iterator[Line]:
    row = _Row(text, measure)
    start, limit = 0, first
    while True:
        end = row.end(start, limit)
        yield row.line(start, end)
        if end >= len(text):
            return
        start, limit = end, rest


class _Row:
    """A paragraph set on one endless line, to be cut."""

    def __init__(self, text: str, measure: Measure) -> None:
        self._text = text
        steps = [self._step(at, measure) for at in range(len(text))]
        self._places = list(accumulate(steps, initial=0.0))
        self._ends = [
            at + measure.width(char) for at, char in zip(self._places, text, strict=False)
        ]

    def _step(self, at: int, measure: Measure) -> float:
        pair = self._text[at : at + 2]
        gap = GAP * measure.size if len(pair) > 1 and needs_gap(*pair) else 0
        return measure.width(pair[0]) + measure.spacing + gap

    def end(self, start: int, limit: float) -> int:
        """Where the line that begins at `start` ends, at a lawful place if there is one."""
        edge = self._places[start] + limit + _ROUNDING if self._text else 0
        fitting = start
        while fitting < len(self._text) and (
            self._text[fitting] in SPACES or self._ends[fitting] <= edge
        ):
            fitting += 1
        if fitting == len(self._text):
            return fitting
        for lawful in (may_part, _may_part_number):
            for at in range(fitting, start, -1):
                if lawful(self._text[at - 1], self._text[at]):
                    return at
        return max(fitting, start + 1)

    def line(self, start: int, end: int) -> Line:
        """Cut out a line, leaving the spaces at its end."""
        text = self._text[start:end].rstrip(SPACES)
        left = self._places[start]
        places = tuple(at - left for at in self._places[start : start + len(text)])
        width = self._ends[start + len(text) - 1] - left if text else 0.0
        return Line(text, places, width)


def _may_part_number(before: str, after: str) -> bool:
    """The way out where a word is longer than the whole line."""
    return after not in NO_START and before not in NO_END
