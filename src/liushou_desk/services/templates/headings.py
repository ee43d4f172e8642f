"""What stands around a cell of a table: its headings to the left and above."""

import re
from collections.abc import Iterable

from liushou_desk.importing.grid import Grid, Raw

_MOST_ABOVE = 3
_NUMBER = re.compile(r"[-+]?[0-9,]+(?:\.[0-9]+)?%?")
_TOTAL = re.compile(r"(?:合计|总计|共计|总数)$")


def beside(grid: Grid, row: int, column: int) -> str:
    """The words to the left in the row, the outermost first."""
    return _joined(grid.rows[row][:column]) if row < len(grid.rows) else ""


def above(grid: Grid, row: int, column: int) -> str:
    """The headings above in the column, down to the nearest, not further than the first gap."""
    found: list[Raw] = []
    for at in range(min(row, len(grid.rows)) - 1, -1, -1):
        raw = grid.rows[at][column] if column < len(grid.rows[at]) else None
        if is_word(raw):
            if raw not in found:
                found.insert(0, raw)
            if len(found) == _MOST_ABOVE:
                break
        elif found:
            break
    return _joined(found)


def is_total(words: str) -> bool:
    """Whether a heading says that what it is about sums up the rest."""
    return bool(_TOTAL.search(words))


def _joined(raws: Iterable[Raw]) -> str:
    texts = ("".join(str(raw).split()) for raw in raws if is_word(raw))
    return "｜".join(dict.fromkeys(texts))


def is_word(raw: Raw) -> bool:
    """Whether a cell holds words and no number."""
    return isinstance(raw, str) and bool(raw.strip()) and not _NUMBER.fullmatch(raw.strip())
