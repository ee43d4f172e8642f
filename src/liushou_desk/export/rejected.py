"""退回修改: rows that were not taken, as the workbook they came in, to be mended and brought again.

The same sheets and headings, every cell text, red where the fault is, and a last column that says
why. Text, so that a number keeps its digits and nothing is ever taken for a formula.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from liushou_desk.export.characters import nominal_width, printable
from liushou_desk.export.target import write_file

REASON = "原因"
_NO_NAME = str.maketrans("", "", "[]:*?/\\'")
_LONGEST_NAME = 31
_NARROWEST, _WIDEST, _REASON_WIDTH = 6, 36, 48
_AIR = 2
_HEAD, _BODY, _FAULT, _DOUBT = "退回表头", "退回内容", "退回错误", "退回存疑"


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One row as text; the columns (from 0) at fault are marked."""

    texts: tuple[str, ...]
    faults: Set[int]
    doubts: Set[int]
    reason: str


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    """One sheet: what stands above and in the headings, merged as it was, and its rows."""

    name: str
    above: tuple[tuple[str, ...], ...]
    spans: tuple[tuple[int, int, int, int], ...]
    """Top, left, bottom, right from 0, all within `above`."""
    reason_column: int
    """Where the workbook's own 原因 stands, or the first column after the last."""
    rows: tuple[ReturnedRow, ...]


def write_rejected(path: Path, sheets: Sequence[ReturnedSheet], made_at: datetime) -> None:
    """Write the workbook, or leave what was at `path`.

    Raises:
        FileTrouble: the file could not be written; nothing was harmed.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "LiuShou Desk"
    book.properties.created = made_at
    _add_styles(book)
    for returned in sheets:
        _fill(book.create_sheet(_named(book, returned.name)), returned)
    written = BytesIO()
    book.save(written)
    write_file(path, written.getvalue())


def _add_styles(book: Workbook) -> None:
    line = Side(style="thin", color="FFB0B0B0")
    ruled = Border(left=line, right=line, top=line, bottom=line)
    centred = Alignment(horizontal="center", vertical="center", wrap_text=True)
    left = Alignment(horizontal="left", vertical="center", wrap_text=True)
    fills = {_HEAD: "FFEAEAEA", _FAULT: "FFFF9999", _DOUBT: "FFFFEB9C"}
    for name in (_HEAD, _BODY, _FAULT, _DOUBT):
        style = NamedStyle(name, border=ruled, number_format="@")
        style.font = Font(name="宋体", sz=11, b=name == _HEAD)
        style.alignment = centred if name == _HEAD else left
        if name in fills:
            style.fill = PatternFill("solid", start_color=fills[name])
        book.add_named_style(style)


def _named(book: Workbook, name: str) -> str:
    """A name Excel takes; openpyxl itself makes one of two alike."""
    return (
        printable(name).translate(_NO_NAME).strip()[:_LONGEST_NAME] or f"表{len(book.worksheets)}"
    )


def _fill(sheet: Worksheet, returned: ReturnedSheet) -> None:
    at = returned.reason_column
    last = len(returned.above) - 1
    for number, texts in enumerate(returned.above):
        cells = _with_reason(texts, at, REASON if number == last else "")
        _put(sheet, number, cells, [_HEAD] * len(cells))
    for number, row in enumerate(returned.rows, start=last + 1):
        cells = _with_reason(row.texts, at, row.reason)
        _put(sheet, number, cells, [_style(row, column, at) for column in range(len(cells))])
    for top, left, bottom, right in returned.spans:
        sheet.merge_cells(
            start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
        )
    sheet.freeze_panes = f"A{last + 2}"
    headings = [returned.above[last], *(row.texts for row in returned.rows)] if last >= 0 else []
    for column, width in enumerate(_widths(headings), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.column_dimensions[get_column_letter(at + 1)].width = _REASON_WIDTH


def _style(row: ReturnedRow, column: int, reason_column: int) -> str:
    if column in row.faults:
        return _FAULT
    return _DOUBT if column in row.doubts and column != reason_column else _BODY


def _with_reason(texts: Sequence[str], at: int, reason: str) -> list[str]:
    cells = [*texts, *[""] * (at + 1 - len(texts))]
    cells[at] = reason
    return cells


def _put(sheet: Worksheet, number: int, texts: Iterable[str], styles: Sequence[str]) -> None:
    cells: list[Cell] = []
    for text, style in zip(texts, styles, strict=True):
        cell = Cell(sheet, number + 1, 1)
        cell.style = style
        if text:
            cell.value = printable(text)
            cell.data_type = "s"  # openpyxl takes =1+1 for a formula and #N/A for an error
        cells.append(cell)
    sheet.append(cells)


def _widths(rows: Sequence[Sequence[str]]) -> Iterable[float]:
    for column in zip(*rows, strict=False):
        widest = max(2 * nominal_width(text.split("\n")[0]) for text in column)
        yield max(_NARROWEST, min(_WIDEST, widest + _AIR))
