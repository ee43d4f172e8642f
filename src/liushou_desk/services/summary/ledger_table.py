"""台账汇总: what the small ledgers hold, a line each, in the numbers they declare."""

from collections.abc import Iterator

from liushou_desk.domain.document import Cell, Column, FigureRun, Run, Table, TextRun
from liushou_desk.domain.ledgers import LEDGERS, LedgerKind
from liushou_desk.domain.ledgers.kind import About, Count
from liushou_desk.domain.words import UNFILLED
from liushou_desk.services.summary.cells import head, text
from liushou_desk.services.summary.values import Values

_HEADINGS = ("台账", "登记", "留守儿童", "合计")
_COLUMNS = (Column(32), Column(16), Column(16), Column(36))


def ledger_table(values: Values) -> Table:
    """A line for each ledger with a number in it; of what is kept apart it tells totals alone.

    Of a class only those of children, one by one: the others are the school's.
    """
    rows = [head(*_HEADINGS)]
    for kind in LEDGERS:
        if not values.is_whole and kind.about is not About.CHILD:
            continue
        told = [_joined(values, counts) for counts in (_records(kind), _people(kind), _sums(kind))]
        if any(told):
            rows.append((text(kind.title), *(Cell(runs or (TextRun("—"),)) for runs in told)))
    return Table(_COLUMNS, tuple(rows))


def _records(kind: LedgerKind) -> list[Count]:
    """What counts its records, all of them."""
    return [
        count
        for count in kind.counts
        if not (count.distinct or count.total or count.where or count.ending)
        and count.settled is None
    ]


def _people(kind: LedgerKind) -> list[Count]:
    return [count for count in kind.counts if count.distinct and not count.where]


def _sums(kind: LedgerKind) -> list[Count]:
    """What is added up: one sum a unit, for the second is a part of the first."""
    first = {count.unit: count for count in reversed(kind.counts) if count.total}
    return [count for count in kind.counts if count in first.values()]


def _joined(values: Values, counts: list[Count]) -> tuple[Run, ...]:
    """5000元、7件: the numbers that are more than nothing, each with its unit."""
    runs: list[Run] = []
    for key, unit in (pair for count in counts for pair in _units(values, count)):
        runs += [TextRun("、")] * bool(runs)
        runs += [FigureRun(key, values.shown(key) or ""), TextRun(unit)]
    return tuple(runs)


def _units(values: Values, count: Count) -> Iterator[tuple[str, str]]:
    if count.by:
        for group in values.groups(count.key):
            yield group.key, count.unit if group.name == UNFILLED else group.name
    elif values.has(count.key):
        yield count.key, count.unit
