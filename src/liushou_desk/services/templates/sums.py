"""合计 of a county's table compared with what its own row or column adds up to."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from liushou_desk.importing.cells import cell_address
from liushou_desk.importing.grid import Grid
from liushou_desk.services.templates.headings import above, beside, is_total

Numbers = Mapping[tuple[int, int], int | Decimal]
"""What will stand in the cells that are filled in."""


def differences(grid: Grid, filled: Numbers) -> Iterator[str]:
    """Each 合计 that says another number than its parts, with both values.

    Of a formula its own result is not known here: what it is to say is the sum of its parts, so it
    is compared with the figure of the same line, where one is filled in under another 合计.
    """
    for place, number in filled.items():
        row, column = place
        if is_total(above(grid, row, column)):
            yield from _differs(grid, place, number, _along_row(grid, filled, place))
        if is_total(beside(grid, row, column)):
            yield from _differs(grid, place, number, _along_column(grid, filled, place))


def sums_of_formulas(grid: Grid, filled: Numbers) -> Iterator[tuple[tuple[int, int], Decimal]]:
    """Cells under 合计 that the sheet computes, and what our numbers there add up to."""
    for place in sorted(grid.formulas):
        row, column = place
        for is_sum, parts in (
            (is_total(above(grid, row, column)), _along_row(grid, filled, place)),
            (is_total(beside(grid, row, column)), _along_column(grid, filled, place)),
        ):
            if is_sum and parts:
                yield place, sum(map(Decimal, parts), Decimal(0))
                break


def _differs(
    grid: Grid, place: tuple[int, int], number: int | Decimal, parts: list[int | Decimal]
) -> Iterator[str]:
    whole = sum(map(Decimal, parts), Decimal(0))
    if len(parts) > 1 and whole != Decimal(number):
        row, column = place
        where = cell_address(row + 1, column)
        named = "、".join(filter(None, (beside(grid, row, column), above(grid, row, column))))
        yield f"{where}（{named}）填的是{number}，各格相加是{whole}"


def _along_row(grid: Grid, filled: Numbers, place: tuple[int, int]) -> list[int | Decimal]:
    """The parts in the same row: filled in, under no 合计 themselves."""
    return [
        number
        for (row, column), number in filled.items()
        if row == place[0] and column != place[1] and not is_total(above(grid, row, column))
    ]


def _along_column(grid: Grid, filled: Numbers, place: tuple[int, int]) -> list[int | Decimal]:
    """The parts in the same column; 其中 is a part of a part."""
    return [
        number
        for (row, column), number in filled.items()
        if column == place[1]
        and row != place[0]
        and not is_total(beside(grid, row, column))
        and "其中" not in beside(grid, row, column)
    ]
