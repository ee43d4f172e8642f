"""Lying bars with a name before each and its number behind, as many as there are; none is cut."""

from collections.abc import Iterator

from liushou_desk.domain.charts.chart import MISSING, Chart
from liushou_desk.domain.charts.drawing import (
    Anchor,
    Box,
    Drawing,
    Grey,
    Line,
    Pattern,
    Spot,
    Words,
    filled,
    width_of,
)

SIZE = 9.0
ROW, LINE, TOP, FOOT = 6.0, 3.9, 6.0, 1.0
NAMES = 0.4
"""The part of the width that names may take before they take several lines."""


def lying(chart: Chart, width: float) -> Drawing:
    """The chart so wide, as high as it has names."""
    room = min(width * NAMES, max(width_of(label, SIZE) for label in chart.labels) + 1)
    (series,) = chart.series
    numbers = max(width_of(point.text, SIZE) for point in series.points) + 3
    left, longest = room + 1.5, width - room - 1.5 - numbers
    most = max((float(point.value or 0) for point in series.points), default=0) or 1
    items: list[Line | Box | Words] = [Words(0, 3.8, series.title, SIZE)]
    spots: list[Spot] = []
    top = TOP
    for at, (label, point) in enumerate(zip(chart.labels, series.points, strict=True)):
        lines = list(_broken(label, room))
        high = max(ROW, LINE * len(lines) + 1.5)
        middle = top + high / 2
        items += _named(lines, room, middle)
        long = longest * float(point.value or 0) / most
        items += filled(Box(left, middle - 1.9, long, 3.8), Pattern.SOLID)
        told = Words(left + long + 1.2, middle + 1.1, point.text or MISSING, SIZE)
        items.append(told)
        spots.append(Spot(0, top, width, high, 0, at))
        top += high
    items.append(Line(left, TOP, left, top, 0.3, Grey.BLACK))
    return Drawing(width, top + FOOT, tuple(items), tuple(spots))


def _named(lines: list[str], room: float, middle: float) -> Iterator[Words]:
    first = middle - LINE * (len(lines) - 1) / 2 + 1.1
    for at, text in enumerate(lines):
        yield Words(room, first + at * LINE, text, SIZE, Anchor.RIGHT)


def _broken(label: str, room: float) -> Iterator[str]:
    """A name in as many lines as it needs."""
    line = ""
    for char in label:
        if line and width_of(line + char, SIZE) > room:
            yield line
            line = ""
        line += char
    yield line
