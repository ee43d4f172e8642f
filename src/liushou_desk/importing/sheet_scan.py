"""How large a sheet may be, and what is noted of its cells while a workbook is read."""

from collections.abc import Callable
from dataclasses import dataclass, field

MANY_ROWS = 5_000
"""More than these need more memory than others may have."""
MOST_ROWS = 100_000
MOST_COLUMNS = 300
MOST_CELLS = 10_000_000
"""A sheet is unfolded as a rectangle, empty cells and all."""

Grow = Callable[[], None]
"""Asks for the memory that many rows need."""


def no_growth() -> None:
    """Nobody limits the memory."""


class Unreadable(ValueError):
    """The file is damaged, or not what it says it is."""


class TooLarge(Unreadable):
    """Reading the file on would fill the memory."""


@dataclass(slots=True)
class SheetScan:
    """What one sheet really holds; positions are (row, column) from 0."""

    rows: int = 0
    columns: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])
    errors: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    """Cells that show #N/A and the like."""
    hidden_rows: set[int] = field(default_factory=set[int])
    hidden_columns: set[int] = field(default_factory=set[int])
    doubts: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    formats: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    """The codes by which numbers are shown, other than General; of an old workbook only."""

    @property
    def is_too_large(self) -> bool:
        """Whether opening it would fill the memory, be its cells ever so few."""
        return (
            self.rows > MOST_ROWS
            or self.columns > MOST_COLUMNS
            or self.rows * self.columns > MOST_CELLS
        )


@dataclass(slots=True)
class BookScan:
    """What the sheets of a workbook hold, in its order."""

    sheets: list[SheetScan] = field(default_factory=list[SheetScan])
    is_1904: bool = False
    """Whether its days are counted from 1904."""

    @property
    def is_too_large(self) -> bool:
        """Whether one of its sheets is."""
        return any(sheet.is_too_large for sheet in self.sheets)


def column_number(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
