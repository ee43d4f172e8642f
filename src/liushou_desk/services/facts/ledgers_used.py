"""Which ledgers a school keeps: the usual ones, those it took up, and any that holds a record."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ledgers import LEDGERS
from liushou_desk.models import Base, LedgerChoice


def used_ledgers(session: Session) -> frozenset[str]:
    """Their tables; nobody can hide what was written down."""
    chosen = choices_of(session)
    filled = filled_ledgers(session)
    return frozenset(
        kind.table
        for kind in LEDGERS
        if kind.table in filled or chosen.get(kind.table, not kind.optional)
    )


def choices_of(session: Session) -> dict[str, bool]:
    """What was said of some ledgers, by table."""
    columns = LedgerChoice.__table__.c
    rows = session.connection().execute(sa.select(columns.ledger, columns.is_used))
    return {row[0]: bool(row[1]) for row in rows}


def filled_ledgers(session: Session) -> frozenset[str]:
    """The tables of ledgers with at least one record."""
    tables = [Base.metadata.tables[kind.table] for kind in LEDGERS]
    asked = sa.select(*(sa.exists().where(table.c.id > 0) for table in tables))
    found = session.connection().execute(asked).one()
    return frozenset(
        table.name for table, is_filled in zip(tables, found, strict=True) if is_filled
    )
