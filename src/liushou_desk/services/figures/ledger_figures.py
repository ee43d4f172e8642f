"""Figures of the ledgers: a base for each kind that counts something, a figure for each number.

A record of a kind that happens on a day counts in the term up to the day, where its child was
counted on that day; one that holds for some time counts where it holds on the day of the scope, for
the counted children on the register. Records of the school have no child to ask about.
"""

from collections.abc import Callable, Iterator

import sqlalchemy as sa

from liushou_desk.domain.ledgers import LEDGERS, About, LedgerKind
from liushou_desk.domain.ledgers.kind import Count
from liushou_desk.models import Base as Mapped
from liushou_desk.services.figures.children_figures import EVERY
from liushou_desk.services.figures.figure import Dimension, Figure, Unit
from liushou_desk.services.figures.kinds import CHILD, RecordKind
from liushou_desk.services.figures.temp import Base, base

_ON_A_DAY = """
SELECT {columns} FROM {table} x
JOIN temp.care_span s ON s.child_id = x.child_id AND x.{day} BETWEEN s.first_on AND s.last_on
WHERE x.{day} BETWEEN :first AND :until
"""
_HOLDING = """
SELECT {columns} FROM {table} x
JOIN temp.roll r ON r.child_id = x.child_id AND r.present = 1 AND r.counted = 1
WHERE x.{day} <= :day AND {holds}
"""
_OF_SCHOOL = "SELECT {columns} FROM {table} x WHERE coalesce(x.{day}, '') <= :day AND {holds}"


def _base(kind: LedgerKind) -> Base:
    keys = [field.key for field in kind.fields]
    ids = {"record_id": (RecordKind(kind.table, Mapped.of_table(kind.table), _said(kind)),)}
    if kind.about is About.CHILD:
        ids["child_id"] = (CHILD,)
    return base(
        f"ledger_{kind.table}",
        ids,
        *keys,
        section="ledgers",
        filling=_filling(kind, ("id", *list(ids)[1:], *keys)),
    )


def _filling(kind: LedgerKind, columns: tuple[str, ...]) -> str:
    statement = _ON_A_DAY if kind.until is None else _HOLDING
    if kind.about is About.SCHOOL:
        statement = _OF_SCHOOL
    return statement.format(
        columns=", ".join(f"x.{column}" for column in columns),
        table=kind.table,
        day=kind.day,
        holds=" AND ".join(_holds(kind)) or "1",
    )


def _holds(kind: LedgerKind) -> Iterator[str]:
    """What `Until.holds` says, in SQL."""
    if kind.until and kind.until.last_on:
        yield f"(x.{kind.until.last_on} IS NULL OR x.{kind.until.last_on} >= :day)"
    if kind.until and kind.until.ended_on:
        yield f"(x.{kind.until.ended_on} IS NULL OR x.{kind.until.ended_on} > :day)"


def _said(kind: LedgerKind) -> Callable[[Mapped], str]:
    """The day and the one sentence of a record."""

    def said(record: Mapped) -> str:
        row = record.cells()
        day = kind.shown(kind.day, row[kind.day])
        return f"{day} {kind.say(row)}".strip()

    return said


def _figure(records: Base, count: Count) -> Figure:
    column = records.c
    conditions = [column[key] == word.value for key, word in count.where]
    return Figure(
        count.key,
        count.label,
        count.definition,
        records,
        sa.and_(*conditions) if conditions else EVERY,
        Unit(count.unit),
        distinct=column[count.distinct] if count.distinct else None,
        weight=column[count.total] if count.total else None,
        by=Dimension(column[count.by]) if count.by else None,
        scale=count.scale,
    )


BASES = {kind.table: _base(kind) for kind in LEDGERS if kind.counts}
"""By the table of the kind."""
FIGURES = tuple(_figure(BASES[kind.table], count) for kind in LEDGERS for count in kind.counts)
