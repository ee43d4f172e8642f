"""Rows whose cells are spelt the way nearly every program spells them, taken out before the parser.

A parser makes an object of every cell, and nearly all cells say what another has said already. What
is taken out here is whole and balanced, so that the rest is still parsed and judged as it stands;
a row with anything else in it (a formula, an error, another spelling) is left to the parser.
"""

import re
from collections.abc import Callable, Sequence
from itertools import count, pairwise
from secrets import token_hex
from typing import IO

from liushou_desk.importing.grid import Raw
from liushou_desk.importing.markup import Element, plain_text
from liushou_desk.importing.number_format import Shown
from liushou_desk.importing.shared_texts import unescaped
from liushou_desk.importing.sheet_scan import MOST_COLUMNS, Unreadable, column_letters

_PIECE, _LONGEST = 1 << 18, 1 << 22
"""Bytes read at once, and those that one row may take."""
_REMEMBERED = 100_000
_HEAD = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:<\?xml\ version=["']1\.0["'](?:\ encoding=["'](?i:utf-8)["'])?
    (?:\ standalone=["'](?:yes|no)["'])?\s*\?>)?\s*<worksheet[\s>]""",
    re.VERBOSE,
)
_ROW = re.compile(rb'<row r="([1-9][0-9]{0,6})"(?: [^<>/]*)?>')
_ROW_BEGINS, _CELL_BEGINS, _END = b'<row r="', b'<c r="', b"</row>"
_HIDDEN = re.compile(rb"<!|<\?(?!xml )")
"""Begins what may hold anything that looks like rows."""
_TEXT = rb"[^<>\x00-\x08\x0b-\x1f]*"
_CELL = re.compile(
    rb'(?: s="([0-9]{1,5})")?(?: t="(s|str|n|b|inlineStr)")?(?: s="([0-9]{1,5})")?(?:/>|></c>'
    rb"|><v>(" + _TEXT + rb")</v></c>"
    rb'|><is><t(?: xml:space="preserve")?>(' + _TEXT + rb")</t></is></c>)"
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
        if len(self) >= _REMEMBERED:
            self.clear()
        self[written] = None if value == "" else value, after
        return self[written]

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


class PlainRows:
    """A sheet without the cells of its plain rows: each row of them holds its key instead."""

    def __init__(self, part: IO[bytes], cells: PlainCells) -> None:
        self._part, self._cells = part, cells
        self._rows: dict[str, list[Raw]] = {}
        self._keys = map(f"{token_hex(8)}-{{}}".format, count())
        """Nothing that a file may hold by itself."""
        self._left, self._ready = part.read(_PIECE), b""
        self._is_plain = _HEAD.match(self._left) is not None

    def read(self, size: int, /) -> bytes:
        """The sheet from its beginning, as a parser asks for it."""
        while self._is_plain and not self._ready:
            end = self._left.rfind(_END) + len(_END)
            if end >= len(_END):
                block, self._left = self._left[:end], self._left[end:]
                self._ready = self._without_plain(block)
            piece = self._part.read(_PIECE)
            self._left += piece
            self._is_plain &= bool(piece) and len(self._left) <= _LONGEST
        if not self._is_plain and self._left:
            self._ready, self._left = self._ready + self._left, b""
        if not self._ready:
            return self._part.read(size)
        piece, self._ready = self._ready[:size], self._ready[size:]
        return piece

    def pop(self, row: Element) -> list[Raw] | None:
        """The cells that were taken out of a row; None where they still stand in it."""
        return self._rows.pop(row.text, None) if row.text else None

    def _without_plain(self, rows: bytes) -> bytes:
        """Behind a comment or CDATA nothing is what it seems any more."""
        if (b"!" in rows or b"?" in rows) and _HIDDEN.search(rows):
            self._is_plain = False
            return rows
        *written, _ = rows.split(_END)
        return b"".join(map(self._row, written))

    def _row(self, written: bytes) -> bytes:
        tag = _ROW.match(written, max(0, written.rfind(_ROW_BEGINS)))
        raws = self._cells.row(tag[1], written[tag.end() :]) if tag else None
        if tag is None or raws is None:
            return written + _END
        key = next(self._keys)
        self._rows[key] = raws
        return written[: tag.end()] + key.encode() + _END
