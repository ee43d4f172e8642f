"""Looks through an old workbook (.xls) record by record before anything parses it.

A few bytes may claim a cell in the last corner of a sheet, which a parser unfolds to millions. Here
is only read where cells stand, which of them are formulas or errors, and what is hidden.
"""

import struct
from collections.abc import Iterator, Sequence

from liushou_desk.importing.format_code import BUILT_IN, GENERAL
from liushou_desk.importing.sheet_scan import MOST_CELLS, BookScan, SheetScan

_SECTOR_END = 0xFFFFFFFA
"""Sector numbers from here on mean the end of a chain or nothing."""
_MOST_SECTORS = 1 << 20
_ENTRY = 128
_CELLS = {0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x00FD, 0x027E, 0x00D6}
_RUNS = {0x00BD, 0x00BE}
_SHOWN = {0x0006, 0x0203, 0x027E, 0x00BD}
"""Cells of numbers."""
_NUMBERS, _FORMAT, _STYLE = 0x00BD, 0x041E, 0x00E0
_FORMULA, _ERROR, _ROW, _COLUMNS, _SHEET, _PASSWORD, _1904 = (
    0x0006, 0x0205, 0x0208, 0x007D, 0x0085, 0x002F, 0x0022,
)  # fmt: skip
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!",
           42: "#N/A"}  # fmt: skip


class Locked(ValueError):
    """The workbook opens with a password only."""


def scan_old(content: bytes) -> BookScan:
    """What each sheet holds, in the workbook's order. Raises `ValueError` where it is damaged."""
    try:
        book = _book_stream(content)
        return _scan(book)
    except (struct.error, IndexError) as error:
        raise ValueError from error


def _scan(book: bytes) -> BookScan:
    scan, starts = BookScan(), list[int]()
    codes, styles = dict(BUILT_IN), list[int]()
    is_new = book[4:6] == b"\0\6"
    for kind, body in _records(book, 0):
        if kind == _PASSWORD:
            raise Locked
        if kind == _1904 and body[:2] == b"\1\0":
            scan.is_1904 = True
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _code(body[2:], is_new=is_new)
        if kind == _STYLE:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        if kind == _SHEET:
            starts.append(struct.unpack_from("<I", body)[0])
    shown_by = [codes.get(style, GENERAL) for style in styles]
    for start in starts:
        scan.sheets.append(_scan_sheet(book, start, shown_by))
    if sum(sheet.rows * sheet.columns for sheet in scan.sheets) > 2 * MOST_CELLS:
        scan.sheets[0].rows = MOST_CELLS  # all sheets are unfolded at once
    return scan


def _code(body: bytes, *, is_new: bool) -> str:
    """The code of a format: a length and one or two bytes a sign."""
    if not is_new:
        return body[1 : 1 + body[0]].decode("gb18030", "replace")
    length, is_wide = struct.unpack_from("<H", body)[0], body[2] & 1
    if is_wide:
        return body[3 : 3 + 2 * length].decode("utf-16-le", "replace")
    return body[3 : 3 + length].decode("latin-1")


def _note_codes(sheet: SheetScan, kind: int, body: bytes, codes: Sequence[str]) -> None:
    """By which code each number is shown, where it is not as it is."""
    row, column = struct.unpack_from("<HH", body)
    found = range(4, len(body) - 2, 6) if kind == _NUMBERS else (4,)
    for at, place in enumerate(found):
        style = struct.unpack_from("<H", body, place)[0]
        code = codes[style] if style < len(codes) else GENERAL
        if code != GENERAL:
            sheet.formats[row, column + at] = code


def _scan_sheet(book: bytes, start: int, codes: Sequence[str]) -> SheetScan:
    sheet = SheetScan()
    for kind, body in _records(book, start):
        if kind in _SHOWN:
            _note_codes(sheet, kind, body, codes)
        if kind in _CELLS:
            row, column = struct.unpack_from("<HH", body)
            _note_cell(sheet, row, column)
            if kind == _FORMULA:
                sheet.formulas.add((row, column))
                if body[6] == 2 and body[12:14] == b"\xff\xff":
                    sheet.errors[row, column] = _ERRORS.get(body[8], "#N/A")
            elif kind == _ERROR and body[7] == 1:
                sheet.errors[row, column] = _ERRORS.get(body[6], "#N/A")
        elif kind in _RUNS:
            row = struct.unpack_from("<H", body)[0]
            _note_cell(sheet, row, struct.unpack_from("<H", body, len(body) - 2)[0])
        elif kind == _ROW and body[12] & 0x20:
            sheet.hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMNS and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            sheet.hidden_columns.update(range(first, min(last, 255) + 1))
    return sheet


def _note_cell(sheet: SheetScan, row: int, column: int) -> None:
    sheet.rows, sheet.columns = max(sheet.rows, row + 1), max(sheet.columns, column + 1)


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record up to the end of the stream's part; parts within are whole."""
    depth = 0
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        at += 4 + size
        if kind in (0x0809, 0x0009, 0x0209, 0x0409):
            depth += 1
        elif kind == 0x000A:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, book[at - size : at]


def _book_stream(content: bytes) -> bytes:
    """The stream of the workbook inside the compound file; a stream of a password is told."""
    shift, mini_shift = struct.unpack_from("<HH", content, 30)
    if shift not in (9, 12) or mini_shift != 6:
        raise ValueError
    size = 1 << shift
    fat = _table(content, size)
    first_directory, _, cutoff, first_mini = struct.unpack_from("<4I", content, 48)
    directory = _chain(content, fat, first_directory, size)
    entries = {
        _entry_name(directory, at): struct.unpack_from("<II", directory, at + 116)
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)
    }
    if "EncryptedPackage" in entries:
        raise Locked
    start, length = entries.get("Workbook") or entries.get("Book") or (0, 0)
    if not length:
        raise ValueError
    if length >= cutoff:
        return _chain(content, fat, start, size)[:length]
    short = _chain(content, fat, first_mini, size)
    links = [link for (link,) in struct.iter_unpack("<I", short[: len(short) // 4 * 4])]
    root = _chain(content, fat, entries["Root Entry"][0], size)
    return _chain(root, links, start, 64, header=0)[:length]


def _entry_name(directory: bytes, at: int) -> str:
    length = struct.unpack_from("<H", directory, at + 64)[0]
    return directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")


def _table(content: bytes, size: int) -> list[int]:
    """Which sector follows which."""
    sectors = list(struct.unpack_from("<109I", content, 76))
    more = struct.unpack_from("<I", content, 68)[0]
    while more < _SECTOR_END and len(sectors) < _MOST_SECTORS:
        *links, more = struct.unpack_from(f"<{size // 4}I", content, size * (more + 1))
        sectors += links
    table: list[int] = []
    for sector in sectors:
        if sector < _SECTOR_END and size * (sector + 2) <= len(content) + size:
            part = content[size * (sector + 1) : size * (sector + 2)]
            table += struct.unpack_from(f"<{len(part) // 4}I", part)
    return table


def _chain(content: bytes, links: list[int], first: int, size: int, header: int = 1) -> bytes:
    parts: list[bytes] = []
    while first < _SECTOR_END:
        if len(parts) > len(links):
            raise ValueError  # it bites its tail
        parts.append(content[size * (first + header) : size * (first + header + 1)])
        first = links[first]
    return b"".join(parts)
