"""Rows of text as the XML of a worksheet, for more cells than openpyxl writes in bearable time.

Every cell becomes, sign for sign, what openpyxl makes of the same text in an inline string; a test
holds the two side by side.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from liushou_desk.export.characters import printable

LONGEST_CELL = 32_767
"""Signs Excel keeps in one cell."""
_BETWEEN = "|"
_ASKS = re.compile("[&<>\ufe00-\ufe0f\U000e0100-\U000e01ef]|[|] | [|]")
"""In a row joined by `_BETWEEN`: signs that are written otherwise, and spaces at the end of a cell.

That a cell holds the sign between them itself does no harm: the row is looked at cell by cell.
"""


@dataclass(slots=True)
class RowsXml:
    """Turns rows into XML, all cells of one style, and remembers which texts were cut."""

    width: int
    style: int
    cut: list[tuple[int, int, int]] = field(default_factory=list[tuple[int, int, int]])
    """Of each text that was too long: row, column from 0, signs it had."""
    _letters: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self._letters = [get_column_letter(at) for at in range(1, self.width + 1)]

    def part(self, rows: Sequence[Sequence[str]], first: int) -> bytes:
        """The `row` elements of some rows, the first of which has the number `first`."""
        told: list[str] = []
        for number, row in enumerate(rows, first):
            joined = _BETWEEN.join(("", *row, ""))
            if not joined.isprintable() or _ASKS.search(joined) or len(joined) > LONGEST_CELL:
                opening = "<t"
                row = [self._careful(text, number, column) for column, text in enumerate(row)]
            else:
                opening = "<t>"
            full = f'{number}" s="{self.style}" t="inlineStr"><is>{opening}'
            empty = f'{number}" s="{self.style}" t="n"></c>'
            cells = [
                f'<c r="{letter}{full}{text}</t></is></c>' if text else f'<c r="{letter}{empty}'
                for letter, text in zip(self._letters, row, strict=True)
            ]
            told.append(f'<row r="{number}">{"".join(cells)}</row>')
        return "".join(told).encode("ascii", "xmlcharrefreplace")

    def _careful(self, text: str, row: int, column: int) -> str:
        """A text that may hold anything, with the end of the tag before it; empty where it is."""
        if len(text) > LONGEST_CELL:
            self.cut.append((row, column, len(text)))
        kept = printable(text)[:LONGEST_CELL]
        if not kept:
            return ""
        return f"{'>' if kept == kept.strip() else _SPACES_STAY}{escape(kept)}"


_SPACES_STAY = ' xml:space="preserve">'
