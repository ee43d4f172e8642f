"""Standing bars or lines over terms: a panel for each row of numbers, so that no legend is needed.

Panels of one unit have one scale; every axis begins with nought; each number stands at its mark.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from liushou_desk.domain.charts.chart import MISSING, Chart, Point, Series, Shape, top_of
from liushou_desk.domain.charts.drawing import (
    Anchor,
    Box,
    Dot,
    Drawing,
    Grey,
    Line,
    Pattern,
    Spot,
    Words,
    cleared,
    filled,
    width_of,
)

TITLE, SMALL = 9.0, 8.0
"""Points of a panel's title and its numbers, and of axis and labels."""
TITLE_ROOM, NUMBER_ROOM, BELOW = 5.5, 4.5, 2.0
LABEL_LINE = 3.6
LEAST = 12.0
"""The least height of a panel's axis."""
AXIS = 9.0
WIDEST_BAR = 12.0
DASHES = (None, (2.0, 1.0), (0.6, 0.8))
PATTERNS = (Pattern.SOLID, Pattern.HATCHED, Pattern.OPEN)
MARKS = (Grey.BLACK, Grey.WHITE, Grey.MIDDLE)


def upright(chart: Chart, width: float, height: float = 0) -> Drawing:
    """The chart so wide, and where it can be, so high."""
    lines = max(label.count("\n") + 1 for label in chart.labels)
    foot = lines * LABEL_LINE + 1
    others = TITLE_ROOM + NUMBER_ROOM + BELOW
    plot = max(LEAST, (height - foot) / len(chart.series) - others)
    panels = [
        _Panel(chart, at, width, at * (plot + others), plot) for at in range(len(chart.series))
    ]
    bottom = len(panels) * (plot + others)
    items = [item for panel in panels for item in panel.items()]
    spots = tuple(spot for panel in panels for spot in panel.spots())
    return Drawing(width, bottom + foot, (*items, *_labels(chart, width, bottom)), spots)


def _labels(chart: Chart, width: float, top: float) -> Iterator[Words]:
    step = (width - AXIS) / len(chart.labels)
    for at, label in enumerate(chart.labels):
        for line, text in enumerate(label.split("\n")):
            y = top + (line + 0.7) * LABEL_LINE
            yield Words(AXIS + (at + 0.5) * step, y, text, SMALL, Anchor.MIDDLE)


@dataclass(frozen=True, slots=True)
class _Panel:
    chart: Chart
    place: int
    width: float
    top: float
    plot: float

    @property
    def series(self) -> Series:
        return self.chart.series[self.place]

    @property
    def step(self) -> float:
        return (self.width - AXIS) / len(self.chart.labels)

    @property
    def ground(self) -> float:
        """Where nought is."""
        return self.top + TITLE_ROOM + NUMBER_ROOM + self.plot

    @property
    def most(self) -> int:
        """Where the axis ends; the same in all panels of a unit."""
        if self.series.ceiling:
            return self.series.ceiling
        alike = (s for s in self.chart.series if s.unit == self.series.unit)
        return top_of(max((p.value or 0 for s in alike for p in s.points), default=0))

    def centre(self, at: int) -> float:
        return AXIS + (at + 0.5) * self.step

    def level(self, point: Point) -> float:
        return self.ground - self.plot * float(point.value or 0) / self.most

    def items(self) -> Iterator[Line | Box | Dot | Words]:
        yield Words(0, self.top + 3.8, self.series.title, TITLE)
        yield from self._axis()
        yield from self._numbers()
        if self.chart.shape is Shape.BARS:
            yield from self._bars()
        else:
            yield from self._line()

    def _numbers(self) -> Iterator[Box | Words]:
        for at, point in enumerate(self.series.points):
            is_known = point.value is not None
            y = self.level(point) - (2.0 if is_known else 1.0)
            grey = Grey.BLACK if is_known else Grey.DARK
            size = TITLE if is_known else SMALL
            told = Words(self.centre(at), y, point.text or MISSING, size, Anchor.MIDDLE, grey)
            yield cleared(told)
            yield told

    def _axis(self) -> Iterator[Line | Words]:
        ceiling = self.ground - self.plot
        yield Line(AXIS, ceiling, self.width, ceiling, 0.12, Grey.MIDDLE, (0.8, 0.8))
        yield Line(AXIS, self.ground, self.width, self.ground, 0.3)
        for y, text in ((ceiling, str(self.most)), (self.ground, "0")):
            yield Words(AXIS - 1, y + 1, text, SMALL, Anchor.RIGHT, Grey.DARK)

    def _bars(self) -> Iterator[Line | Box]:
        wide = min(WIDEST_BAR, self.step * 0.55)
        for at, point in enumerate(self.series.points):
            if point.value:
                top = self.level(point)
                bar = Box(self.centre(at) - wide / 2, top, wide, self.ground - top)
                yield from filled(bar, PATTERNS[self.place % len(PATTERNS)])

    def _line(self) -> Iterator[Line | Dot]:
        """From each number to the next; over a term without one there is none."""
        marks = [
            None if point.value is None else (self.centre(at), self.level(point))
            for at, point in enumerate(self.series.points)
        ]
        for here, there in pairwise(marks):
            if here and there:
                dashes = DASHES[self.place % len(DASHES)]
                yield Line(*here, *there, 0.4, Grey.BLACK, dashes)
        for mark in filter(None, marks):
            yield Dot(*mark, 1.1, MARKS[self.place % len(MARKS)])

    def spots(self) -> Iterator[Spot]:
        high = self.ground - self.top - TITLE_ROOM
        for at in range(len(self.series.points)):
            left = AXIS + at * self.step
            yield Spot(left, self.top + TITLE_ROOM, self.step, high, self.place, at)


def narrowest(chart: Chart) -> float:
    """The least width in which no label and no number runs into its neighbour."""
    labels = [line for label in chart.labels for line in label.split("\n")]
    numbers = [point.text or MISSING for series in chart.series for point in series.points]
    widest = max([width_of(t, SMALL) for t in labels] + [width_of(t, TITLE) for t in numbers])
    return AXIS + (widest + 1) * len(chart.labels)
