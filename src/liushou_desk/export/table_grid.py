"""A table's cells in their places and its columns' widths, the same for both writers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from liushou_desk.domain.document import Align, Cell, Table
from liushou_desk.domain.layout import MM
from liushou_desk.export.characters import longest_piece, nominal_width, printable

LEADING = 1.3
"""Distance of lines in a cell, as a multiple of the type size."""
SIDE_PT = 1.5 * MM
"""Clear space left and right in a cell."""
ABOVE_PT = 0.9 * MM
"""Clear space above and below in a cell."""
RULE_PT = 0.5
NOTE_BEFORE_PT = 2
"""Air above each note below a table."""
BETWEEN_TABLES_PT = 6
CUT_PT = 5 * MM
"""Room for the line along which slips are cut apart, which stands in its middle."""
CAPTION_BEFORE_PT = 8
CAPTION_AFTER_PT = 3
"""Air above and below the title line of a table (表题)."""
_SHORT = 5
"""Cells of no more ems than this stay on one line if the page is wide enough."""
_WIDE_DIGITS = 1.15
"""Some fonts set digits wider than half an em."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell and the part of the grid it covers."""

    cell: Cell
    text: str
    """What is printed."""
    row: int
    column: int
    rows: int
    columns: int
    align: Align
    heads: bool

    @property
    def last_row(self) -> int:
        """Index of the lowest row covered."""
        return self.row + self.rows - 1


def spots(table: Table) -> list[Spot]:
    """Every cell in reading order; places that no cell covers are filled with empty ones."""
    free = [[True] * len(table.columns) for _ in table.rows]
    found: list[Spot] = []
    for row, cells in enumerate(table.rows):
        waiting = iter(cells)
        for column in range(len(table.columns)):
            if free[row][column]:
                spot = _spot(table, next(waiting, Cell(())), row, column, free[row])
                _cover(free, spot)
                found.append(spot)
        if next(waiting, None) is not None:
            raise ValueError(f"row {row} has more cells than the table has columns")
    return found


def by_row(found: list[Spot], rows: int) -> list[list[Spot]]:
    """For each row the cells that cover a part of it, from left to right."""
    covering: list[list[Spot]] = [[] for _ in range(rows)]
    for spot in found:
        for row in range(spot.row, spot.last_row + 1):
            covering[row].append(spot)
    return [sorted(row, key=lambda spot: spot.column) for row in covering]


def column_widths(table: Table, found: Iterable[Spot], total: float, size: float) -> list[float]:
    """Widths in points: by share, but wide enough for short cells and for the longest number.

    Where the page has no room for short cells on one line, numbers alone are kept whole.
    """
    single, columns = (
        {(spot.column, spot.text) for spot in found if spot.columns == 1},
        len(table.columns),
    )
    least = _least_widths(single, columns, size, _SHORT)
    if sum(least) >= total:
        least = _least_widths(single, columns, size, 0)
    if sum(least) >= total:
        return [total * width / sum(least) for width in least]
    fixed: set[int] = set()
    while True:
        room = total - sum(least[at] for at in fixed)
        shares = sum(column.share for at, column in enumerate(table.columns) if at not in fixed)
        widths = [
            least[at] if at in fixed else room * column.share / shares
            for at, column in enumerate(table.columns)
        ]
        narrow = {at for at, width in enumerate(widths) if width < least[at]} - fixed
        if not narrow:
            return widths
        fixed |= narrow


def _spot(table: Table, cell: Cell, row: int, column: int, free: list[bool]) -> Spot:
    columns = 1
    while columns < cell.columns and column + columns < len(free) and free[column + columns]:
        columns += 1
    heads = row < table.header_rows
    return Spot(
        cell=cell,
        text=printable(cell.text),
        row=row,
        column=column,
        rows=max(1, min(cell.rows, len(table.rows) - row)),
        columns=columns,
        align=Align.CENTRE if heads else table.columns[column].align,
        heads=heads,
    )


def _cover(free: list[list[bool]], spot: Spot) -> None:
    for row in range(spot.row, spot.row + spot.rows):
        for column in range(spot.column, spot.column + spot.columns):
            free[row][column] = False


def _least_widths(
    single: Collection[tuple[int, str]], columns: int, size: float, short: float
) -> list[float]:
    """The narrowest columns in which no number and no cell of `short` ems is broken."""
    least = [0.0] * columns
    for column, text in single:
        whole = text if nominal_width(text) <= short else longest_piece(text)
        ems = max(nominal_width(whole) * _WIDE_DIGITS, min(2, len(text)))
        least[column] = max(least[column], ems * size + 2 * SIDE_PT + 1)
    return least
