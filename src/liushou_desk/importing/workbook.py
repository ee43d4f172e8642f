"""Sheets of a workbook as grids of raw values: merged cells filled, formulas and errors marked."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from liushou_desk.errors import FileTrouble, ImportTrouble
from liushou_desk.importing.delimited import read_text
from liushou_desk.importing.guard import Kind, check_workbook, damaged
from liushou_desk.importing.sheet_scan import BookScan, SheetScan

Raw = str | int | float | bool | date | time | timedelta | None
Place = tuple[int, int]
Span = tuple[Place, Place]
"""Top left and bottom right."""
_PANIC = "pyo3_runtime"
"""What the reader raises where a file takes it by surprise is no `Exception`."""


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


@dataclass(frozen=True, slots=True)
class Book:
    """A file's sheets that hold anything, and what was done to read it, in sentences."""

    grids: tuple[Grid, ...]
    notes: tuple[str, ...] = ()


def read_book(path: Path) -> Book:
    """Every sheet that holds anything. Raises `FileTrouble` or `ImportTrouble`."""
    kind, scan = check_workbook(path)
    try:
        if kind is Kind.TEXT:
            return _text_book(path)
        # By content, for some systems name an .xlsx .xls.
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            grids = [
                _grid(
                    book.get_sheet_by_index(index),
                    scan.sheets[index] if index < len(scan.sheets) else SheetScan(),
                    is_hidden=sheet.visible is not SheetVisibleEnum.Visible,
                    is_1904=scan.is_1904,
                )
                for index, sheet in enumerate(book.sheets_metadata)
                if sheet.typ is SheetTypeEnum.WorkSheet
            ]
    except CalamineError as error:
        raise ImportTrouble(
            f"“{path.name}”读不出来（文件损坏或加了密码），没有导入任何数据。",
            "请在Excel里打开后另存为.xlsx再导入。",
        ) from error
    except OSError as error:
        raise FileTrouble(
            f"读不了“{path.name}”，没有导入任何数据。", "请检查U盘是否插好，再试一次。"
        ) from error
    except BaseException as error:
        if type(error).__module__ != _PANIC:
            raise
        raise damaged(path) from error
    return Book(tuple(grid for grid in grids if grid.rows), _kind_notes(path, kind, scan))


def _text_book(path: Path) -> Book:
    rows, encoding = read_text(path)
    values: list[list[Raw]] = [list(row) for row in rows]
    notes = [f"这是文本表格，按{encoding}编码读取。"]
    if path.suffix.lower() in {".xlsx", ".xlsm", ".xls"}:
        notes.insert(0, "文件名是工作簿，内容其实是文本表格（CSV），已照文本读取。")
    return Book((Grid(path.stem, values),) if values else (), tuple(notes))


def _kind_notes(path: Path, kind: Kind, scan: BookScan) -> tuple[str, ...]:
    notes: list[str] = []
    if path.suffix.lower() in {".csv", ".txt"}:
        notes.append("文件名是文本表格，内容其实是Excel工作簿，已照工作簿读取。")
    if kind is Kind.WORKBOOK and path.suffix.lower() == ".xls":
        notes.append("文件名是.xls，内容其实是.xlsx，已照内容读取。")
    if scan.is_1904:
        notes.append("这个工作簿的日期从1904年算起，已照此换算。")
    return tuple(notes)


def _grid(sheet: CalamineSheet, scan: SheetScan, *, is_hidden: bool, is_1904: bool) -> Grid:
    rows: list[list[Raw]] = sheet.to_python(skip_empty_area=False)
    merged: set[Place] = set()
    spans = tuple(sheet.merged_cell_ranges or ())
    for (top, left), (bottom, right) in spans:
        for row in range(top, min(bottom, len(rows) - 1) + 1):
            for column in range(left, min(right, len(rows[row]) - 1) + 1):
                if (row, column) != (top, left):
                    rows[row][column] = rows[top][left]
                    merged.add((row, column))
    return Grid(
        sheet.name,
        rows,
        scan.formulas,
        merged,
        spans,
        scan.errors,
        scan.hidden_rows,
        scan.hidden_columns,
        is_hidden,
        is_1904,
    )
