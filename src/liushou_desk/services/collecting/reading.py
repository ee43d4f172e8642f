"""A collection sheet as text by row and field; says nothing yet about what is on file."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from liushou_desk.errors import ImportTrouble
from liushou_desk.importing.cells import RowCells, cell_address
from liushou_desk.importing.foreign import read_foreign
from liushou_desk.importing.workbook import Grid
from liushou_desk.services.collecting.sheet import ASKED, BY_KEY, FORM, KEY, MEMORY, NAME, TABLE

HEADING_WITHIN = 12
_ADVICE = "请用原来发出的那个文件填写后交回；别处做的表请用“导入名册”。"


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a cell; `problem` says why it cannot be read, `remark` what to look at."""

    text: str
    address: str
    problem: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row below the headings; `number` is its 编号 as it stands there."""

    row: int
    number: str
    cells: Mapping[str, Written]

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return not any(cell.text or cell.problem for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """The stamp, what each row's cells were when the sheet was made, and the rows."""

    stamp: Mapping[str, str]
    memory: Mapping[str, Mapping[str, str]]
    rows: tuple[WrittenRow, ...]
    missing: tuple[str, ...]
    """Headings that are no longer there; their columns are not read."""
    sha256: str
    """Of the file, which tells whether this very sheet was taken in before."""


def read_sheet(path: Path) -> WrittenSheet:
    """Read a returned workbook. Raises `FileTrouble`, or `ImportTrouble` where it is no such sheet.

    The hidden sheet must still be there: without it nobody knows what the teacher changed.
    """
    grids = {grid.name: grid for grid in read_foreign(path).grids}
    hidden = grids.get(MEMORY)
    stamp, memory = remembered(hidden) if hidden else ({}, {})
    if stamp.get("form") != FORM:
        raise ImportTrouble(
            f"“{path.name}”不是本程序发出的班主任填报表，没有改动任何数据。", _ADVICE
        )
    for grid in (grids.get(TABLE), *grids.values()):
        columns = find_columns(grid, _NAMED, ("", NAME)) if grid else None
        if grid and columns:
            heading_row, at = columns
            missing = tuple(asked.heading for asked in ASKED if asked.key not in at)
            return WrittenSheet(
                stamp, memory, rows_of(grid, heading_row, at), missing, digest(path)
            )
    raise ImportTrouble(
        f"“{path.name}”里找不到“{KEY}”和“{BY_KEY[NAME].heading}”的表头，没有改动任何数据。",
        _ADVICE,
    )


def digest(path: Path) -> str:
    """Of the whole file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remembered(grid: Grid) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """The stamp stands above the line of keys, which begins with an empty cell."""
    rows = [["" if cell is None else str(cell) for cell in row] for row in grid.rows]
    stamp: dict[str, str] = {}
    memory: dict[str, dict[str, str]] = {}
    keys: Sequence[str] = ()
    for first, *rest in rows:
        if keys:
            memory[first] = dict(zip(keys, rest, strict=False))
        elif first:
            stamp[first] = rest[0] if rest else ""
        else:
            keys = rest
    return stamp, memory


_NAMED = {asked.heading: asked.key for asked in ASKED} | {KEY: ""}


def find_columns(
    grid: Grid, named: Mapping[str, str], needed: Collection[str]
) -> tuple[int, dict[str, int]] | None:
    """The heading row, and where the number (under "") and the fields stand."""
    for number, row in enumerate(grid.rows[:HEADING_WITHIN]):
        texts = ["".join(str(cell or "").split()) for cell in row]
        at = {named[text]: column for column, text in enumerate(texts) if text in named}
        if at.keys() >= set(needed):
            return number, at
    return None


def rows_of(grid: Grid, heading_row: int, at: Mapping[str, int]) -> tuple[WrittenRow, ...]:
    """The rows below the headings in which something stands, or which have a number."""
    found: list[WrittenRow] = []
    keys = [key for key in at if key]
    for number in range(heading_row + 1, len(grid.rows)):
        cells = RowCells(grid, number)
        (key, *texts) = cells.texts([at[""], *(at[key] for key in keys)])
        told = {problem.cell: problem.reason for problem in (*cells.faults, *cells.doubts)}
        written = {
            key: _written(text, cell_address(number + 1, at[key]), told)
            for key, text in zip(keys, texts, strict=True)
        }
        row = WrittenRow(number + 1, key, written)
        if key or not row.is_blank:
            found.append(row)
    return tuple(found)


def _written(text: str, address: str, told: Mapping[str, str]) -> Written:
    """A cell of which the text was lost has a problem; one that was only odd has a remark."""
    reason = told.get(address, "")
    return Written(text, address, remark=reason) if text else Written("", address, reason)
