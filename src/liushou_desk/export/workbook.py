"""What every workbook of ours shares: text cells, quiet styles, paper; and many plain sheets.

Every cell is text, so that an ID number keeps its 18 digits and nothing is taken for a formula.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from liushou_desk.domain.progress import Progress
from liushou_desk.export.characters import nominal_width, printable
from liushou_desk.export.target import write_file

TITLE, NOTE, HEAD, BODY = "填报标题", "填报说明", "填报表头", "填报内容"
LONGEST_CELL = 32_767
"""Signs Excel keeps in one cell."""
MOST_ROWS = 1_000_000
"""Rows below the headings of one sheet; what is more goes on in another."""
CONFIDENTIAL = "含未成年人敏感信息"
_NARROWEST, _WIDEST, _AIR = 6, 40, 3
_SAMPLE = 200
"""Rows that decide how wide a column is."""
_TOLD_EVERY = 500


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """One table of text."""

    name: str
    headings: tuple[str, ...]
    rows: Iterable[Sequence[str]]
    size: int
    """How many rows there will be."""


@dataclass(frozen=True, slots=True)
class Front:
    """The first sheet: what the file is and what may be done with it."""

    name: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CutCell:
    """A text of which Excel could keep only the beginning."""

    sheet: str
    row: int
    heading: str
    length: int


def add_styles(book: Workbook, *, size: float = 11) -> None:
    """The named styles of a workbook, all in text format."""
    line = Side(style="thin", color="FFB0B0B0")
    ruled = Border(left=line, right=line, top=line, bottom=line)
    centred = Alignment(horizontal="center", vertical="center", wrap_text=True)
    left = Alignment(horizontal="left", vertical="center", wrap_text=True)
    grey = PatternFill("solid", start_color="FFEAEAEA")
    for name, font, alignment, border, fill in (
        (TITLE, Font(name="宋体", sz=16, b=True), left, Border(), PatternFill()),
        (NOTE, Font(name="宋体", sz=size), left, Border(), PatternFill()),
        (HEAD, Font(name="宋体", sz=size, b=True), centred, ruled, grey),
        (BODY, Font(name="宋体", sz=size), left, ruled, PatternFill()),
    ):
        style = NamedStyle(name, font=font, alignment=alignment, border=border, fill=fill)
        style.number_format = "@"
        book.add_named_style(style)


def put_text(cell: Cell, text: str, style: str) -> Cell:
    """Words into a cell; openpyxl alone would take =1+1 for a formula and #N/A for an error."""
    cell.style = style
    if text:
        cell.value = text
        cell.data_type = "s"
    return cell


def digits(text: str) -> float:
    """Width of the longest line in digits: a Chinese character takes two."""
    return 2 * max(nominal_width(part) for part in text.split("\n"))


def set_landscape(sheet: Any, top: int, left_footer: str = CONFIDENTIAL) -> None:
    """A4 across, headings on each page, page numbers, and what kind of paper this is."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape"
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"{top}:{top}"
    sheet.oddFooter.left.text = left_footer
    sheet.oddFooter.right.text = "第 &P 页，共 &N 页"
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.6, 0.3


def write_sheets(
    path: Path,
    front: Front,
    sheets: Sequence[PlainSheet],
    made_at: datetime,
    progress: Progress | None = None,
) -> tuple[CutCell, ...]:
    """Write one workbook, the first sheet an index with counts; returns the texts that were cut.

    Raises:
        FileTrouble: the file could not be written; nothing was harmed.
        Cancelled: the clerk stopped it; nothing was written.
    """
    book = Workbook(write_only=True)
    book.properties.title = front.title
    book.properties.creator = "LiuShou Desk"
    book.properties.created = made_at
    add_styles(book)
    index = book.create_sheet(front.name)
    writer = _Writer(book, sum(sheet.size for sheet in sheets), progress)
    counts = [(part.title, rows) for sheet in sheets for part, rows in writer.add(sheet)]
    _fill_index(index, front, counts, writer.cut)
    written = BytesIO()
    book.save(written)
    write_file(path, written.getvalue())
    return tuple(writer.cut)


class _Writer:
    """Adds sheets one after the other and remembers what did not fit."""

    def __init__(self, book: Workbook, total: int, progress: Progress | None) -> None:
        self._book, self._total, self._progress = book, total, progress
        self._done = 0
        self.cut: list[CutCell] = []

    def add(self, sheet: PlainSheet) -> Iterator[tuple[Any, int]]:
        """The sheet, or several where it has more rows than Excel takes; with their counts."""
        rows, number = iter(sheet.rows), 1
        self._tell()
        sample = list(islice(rows, _SAMPLE))
        widths = _widths(sheet.headings, sample)
        while True:
            part = self._begin(sheet, widths, number)
            count = 0
            for row in (*sample, *islice(rows, MOST_ROWS - len(sample))):
                count += 1
                self._add_row(part, sheet, row, count + 1)
            yield part, count
            sample, number = list(islice(rows, 1)), number + 1
            if not sample:
                return

    def _begin(self, sheet: PlainSheet, widths: Sequence[float], number: int) -> Any:
        part: Any = self._book.create_sheet(sheet.name if number == 1 else f"{sheet.name}{number}")
        for at, width in enumerate(widths, start=1):
            part.column_dimensions[get_column_letter(at)].width = width
        part.freeze_panes = "B2"
        set_landscape(part, 1)
        part.page_setup.fitToWidth, part.page_setup.fitToHeight = 1, 0
        part.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        part.append([_cell(part, heading, HEAD) for heading in sheet.headings])
        return part

    def _add_row(self, part: Any, sheet: PlainSheet, row: Sequence[str], number: int) -> None:
        cells: list[Cell] = []
        for heading, text in zip(sheet.headings, row, strict=True):
            if len(text) > LONGEST_CELL:
                self.cut.append(CutCell(part.title, number, heading, len(text)))
            cells.append(_cell(part, printable(text)[:LONGEST_CELL], BODY))
        part.append(cells)
        self._done += 1
        if self._done % _TOLD_EVERY == 0:
            self._tell()

    def _tell(self) -> None:
        if self._progress:
            self._progress(self._done, self._total)


def _fill_index(
    index: Any, front: Front, counts: Sequence[tuple[str, int]], cut: Sequence[CutCell]
) -> None:
    index.column_dimensions["A"].width, index.column_dimensions["B"].width = 30, 12
    set_landscape(index, 1)
    index.append([_cell(index, front.title, TITLE)])
    unwrapped = Alignment(horizontal="left", vertical="center")
    said = [
        f"“{one.sheet}”第{one.row}行“{one.heading}”有{one.length}个字，"
        f"超过Excel一格能放的{LONGEST_CELL}个字，只写出了前面部分。"
        for one in cut
    ]
    for line in (*front.lines, *said):
        cell = _cell(index, line, NOTE)
        cell.alignment = unwrapped
        index.append([cell])
    index.append([])
    index.append([_cell(index, heading, HEAD) for heading in ("工作表", "行数")])
    for name, rows in counts:
        index.append([_cell(index, name, BODY), _cell(index, str(rows), BODY)])


def _cell(sheet: Any, text: str, style: str) -> Cell:
    return put_text(WriteOnlyCell(sheet), text, style)


def _widths(headings: Sequence[str], sample: Sequence[Sequence[str]]) -> list[float]:
    columns = zip(headings, *sample, strict=True)
    return [max(_NARROWEST, min(_WIDEST, max(map(digits, one)) + _AIR)) for one in columns]
