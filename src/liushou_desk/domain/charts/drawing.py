"""A drawing: lines, boxes, dots and words on a sheet measured in millimetres, all of them grey."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum

from liushou_desk.domain.layout import MM

LATIN = 0.58
"""The width of a digit in ems, rather too much: words are given this room and more."""


class Grey(Enum):
    """How light a thing is: 0 black, 255 white."""

    BLACK = 0
    DARK = 70
    MIDDLE = 140
    LIGHT = 205
    WHITE = 255


class Pattern(StrEnum):
    """How a bar is filled, to be told apart without colours."""

    SOLID = "solid"
    HATCHED = "hatched"
    OPEN = "open"


class Anchor(StrEnum):
    """Which end of some words stands at their place."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; `dashes` are the lengths of a dash and of the gap behind it."""

    x: float
    y: float
    to_x: float
    to_y: float
    width: float = 0.2
    grey: Grey = Grey.BLACK
    dashes: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, with an edge unless it only clears the ground for words."""

    x: float
    y: float
    width: float
    height: float
    fill: Grey = Grey.WHITE
    has_edge: bool = True


@dataclass(frozen=True, slots=True)
class Dot:
    """A round mark with an edge."""

    x: float
    y: float
    radius: float
    fill: Grey = Grey.BLACK


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words; `y` is their baseline, `size` in points."""

    x: float
    y: float
    text: str
    size: float
    anchor: Anchor = Anchor.LEFT
    grey: Grey = Grey.BLACK


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a number may be pressed: the point `at` of the series `series`."""

    x: float
    y: float
    width: float
    height: float
    series: int
    at: int

    def holds(self, x: float, y: float) -> bool:
        """Whether a place lies in it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, the later over the earlier, and what may be pressed."""

    width: float
    height: float
    items: tuple[Line | Box | Dot | Words, ...]
    spots: tuple[Spot, ...]


def width_of(text: str, size: float) -> float:
    """The room some words take, in millimetres; rather too much than too little."""
    ems = sum(LATIN if char.isascii() else 1 for char in text)
    return ems * size / MM


def cleared(words: Words) -> Box:
    """White ground as large as some words in the middle of their place."""
    wide, high = width_of(words.text, words.size), words.size / MM
    return Box(words.x - wide / 2, words.y - 0.85 * high, wide, high, has_edge=False)


def filled(box: Box, pattern: Pattern, *, step: float = 1.3) -> Iterator[Line | Box]:
    """A bar in its pattern."""
    if box.width <= 0 or box.height <= 0:
        return
    yield Box(box.x, box.y, box.width, box.height, _FILLS[pattern])
    if pattern is Pattern.HATCHED:
        yield from _hatching(box, step)


_FILLS = {Pattern.SOLID: Grey.DARK, Pattern.HATCHED: Grey.WHITE, Pattern.OPEN: Grey.LIGHT}


def _hatching(box: Box, step: float) -> Iterator[Line]:
    """Lines that rise to the right at 45 degrees, cut at the box's edges."""
    reach = step
    while reach < box.width + box.height:
        left, right = max(0.0, reach - box.height), min(box.width, reach)
        bottom = box.y + box.height
        yield Line(
            box.x + left, bottom - (reach - left), box.x + right, bottom - (reach - right), 0.15
        )
        reach += step
