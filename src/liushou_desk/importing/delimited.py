"""Texts that Excel opens as tables (.csv): which sign parts the cells, and what is malformed.

A quote that is not closed swallows the lines below it, and with them their pupils: the lines of the
text are compared with the rows, and what looks like rows within a cell refuses the file.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from liushou_desk.errors import ImportTrouble
from liushou_desk.importing.encoding import Mixed, decoded
from liushou_desk.importing.guard import damaged, too_large
from liushou_desk.importing.number_format import open_month_said
from liushou_desk.importing.sheet_scan import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Unreadable,
    column_letters,
)

MOST_TEXT = 64 * 1024 * 1024
SEPARATORS = ",\t;，；|"
_LOOKED_AT = 30
_FEWEST = 2
"""Signs in a cell of several lines from which on it looks like a row."""
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
_DIRECTIVE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_KEPT_TEXT = re.compile(r'="(.*)"', re.DOTALL)
"""How some systems keep Excel from spoiling a number: ="529999…"."""
_SINGLE_QUOTED = re.compile("'([^']*)'")
_LONG_NUMBER = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")
_NOUGHT_KEPT = re.compile(r"\s*(?:19|20)\d\d\.(?:10|0\d)\s*")
_LOST = "\ufffd"
_ADVICE = "请在Excel里打开它，改正后另存为.xlsx再导入。"


@dataclass(slots=True)
class TextTable:
    """The rows of a text, all of one length; rows count from 0 as Excel shows them."""

    encoding: str
    rows: list[list[str]] = field(default_factory=list[list[str]])
    widths: list[int] = field(default_factory=list[int])
    """How many cells each row has of its own."""
    doubts: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    row_doubts: dict[int, str] = field(default_factory=dict[int, str])


class _Row(NamedTuple):
    cells: list[str]
    line: int
    """Its first line, from 1."""
    text: str
    """Its lines as they stand."""


def read_text(path: Path) -> TextTable:
    """The rows of a text. Raises `ImportTrouble` for what is no text, too large or malformed."""
    content = path.read_bytes()
    if len(content) > MOST_TEXT:
        raise too_large(path)
    try:
        text, encoding = decoded(content)
    except Mixed as error:
        what = "的编码与其他行不同，或有字已损坏"
        raise _malformed(path, error.line, what) from error
    except Unreadable as error:
        raise damaged(path) from error
    if strange := _NO_TEXT.search(text):
        line = text.count("\n", 0, strange.start()) + 1
        raise _malformed(path, line, "有文本里不会有的字符，文件已损坏")
    directive = _DIRECTIVE.match(text)
    sign = directive[1] if directive else _separator(text)
    # The line that names the sign stays as an empty row: rows keep the numbers Excel shows.
    body = "\n" + text[directive.end() :] if directive else text
    table = TextTable(encoding)
    _fill(path, table, body, sign)
    return table


def _separator(text: str) -> str:
    """The sign that parts most lines into the same number of cells, more than one."""

    def quality(sign: str) -> tuple[int, int]:
        rows = csv.reader(StringIO(text, newline=""), delimiter=sign)
        try:
            widths = Counter(len(row) for row in islice(rows, _LOOKED_AT))
        except csv.Error:
            return 0, 0
        widths.pop(1, None)
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    return max(SEPARATORS, key=quality)


def _fill(path: Path, table: TextTable, text: str, sign: str) -> None:
    for row in _rows(path, text, sign):
        if '"' in row.text:
            _check_quotes(path, table, row, sign)
        number = len(table.rows)
        if _LOST in row.text:
            for column, cell in enumerate(row.cells):
                if _LOST in cell:
                    table.doubts[number, column] = "有字没有保住（显示为�）"
        table.rows.append([_unwrapped(cell) for cell in row.cells])
        table.widths.append(len(row.cells))
        if len(table.rows) > MOST_ROWS or len(row.cells) > MOST_COLUMNS:
            raise too_large(path)
    width = max(table.widths, default=0)
    if width * len(table.rows) > MOST_CELLS:
        raise too_large(path)
    for cells in table.rows:
        cells.extend([""] * (width - len(cells)))
    for column in range(width):
        _doubt_months(table, column)


def _doubt_months(table: TextTable, column: int) -> None:
    """A table saved as text has lost the nought of 2026.10, unless it wrote one in this column."""
    dotted = [(number, row[column]) for number, row in enumerate(table.rows) if "." in row[column]]
    if any(_NOUGHT_KEPT.fullmatch(cell) for _, cell in dotted):
        return
    for number, cell in dotted:
        if said := open_month_said(cell.strip()):
            table.doubts[number, column] = said
            table.rows[number][column] = ""


def _rows(path: Path, text: str, sign: str) -> Iterator[_Row]:
    """Each row with its lines; the reader is fed line by line, so that it is known which."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in StringIO(text, newline=""):
            taken.append(line)
            yield line

    reader, first = csv.reader(lines(), delimiter=sign), 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:  # a cell larger than any is
            raise _malformed(path, first, "有一个引号没有收尾，下面的行都成了它的内容") from error
        if cells is None:
            return
        yield _Row(cells, first, "".join(taken))
        first += len(taken)
        taken.clear()


def _check_quotes(path: Path, table: TextTable, row: _Row, sign: str) -> None:
    """Quotes must be in pairs around whole cells; only then may a cell hold several lines."""
    number = len(table.rows)
    lines = row.text.rstrip("\r\n").splitlines()
    try:
        list(csv.reader(StringIO(row.text, newline=""), delimiter=sign, strict=True))
    except csv.Error as error:
        if len(lines) > 1:
            said = f"有一个引号没有收尾，第{row.line + 1}行起的内容会丢失"
            raise _malformed(path, row.line, said) from error
        table.row_doubts[number] = "引号没有成对，请核对这一行各格的内容"
        return
    if len(lines) > 1:
        for column in range(len(row.cells)):
            _check_lines(path, table, row, column, sign)


def _check_lines(path: Path, table: TextTable, row: _Row, column: int, sign: str) -> None:
    """A cell of several lines that holds what parts cells has swallowed a row."""
    cell = row.cells[column]
    if len(cell.splitlines()) < 2:
        return
    if cell.count(sign) >= _FEWEST:
        said = f"的引号把第{row.line + 1}行起的内容包进了同一格"
        raise _malformed(path, row.line, said)
    if sign in cell or _LONG_NUMBER.search(cell):
        number = len(table.rows)
        place = f"{column_letters(column + 1)}{number + 1}"
        # Of the whole row, since nothing else is said of a column that is not read.
        table.row_doubts[number] = f"{place}里有好几行，其中有号码或分隔符，可能包进了另一行"


def _unwrapped(cell: str) -> str:
    kept = _KEPT_TEXT.fullmatch(cell) if cell.startswith("=") else None
    quoted = _SINGLE_QUOTED.fullmatch(cell) if kept is None else None
    return kept[1] if kept else quoted[1] if quoted else cell


def _malformed(path: Path, line: int, what: str) -> ImportTrouble:
    return ImportTrouble(f"“{path.name}”第{line}行{what}，没有导入任何数据。", _ADVICE)
