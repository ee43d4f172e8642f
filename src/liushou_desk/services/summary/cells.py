"""Cells of the statistics: words, a head, a figure."""

from liushou_desk.domain.document import Cell, FigureRun, TextRun
from liushou_desk.services.summary.values import Values


def head(*labels: str) -> tuple[Cell, ...]:
    """The first row of a table."""
    return tuple(text(label) for label in labels)


def text(words: str) -> Cell:
    """A cell of words, or an empty one."""
    return Cell((TextRun(words),) if words else ())


def figure(values: Values, key: str, place: str = "") -> Cell:
    """A figure's number; `place` names the campus it is of."""
    return Cell((FigureRun(place + key, values.shown(key) or "0"),))
