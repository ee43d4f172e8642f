"""What every workbook of ours shares: text cells, quiet styles, paper; and many plain sheets.

Every cell is text, so that an ID number keeps its 18 digits and nothing is taken for a formula.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from liushou_desk.domain.progress import Progress
from liushou_desk.export.characters import nominal_width
from liushou_desk.export.plain_rows import LONGEST_CELL, RowsXml
from liushou_desk.export.target import write_file

TITLE, NOTE, HEAD, BODY = "填报标题", "填报说明", "填报表头", "填报内容"
MOST_ROWS = 1_000_000
"""Rows below the headings of one sheet; what is more goes on in another."""
CONFIDENTIAL = "含未成年人敏感信息"
_NARROWEST, _WIDEST, _AIR = 6, 40, 3
_SAMPLE = 200
"""Rows that decide how wide a column is."""
_TOLD_EVERY = 500
_VAST = 10_000_000
"""Cells from which on a sheet might take more room than an archive of the old kind allows."""


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

    openpyxl writes the frame, which is all but the rows; those are put between (`plain_rows`).

    Raises:
        FileTrouble: the file could not be written; nothing was harmed.
        Cancelled: the clerk stopped it; nothing was written.
    """
    parts = [part for sheet in sheets for part in _parts(sheet)]
    frame = _frame(front, parts, made_at, ())
    written = BytesIO()
    with ZipFile(frame) as made, ZipFile(written, "w", ZIP_DEFLATED) as archive:
        writer = _Writer(made, archive, sum(sheet.size for sheet in sheets), progress)
        for at, part in enumerate(parts, start=2):
            writer.fill(part, f"xl/worksheets/sheet{at}.xml")
        if any(next(part.rows, None) for part in parts):
            raise ValueError("more rows than were said")
        if writer.cut:  # the index says so
            writer.made = ZipFile(_frame(front, parts, made_at, writer.cut))
        writer.copy_others()
    write_file(path, written.getvalue())
    return tuple(writer.cut)


@dataclass(frozen=True, slots=True)
class _Part:
    """A sheet of the workbook: all of a table or as many of its rows as Excel takes."""

    title: str
    headings: tuple[str, ...]
    widths: Sequence[float]
    rows: Iterator[Sequence[str]]
    size: int


def _parts(sheet: PlainSheet) -> Iterator[_Part]:
    rows = iter(sheet.rows)
    sample = list(islice(rows, _SAMPLE))
    widths = _widths(sheet.headings, sample)
    rows = chain(sample, rows)
    for number, done in enumerate(range(0, max(1, sheet.size), MOST_ROWS), start=1):
        title = sheet.name if number == 1 else f"{sheet.name}{number}"
        yield _Part(title, sheet.headings, widths, rows, min(MOST_ROWS, sheet.size - done))


def _frame(
    front: Front, parts: Sequence[_Part], made_at: datetime, cut: Sequence[CutCell]
) -> BytesIO:
    """The workbook with all it has but the rows below the headings."""
    book = Workbook(write_only=True)
    book.properties.title = front.title
    book.properties.creator = "LiuShou Desk"
    book.properties.created = made_at
    add_styles(book)
    index = book.create_sheet(front.name)
    for part in parts:
        _begin(book, part)
    _fill_index(index, front, [(part.title, part.size) for part in parts], cut)
    frame = BytesIO()
    book.save(frame)
    frame.seek(0)
    return frame


def _begin(book: Workbook, part: _Part) -> None:
    sheet: Any = book.create_sheet(part.title)
    for at, width in enumerate(part.widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "B2"
    set_landscape(sheet, 1)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.append([_cell(sheet, heading, HEAD) for heading in part.headings])
    if part.size:  # a row that only gives the style of its cells its number
        sheet.append([_cell(sheet, "", BODY)])


class _Writer:
    """Copies a frame, sheet by sheet with its rows, and remembers what did not fit."""

    def __init__(
        self, made: ZipFile, archive: ZipFile, total: int, progress: Progress | None
    ) -> None:
        self.made, self._archive, self._total, self._progress = made, archive, total, progress
        self._done = 0
        self._filled: set[str] = set()
        self.cut: list[CutCell] = []

    def fill(self, part: _Part, name: str) -> None:
        """The sheet of this name, its rows in the place of the one that stands for them."""
        top, _, rest = self.made.read(name).partition(b'<row r="2">')
        style = rest.partition(b' s="')[2].partition(b'"')[0]
        xml = RowsXml(len(part.headings), int(style or 0))
        is_vast = part.size * len(part.headings) > _VAST
        with self._archive.open(name, "w", force_zip64=is_vast) as file:
            file.write(top)
            self._tell()
            for first in range(0, part.size, _TOLD_EVERY):
                rows = list(islice(part.rows, min(_TOLD_EVERY, part.size - first)))
                file.write(xml.part(rows, first + 2))
                self._done += len(rows)
                self._tell()
            file.write(rest.partition(b"</row>")[2])
        self._filled.add(name)
        self.cut += [CutCell(part.title, row, part.headings[n], size) for row, n, size in xml.cut]

    def copy_others(self) -> None:
        """All that holds no rows of ours."""
        for name in self.made.namelist():
            if name not in self._filled:
                self._archive.writestr(name, self.made.read(name))

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
