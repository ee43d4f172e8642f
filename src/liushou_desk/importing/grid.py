"""Sheets as grids of raw values, with what is to be known of their cells."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from liushou_desk.importing.sheet_scan import MOST_CELLS, TooLarge, Unreadable

Raw = str | int | float | bool | date | time | timedelta | None
Place = tuple[int, int]
Span = tuple[Place, Place]
"""Top left and bottom right."""
MOST_SPANS = 100_000
MOST_FILLED = MOST_CELLS // 10
"""Cells that merged cells may cover."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. `rows[0]` is sheet row 1; positions in the sets are (row, column) from 0."""

    name: str
    rows: Sequence[list[Raw]]
    formulas: Set[Place] = frozenset()
    merged: Set[Place] = frozenset()
    """Cells that got their value from the merged cell they belong to."""
    spans: Sequence[Span] = ()
    """The merged cells themselves."""
    errors: Mapping[Place, str] = field(default_factory=dict[Place, str])
    """Cells that show #N/A and the like, which are read as blank."""
    hidden_rows: Set[int] = frozenset()
    hidden_columns: Set[int] = frozenset()
    is_hidden: bool = False
    is_1904: bool = False
    """Whether a bare number that is a day counts from 1904."""
    doubts: Mapping[Place, str] = field(default_factory=dict[Place, str])
    """Why a cell asks to be looked at, in a sentence, whatever it is read as."""
    row_doubts: Mapping[int, str] = field(default_factory=dict[int, str])
    """The same of whole rows."""
    row_faults: Mapping[int, str] = field(default_factory=dict[int, str])
    """Why a row cannot be taken."""
    widths: Sequence[int] = ()
    """How many cells each row of a text has of its own."""


@dataclass(frozen=True, slots=True)
class Book:
    """A file's sheets that hold anything, and what was done to read it, in sentences."""

    grids: tuple[Grid, ...]
    notes: tuple[str, ...] = ()


def fill_merged(rows: Sequence[list[Raw]], spans: Sequence[Span]) -> set[Place]:
    """Give every cell of a merged one its value; returns the cells that got it.

    Takes time by the cells covered. Raises `TooLarge`, or `Unreadable` where two overlap.
    """
    if len(spans) > MOST_SPANS:
        raise TooLarge
    merged: set[Place] = set()
    owners: set[Place] = set()
    for (top, left), (bottom, right) in dict.fromkeys(spans):
        for row in range(top, min(bottom, len(rows) - 1) + 1):
            for column in range(left, min(right, len(rows[row]) - 1) + 1):
                place = row, column
                if place in merged or place in owners:
                    raise Unreadable
                if place == (top, left):
                    owners.add(place)
                else:
                    rows[row][column] = rows[top][left]
                    merged.add(place)
        if len(merged) > MOST_FILLED:
            raise TooLarge
    return merged
