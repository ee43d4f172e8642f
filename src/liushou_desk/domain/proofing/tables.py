"""Tables: 合计 rows and columns, 增减, and shares of a total."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Grid, Line, Paper
from liushou_desk.domain.proofing.quantity import plain

TOTAL = re.compile(r"合计|总计|共计|总数|总和|小计|全校合计")
_SUB = re.compile("小计")
_NOT_SUMMED = re.compile(r"率|%|％|占|平均|人均|生均|标准|备注|序号|年份|电话|同比")
_MAY_OVERLAP = re.compile(r"不可相加|不相加|各处之和|一人可有多项")
_NUMBER = re.compile(
    r"([+＋\-－—]?)(\d[\d,]*(?:\.\d+)?)\s*(?:人|名|位|户|次|人次|户次|元|万元|件|份|项|个|%|％|对|场|册)?"
)
_NOW = re.compile(r"^(?:本学期|本期|本学年|本年|今年|现有|本期末)(?:人数|数)?$")
_THEN = re.compile(r"^(?:上学期|上期|上学年|上年|去年|上期末)(?:人数|数)?$")
_DIFFERENCE = re.compile(r"^(?:增减|增减数|变化|增加|净增|比上学期增减|比上期)$")
_SHARE = re.compile(r"占比|比例|百分比|占总数|^占")


def tables(paper: Paper) -> Iterator[Finding]:
    """Totals and differences of every table."""
    overlaps = any(_MAY_OVERLAP.search(line.text) for line in paper.prose)
    for grid in paper.tables:
        yield from _total_rows(grid, overlaps=overlaps)
        yield from _total_columns(grid)
        yield from _differences(grid)
        yield from _shares(grid)


def number_in(text: str) -> Decimal | None:
    """The number a cell shows, if it shows one only."""
    found = _NUMBER.fullmatch(text.strip())
    if not found:
        return None
    try:
        value = Decimal(found[2].replace(",", ""))
    except InvalidOperation:
        return None
    return -value if found[1] and found[1] in "-－—" else value


def head_of(grid: Grid, column: int, row: int) -> str:
    """What stands over a cell: the nearest words above it that are no number."""
    for above in range(row - 1, 0, -1):
        text = grid.text(above, column)
        if text and number_in(text) is None:
            return text
    return ""


def _label(grid: Grid, row: int) -> str:
    return "".join(
        text
        for column in grid.columns[:2]
        if (text := grid.text(row, column)) and number_in(text) is None
    )


def _total_rows(grid: Grid, *, overlaps: bool) -> Iterator[Finding]:
    plain_rows: list[int] = []
    all_rows: list[int] = []
    subs: list[int] = []
    for row in grid.rows:
        label = _label(grid, row)
        if not any(number_in(grid.text(row, column)) is not None for column in grid.columns):
            plain_rows, all_rows, subs = [], [], []
        elif not TOTAL.search(label):
            plain_rows.append(row)
            all_rows.append(row)
        elif _SUB.search(label):
            yield from _row_against(grid, row, (plain_rows,), overlaps=overlaps)
            subs.append(row)
            plain_rows = []
        elif not all_rows:
            behind = [r for r in grid.rows if r > row and not TOTAL.search(_label(grid, r))]
            yield from _row_against(grid, row, (behind,), overlaps=overlaps)
        else:
            ways = [all_rows, *([[*subs, *plain_rows]] if subs else [])]
            yield from _row_against(grid, row, ways, overlaps=overlaps)


def _row_against(
    grid: Grid, row: int, ways: Sequence[Sequence[int]], *, overlaps: bool
) -> Iterator[Finding]:
    for column in grid.columns:
        total, line = number_in(grid.text(row, column)), grid.cells.get((row, column))
        head = head_of(grid, column, row)
        if total is None or line is None or _NOT_SUMMED.search(head) or "%" in line.text:
            continue
        if overlaps and "次" in head:
            continue
        sums = [_sum(grid, [(r, column) for r in rows]) for rows in ways if len(rows) >= 2]
        found = [together for together in sums if together is not None]
        if found and total not in found:
            yield _wrong(line, found[0], total, head or "这一列")


def _total_columns(grid: Grid) -> Iterator[Finding]:
    """A 合计 column is the sum of the columns beside it that give it in most rows."""
    for column in grid.columns:
        heads = [
            r
            for r in grid.rows
            if re.fullmatch("合计|小计|总计|共计|总数|总人数", grid.text(r, column))
        ]
        if not heads:
            continue
        rows = [
            r for r in grid.rows if r > heads[0] and number_in(grid.text(r, column)) is not None
        ]
        group = _group(grid, column, rows)
        for row in rows if group else ():
            together = _sum(grid, [(row, c) for c in group])
            total = number_in(grid.text(row, column))
            line = grid.cells.get((row, column))
            if together is not None and total is not None and line and together != total:
                yield _wrong(line, together, total, "这一行")


def _group(grid: Grid, column: int, rows: Sequence[int]) -> tuple[int, ...]:
    at = grid.columns.index(column)
    sides = [grid.columns[k:at] for k in range(at - 1)]
    sides += [grid.columns[at + 1 : k] for k in range(at + 3, len(grid.columns) + 1)]
    best: tuple[int, ...] = ()
    most = 0
    for side in sides:
        right = sum(
            _sum(grid, [(r, c) for c in side]) == number_in(grid.text(r, column)) for r in rows
        )
        heads = "".join(head_of(grid, c, rows[0]) for c in side) if rows else ""
        sexes = set(heads) >= {"男", "女"} and len(side) == 2
        if right > most and (right * 5 >= len(rows) * 3 or sexes):
            best, most = tuple(side), right
        elif sexes and not best:
            best = tuple(side)
    return best


def _sum(grid: Grid, places: Sequence[tuple[int, int]]) -> Decimal | None:
    """Empty cells and dashes are nothing; words where a number belongs leave no sum."""
    together = Decimal(0)
    some = False
    for place in places:
        text = grid.text(*place)
        value = number_in(text)
        if value is None:
            if text and text not in "—－-/／无0":
                return None
            continue
        together, some = together + value, True
    return together if some else None


def _differences(grid: Grid) -> Iterator[Finding]:
    head = next(
        (r for r in grid.rows if any(_DIFFERENCE.match(grid.text(r, c)) for c in grid.columns)),
        None,
    )
    if head is None:
        return
    found = [
        next((c for c in grid.columns if p.match(grid.text(head, c))), None)
        for p in (_NOW, _THEN, _DIFFERENCE)
    ]
    now, then, change = found
    if now is None or then is None or change is None:
        return
    for row in (r for r in grid.rows if r > head):
        a, b, c = (number_in(grid.text(row, column)) for column in (now, then, change))
        line = grid.cells.get((row, change))
        slack = Decimal("0.1") if "%" in grid.text(row, now) else Decimal(0)
        if a is None or b is None or c is None or line is None:
            continue
        if abs(a - b - c) > slack:
            why = f"{plain(a)}－{plain(b)}＝{plain(a - b)}，不是{line.text.strip()}"
            yield line.finding(Fault.TABLE_SUM, 0, len(line.text), why, blocking=True)


def _shares(grid: Grid) -> Iterator[Finding]:
    """占比: each number over the 合计 of its column, or over another column of its row."""
    for column in grid.columns[1:]:
        head = next((r for r in grid.rows if _SHARE.search(grid.text(r, column))), None)
        if head is None or len(grid.columns) < 3:
            continue
        rows = [r for r in grid.rows if r > head and number_in(grid.text(r, column)) is not None]
        ways = [_shares_by(grid, rows, column, whole) for whole in _wholes(grid, column)]
        best = max(ways, key=lambda found: sum(fits for _, _, fits in found))
        right = sum(fits for _, _, fits in best)
        if right >= 2 and right * 5 >= len(best) * 3:
            for line, why, fits in best:
                if not fits:
                    yield line.finding(Fault.TABLE_SUM, 0, len(line.text), why, blocking=True)


Whole = tuple[int | None, int]
"""The row of the whole (None: the row itself), and its column."""


def _wholes(grid: Grid, column: int) -> list[Whole]:
    beside = grid.columns[grid.columns.index(column) - 1]
    totals = [r for r in grid.rows if TOTAL.search(_label(grid, r))]
    in_row: list[Whole] = [(None, other) for other in grid.columns if other not in (beside, column)]
    return [*((row, beside) for row in totals[-1:]), *in_row]


def _shares_by(
    grid: Grid, rows: Sequence[int], column: int, whole: Whole
) -> list[tuple[Line, str, bool]]:
    """Each share of a column, what it should be, and whether it is that."""
    beside = grid.columns[grid.columns.index(column) - 1]
    found: list[tuple[Line, str, bool]] = []
    for row in rows:
        part = number_in(grid.text(row, beside))
        all_ = number_in(grid.text(row if whole[0] is None else whole[0], whole[1]))
        line, shown = grid.cells.get((row, column)), number_in(grid.text(row, column))
        if part is None or not all_ or line is None or shown is None:
            continue
        places = len(line.text.strip("%％ ").partition(".")[2])
        share = part / all_ * 100
        why = f"{plain(part)}÷{plain(all_)}＝{share:.1f}%，不是{line.text.strip()}"
        found.append((line, why, abs(share - shown) <= Decimal(5).scaleb(-places - 1)))
    return found


def _wrong(line: Line, together: Decimal, total: Decimal, what: str) -> Finding:
    why = f"{what}各项相加是{plain(together)}，合计写的是{plain(total)}"
    return line.finding(Fault.TABLE_SUM, 0, len(line.text), why, blocking=True)
