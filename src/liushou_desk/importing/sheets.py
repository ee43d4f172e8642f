"""Which sheets of a file are rosters, which of them are read, and what the clerk is told of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from liushou_desk.domain.fields import ROSTER_FIELDS
from liushou_desk.errors import ImportTrouble
from liushou_desk.importing.choices import gather_choices
from liushou_desk.importing.columns import (
    HEADING_WITHIN,
    NUMBERS,
    Columns,
    likely_columns,
    require_identity,
)
from liushou_desk.importing.foreign import read_foreign
from liushou_desk.importing.furniture import furniture_of, persons_in
from liushou_desk.importing.region_codes import without_codes
from liushou_desk.importing.sheet_scan import column_letters
from liushou_desk.importing.workbook import Grid, Raw

_DAYS = {entry.key for entry in ROSTER_FIELDS if entry.is_day}
_DITTO = {"同上", "同前", "〃", "″", '"', "”"}
_TOLD = 10
"""Rows named one by one."""
_DAYS_BETWEEN = 1462
"""From the first day of the one calendar of Excel to that of the other."""
_NO_SERIAL = 70_000
"""A larger number is a day written in digits, 20160301."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `likely` are the columns of what looks most like headings."""

    grid: Grid
    likely: Columns | None
    columns: Columns | None
    """None where it is no roster."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of one file, in its order."""

    name: str
    every: tuple[Sheet, ...]
    book_notes: tuple[str, ...]
    wanted: Collection[str] | None = None
    """Names of the sheets to be read; by default every roster that is not hidden."""

    def is_read(self, sheet: Sheet) -> bool:
        """Whether its rows are taken."""
        if sheet.columns is None:
            return False
        if self.wanted is not None:
            return sheet.grid.name in self.wanted
        return not sheet.grid.is_hidden

    def rosters(self) -> list[tuple[Grid, Columns]]:
        """The sheets to be read. Raises `ImportTrouble` where there is none that tells who is who.

        A hidden sheet is as a rule last year's, or the lists of a drop-down: nobody who looks at
        the workbook sees that it would be imported.
        """
        found = [(s.grid, s.columns) for s in self.every if self.is_read(s) and s.columns]
        if not found and any(sheet.columns for sheet in self.every):
            raise ImportTrouble(
                f"“{self.name}”里的名册都在隐藏或没有选的工作表里，没有导入任何数据。",
                "请在Excel里取消隐藏，或选上要导入的工作表。",
            )
        require_identity((columns for _, columns in found), self.name)
        return found

    @property
    def notes(self) -> tuple[str, ...]:
        """What was done, in sentences: hidden parts, passed-over sheets, odd contents."""
        return (*self.book_notes, *self._hidden_notes())

    def _hidden_notes(self) -> Iterator[str]:
        for sheet in self.every:
            grid, name = sheet.grid, f"工作表“{sheet.grid.name}”"
            above = None if sheet.columns is None else sheet.columns.heading_row
            if lost := persons_in(grid.rows[:above]):
                where = "里没有找到名册表头" if above is None else "的表头上面"
                yield f"{name}{where}，有{lost}行像是学生，没有读取；请在它们上面写一行列名。"
            if sheet.columns is None:
                continue
            if not self.is_read(sheet):
                why = "是隐藏的" if grid.is_hidden and self.wanted is None else "没有选"
                yield f"{name}{why}，没有读取。"
                continue
            below = [row for row in grid.hidden_rows if sheet.columns.heading_row < row]
            yield from _furniture_notes(grid, sheet.columns)
            rows = sum(row < len(grid.rows) and any(grid.rows[row]) for row in below)
            if rows:
                yield f"{name}有{rows}行是隐藏的（可能被筛选掉了），已照样读取，并标为存疑。"
            hidden = [h for h in sheet.columns.headings if h.column in grid.hidden_columns]
            if any(heading.target for heading in hidden):
                told = "、".join(f"{column_letters(h.column + 1)}列{h.written}" for h in hidden[:6])
                yield f"{name}有隐藏的列，已照样读取：{told}{'等' * (len(hidden) > 6)}。"


def _furniture_notes(grid: Grid, columns: Columns) -> Iterator[str]:
    """Rows that were taken for no pupils: somebody may see that one was."""
    numbers = furniture_of(grid, columns).passed_over
    if numbers:
        told = "、".join(str(number + 1) for number in numbers[:_TOLD])
        more = "等" * (len(numbers) > _TOLD)
        yield f"工作表“{grid.name}”第{told}{more}行是合计、签名、说明或标题，没有当作学生读取。"


def read_sheets(
    path: Path,
    chosen: Mapping[str, str] | None = None,
    wanted: Collection[str] | None = None,
) -> Sheets:
    """Every sheet of a file with its columns. Raises `FileTrouble` or `ImportTrouble`."""
    book = read_foreign(path)
    for grid in book.grids:
        gather_choices(grid, HEADING_WITHIN)
    every = tuple(_sheet(grid, _columns(grid, chosen)) for grid in book.grids)
    return Sheets(path.name, every, book.notes, wanted)


def _columns(grid: Grid, chosen: Mapping[str, str] | None) -> Columns | None:
    likely = likely_columns(grid, chosen)
    return without_codes(likely, grid) if likely else None


def _sheet(grid: Grid, likely: Columns | None) -> Sheet:
    columns = likely if likely and likely.are_of_a_roster else None
    if columns:
        _repeat(grid, columns)
    if columns and grid.is_1904:
        _count_from_1900(grid, columns)
    if columns and grid.widths:
        grid = _compare_widths(grid, columns)
    return Sheet(grid, likely, columns)


def _compare_widths(grid: Grid, columns: Columns) -> Grid:
    """Rows of a text with more cells than headings are shifted; with less they may be."""
    wanted = grid.widths[columns.heading_row]
    doubts, faults = dict(grid.row_doubts), dict(grid.row_faults)
    for number in range(columns.heading_row + 1, len(grid.rows)):
        has, row = grid.widths[number], grid.rows[number]
        if has > wanted and any(row[wanted:]):
            said = f"这一行有{has}格，表头只有{wanted}格，可能有一格里多了分隔符，各格已错位"
            faults[number] = said
        elif 1 < has < wanted:
            said = f"这一行只有{has}格，表头有{wanted}格，请核对有没有少一个分隔符"
            doubts[number] = "；".join(filter(None, (doubts.get(number), said)))
    return replace(grid, row_doubts=doubts, row_faults=faults)


def _repeat(grid: Grid, columns: Columns) -> None:
    """同上 is what stands above; whoever a row is about is never repeated."""
    who = {columns.plain[key] for key in (*NUMBERS, "child.name") if key in columns.plain}
    above: list[Raw] = []
    for row in grid.rows[columns.heading_row + 1 :]:
        if above and not _DITTO.isdisjoint(row):
            for column, raw in enumerate(row):
                if raw in _DITTO and column not in who:
                    row[column] = above[column]
        if any(row[column] for column in who):
            above = row


def _count_from_1900(grid: Grid, columns: Columns) -> None:
    """Days written as bare numbers, which the reader takes for those of other workbooks."""
    days = [h.column for h in columns.headings if h.target.rpartition(".")[2] in _DAYS]
    for row in grid.rows[columns.heading_row + 1 :]:
        for column in days:
            raw = row[column]
            if isinstance(raw, int | float) and 0 < raw < _NO_SERIAL:
                row[column] = raw + _DAYS_BETWEEN
