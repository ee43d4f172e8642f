"""班主任填报表 as a workbook: a guide, the table to fill in, and two hidden sheets.

Headings and row numbers are locked (without password: against slips of the hand, not against
people), all other cells are open, in text format, with lists to choose from.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import groupby
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.worksheet import Worksheet

from liushou_desk.export.characters import printable
from liushou_desk.export.workbook import (
    BODY,
    HEAD,
    NOTE,
    TITLE,
    add_styles,
    digits,
    put_text,
    set_landscape,
)

GROUPS_ROW, HEADING_ROW = 3, 4
_BEFORE = 2
"""Columns before the asked ones: the row's number, which is hidden, and the count."""
_BANNER_ENDS = 10
"""The last column the title stands across."""
_SCALE = 72
"""Per cent: the columns to `ends_page` and the rest fill two sheets of paper."""
_LINE_POINTS = 15
_MOST_LINES = 4
_GUIDE_WIDTHS = (18, 70, 60)
_SIZE = 10
_SMALLER = 0.92
"""Our type beside the one in which Excel counts the width of columns."""


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column to fill in; columns of one `group` stand under one title."""

    key: str
    group: str
    heading: str
    width: float
    note: str
    choices: tuple[str, ...] = ()
    is_strict: bool = True
    """Whether only what is listed may be written."""
    ends_page: bool = False
    """Whether paper begins anew behind it."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row known by its number; `cells` are pre-filled, `memory` is kept in the hidden sheet."""

    number: str
    cells: tuple[str, ...]
    memory: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CollectionForm:
    """Everything one workbook says. `names` are those of its sheets: guide, table, hidden two."""

    title: str
    line: str
    guide: tuple[str, ...]
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]
    new_rows: int
    stamp: Mapping[str, str]
    names: tuple[str, str, str, str]
    headings: tuple[str, str]
    """Over the row's number and the count."""


def collection_bytes(form: CollectionForm, made_at: datetime) -> bytes:
    """The workbook as it lies on a disk."""
    book = Workbook()
    book.properties.title = printable(form.title)
    book.properties.creator = "LiuShou Desk"
    book.properties.created = made_at
    add_styles(book, size=_SIZE)
    guide, table, memory, choices = (
        book.worksheets[0],
        book.create_sheet(form.names[1]),
        book.create_sheet(form.names[2]),
        book.create_sheet(form.names[3]),
    )
    guide.title = form.names[0]
    _fill_guide(guide, form)
    _Table(table, form).fill()
    _remember(memory, form)
    _list_choices(choices, form)
    for hidden in (memory, choices):
        hidden.sheet_state = "veryHidden"
    for sheet in book.worksheets:
        _lock(sheet)
    book.active = 1
    guide.sheet_view.tabSelected = False
    written = BytesIO()
    book.save(written)
    return written.getvalue()


class _Table:
    """The sheet that is filled in."""

    def __init__(self, sheet: Worksheet, form: CollectionForm) -> None:
        self.sheet, self.form = sheet, form
        self.last_row = HEADING_ROW + len(form.rows) + form.new_rows

    def fill(self) -> None:
        self._add_head()
        for at, row in enumerate(self.form.rows, start=1):
            self._add_row(row.number, at, row.cells)
        blank = ("",) * len(self.form.columns)
        for at in range(self.form.new_rows):
            self._add_row("", len(self.form.rows) + at + 1, blank)
        self._set_columns()
        self._offer_choices()
        self.sheet.freeze_panes = f"{get_column_letter(_BEFORE + 2)}{HEADING_ROW + 1}"
        self._set_paper()

    def _add_head(self) -> None:
        last = min(_BANNER_ENDS, _BEFORE + len(self.form.columns))
        put_text(self._cell(1, 2), printable(self.form.title), TITLE)
        put_text(self._cell(2, 2), printable(self.form.line), NOTE)
        for row in (1, 2):
            self.sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=last)
        self.sheet.row_dimensions[1].height = 26
        self.sheet.row_dimensions[2].height = _LINE_POINTS + 3
        for column, (group, count) in self._groups():
            for at in range(column, column + count):
                put_text(self._cell(GROUPS_ROW, at), group if at == column else "", HEAD)
            self.sheet.merge_cells(
                start_row=GROUPS_ROW,
                end_row=GROUPS_ROW,
                start_column=column,
                end_column=column + count - 1,
            )
        for at, heading in enumerate(self.form.headings, start=1):
            put_text(self._cell(GROUPS_ROW, at), "", HEAD)
            put_text(self._cell(HEADING_ROW, at), heading, HEAD)
        for at, column in self._columns():
            cell = put_text(self._cell(HEADING_ROW, at), column.heading, HEAD)
            comment = Comment(f"{column.heading}：{column.note}", "留守工作台")
            comment.width, comment.height = 240, 90
            cell.comment = comment
        self.sheet.row_dimensions[HEADING_ROW].height = 2 * _LINE_POINTS + 4

    def _add_row(self, number: str, count: int, cells: Sequence[str]) -> None:
        row = HEADING_ROW + count
        put_text(self._cell(row, 1), number, BODY)
        put_text(self._cell(row, 2), str(count), BODY)
        lines = 1
        for (at, column), text in zip(self._columns(), cells, strict=True):
            cell = put_text(self._cell(row, at), printable(text), BODY)
            cell.protection = Protection(locked=False)
            lines = max(lines, _lines(text, column.width))
        self.sheet.row_dimensions[row].height = _LINE_POINTS * min(_MOST_LINES, lines) + 4

    def _set_columns(self) -> None:
        dimensions = self.sheet.column_dimensions
        dimensions["A"].hidden = True
        dimensions["B"].width = 5
        for at, column in self._columns():
            dimensions[get_column_letter(at)].width = column.width

    def _offer_choices(self) -> None:
        """A list for each column that has one; what stands in it is told when a cell is entered."""
        listed = [column for column in self.form.columns if column.choices]
        for at, column in self._columns():
            if column not in listed:
                continue
            letter = get_column_letter(listed.index(column) + 1)
            choices = f"'{self.form.names[3]}'!${letter}$1:${letter}${len(column.choices)}"
            rule: Any = DataValidation("list", formula1=choices, allow_blank=True)
            rule.showErrorMessage = column.is_strict
            rule.errorTitle, rule.error = column.heading, "请从下拉列表里选一项。"
            here = get_column_letter(at)
            rule.add(f"{here}{HEADING_ROW + 1}:{here}{self.last_row}")
            self.sheet.add_data_validation(rule)

    def _set_paper(self) -> None:
        """Two pages across; on each the headings, the count and the name."""
        set_landscape(self.sheet, HEADING_ROW)
        self.sheet.print_title_rows = f"{GROUPS_ROW}:{HEADING_ROW}"
        self.sheet.print_title_cols = f"A:{get_column_letter(_BEFORE + 1)}"
        self.sheet.page_setup.scale = _SCALE
        last = get_column_letter(_BEFORE + len(self.form.columns))
        self.sheet.print_area = f"A1:{last}{self.last_row}"
        breaks: Any = ColBreak()
        for at, column in self._columns():
            if column.ends_page:
                breaks.append(Break(id=at))
        self.sheet.col_breaks = breaks

    def _columns(self) -> Iterator[tuple[int, FormColumn]]:
        return iter(enumerate(self.form.columns, start=_BEFORE + 1))

    def _groups(self) -> Iterator[tuple[int, tuple[str, int]]]:
        at = _BEFORE + 1
        for group, columns in groupby(self.form.columns, key=lambda column: column.group):
            count = len(list(columns))
            yield at, (group, count)
            at += count

    def _cell(self, row: int, column: int) -> Cell:
        found: Any = self.sheet.cell(row, column)
        return found


def _fill_guide(sheet: Worksheet, form: CollectionForm) -> None:
    for letter, width in zip("ABC", _GUIDE_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    set_landscape(sheet, 1)
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # pyright: ignore[reportOptionalMemberAccess]
    lines = [(TITLE, form.title), (NOTE, form.line), *((NOTE, line) for line in form.guide)]
    for row, (style, text) in enumerate(lines, start=1):
        put_text(_at(sheet, row, 1), printable(text), style)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
        lines_of = _lines(text, sum(_GUIDE_WIDTHS))
        height = 26 if style == TITLE else _LINE_POINTS * lines_of + 4
        sheet.row_dimensions[row].height = height
    top = len(lines) + 2
    for at, heading in enumerate(("栏目", "怎样填", "可以选的"), start=1):
        put_text(_at(sheet, top, at), heading, HEAD)
    for row, column in enumerate(form.columns, start=top + 1):
        told = (column.heading, column.note, "、".join(column.choices))
        for at, text in enumerate(told, start=1):
            put_text(_at(sheet, row, at), text, BODY)
        lines = max(map(_lines, told, _GUIDE_WIDTHS))
        sheet.row_dimensions[row].height = _LINE_POINTS * lines + 3


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column; Excel does not find the height by itself."""
    return max(1, ceil(digits(text) * _SMALLER / (width - 0.5)))


def _remember(sheet: Worksheet, form: CollectionForm) -> None:
    """The stamp, a line of keys, and the memory of each row."""
    for row, pair in enumerate(form.stamp.items(), start=1):
        for at, text in enumerate(pair, start=1):
            put_text(_at(sheet, row, at), printable(text), BODY)
    top = len(form.stamp) + 1
    keys = ("", *(column.key for column in form.columns))
    for row, texts in enumerate((keys, *((r.number, *r.memory) for r in form.rows)), start=top):
        for at, text in enumerate(texts, start=1):
            put_text(_at(sheet, row, at), text, BODY)


def _list_choices(sheet: Worksheet, form: CollectionForm) -> None:
    listed = [column for column in form.columns if column.choices]
    for at, column in enumerate(listed, start=1):
        for row, choice in enumerate(column.choices, start=1):
            put_text(_at(sheet, row, at), choice, BODY)


def _lock(sheet: Worksheet) -> None:
    """No password; widths and heights may be changed, so that long words can be read."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def _at(sheet: Worksheet, row: int, column: int) -> Cell:
    found: Any = sheet.cell(row, column)
    return found
