"""撤销 and 重做: what an action changed is put back from the journal's befores, as a new action.

An action, the undo of it and the redo of that are one family: whether its changes are in the rows
depends on how often the family acted. So whoever asks what came after an action counts the
families that acted an odd number of times since; the others left nothing behind. An action can be
taken back alone while no such family touched its cells and no row depends on it (`in_the_way`).
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.orm import Session, aliased

from liushou_desk.errors import RuleConflict
from liushou_desk.models.in_the_way import in_the_way, last_of_family
from liushou_desk.models.journal import Action, Change, action, journaled_tables


class ChangedSince(RuleConflict):
    """An action that cannot be taken back; `rows` (table, id) are the ones in its way."""

    def __init__(self, rows: Iterable[tuple[str, int]] = ()) -> None:
        super().__init__(
            "这一步不能撤销：后来的记录要用到它，数据没有改动。", "请先撤销或删除后来的记录。"
        )
        self.rows = tuple(sorted(rows))


def next_undo(session: Session) -> Action | None:
    """The latest action that can be undone and still stands."""
    return session.scalars(
        sa.select(Action)
        .where(Action.undoable, Action.undoes.is_(None), Action.undone_by.is_(None))
        .order_by(Action.id.desc())
        .limit(1)
    ).first()


def next_redo(session: Session) -> Action | None:
    """The undo to take back next; none once something new was done or issued after it."""
    original = aliased(Action)
    issues = sa.select(Change.action_id).where(Change.table_name == "issued_document")
    newest = sa.select(sa.func.coalesce(sa.func.max(Action.id), 0)).where(
        sa.or_(Action.undoable, Action.id.in_(issues)), Action.undoes.is_(None)
    )
    return session.scalars(
        sa.select(Action)
        .join(original, Action.undoes == original.id)
        .where(original.undoes.is_(None), Action.undone_by.is_(None))
        .where(Action.id > newest.scalar_subquery())
        .order_by(Action.id.desc())
        .limit(1)
    ).first()


def later_changes(session: Session, action_id: int) -> frozenset[tuple[str, int]]:
    """The rows (table, id) that keep an action from being taken back alone; none where it can be.

    Their cells were changed or removed by later actions that stand, they refer to rows it made, or
    they hold what its rows would need again.
    """
    return frozenset(in_the_way(session.connection(), action_id))


def is_free(session: Session, action_id: int) -> bool:
    """Whether nothing is in the way of taking an action back alone."""
    return next(in_the_way(session.connection(), action_id), None) is None


def revert(session: Session, target: Action, sentence: str, *, at: datetime) -> int:
    """Put back everything an action changed, as a new action whose id is returned.

    The target is an action that stands, the newest or an older one, or an undo to be taken back.
    Raises `ChangedSince` where later rows are in the way; nothing is changed then.
    """
    target_id, original_id = target.id, target.undoes
    if rows := later_changes(session, target_id):
        raise ChangedSince(rows)
    entry_id = last_of_family(session.connection(), target_id)
    session.execute(sa.text("PRAGMA defer_foreign_keys = ON"))
    try:
        with action(session, sentence, at=at, undoes=target_id) as new_id:
            _put_back(session.connection(), entry_id)
            session.execute(
                sa.update(Action).where(Action.id == target_id).values(undone_by=new_id)
            )
            if original_id is not None:
                session.execute(
                    sa.update(Action).where(Action.id == original_id).values(undone_by=None)
                )
    except exc.IntegrityError as error:
        raise ChangedSince from error
    return new_id


def _put_back(connection: sa.Connection, action_id: int) -> None:
    """Row by row in reverse: in that order no value can be in its own way.

    Cells of one row that changed together go back together, since a CHECK may bind them.
    """
    changes = connection.execute(
        sa.select(Change.table_name, Change.operation, Change.row_id, Change.column_name,
                  Change.before)
        .where(Change.action_id == action_id)
        .order_by(Change.id.desc())
    ).all()  # fmt: skip
    tables = {table.name: table for table in journaled_tables()}
    for (name, operation, columns), run in groupby(_rows(changes), key=lambda row: row[:3]):
        rows = [(row_id, befores) for _, _, _, row_id, befores in run]
        connection.exec_driver_sql(*_restoring(tables[name], operation, columns, rows))


_Row = tuple[str, str, tuple[str, ...], int, tuple[Any, ...]]
"""Table, operation, columns to write, row id, what they held before."""


def _rows(changes: Iterable[Any]) -> Iterator[_Row]:
    """Neighbouring changes of one row as one; of two in a cell the earlier before holds.

    The image of a removed row has the columns of its time: one that came later stays empty.
    """
    for (name, operation, row_id), group in groupby(changes, key=lambda change: change[:3]):
        if operation == "U":
            cells = {change.column_name: change.before for change in group}
            yield name, operation, tuple(cells), row_id, tuple(cells.values())
            continue
        for change in group:
            image: dict[str, Any] = {} if operation == "I" else json.loads(change.before)
            yield name, operation, tuple(image), row_id, tuple(image.values())


def _restoring(
    table: sa.Table,
    operation: str,
    columns: tuple[str, ...],
    rows: list[tuple[int, tuple[Any, ...]]],
) -> tuple[str, list[tuple[Any, ...]]]:
    """The statement that takes a run of equal changes back, and its parameters."""
    name = _q(table.name)
    match operation:
        case "I":
            return f"DELETE FROM {name} WHERE id = ?", [(row_id,) for row_id, _ in rows]
        case "U":
            cells = ", ".join(f"{_q(column)} = ?" for column in columns)
            statement = f"UPDATE {name} SET {cells} WHERE id = ?"
            return statement, [(*befores, row_id) for row_id, befores in rows]
        case _:
            listed = ", ".join(_q(column) for column in columns)
            marks = ", ".join("?" * len(columns))
            statement = f"INSERT INTO {name} ({listed}) VALUES ({marks})"
            return statement, [image for _, image in rows]


def _q(name: str) -> str:
    """Quote one of our own identifiers."""
    return f'"{name}"'
