"""The words of a paper from anywhere, line by line, each with the place a reader finds it at.

Our own tree, a Word file, a text file and a PDF all come to this, so that one set of rules reads
them (审稿).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A table's cell; everything counts from 1, spanned cells by their first row and column."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph, a heading or a table's cell with the words as they are printed."""

    text: str
    place: str
    """What the clerk looks for: 第3段, 表1第2行第3列, 第2页第5行."""
    cell: CellPlace | None = None
    key: str = ""
    """The paragraph of our own draft it is, so that a press can go there; else empty."""


@dataclass(frozen=True, slots=True)
class PaperText:
    """A paper's lines in reading order.

    `is_exact` is False for a PDF: its lines are put together from places on the page, and signs
    may stand in the wrong order.
    """

    name: str
    lines: tuple[TextLine, ...]
    is_exact: bool = True
