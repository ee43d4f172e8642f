"""Figures of the ledgers: a base for each kind that counts something, a figure for each number.

A record of a kind that happens on a day counts in the term up to the day, where its child was
counted on that day; one that holds for some time counts where it holds on the day of the scope, for
the counted children on the register. Records of the school have no child to ask about. What is to
be settled is open on the day of the scope until it is, whenever it began.
"""

from collections.abc import Callable, Iterator
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ledgers import LEDGERS, About, LedgerKind
from liushou_desk.domain.ledgers.kind import EXPIRES_WITHIN, Count
from liushou_desk.domain.words import Word
from liushou_desk.models import Base as Mapped
from liushou_desk.services.facts.ledgers_used import used_ledgers
from liushou_desk.services.figures.children_figures import EVERY
from liushou_desk.services.figures.figure import Dimension, Figure, Rate, Unit
from liushou_desk.services.figures.kinds import CHILD, RecordKind
from liushou_desk.services.figures.temp import Base, base

_IN_CARE = (
    "JOIN temp.care_span s ON s.child_id = x.child_id AND x.{day} BETWEEN s.first_on AND s.last_on"
)
_PRESENT = "JOIN temp.roll r ON r.child_id = x.child_id AND r.present = 1"
_ON_REGISTER = f"{_PRESENT} AND r.counted = 1"
_IN_TERM, _IS_SETTLED, _IS_OPEN = "in_term", "is_settled", "is_open"
"""Columns of a ledger whose records are settled: what began in the term, what of it is settled by
its end, what is open on the day."""
_IS_ENDING = "is_ending"
"""A column of a ledger whose records run out: those that soon do."""


def _base(kind: LedgerKind) -> Base:
    keys = [field.key for field in kind.fields]
    ids = {"record_id": (RecordKind(kind.table, Mapped.of_table(kind.table), _said(kind)),)}
    if kind.about is About.CHILD:
        ids["child_id"] = (CHILD,)
    states = (_IN_TERM, _IS_SETTLED, _IS_OPEN) if kind.settles else ()
    states += (_IS_ENDING,) if kind.until and kind.until.last_on else ()
    return base(
        f"ledger_{kind.table}",
        ids,
        *keys,
        *states,
        section="ledgers",
        filling=_filling(kind, ("id", *list(ids)[1:], *keys)),
    )


def _filling(kind: LedgerKind, columns: tuple[str, ...]) -> str:
    told = [f"x.{column}" for column in columns]
    join = (_ON_REGISTER if kind.until else _IN_CARE).format(day=kind.day)
    if kind.settles:
        told += _states(kind, kind.settles.on)
        join = f"LEFT {_IN_CARE.format(day=kind.day)} LEFT {_ON_REGISTER}"
    if kind.until and kind.until.last_on:
        last_on = f"x.{kind.until.last_on}"
        told.append(f"coalesce({last_on} <= date(:day, '+{EXPIRES_WITHIN} days'), 0)")
    join = join if kind.about is About.CHILD else ""
    conditions = " AND ".join(_counts_by_day(kind))
    return f"SELECT {', '.join(told)} FROM {kind.table} x {join} WHERE {conditions}"


def _states(kind: LedgerKind, settled: str) -> Iterator[str]:
    in_care, present = "", ""
    if kind.about is About.CHILD:
        in_care, present = "s.child_id IS NOT NULL AND ", "r.child_id IS NOT NULL AND "
    yield f"{in_care}x.{kind.day} >= :first"
    yield f"coalesce(x.{settled} <= :until, 0)"
    yield f"{present}x.{kind.day} <= :day AND coalesce(x.{settled} > :day, 1)"


def _counts_by_day(kind: LedgerKind) -> Iterator[str]:
    if kind.until is None:
        yield f"x.{kind.day} <= :until"
        if kind.settles is None:
            yield f"x.{kind.day} >= :first"
        return
    yield f"coalesce(x.{kind.day}, '') <= :day"  # of the school's own some have no first day
    if kind.until.last_on:
        yield f"(x.{kind.until.last_on} IS NULL OR x.{kind.until.last_on} >= :day)"
    if kind.until.ended_on:
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
    return Figure(
        count.key,
        count.label,
        count.definition,
        records,
        sa.and_(EVERY, *_conditions(records, count)),
        Unit(count.unit),
        distinct=column[count.distinct] if count.distinct else None,
        weight=column[count.total] if count.total else None,
        by=Dimension(column[count.by]) if count.by else None,
        scale=count.scale,
    )


def _conditions(records: Base, count: Count) -> Iterator[sa.ColumnElement[bool]]:
    column = records.c
    for key, word in count.where:
        yield column[key] == (word.value if isinstance(word, Word) else int(word))
    if _IN_TERM in column:
        yield column[_IS_OPEN if count.settled is False else _IN_TERM] == 1
    if count.settled:
        yield column[_IS_SETTLED] == 1
    if count.ending:
        yield column[_IS_ENDING] == 1


BASES = {kind.table: _base(kind) for kind in LEDGERS if kind.counts}
"""By the table of the kind."""
FIGURES = tuple(_figure(BASES[kind.table], count) for kind in LEDGERS for count in kind.counts)
RATES = tuple(
    Rate(f"{count.key}_rate", count.rate, f"{count.label} ÷ 留守儿童", count.key, "left_behind")
    for kind in LEDGERS
    for count in kind.counts
    if count.rate
)


def ends(connection: sa.Connection, kind: LedgerKind) -> tuple[date, ...]:
    """The last days of the records that soon run out, as the figures count these."""
    records = BASES.get(kind.table)
    if records is None or kind.until is None or _IS_ENDING not in records.c:
        return ()
    ending = sa.select(records.c[kind.until.last_on]).where(records.c[_IS_ENDING] == 1)
    return tuple(date.fromisoformat(day) for day in connection.scalars(ending))


def ends_of_others(connection: sa.Connection, kind: LedgerKind, day: date) -> tuple[date, ...]:
    """Those of children on the register whom no figure counts: somebody has to renew them too."""
    if kind.until is None or not kind.until.last_on:
        return ()
    last_on = f"x.{kind.until.last_on}"
    soon = f"{last_on} <= date(:day, '+{EXPIRES_WITHIN} days')"
    ending = (
        f"SELECT {last_on} FROM {kind.table} x {_PRESENT} AND r.counted = 0"
        f" WHERE {' AND '.join((soon, *_counts_by_day(kind)))}"
    )
    found = connection.scalars(sa.text(ending), {"day": day.isoformat()})
    return tuple(date.fromisoformat(last) for last in found)


def hidden_figures(session: Session) -> frozenset[str]:
    """The figures and rates of ledgers that the school does not keep: none of them is shown."""
    used = used_ledgers(session)
    hidden = {count.key for kind in LEDGERS if kind.table not in used for count in kind.counts}
    return frozenset({*hidden, *(rate.key for rate in RATES if rate.numerator in hidden)})
