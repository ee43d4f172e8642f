"""A list as a plain workbook (.xlsx): every cell is text, ready to be filtered and printed.

Text, so that an ID number keeps its 18 digits and no cell is ever taken for a formula.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from liushou_desk.export.characters import nominal_width, printable
from liushou_desk.export.target import write_file

_NARROWEST, _WIDEST = 6, 36
"""Limits of a column in the width of digits; longer text is wrapped."""
_AIR = 2
_FILTER_BUTTON = 2
_NO_NAME = str.maketrans("", "", "[]:*?/\\'")
_LONGEST_NAME = 31
"""Signs and length Excel refuses in the name of a sheet."""
_TITLE, _NOTE, _HEAD, _BODY = "清单标题", "清单说明", "清单表头", "清单内容"
_BODY_POINTS = 11
_POINTS = {_TITLE: 16, _NOTE: 10}
_LEADING = 1.5


def write_sheet(
    path: Path,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    title: str,
    note: str,
    made_at: datetime,
) -> None:
    """Write the list under its title, or leave what was at `path`.

    Raises:
        FileTrouble: the file could not be written; nothing was harmed.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    _describe(book, title, made_at)
    _add_styles(book)
    texts = [[printable(text) for text in row] for row in (headings, *rows)]
    widths = [_width(column) for column in zip(*texts, strict=True)]
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    above = [(_TITLE, printable(title)), (_NOTE, printable(note))]
    shown = [(style, text) for style, text in above if text]
    for style, text in shown:
        _add_banner(sheet, style, text, widths)
    _fill(sheet, len(shown) + 1, texts)
    _set_up_print(sheet, len(shown) + 1)
    written = BytesIO()
    book.save(written)
    write_file(path, written.getvalue())


def _describe(book: Workbook, title: str, made_at: datetime) -> None:
    """Title and time, and nobody's name."""
    name = printable(title).replace("\n", " ").translate(_NO_NAME).strip()
    book.worksheets[0].title = name[:_LONGEST_NAME] or "清单"
    book.properties.title = printable(title)
    book.properties.creator = "LiuShou Desk"
    book.properties.created = made_at


def _add_styles(book: Workbook) -> None:
    line = Side(style="thin", color="FFB0B0B0")
    ruled = Border(left=line, right=line, top=line, bottom=line)
    centred = Alignment(horizontal="center", vertical="center", wrap_text=True)
    left = Alignment(horizontal="left", vertical="center", wrap_text=True)
    grey = PatternFill("solid", start_color="FFEAEAEA")
    title, note = (Font(name="宋体", sz=_POINTS[name], b=name == _TITLE) for name in _POINTS)
    head, body = Font(name="宋体", sz=_BODY_POINTS, b=True), Font(name="宋体", sz=_BODY_POINTS)
    for style in (
        NamedStyle(_TITLE, font=title, alignment=left, number_format="@"),
        NamedStyle(_NOTE, font=note, alignment=left, number_format="@"),
        NamedStyle(_HEAD, font=head, alignment=centred, border=ruled, fill=grey, number_format="@"),
        NamedStyle(_BODY, font=body, alignment=left, border=ruled, number_format="@"),
    ):
        book.add_named_style(style)


def _fill(sheet: Worksheet, top: int, texts: Sequence[Sequence[str]]) -> None:
    """The heading row at `top`, frozen and with filter buttons, and the rows below it."""
    for at, row in enumerate(texts):
        sheet.append([_cell(sheet, text, _BODY if at else _HEAD) for text in row])
    sheet.freeze_panes = f"A{top + 1}"
    if texts[0]:
        last = f"{get_column_letter(len(texts[0]))}{top + len(texts) - 1}"
        sheet.auto_filter.ref = f"A{top}:{last}"


def _cell(sheet: Worksheet, text: str, style: str) -> Cell:
    cell = Cell(sheet, 1, 1)  # its place is given when the row is added
    cell.style = style
    if text:
        cell.value = text
        cell.data_type = "s"  # openpyxl takes =1+1 for a formula and #N/A for an error
    return cell


def _add_banner(sheet: Worksheet, style: str, text: str, widths: Sequence[float]) -> None:
    """A line across all columns; Excel does not find the height of merged cells by itself."""
    sheet.append([_cell(sheet, text, style)])
    row = sheet.max_row
    if len(widths) > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(widths))
    room = max(sum(widths), _NARROWEST) * _BODY_POINTS / _POINTS[style]
    lines = sum(max(1, ceil(_digits(part) / room)) for part in text.split("\n"))
    sheet.row_dimensions[row].height = lines * _POINTS[style] * _LEADING


def _set_up_print(sheet: Worksheet, top: int) -> None:
    """A4 across, as wide as the page, the heading row on each page."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"{top}:{top}"
    footer = "第 &P 页，共 &N 页"
    sheet.oddFooter.center.text = footer  # pyright: ignore[reportOptionalMemberAccess]
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.6, 0.3


def _width(column: Sequence[str]) -> float:
    head, *cells = column
    widest = max([_digits(head) + _FILTER_BUTTON, *map(_digits, cells)])
    return max(_NARROWEST, min(_WIDEST, widest + _AIR))


def _digits(text: str) -> float:
    """Width of the longest line in digits: a Chinese character takes two."""
    return 2 * max(nominal_width(part) for part in text.split("\n"))
