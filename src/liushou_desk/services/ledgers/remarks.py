"""What the office has to say of a ledger's record beside its kind's own refusals."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.definitions import add_months
from liushou_desk.domain.ledgers import About, LedgerKind
from liushou_desk.domain.remarks import Remark
from liushou_desk.domain.terms import DAY
from liushou_desk.models import Base
from liushou_desk.services.facts.rows import not_on_register

BEGINS_WITHIN, ENDS_WITHIN = 1, 18
"""Years."""


def remarks_of(
    session: Session,
    kind: LedgerKind,
    record_id: int | None,
    row: Mapping[str, Any],
    child_ids: Sequence[int],
) -> Iterator[Remark]:
    """A slip is likely where a record would not be counted, or counts what is counted already."""
    day: date | None = row.get(kind.day)
    is_counted = bool(kind.counts or kind.figures)
    if kind.about is About.CHILD and is_counted and day and child_ids:
        yield from _not_there(session, kind, day, child_ids)
    if kind.about is About.SCHOOL or child_ids:
        others = _others(session, kind, record_id, child_ids)
        yield from _said_twice(kind, row, day, others)


def shared_days(
    session: Session,
    kind: LedgerKind,
    record_id: int | None,
    row: Mapping[str, Any],
    child_id: int | None,
) -> Iterator[Remark]:
    """A record that would share a day with another of the same child or person, if it must not."""
    if not (kind.apart and row.get(kind.day)):
        return
    mine = {"child_id": child_id} | dict(row)
    table = Base.metadata.tables[kind.table]
    others = sa.select(table).where(table.c.id.is_distinct_from(record_id))
    found = [dict(other) for other in session.connection().execute(others).mappings()]
    for apart in kind.apart:
        if any(apart.is_of(mine, row) and apart.meets(mine, row, kind.day) for row in found):
            yield Remark(apart.said, apart.by if apart.against else kind.day, blocks=True)


def far_ahead(kind: LedgerKind, row: Mapping[str, Any], today: date) -> Iterator[Remark]:
    """Days no office writes down: what begins in more than a year, what ends when all are grown."""
    for field in kind.fields:
        day: date | None = row[field.key] if field.is_day else None
        years = BEGINS_WITHIN if field.key == kind.day else ENDS_WITHIN
        if day is not None and day > add_months(today, 12 * years):
            said = f"{field.label}{day}在{years}年以后，请核对年份。"
            yield Remark(said, field.key, blocks=True)


def _not_there(
    session: Session, kind: LedgerKind, day: date, child_ids: Sequence[int]
) -> Iterator[Remark]:
    until = add_months(day, 1) - DAY if kind.is_month else day
    if away := len(not_on_register(session, child_ids, day, until)):
        whom = "该儿童" if len(child_ids) == 1 else f"其中{away}名儿童"
        yield Remark(f"{whom}那时不在册，统计不计。请核对日期。", kind.day)


def _others(
    session: Session, kind: LedgerKind, record_id: int | None, child_ids: Sequence[int]
) -> Sequence[Mapping[Any, Any]]:
    table = Base.metadata.tables[kind.table]
    others = sa.select(table).where(table.c.id.is_distinct_from(record_id))
    if kind.about is About.CHILD:
        others = others.where(table.c.child_id.in_(child_ids))
    return list(session.connection().execute(others).mappings())


def _said_twice(
    kind: LedgerKind,
    row: Mapping[str, Any],
    day: date | None,
    others: Sequence[Mapping[Any, Any]],
) -> Iterator[Remark]:
    keys = [field.key for field in kind.fields] + [one.key for one in kind.choices]
    if any(all(row.get(key) == other[key] for key in keys) for other in others):
        yield Remark(f"已有完全相同的一{kind.unit}，再保存一次就会计两次。")
    elif kind.until and day:
        begun = [other for other in others if other[kind.day] <= day]
        if any(kind.until.holds(other, day) for other in begun):
            yield Remark(f"那一天已有一{kind.unit}有效的{kind.title}，两{kind.unit}都会计数。")
