"""A book as blocks, and blocks as a book again; what arrives is checked against the limits.

The order is: for each sheet `sheet`, its `rows` and its marks, then `end`; or `refused` at any
time. `many` says that there are more rows than the small limit of memory is for.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, cast

from liushou_desk.errors import DeskError, FileTrouble, ImportTrouble, InputProblem, TemplateTrouble
from liushou_desk.importing.grid import MOST_SPANS, Book, Grid, Raw, Span, fill_merged
from liushou_desk.importing.reader.blocks import Rubbish
from liushou_desk.importing.reader.values import MOST_TEXT, ValuesSent, ValuesToSend, is_small
from liushou_desk.importing.sheet_scan import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Unreadable

Block = dict[str, Any]
_CELLS_IN_BLOCK = 20_000
_SIGNS_IN_BLOCK = 1_000_000
_MARKS_IN_BLOCK = 10_000
_MOST_SHEETS = 1000
_MOST_NOTES = 100
_TROUBLES: dict[str, type[DeskError]] = {
    "file": FileTrouble, "import": ImportTrouble, "input": InputProblem,
    "template": TemplateTrouble,
}  # fmt: skip
_MOST_PICTURE = 1024 * 1024


def refusal(error: DeskError) -> Block:
    """A file that is not read, in words for the clerk."""
    kind = next(word for word, found in _TROUBLES.items() if isinstance(error, found))
    return {"k": "refused", "kind": kind, "sentence": error.sentence, "advice": error.advice}


def picture_block(jpeg: bytes) -> Block:
    """A picture, made small by the reader."""
    return {"k": "picture", "v": b64encode(jpeg).decode("ascii")}


def picture_of(block: Block) -> bytes:
    """The JPEG in a block. Raises `Rubbish`, or what the reader was refused."""
    if block.get("k") == "refused":
        raise trouble_of(block)
    if block.get("k") != "picture" or len(written := str(block.get("v"))) > _MOST_PICTURE:
        raise Rubbish
    try:
        jpeg = b64decode(written, validate=True)
    except ValueError as error:
        raise Rubbish from error
    if not jpeg.startswith(b"\xff\xd8\xff"):
        raise Rubbish
    return jpeg


def trouble_of(block: Block) -> DeskError:
    """Why the reader was refused."""
    kind = _TROUBLES.get(str(block.get("kind")))
    if kind is None:
        raise Rubbish
    return kind(_text(block.get("sentence")), _text(block.get("advice")))


def packed(book: Book) -> Iterator[Block]:
    """The blocks of a book."""
    values = ValuesToSend()
    for grid in book.grids:
        yield {
            "k": "sheet", "name": grid.name, "hidden": grid.is_hidden, "from_1904": grid.is_1904,
            "columns": len(grid.rows[0]) if grid.rows else 0,
        }  # fmt: skip
        yield from _rows(grid, values)
        marks: dict[str, Iterable[Any]] = {
            "formulas": grid.formulas,
            "spans": ((*first, *last) for first, last in grid.spans),
            "errors": ((*place, said) for place, said in grid.errors.items()),
            "doubts": ((*place, said) for place, said in grid.doubts.items()),
            "row_doubts": grid.row_doubts.items(),
            "row_faults": grid.row_faults.items(),
            "hidden_rows": ((row,) for row in grid.hidden_rows),
            "hidden_columns": ((column,) for column in grid.hidden_columns),
            "widths": ((width,) for width in grid.widths),
        }
        for kind, found in marks.items():
            rest = iter(found)
            while part := list(islice(rest, _MARKS_IN_BLOCK)):
                yield {"k": kind, "v": part}
    yield {"k": "end", "notes": list(book.notes)}


def _rows(grid: Grid, values: ValuesToSend) -> Iterator[Block]:
    numbers, rows = list[int](), 0
    for row in grid.rows:
        numbers += values.numbers(row)
        rows += 1
        if len(numbers) >= _CELLS_IN_BLOCK or values.signs >= _SIGNS_IN_BLOCK:
            yield values.block(rows, numbers)
            numbers, rows = [], 0
    if rows:
        yield values.block(rows, numbers)


@dataclass(slots=True)
class _Sheet:
    name: str
    is_hidden: bool
    is_1904: bool
    columns: int
    rows: list[list[Raw]] = field(default_factory=list[list[Raw]])
    marks: dict[str, list[Any]] = field(default_factory=dict[str, list[Any]])


_SHAPES: dict[str, tuple[type, ...]] = {
    "formulas": (int, int), "spans": (int, int, int, int), "errors": (int, int, str),
    "doubts": (int, int, str), "row_doubts": (int, str), "row_faults": (int, str),
    "hidden_rows": (int,), "hidden_columns": (int,), "widths": (int,),
}  # fmt: skip
_MOST_MARKS = MOST_CELLS


class Unpacking:
    """Puts blocks together to a book. `take` raises `Rubbish`, or what the reader was refused."""

    def __init__(self) -> None:
        self.has_many = False
        """Whether the reader has said that there are many rows."""
        self._sheets: list[_Sheet] = []
        self._values = ValuesSent()
        self._cells = self._marks = 0

    def take(self, block: Block) -> Book | None:
        """One block after the other; the last one gives the book."""
        match block.get("k"):
            case "many":
                self.has_many = True
            case "refused":
                raise trouble_of(block)
            case "sheet":
                self._begin(block)
            case "rows":
                self._take_rows(block)
            case "end":
                return self._book(_list(block.get("notes")))
            case str(kind) if kind in _SHAPES:
                self._take_marks(kind, _list(block.get("v")))
            case _:
                raise Rubbish
        return None

    def _begin(self, block: Block) -> None:
        columns, hidden, from_1904 = (block.get(k) for k in ("columns", "hidden", "from_1904"))
        if type(columns) is not int or not 0 <= columns <= MOST_COLUMNS:
            raise Rubbish
        if not (isinstance(hidden, bool) and isinstance(from_1904, bool)):
            raise Rubbish
        if len(self._sheets) >= _MOST_SHEETS:
            raise Rubbish
        self._sheets.append(_Sheet(_text(block.get("name")), hidden, from_1904, columns))

    def _take_rows(self, block: Block) -> None:
        sheet = self._last()
        rows = self._values.rows(block, sheet.columns)
        sheet.rows += rows
        self._cells += len(rows) * sheet.columns
        if len(sheet.rows) > MOST_ROWS or self._cells > 2 * MOST_CELLS:
            raise Rubbish

    def _take_marks(self, kind: str, marks: list[Any]) -> None:
        shape = _SHAPES[kind]
        for mark in marks:
            if not isinstance(mark, list) or tuple(map(type, cast("list[Any]", mark))) != shape:
                raise Rubbish
            if any(not is_small(part) for part in cast("list[Any]", mark)):
                raise Rubbish
        self._marks += len(marks)
        if self._marks > _MOST_MARKS:
            raise Rubbish
        self._last().marks.setdefault(kind, []).extend(marks)

    def _last(self) -> _Sheet:
        if not self._sheets:
            raise Rubbish
        return self._sheets[-1]

    def _book(self, notes: list[Any]) -> Book:
        if len(notes) > _MOST_NOTES:
            raise Rubbish
        try:
            return Book(tuple(map(_grid, self._sheets)), tuple(map(_text, notes)))
        except Unreadable as error:
            raise Rubbish from error


def _grid(sheet: _Sheet) -> Grid:
    marks = sheet.marks
    found = marks.get("spans", [])
    if len(found) > MOST_SPANS:
        raise Rubbish
    spans: list[Span] = [((a, b), (c, d)) for a, b, c, d in found]
    widths = tuple(width for (width,) in marks.get("widths", []))
    if widths and len(widths) != len(sheet.rows):
        raise Rubbish
    return Grid(
        sheet.name,
        sheet.rows,
        {(row, column) for row, column in marks.get("formulas", [])},
        fill_merged(sheet.rows, spans),
        tuple(spans),
        {(row, column): said for row, column, said in marks.get("errors", [])},
        {row for (row,) in marks.get("hidden_rows", [])},
        {column for (column,) in marks.get("hidden_columns", [])},
        sheet.is_hidden,
        sheet.is_1904,
        {(row, column): said for row, column, said in marks.get("doubts", [])},
        dict(marks.get("row_doubts", [])),
        dict(marks.get("row_faults", [])),
        widths,
    )


def _list(found: object) -> list[Any]:
    if not isinstance(found, list):
        raise Rubbish
    return cast("list[Any]", found)


def _text(found: object) -> str:
    if not isinstance(found, str) or len(found) > MOST_TEXT:
        raise Rubbish
    return found
