"""退回修改: the rows an import rejected, laid out as the workbook they came from."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from liushou_desk.export.rejected import ReturnedRow, ReturnedSheet, write_rejected
from liushou_desk.importing.cells import Problem
from liushou_desk.importing.columns import Columns
from liushou_desk.importing.furniture import furniture_of
from liushou_desk.importing.headings import REASON, normal
from liushou_desk.importing.sheet_scan import column_number
from liushou_desk.importing.workbook import Grid, Raw
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.imports.outcome import RowOutcome, Verdict
from liushou_desk.services.imports.service import Workbook

_CELL = re.compile(r"([A-Z]{1,3})\d+")


def hand_back_rows(
    office: OfficeFile,
    workbook: Workbook,
    outcomes: Iterable[RowOutcome],
    path: Path,
    *,
    doubtful: bool = False,
) -> int:
    """Write the rejected rows, and if asked the doubtful ones; returns how many, 0 writes nothing.

    Raises `FileTrouble` where the file cannot be written.
    """
    wanted: dict[str, list[RowOutcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.verdict is Verdict.REJECTED or (doubtful and outcome.doubts):
            wanted[outcome.sheet].append(outcome)
    sheets = [
        _sheet(grid, columns, wanted[grid.name])
        for grid, columns in workbook.sheets.rosters()
        if grid.name in wanted
    ]
    if sheets:
        write_rejected(path, sheets, office.now())
    return sum(len(sheet.rows) for sheet in sheets)


def _sheet(grid: Grid, columns: Columns, outcomes: Sequence[RowOutcome]) -> ReturnedSheet:
    head = range(columns.heading_row + 1)
    spans = [
        (top, left, bottom, right)
        for (top, left), (bottom, right) in grid.spans
        if bottom in head and right < len(grid.rows[0])
    ]
    covered = {
        (row, column)
        for top, left, bottom, right in spans
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    above = tuple(
        tuple("" if (n, c) in covered else _text(raw) for c, raw in enumerate(grid.rows[n]))
        for n in head
    )
    if len(set(furniture_of(grid, columns).classes.values())) > 1:
        # Rows of several classes come together here, and the first title must not name them all.
        above = (*((("",) * len(row)) for row in above[:-1]), above[-1])
    reason_column = _reason_column(grid, columns)
    rows = tuple(_row(grid, outcome, reason_column) for outcome in outcomes)
    return ReturnedSheet(grid.name, above, tuple(spans), reason_column, rows)


def _reason_column(grid: Grid, columns: Columns) -> int:
    """The 原因 of a workbook handed back before, else the column after the last that is used."""
    row = grid.rows[columns.heading_row]
    found = (column for column, raw in enumerate(row) if normal(raw) == REASON)
    return next(found, len(row))


def _row(grid: Grid, outcome: RowOutcome, reason_column: int) -> ReturnedRow:
    number = outcome.row - 1
    faults, doubts = _columns(outcome.faults), _columns(outcome.doubts)
    texts = [
        # Whose the merged name or number was cannot be told: it is to be written anew.
        "" if (number, column) in grid.merged and column in faults
        # An error shows what it was.
        else grid.errors.get((number, column), "") or _text(raw)
        for column, raw in enumerate(grid.rows[number])
    ]  # fmt: skip
    if reason_column < len(texts):
        texts[reason_column] = ""
    return ReturnedRow(tuple(texts), faults, doubts, _reason(outcome))


def _columns(problems: Iterable[Problem]) -> frozenset[int]:
    """The columns that problems are about; some are about the whole row."""
    cells = (_CELL.fullmatch(problem.cell) for problem in problems)
    return frozenset(column_number(cell[1]) - 1 for cell in cells if cell)


def _reason(outcome: RowOutcome) -> str:
    """Without the cell's address: the row stands elsewhere in the new workbook."""
    said = [problem.reason for problem in outcome.faults]
    said += [f"存疑：{problem.reason}" for problem in outcome.doubts]
    return "；".join(said)


def _text(raw: Raw) -> str:
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, date):
        return raw.isoformat()[:10]
    if isinstance(raw, float) and raw.is_integer():
        return str(int(Decimal(f"{raw:.15g}")))  # as Excel shows it: more digits were never there
    return "" if raw is None else str(raw)
