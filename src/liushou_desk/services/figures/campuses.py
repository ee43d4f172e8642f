"""Numbers of one campus out of the whole school's tables, without filling them again for it."""

from typing import Any

import sqlalchemy as sa

from liushou_desk.services.figures.contacts import C
from liushou_desk.services.figures.figure import Figure
from liushou_desk.services.figures.tables import roll


def campus_number(
    connection: sa.Connection, figure: Figure, where: sa.ColumnElement[bool], campus: str
) -> int:
    """The number of a figure's selection among the children or pupils of a campus.

    Not for what counts a record at one of its children (次, 户次): see `campus_times`.
    """
    columns = figure.base.c
    here = columns.campus == campus if "campus" in columns else _is_of(columns.child_id, campus)
    number = figure.number(sa.and_(where, here))
    return connection.scalar(sa.select(number).select_from(figure.base.table)) or 0


def campus_times(connection: sa.Connection, where: sa.ColumnElement[bool], campus: str) -> int:
    """Each record once that concerns a child of the campus, of a selection of 人次."""
    once = (
        sa.select(C.source, C.record_id, C.times)
        .where(where, _is_of(C.child_id, campus))
        .distinct()
        .subquery()
    )
    return connection.scalar(sa.select(sa.func.sum(once.c.times))) or 0


def _is_of(child_id: sa.Column[Any], campus: str) -> sa.ColumnElement[bool]:
    return child_id.in_(sa.select(roll.c.child_id).where(roll.c.campus == campus))
