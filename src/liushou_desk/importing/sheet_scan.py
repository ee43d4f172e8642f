"""Looks through the packed parts of a workbook without parsing them, piece by piece.

What a sheet says of its own size may be untrue; here is what it really holds. The whole part is
unfolded once, so that a damaged or lying archive shows before anything else opens it.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_ROWS = 100_000
MOST_COLUMNS = 300
MOST_CELLS = 10_000_000
"""A sheet is unfolded as a rectangle, empty cells and all."""

_PIECE = 1 << 20
_LONGEST_CELL = 1 << 16
_LAST_CELL = re.compile(rb'r="([A-Z]{1,4})(\d{1,9})"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d{1,9})"')
_COLUMN = re.compile(rb'<(?:\w+:)?col\b(?=[^>]*\bhidden="(?:1|true)")([^>]*)>')
_SPAN = re.compile(rb'\b(min|max)="(\d{1,5})"')
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]+)(\d+)"[^>]*>(?:(?!</?(?:\w+:)?c\b).)*?'
    rb"<(?:\w+:)?v>(#[^<]{1,16})<",
    re.DOTALL,
)
_DATES_FROM_1904 = re.compile(rb'\bdate1904="(?:1|true)"')
_FORMULA = re.compile(rb'<(?:\w+:)?c\b[^>]*?r="([A-Z]+)(\d+)"[^>]*><(?:\w+:)?f\b')
_SHEET = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\w+:id="([^"]+)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'\b(Id|Target)="([^"]*)"')


@dataclass(slots=True)
class SheetScan:
    """What one sheet really holds; positions are (row, column) from 0."""

    rows: int = 0
    columns: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])
    errors: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    """Cells that show #N/A and the like."""
    hidden_rows: set[int] = field(default_factory=set[int])
    hidden_columns: set[int] = field(default_factory=set[int])

    @property
    def is_too_large(self) -> bool:
        """Whether opening it would fill the memory, be its cells ever so few."""
        return (
            self.rows > MOST_ROWS
            or self.columns > MOST_COLUMNS
            or self.rows * self.columns > MOST_CELLS
        )


@dataclass(slots=True)
class BookScan:
    """What the sheets of a workbook hold, in its order."""

    sheets: list[SheetScan] = field(default_factory=list[SheetScan])
    is_1904: bool = False
    """Whether its days are counted from 1904."""

    @property
    def is_too_large(self) -> bool:
        """Whether one of its sheets is."""
        return any(sheet.is_too_large for sheet in self.sheets)


def scan_book(archive: zipfile.ZipFile) -> BookScan:
    """Every sheet of an .xlsx. Raises `BadZipFile` where a part is damaged."""
    scans: dict[str, SheetScan] = {}
    for entry in archive.infolist():
        if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
            scans[entry.filename] = _scan(archive, entry)
        elif entry.filename.startswith("xl/") and entry.filename.endswith(".xml"):
            _unfold(archive, entry)
    is_1904 = bool(_DATES_FROM_1904.search(archive.read("xl/workbook.xml")))
    return BookScan([scans.get(part, SheetScan()) for part in _parts(archive)], is_1904)


def column_number(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _scan(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> SheetScan:
    scan = SheetScan()
    for piece in _pieces(archive, entry):
        _measure(scan, piece)
        if scan.is_too_large:
            return scan
        _note_hidden(scan, piece)
        if b't="e"' in piece:
            scan.errors.update(
                (
                    (int(row) - 1, column_number(column.decode()) - 1),
                    said.decode("ascii", "replace"),
                )
                for column, row, said in _ERROR.findall(piece)
            )
        if b"f>" in piece or b'si="' in piece:
            scan.formulas.update(
                (int(row) - 1, column_number(column.decode()) - 1)
                for column, row in _FORMULA.findall(piece)
            )
    return scan


def _note_hidden(scan: SheetScan, piece: bytes) -> None:
    if b'hidden="' not in piece:
        return
    scan.hidden_rows.update(int(row) - 1 for row in _HIDDEN_ROW.findall(piece))
    for column in _COLUMN.findall(piece):
        span = {key: int(number) for key, number in _SPAN.findall(column)}
        last = min(span.get(b"max", 0), MOST_COLUMNS)
        scan.hidden_columns.update(range(span.get(b"min", 1) - 1, last))


def _measure(scan: SheetScan, piece: bytes) -> None:
    """The last cell of each row tells how far the sheet reaches."""
    for row in piece.split(b"/row>"):
        scan.rows += 1
        at = row.rfind(b' r="')
        if at >= 0 and (last := _LAST_CELL.match(row, at + 1)):
            scan.rows = max(scan.rows, int(last[2]))
            scan.columns = max(scan.columns, column_number(last[1].decode()))
    scan.rows -= 1


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unfolded part, cut where a cell or row ends so that none is torn."""
    rest = b""
    with archive.open(entry) as part:
        while piece := part.read(_PIECE):
            piece = rest + piece
            cut = max(0, piece.rfind(b"</"), len(piece) - _LONGEST_CELL)
            yield piece[:cut]
            rest = piece[cut:]
    yield rest


def _unfold(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    with archive.open(entry) as part:
        while part.read(_PIECE):
            pass


def _parts(archive: zipfile.ZipFile) -> list[str]:
    """The file of each sheet in the order of the workbook, which need not be that of the names."""
    targets: dict[bytes, str] = {}
    for relation in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        named = dict(_ATTRIBUTE.findall(relation))
        target = named.get(b"Target", b"").decode("utf-8", "replace")
        targets[named.get(b"Id", b"")] = target[1:] if target.startswith("/") else f"xl/{target}"
    order = _SHEET.findall(archive.read("xl/workbook.xml"))
    return [targets.get(relation, "") for relation in order]
