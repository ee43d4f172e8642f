"""Sheets of a workbook as grids of raw values, with merged cells filled and formulas marked."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from liushou_desk.errors import ImportTrouble
from liushou_desk.importing.guard import check_workbook

Raw = str | int | float | bool | date | time | timedelta | None
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. `rows[0]` is sheet row 1; positions in the sets are (row, column) from 0."""

    name: str
    rows: Sequence[list[Raw]]
    formulas: Set[Place] = frozenset()
    merged: Set[Place] = frozenset()
    """Cells that got their value from the merged cell they belong to."""


def read_grids(path: Path) -> list[Grid]:
    """Every sheet that holds anything. Raises `FileTrouble` or `ImportTrouble`."""
    scans = check_workbook(path)
    try:
        # By content, for some systems name an .xlsx .xls.
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            grids = [
                _grid(
                    book.get_sheet_by_index(index),
                    scans[index].formulas if index < len(scans) else frozenset(),
                )
                for index, sheet in enumerate(book.sheets_metadata)
                if sheet.typ is SheetTypeEnum.WorkSheet
            ]
    except CalamineError as error:
        raise ImportTrouble(
            f"“{path.name}”读不出来（文件损坏或加了密码），没有导入任何数据。",
            "请在Excel里打开后另存为.xlsx再导入。",
        ) from error
    return [grid for grid in grids if grid.rows]


def _grid(sheet: CalamineSheet, formulas: Set[Place]) -> Grid:
    rows: list[list[Raw]] = sheet.to_python(skip_empty_area=False)
    merged: set[Place] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in range(top, min(bottom, len(rows) - 1) + 1):
            for column in range(left, min(right, len(rows[row]) - 1) + 1):
                if (row, column) != (top, left):
                    rows[row][column] = rows[top][left]
                    merged.add((row, column))
    return Grid(sheet.name, rows, formulas, merged)
