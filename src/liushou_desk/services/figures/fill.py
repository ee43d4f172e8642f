"""Fills the TEMP tables of a scope: the rules of `domain` run here, once."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.models.journal import newest_action
from liushou_desk.services.facts.collector import collector_at_rest
from liushou_desk.services.facts.rows import Reader
from liushou_desk.services.figures import tables, temp
from liushou_desk.services.figures.before import before_rows
from liushou_desk.services.figures.enrolled import COLUMNS, enrolled_rows
from liushou_desk.services.figures.fill_records import fill_records
from liushou_desk.services.figures.fill_rules import fill_compliance
from liushou_desk.services.figures.roll import hardship_rows, roll_rows
from liushou_desk.services.figures.scope import Scope


def fill(session: Session, scope: Scope) -> None:
    """Make the TEMP tables hold a scope; nothing is done where they hold it already."""
    wanted = repr((scope, newest_action(session)))
    connection = session.connection()
    temp.ensure(connection)
    if connection.scalar(sa.select(tables.filled.c.scope)) == wanted:
        return
    for table in temp.TEMP.sorted_tables:
        connection.execute(sa.delete(table))
    with collector_at_rest():
        _fill_roll(session, scope)
        fill_records(session, scope)
        fill_compliance(session, scope)
    connection.execute(sa.insert(tables.filled), {"scope": wanted})
    session.commit()


def _fill_roll(session: Session, scope: Scope) -> None:
    reader = Reader.read(session)
    roll, spans = roll_rows(session, scope, reader)
    gone_or_still = list(before_rows(session, scope, roll, reader))  # also marks the roll's rows
    temp.put(session, tables.roll.table, roll)
    temp.put(session, tables.care_span, spans)
    temp.put(session, tables.before.table, gone_or_still)
    temp.put(session, tables.hardship.table, hardship_rows(roll))
    temp.put_rows(session, tables.enrolled.table, COLUMNS, enrolled_rows(session, scope, roll))
