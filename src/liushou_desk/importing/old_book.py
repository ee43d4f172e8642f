"""Reads an old workbook (.xls): calamine for the values, our own scan for what it does not tell."""

from datetime import date, datetime, time
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from liushou_desk.errors import ImportTrouble
from liushou_desk.importing.grid import Grid, Raw, fill_merged
from liushou_desk.importing.guard import check_old, damaged, too_large
from liushou_desk.importing.number_format import Shown, shown_day, shown_number
from liushou_desk.importing.sheet_scan import (
    MANY_ROWS,
    Grow,
    SheetScan,
    TooLarge,
    Unreadable,
    no_growth,
)

_PANIC = "pyo3_runtime"
"""What calamine raises where a file takes it by surprise is no `Exception`."""


def read_old(path: Path, grow: Grow = no_growth) -> list[Grid]:
    """Its worksheets in their order, empty ones too. Raises `ImportTrouble`."""
    scan = check_old(path)
    if any(sheet.rows > MANY_ROWS for sheet in scan.sheets):
        grow()
    try:
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            return [
                _grid(
                    book.get_sheet_by_index(index),
                    scan.sheets[index] if index < len(scan.sheets) else SheetScan(),
                    is_hidden=sheet.visible is not SheetVisibleEnum.Visible,
                    is_1904=scan.is_1904,
                )
                for index, sheet in enumerate(book.sheets_metadata)
                if sheet.typ is SheetTypeEnum.WorkSheet
            ]
    except TooLarge as error:
        raise too_large(path) from error
    except CalamineError as error:
        raise ImportTrouble(
            f"“{path.name}”读不出来（文件损坏或加了密码），没有导入任何数据。",
            "请在Excel里打开后另存为.xlsx再导入。",
        ) from error
    except Unreadable as error:
        raise damaged(path) from error
    except BaseException as error:
        if type(error).__module__ != _PANIC:
            raise
        raise damaged(path) from error


def _grid(sheet: CalamineSheet, scan: SheetScan, *, is_hidden: bool, is_1904: bool) -> Grid:
    rows: list[list[Raw]] = sheet.to_python(skip_empty_area=False)
    _show(rows, scan, is_1904=is_1904)
    spans = tuple(sheet.merged_cell_ranges or ())
    return Grid(
        sheet.name,
        rows,
        scan.formulas,
        fill_merged(rows, spans),
        spans,
        scan.errors,
        scan.hidden_rows,
        scan.hidden_columns,
        is_hidden,
        is_1904,
        scan.doubts,
    )


def _show(rows: list[list[Raw]], scan: SheetScan, *, is_1904: bool) -> None:
    """Numbers as their cells show them."""
    for number, row in enumerate(rows):
        for column, raw in enumerate(row):
            if isinstance(raw, str | bool) or raw is None:
                continue
            value, doubt = _shown(raw, scan.formats.get((number, column), ""), is_1904=is_1904)
            row[column] = value
            if doubt:
                scan.doubts[number, column] = doubt


def _shown(raw: Raw, code: str, *, is_1904: bool) -> Shown:
    if isinstance(raw, int | float):
        return shown_number(raw, code, is_1904=is_1904)
    if isinstance(raw, time):
        return Shown(f"{raw.hour:02d}:{raw.minute:02d}")
    if isinstance(raw, datetime):
        raw = raw.date()
    return shown_day(raw, code) if isinstance(raw, date) else Shown(None)
