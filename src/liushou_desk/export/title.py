"""Where a title's lines end (GB/T 9704-2012, 7.3.1): after a phrase, in a ladder or a rhombus."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import ceil

from liushou_desk.domain.document import Title
from liushou_desk.export.characters import may_part, nominal_width

_MOST_LINES = 6
_INSIDE = 8
"""What a line that ends inside a phrase costs, in ems of unevenness."""
_NO_SHAPE = 100
_BOLD = 0.1
"""What a figure of a title's face is wider than half a sign, in ems."""
_STEP = 0.75
"""Lines of a ladder differ by this much at least, in ems, or they look like a block."""


def title_lines(title: Title, room: float) -> list[str]:
    """The lines of a title, none wider than `room` ems unless a single sign is."""
    pieces = [
        (piece, part == len(phrase) - 1 and last)
        for phrase in title
        for part, text in enumerate(phrase)
        for piece, last in _fitting(text, room)
    ]
    if not pieces:
        return []
    least = ceil(sum(_wide(text) for text, _ in pieces) / room)
    for count in range(max(1, least), min(len(pieces), _MOST_LINES) + 1):
        found = [lines for lines in _divided(pieces, count) if _fits(lines, room)]
        shaped = [lines for lines in found if _cost(lines) < _NO_SHAPE]
        if shaped or (found and count == least + 1):
            return [_text(line) for line in min(shaped or found, key=_cost)]
    return [text for text, _ in pieces]


Line = Sequence[tuple[str, bool]]
"""Pieces of text, each with whether a phrase ends behind it."""


def _divided(pieces: Line, count: int) -> Iterator[list[Line]]:
    for cuts in combinations(range(1, len(pieces)), count - 1):
        ends = (0, *cuts, len(pieces))
        yield [pieces[start:end] for start, end in pairwise(ends)]


def _fits(lines: list[Line], room: float) -> bool:
    return all(_wide(_text(line)) <= room for line in lines)


def _cost(lines: list[Line]) -> float:
    """How uneven the lines are; more where one ends inside a phrase, or they have no shape."""
    widths = [_wide(_text(line)) for line in lines]
    inside = sum(not line[-1][1] for line in lines[:-1])
    return max(widths) - min(widths) + _INSIDE * inside + _NO_SHAPE * (not _has_shape(widths))


def _has_shape(widths: list[float]) -> bool:
    """A ladder (梯形) grows or shrinks line by line; a rhombus (菱形) is widest inside."""
    steps = [after - before for before, after in pairwise(widths)]
    if any(abs(step) < _STEP for step in steps):
        return False
    turns = [before > 0 > after for before, after in pairwise(steps)]
    falls_then_rises = any(before < 0 < after for before, after in pairwise(steps))
    return not falls_then_rises and sum(turns) <= 1


def _fitting(text: str, room: float) -> Iterator[tuple[str, bool]]:
    """A part cut where it is wider than a line; where it must be, in even pieces."""
    if _wide(text) <= room:
        yield text, True
        return
    even = _wide(text) / ceil(_wide(text) / room)
    start = 0
    for at in range(1, len(text)):
        if _wide(text[start : at + 1]) > even and may_part(text[at - 1], text[at]):
            yield text[start:at], False
            start = at
    yield text[start:], True


def _text(line: Line) -> str:
    return "".join(text for text, _ in line)


def _wide(text: str) -> float:
    """The width in ems; a title's face is bold, and so are its figures."""
    return nominal_width(text) + _BOLD * sum(map(str.isdigit, text))
