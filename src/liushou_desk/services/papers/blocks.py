"""What forms are built of: pairs of label and value, lists with totals, lines to sign on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liushou_desk.domain.document import (
    Align,
    Cell,
    Column,
    Paragraph,
    ParagraphRole,
    Picture,
    Table,
    TextRun,
)
from liushou_desk.domain.jpeg import size_of
from liushou_desk.services.photos import Shot

BLANK = "　　　　　　"
"""Room for a name to be written in."""
PRINTED = 4
"""So many photos of a record are printed; an even number, for they stand two by two."""
_WIDEST, _TALLEST = 84.0, 56.0
"""Millimetres of a picture."""
Pair = tuple[str, str]
"""A label and its value."""


def cell(text: str, columns: int = 1) -> Cell:
    """A cell of words."""
    return Cell((TextRun(text),) if text else (), columns=columns)


def on_a_line(text: str | None, longest: int) -> str:
    """What somebody wrote, on one line of so many signs at the most."""
    line = " ".join((text or "").split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def centred(text: str) -> Paragraph:
    """A line below the title."""
    return Paragraph((TextRun(text),), ParagraphRole.CENTRED)


def caption(text: str) -> Paragraph:
    """The title of a table."""
    return Paragraph((TextRun(text),), ParagraphRole.CAPTION)


def note(text: str) -> Paragraph:
    """Small type below a table."""
    return Paragraph((TextRun(text),), ParagraphRole.NOTE)


def chosen(words: Iterable[str], told: str = "") -> str:
    """是（√）　否（　）: what is so is ticked, and a pen ticks where nothing is told."""
    return "　".join(f"{word}（{'√' if word == told else '　'}）" for word in words)


def signing(*roles: tuple[str, str | None]) -> Paragraph:
    """填表人：王芳　　审核人：　　　; a role without a name leaves room for one."""
    return note("　　".join(f"{role}：{name or BLANK}" for role, name in roles))


def pairs(
    lines: Iterable[Sequence[Pair]],
    shares: Sequence[float] = (2, 9),
    *,
    head: str = "",
    row_height: float = 0,
) -> Table:
    """Lines of labels and values, under a head if there is one; stays on one page.

    `shares` are the widths of labels and values in turn; the last value of a line takes what room
    is left.
    """
    columns = [
        Column(share, Align.LEFT if at % 2 else Align.CENTRE) for at, share in enumerate(shares)
    ]
    rows: list[tuple[Cell, ...]] = [(cell(head, len(columns)),)] if head else []
    for line in lines:
        texts = [text for pair in line for text in pair]
        *cells, last = texts
        rows.append((*map(cell, cells), cell(last, len(columns) - len(cells))))
    return Table(tuple(columns), tuple(rows), 1 if head else 0, row_height, whole=True)


def pictures(shots: Sequence[Shot]) -> Table:
    """The first of them, two side by side, each over its caption; stays on one page."""
    rows: list[tuple[Cell, ...]] = []
    for at in range(0, min(len(shots), PRINTED), 2):
        rows.append(tuple(Cell((), picture=_fitted(shot.jpeg)) for shot in shots[at : at + 2]))
        rows.append(tuple(cell(shot.caption) for shot in shots[at : at + 2]))
    return Table((Column(1), Column(1)), tuple(rows), 0, whole=True)


def _fitted(jpeg: bytes) -> Picture:
    """As large as half a line of a form and a fifth of its page allow."""
    width, height = size_of(jpeg)
    scale = min(_WIDEST / width, _TALLEST / height)
    return Picture(jpeg, width * scale, height * scale)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a list: what stands over it, its share of the width, how its texts stand."""

    text: str
    share: float
    align: Align = Align.CENTRE


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of a list that belong together, and the line that sums them up, if any."""

    rows: Sequence[Sequence[str]]
    total: Sequence[tuple[str, int]] = ()
    """Texts with the number of columns each covers."""


def listing(
    headings: Sequence[Heading], groups: Iterable[Group], *, row_height: float = 0
) -> Table:
    """A list under a head that is repeated on each page, with a total below each group."""
    rows = [tuple(cell(heading.text) for heading in headings)]
    for group in groups:
        rows += [tuple(map(cell, row)) for row in group.rows]
        if group.total:
            rows.append(tuple(cell(text, columns) for text, columns in group.total))
    columns = tuple(Column(heading.share, heading.align) for heading in headings)
    return Table(columns, tuple(rows), row_height=row_height)
