"""Rows of a sheet whose cells are spelt the way nearly every program spells them.

A row with anything else in it (a formula, an error, another spelling) is left to the parser.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from liushou_desk.importing.grid import Raw
from liushou_desk.importing.markup import Part, plain_text
from liushou_desk.importing.number_format import Shown
from liushou_desk.importing.plain_part import PLAIN_TEXT, PlainPart
from liushou_desk.importing.shared_texts import unescaped
from liushou_desk.importing.sheet_scan import MOST_COLUMNS, Unreadable, column_letters

_REMEMBERED, _LONGEST_REMEMBERED = 100_000, 300
_ROW = re.compile(rb'<row r="([1-9][0-9]{0,6})"(?: [^<>/]*)?>')
_ROW_BEGINS, _CELL_BEGINS = b'<row r="', b'<c r="'
_CELL = re.compile(
    rb'(?: s="([0-9]{1,5})")?(?: t="(s|str|n|b|inlineStr)")?(?: s="([0-9]{1,5})")?(?:/>|></c>'
    rb"|><v>(" + PLAIN_TEXT + rb")</v></c>"
    rb'|><is><t(?: xml:space="preserve")?>(' + PLAIN_TEXT + rb")</t></is></c>)"
    rb'(?:<c r="([A-Z]{1,3}))?'
)
_SHARED = re.compile(rb"[0-9]{1,7}")
_COLUMNS = {column_letters(at + 1).encode(): at for at in range(MOST_COLUMNS)}
_FIRST = {_CELL_BEGINS + letters: at for letters, at in _COLUMNS.items()}
_SIDE_BY_SIDE, _NO_MORE = tuple(range(MOST_COLUMNS)), -1


class PlainCells(dict[bytes, tuple[Raw, int]]):
    """Values by what is written behind a cell's place, with the column of the cell that follows.

    Raises `KeyError` for what is not plain. Sheets repeat themselves, so what was read once is
    remembered.
    """

    def __init__(self, texts: Sequence[str], show: Callable[[str, str], Shown]) -> None:
        super().__init__()
        self._texts, self._show = texts, show

    def __missing__(self, written: bytes) -> tuple[Raw, int]:
        found = _CELL.fullmatch(written)
        if found is None or (found[1] and found[3]):
            raise KeyError
        style = found[1] or found[3] or b"0"
        value = self._value(found[2] or b"n", style.decode(), found[4], found[5])
        after = _COLUMNS[found[6]] if found[6] else _NO_MORE
        read = None if value == "" else value, after
        if len(self) >= _REMEMBERED:
            self.clear()
        if len(written) <= _LONGEST_REMEMBERED:
            self[written] = read
        return read

    def row(self, number: bytes, cells: bytes) -> list[Raw] | None:
        """The cells of a row up to the last that holds anything; None where one is not plain.

        The number of the row and its quotation mark part what is written behind one cell's place
        from what is written behind the next one's.
        """
        if not cells:
            return []
        first, *written = cells.split(number + b'"')
        if not written:
            return None
        try:
            found, after = zip(*[self[part] for part in written], strict=True)
            columns = (_FIRST[first], *after)
        except KeyError:
            return None
        raws: list[Raw]
        *_, last = columns
        if columns == (*_SIDE_BY_SIDE[: len(found)], _NO_MORE):
            raws = list(found)
        elif last == _NO_MORE and _is_ascending(columns[:-1]):
            raws = [None] * (columns[-2] + 1)
            for column, raw in zip(columns, found, strict=False):
                raws[column] = raw
        else:
            return None
        while raws and raws[-1] is None:
            raws.pop()
        return raws

    def _value(self, kind: bytes, style: str, written: bytes | None, inline: bytes | None) -> Raw:
        if inline is not None:
            if kind != b"inlineStr":
                raise KeyError
            return unescaped(_text(inline))
        if not written:
            return None
        match kind:
            case b"n":
                shown = self._show(_text(written), style)
                if shown.doubt:
                    raise KeyError
                return shown.value
            case b"s" if _SHARED.fullmatch(written) and int(written) < len(self._texts):
                return self._texts[int(written)]
            case b"str":
                return unescaped(_text(written))
            case b"b" if written in {b"0", b"1"}:
                return written == b"1"
            case _:
                raise KeyError


def _is_ascending(columns: Sequence[int]) -> bool:
    return all(before < after for before, after in pairwise(columns))


def _text(written: bytes) -> str:
    try:
        return plain_text(written)
    except Unreadable as error:
        raise KeyError from error


class PlainRows(PlainPart[list[Raw]]):
    """A sheet without the cells of its plain rows."""

    def __init__(self, part: Part, cells: PlainCells) -> None:
        super().__init__(part, "worksheet", "row")
        self._cells = cells

    def _rest(self, written: Sequence[bytes]) -> bytes:
        return b"".join(map(self._row, written))

    def _row(self, written: bytes) -> bytes:
        tag = _ROW.match(written, max(0, written.rfind(_ROW_BEGINS)))
        raws = self._cells.row(tag[1], written[tag.end() :]) if tag else None
        if tag is None or raws is None:
            return written + self.end
        return written[: tag.end()] + self.key_of(raws) + self.end
