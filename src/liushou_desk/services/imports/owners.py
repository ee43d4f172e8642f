"""Whose rows they are: the children and pupils that some rows of any table are about."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.models import Base, Change, Child, Pupil
from liushou_desk.services.facts.naming import called
from liushou_desk.services.writing.records import in_parts

_WAYS = (
    ("child_id", "child"),
    ("first_id", "child"),
    ("pupil_id", "pupil"),
    ("member_id", "family_member"),
    ("sheet_id", "term_sheet"),
    ("household_id", "household"),
)
"""Columns that lead from a row to whom it is about."""


def owners_of(session: Session, rows: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """What the persons behind some rows are called, each once; a removed one by its old name.

    Rows that are about nobody (a term, a class) are left out.
    """
    found: dict[str, set[int]] = {"child": set(), "pupil": set()}
    wanted: dict[str, set[int]] = defaultdict(set)
    for table, row_id in rows:
        wanted[table].add(row_id)
    while wanted:
        table, ids = wanted.popitem()
        if table in found:
            found[table] |= ids
        else:
            for way, more in _next(session, table, ids):
                wanted[way] |= more
    known = called(session, sorted(found["child"]), None)
    pupils = _names(session, found["pupil"])
    gone = _removed(session, "child", found["child"] - set(known))
    gone |= _removed(session, "pupil", found["pupil"] - set(pupils))
    return tuple(dict.fromkeys((*known.values(), *pupils.values(), *sorted(gone))))


def _next(session: Session, table: str, ids: Collection[int]) -> Iterable[tuple[str, set[int]]]:
    if table == "household":
        yield "child", _ids(session, Child.__table__.c.id, Child.__table__.c.household_id, ids)
        return
    columns = Base.metadata.tables[table].c
    for name, way in _WAYS:
        if name in columns:
            yield way, _ids(session, columns[name], columns.id, ids)
            return


def _ids(
    session: Session, wanted: sa.ColumnElement[int], by: sa.ColumnElement[int], ids: Collection[int]
) -> set[int]:
    found: set[int] = set()
    for part in in_parts(ids):
        found |= {i for i in session.scalars(sa.select(wanted).where(by.in_(part))) if i}
    return found


def _names(session: Session, ids: Collection[int]) -> dict[int, str]:
    rows = (
        session.execute(sa.select(Pupil.id, Pupil.name).where(Pupil.id.in_(part))).all()
        for part in in_parts(ids)
    )
    return {row_id: name for part in rows for row_id, name in part}


def _removed(session: Session, table: str, ids: Collection[int]) -> set[str]:
    """The names the journal remembers."""
    images: list[str] = []
    for part in in_parts(ids):
        images += session.scalars(
            sa.select(Change.before).where(
                Change.table_name == table, Change.row_id.in_(part), Change.operation == "D"
            )
        )
    return {json.loads(image)["name"] for image in images}
