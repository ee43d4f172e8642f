"""One sheet of an .xlsx read cell by cell: values as they are shown, and what is odd about them."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from math import isfinite
from typing import IO

from liushou_desk.importing.grid import Raw, Span
from liushou_desk.importing.markup import Element, elements, is_on
from liushou_desk.importing.number_format import Shown, shown_number
from liushou_desk.importing.plain_rows import PlainCells, PlainRows
from liushou_desk.importing.shared_texts import text_of, unescaped
from liushou_desk.importing.sheet_scan import (
    MANY_ROWS,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Grow,
    SheetScan,
    TooLarge,
    Unreadable,
    column_number,
)

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LETTERS = re.compile(r"[A-Z]{1,3}")
_LAST_ROW, _LAST_COLUMN = 1 << 20, 1 << 14
_NAMES = ("row", "col", "mergeCell")
_MOST_SPANS = 100_000
_REMEMBERED = 100_000


class SheetPartReader:
    """Reads one sheet; `rows` are what it holds, up to the last cell with anything in it.

    Cells and rows stand in ascending order, as the format asks; where they do not, two would claim
    one place. Raises `Unreadable` or `TooLarge`.
    """

    def __init__(
        self, texts: Sequence[str], codes: Sequence[str], grow: Grow, *, is_1904: bool
    ) -> None:
        self.rows: list[list[Raw]] = []
        self.spans: list[Span] = []
        self.scan = SheetScan()
        self._texts, self._codes, self._is_1904 = texts, codes, is_1904
        self._grow = grow
        self._columns: dict[str, int] = {}
        self._shown: dict[tuple[str, str], Shown] = {}
        self._last_row = -1
        self._v = self._f = self._is = ""

    def read(self, part: IO[bytes]) -> None:
        """Take everything in."""
        self._plain = PlainRows(part, PlainCells(self._texts, self._shown_as))
        for element in elements(self._plain, "worksheet", _NAMES):
            name = str(element.tag).rpartition("}")[2]
            if name == "row":
                self._take_row(element)
            elif name == "col":
                self._take_column(element)
            else:
                self._take_span(str(element.get("ref", "")))
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
        width = max(map(len, self.rows), default=0)
        if width * len(self.rows) > MOST_CELLS:
            raise TooLarge
        for row in self.rows:
            row.extend([None] * (width - len(row)))
        self.scan.rows, self.scan.columns = len(self.rows), width

    def _take_row(self, row: Element) -> None:
        written: str | None = row.get("r")
        number = self._last_row + 1 if written is None else _whole(written, _LAST_ROW) - 1
        if number <= self._last_row:
            raise Unreadable
        self._last_row = number
        if is_on(row, "hidden") or _is_nothing(row.get("ht")):
            self.scan.hidden_rows.add(number)
        if (plain := self._plain.pop(row)) is not None:
            if plain:
                self._make_room(number, len(plain) - 1)
                self.rows[number] = plain
            return
        space = str(row.tag)[:-3]
        self._v, self._f, self._is = f"{space}v", f"{space}f", f"{space}is"
        tag, last, digits = f"{space}c", -1, str(number + 1)
        for cell in row:
            if cell.tag != tag:
                _refuse_unknown(cell)
                continue
            place: str | None = cell.get("r")
            column = last + 1 if place is None else self._column(place, digits)
            if column <= last:
                raise Unreadable
            last = column
            if len(cell):
                self._take_cell(cell, number, column)

    def _column(self, place: str, digits: str) -> int:
        """The column of a cell, which must stand in its own row."""
        letters = place[: -len(digits)]
        found = self._columns.get(letters)
        if found is None:
            if not _LETTERS.fullmatch(letters):
                raise Unreadable
            found = self._columns[letters] = column_number(letters) - 1
        if found >= _LAST_COLUMN or not place.endswith(digits):
            raise Unreadable
        return found

    def _take_cell(self, cell: Element, row: int, column: int) -> None:
        value = inline = None
        for part in cell:
            tag = part.tag
            if tag == self._v:
                value = part.text or ""
            elif tag == self._f:
                self.scan.formulas.add((row, column))
            elif tag == self._is:
                inline = part
            else:
                _refuse_unknown(part)
        raw = self._value(cell, value, inline, (row, column))
        if raw is None or raw == "":
            if not self._is_noted((row, column)):
                return
            raw = None
        self._put(raw, row, column)

    def _is_noted(self, place: tuple[int, int]) -> bool:
        scan = self.scan
        return place in scan.formulas or place in scan.errors or place in scan.doubts

    def _put(self, raw: Raw, row: int, column: int) -> None:
        self._make_room(row, column)
        cells = self.rows[row]
        cells.extend([None] * (column - len(cells)))
        cells.append(raw)

    def _make_room(self, row: int, column: int) -> None:
        """Have a row, be there anything in those above it or not."""
        if row >= MOST_ROWS or column >= MOST_COLUMNS:
            raise TooLarge
        if len(self.rows) <= MANY_ROWS < row + 1:
            self._grow()
        while len(self.rows) <= row:
            self.rows.append([])

    def _value(
        self, cell: Element, text: str | None, inline: Element, place: tuple[int, int]
    ) -> Raw:
        kind = str(cell.get("t", "n"))
        if kind == "inlineStr":
            return text_of(inline) if inline is not None else text and unescaped(text)
        if text is None or (text == "" and kind != "e"):
            return None
        match kind:
            case "s":
                return self._texts[_whole(text, len(self._texts) - 1, least=0)]
            case "str":
                return unescaped(text)
            case "e":
                self.scan.errors[place] = text.strip() or "#N/A"
                return None
            case "b":
                return text.strip().lower() in {"1", "true"}
            case "d":
                return _day(text.strip())
            case _:
                return self._number(text, cell.get("s", "0"), place)

    def _number(self, text: str, style: str, place: tuple[int, int]) -> Raw:
        shown = self._shown_as(text, style)
        if shown.doubt:
            self.scan.doubts[place] = shown.doubt
        return shown.value

    def _shown_as(self, text: str, style: str) -> Shown:
        """Numbers repeat themselves, so what was shown once is remembered."""
        shown = self._shown.get((text, style))
        if shown is None:
            shown = self._show(text.strip(), style)
            if len(self._shown) < _REMEMBERED:
                self._shown[text, style] = shown
        return shown

    def _show(self, text: str, style: str) -> Shown:
        if not _NUMBER.fullmatch(text) or not isfinite(number := float(text)):
            return Shown(None, f"“{text[:20]}”不是数字，没有记入")
        at = _whole(style, 1 << 16, least=0)
        code = self._codes[at] if at < len(self._codes) else ""
        return shown_number(number, code, is_1904=self._is_1904)

    def _take_column(self, column: Element) -> None:
        if not (is_on(column, "hidden") or _is_nothing(column.get("width"))):
            return
        first = _whole(column.get("min", ""), _LAST_COLUMN)
        last = _whole(column.get("max", ""), _LAST_COLUMN)
        self.scan.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))

    def _take_span(self, ref: str) -> None:
        corners = [_PLACE.fullmatch(corner) for corner in ref.strip().split(":")]
        places = [(int(c[2]) - 1, column_number(c[1]) - 1) for c in corners if c]
        if len(corners) > 2 or len(places) != len(corners):
            raise Unreadable
        (top, left), (bottom, right) = places[0], places[-1]
        if len(self.spans) >= _MOST_SPANS:
            raise TooLarge
        (top, bottom), (left, right) = sorted((top, bottom)), sorted((left, right))
        self.spans.append(((top, left), (bottom, right)))


def _refuse_unknown(element: Element) -> None:
    """Alternatives in another namespace would hold values that nobody reads."""
    if not str(element.tag).endswith("}extLst"):
        raise Unreadable


def _whole(text: str, most: int, *, least: int = 1) -> int:
    """A number from `least` up to `most`."""
    bare = text.strip()
    if not (bare.isascii() and bare.isdigit() and len(bare) < 10):
        raise Unreadable
    if not least <= (number := int(bare)) <= most:
        raise Unreadable
    return number


def _is_nothing(size: str | None) -> bool:
    """Whether a height or width is there and is none at all."""
    if size is None:
        return False
    with suppress(ValueError):
        return float(size) == 0
    return False


def _day(text: str) -> date | str:
    """A day written as ISO 8601."""
    with suppress(ValueError):
        return datetime.fromisoformat(text.replace("Z", "+00:00")).date()
    return text
