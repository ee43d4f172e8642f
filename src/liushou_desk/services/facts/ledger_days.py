"""What the ledgers tell of one child, by day; every kind from its own declaration."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.field import Field
from liushou_desk.domain.ledgers import LEDGERS, About, LedgerKind
from liushou_desk.domain.ledgers.kind import Row
from liushou_desk.models import Base


@dataclass(frozen=True, slots=True)
class LedgerDay:
    """One thing a record tells of a day; `table` and `record_id` name the record."""

    day: date
    title: str
    text: str
    table: str
    record_id: int


def ledger_days(session: Session, child_id: int, today: date) -> Iterator[LedgerDay]:
    """Each record on its day, and each further day of it that has come, by its field's name."""
    for kind in LEDGERS:
        if kind.about is About.CHILD:
            table = Base.metadata.tables[kind.table]
            mine = sa.select(table).where(table.c.child_id == child_id)
            for row in session.execute(mine).mappings():
                yield from _told(kind, {str(key): value for key, value in row.items()}, today)


def _happened(field: Field) -> str:
    """返校 for the field 返校日期."""
    return field.label.removesuffix("日期")


def _told(kind: LedgerKind, row: Row, today: date) -> Iterator[LedgerDay]:
    yield LedgerDay(row[kind.day], kind.name, kind.say(row), kind.table, row["id"])
    for field in kind.fields:
        day = row[field.key] if field.is_day and field.key != kind.day else None
        if day is not None and day <= today:
            yield LedgerDay(day, kind.name, _happened(field), kind.table, row["id"])
