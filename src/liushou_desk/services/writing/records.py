"""One row at a time: checked against the catalogue, written, found gone; shared by all areas."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.field import Field, Value
from liushou_desk.errors import InputProblem
from liushou_desk.models import Base
from liushou_desk.services.writing.stale import refuse_stale

Row = TypeVar("Row", bound=Base)
Values = Mapping[str, Value | None]
"""What a form hands over, by the key of its field."""
IDS_AT_ONCE = 500


def checked(fields: Iterable[Field], values: Values, today: date, *, new: bool) -> dict[str, Any]:
    """The values of these fields as they may be kept; a new row has them all, None where not said.

    Raises the `InputProblem` that the form itself would show.
    """
    return {
        field.key: field.read(field.shown(values.get(field.key)), today)
        for field in fields
        if new or field.key in values
    }


def found(session: Session, model: type[Row], row_id: int, *, field: str = "") -> Row:
    """The row of an id. Raises `InputProblem` where it has been removed meanwhile."""
    row = session.get(model, row_id)
    if row is None:
        raise gone(field)
    return row


def gone(field: str = "") -> InputProblem:
    """What is said of a row that is no longer there."""
    return InputProblem("这条记录已被删除，没有改动。", "请刷新列表后再试。", field=field)


def require_all(
    session: Session, model: type[Base], row_ids: Iterable[int], *, field: str = ""
) -> None:
    """Raise `InputProblem` unless every id has its row."""
    wanted = set(row_ids)
    ids = model.__table__.c.id
    count = sum(
        session.scalar(sa.select(sa.func.count(ids)).where(ids.in_(part))) or 0
        for part in in_parts(wanted)
    )
    if count < len(wanted):
        raise gone(field)


def in_parts(ids: Iterable[int]) -> Iterator[list[int]]:
    """Ids in order, no more at once than one statement should name."""
    listed = sorted(ids)
    for start in range(0, len(listed), IDS_AT_ONCE):
        yield listed[start : start + IDS_AT_ONCE]


def holds(session: Session, model: type[Base], row_id: int, row: Mapping[str, Any]) -> bool:
    """Whether a row has these values already, so that saving them would be an empty action."""
    there = found(session, model, row_id)
    return all(getattr(there, key) == value for key, value in row.items())


def require_as_seen(
    session: Session, model: type[Base], row_id: int, fields: Iterable[Field], values: Values
) -> None:
    """Raise `ChangedElsewhere` where a form would write over what it has not seen of a row."""
    there, asked = found(session, model, row_id), tuple(fields)
    refuse_stale(values, {field.key: getattr(there, field.key) for field in asked}, asked)


def write(session: Session, model: type[Base], row_id: int | None, row: Mapping[str, Any]) -> int:
    """Insert a row, or change the one of that id; returns its id."""
    there: Any = model() if row_id is None else found(session, model, row_id)
    for key, value in row.items():
        setattr(there, key, value)
    session.add(there)
    session.flush()
    return int(there.id)


def remove(session: Session, model: type[Base], row_id: int) -> None:
    """Delete a row that nothing refers to any more."""
    session.delete(found(session, model, row_id))
    session.flush()


def set_links(
    session: Session, model: Any, owner: tuple[str, int], other: str, ids: Iterable[int]
) -> None:
    """Make an association table hold exactly these ids for its owner (column name and id).

    Only what differs is written, so that an undo puts back no more than was changed.
    """
    column, owner_id = owner
    wanted = set(ids)
    mine = sa.select(model).where(getattr(model, column) == owner_id)
    for link in session.scalars(mine).all():
        if getattr(link, other) in wanted:
            wanted.discard(getattr(link, other))
        else:
            session.delete(link)
    session.flush()
    rows = [{column: owner_id, other: other_id} for other_id in sorted(wanted)]
    if rows:
        session.execute(sa.insert(model), rows)
