"""操作记录: one journal of what was there before, kept by the database itself.

Every user action is one short transaction with a readable sentence. TEMP triggers, generated from
the mapped tables when a file is opened, record *before* only: an insert keeps the new id,
an update one row for each changed cell, a delete the whole row as JSON by column name. While no
action is open a write fails, because the journal's column refuses NULL. So nothing can change
unrecorded, whether through the ORM, Core, bulk SQL or an association table.

Undo puts the befores back in reverse order as a new action; redo undoes that one. The undo list,
the recycle bin and a field's origin are views of these four tables.
"""

import json
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from liushou_desk.errors import RuleConflict
from liushou_desk.models.base import Base, reference
from liushou_desk.models.care import Photo
from liushou_desk.models.desk import DeskSetting, FormDraft, NameReading
from liushou_desk.models.papers import IssuedFile


class _AnyValue(sa.types.UserDefinedType[Any]):
    """A column without affinity, so that a value comes back exactly as it was."""

    cache_ok = True

    def get_col_spec(self, **_kw: Any) -> str:
        return "BLOB"


class Action(Base):
    """One thing the user did; `records` tells which rows, so names stay out of the sentence."""

    __tablename__ = "action"

    at: Mapped[datetime]
    sentence: Mapped[str]
    records: Mapped[str]
    """JSON object: what the sentence is about, as ids and counts."""
    undoable: Mapped[bool]
    undoes: Mapped[int | None] = reference("action.id")
    undone_by: Mapped[int | None] = reference("action.id", index=False)


class Change(Base):
    """One before: `operation` is I, U or D."""

    __tablename__ = "change"

    action_id: Mapped[int] = reference("action.id")
    table_name: Mapped[str]
    row_id: Mapped[int]
    operation: Mapped[str]
    column_name: Mapped[str | None]
    before: Mapped[Any] = mapped_column(_AnyValue, nullable=True)

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.Index(None, "table_name", "row_id"),)


class ImportBatch(Base):
    """One imported workbook: which file (by digest) and what became of its rows."""

    __tablename__ = "import_batch"

    action_id: Mapped[int] = reference("action.id")
    file_name: Mapped[str]
    sha256: Mapped[str]
    counts: Mapped[str]
    """JSON object: verdict to number of rows."""


class ImportOrigin(Base):
    """Where an imported row came from: sheet and row of the workbook of an action."""

    __tablename__ = "import_origin"

    action_id: Mapped[int] = reference("action.id")
    table_name: Mapped[str]
    row_id: Mapped[int]
    sheet: Mapped[str]
    sheet_row: Mapped[int]

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.Index(None, "table_name", "row_id"),)


_OUTSIDE = {
    table.__tablename__
    for table in (
        *(Action, Change, ImportBatch, ImportOrigin),
        *(IssuedFile, Photo, NameReading, FormDraft, DeskSetting),
    )
}


def journaled_tables() -> list[sa.Table]:
    """The tables whose every change is recorded: the records, and no file contents or drafts."""
    return [table for table in Base.metadata.sorted_tables if table.name not in _OUTSIDE]


@contextmanager
def action(
    session: Session,
    sentence: str,
    *,
    at: datetime,
    records: dict[str, Any] | None = None,
    undoable: bool = True,
    undoes: int | None = None,
) -> Generator[int]:
    """Record what happens inside as one action; yields its id. Commits, or rolls all back."""
    connection = session.connection()
    install(connection)
    row = Action(
        at=at,
        sentence=sentence,
        records=json.dumps(records or {}, ensure_ascii=False),
        undoable=undoable,
        undoes=undoes,
    )
    try:
        session.add(row)
        session.flush()
        connection.execute(sa.text("INSERT INTO temp.open_action VALUES (:id)"), {"id": row.id})
        yield row.id
        session.flush()
        connection.execute(sa.text("DELETE FROM temp.open_action"))
        session.commit()
    except BaseException:
        session.rollback()
        raise


def newest_action(session: Session) -> int:
    """The id of the latest action, 0 in a file without any."""
    return session.scalar(sa.select(sa.func.max(Action.id))) or 0


def next_undo(session: Session) -> Action | None:
    """The latest action that can be undone and still stands."""
    return session.scalars(
        sa.select(Action)
        .where(Action.undoable, Action.undoes.is_(None), Action.undone_by.is_(None))
        .order_by(Action.id.desc())
        .limit(1)
    ).first()


def next_redo(session: Session) -> Action | None:
    """The undo to take back next; none once something new was done after it."""
    original = aliased(Action)
    newest = sa.select(sa.func.coalesce(sa.func.max(Action.id), 0)).where(
        Action.undoable, Action.undoes.is_(None)
    )
    return session.scalars(
        sa.select(Action)
        .join(original, Action.undoes == original.id)
        .where(original.undoes.is_(None), Action.undone_by.is_(None))
        .where(Action.id > newest.scalar_subquery())
        .order_by(Action.id.desc())
        .limit(1)
    ).first()


def revert(session: Session, target: Action, sentence: str, *, at: datetime) -> int:
    """Put back everything an action changed, as a new action whose id is returned.

    Raises `RuleConflict` where later rows depend on what would have to go.
    """
    session.execute(sa.text("PRAGMA defer_foreign_keys = ON"))
    target_id, original_id = target.id, target.undoes
    try:
        with action(session, sentence, at=at, undoes=target_id) as new_id:
            _put_back(session.connection(), target_id)
            session.execute(
                sa.update(Action).where(Action.id == target_id).values(undone_by=new_id)
            )
            if original_id is not None:
                session.execute(
                    sa.update(Action).where(Action.id == original_id).values(undone_by=None)
                )
    except exc.IntegrityError as error:
        raise RuleConflict(
            "这一步不能撤销：后来的记录要用到它，数据没有改动。", "请先撤销或删除后来的记录。"
        ) from error
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
"""Table, operation, changed columns, row id, what they held before."""


def _rows(changes: Iterable[Any]) -> Iterator[_Row]:
    """Neighbouring changes of one row as one; of two in a cell the earlier before holds."""
    for (name, operation, row_id), group in groupby(changes, key=lambda change: change[:3]):
        if operation != "U":
            for change in group:
                yield name, operation, (), row_id, (change.before,)
            continue
        cells = {change.column_name: change.before for change in group}
        yield name, operation, tuple(cells), row_id, tuple(cells.values())


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
            held = [column.name for column in table.columns]
            listed = ", ".join(_q(column) for column in held)
            images = (json.loads(image) for _, (image,) in rows)
            statement = f"INSERT INTO {name} ({listed}) VALUES ({', '.join('?' * len(held))})"
            return statement, [tuple(image[column] for column in held) for image in images]


def install(connection: sa.Connection) -> None:
    """Create the triggers on this connection unless they are there."""
    present = connection.execute(
        sa.text("SELECT 1 FROM sqlite_temp_master WHERE name = 'open_action'")
    )
    if present.first():
        return
    for statement in _trigger_statements(journaled_tables()):
        connection.exec_driver_sql(statement)


def _trigger_statements(tables: Iterable[sa.Table]) -> Iterator[str]:
    yield "CREATE TEMP TABLE open_action (id INTEGER NOT NULL)"
    for table in tables:
        name = table.name
        image = ", ".join(f"'{c.name}', old.{_q(c.name)}" for c in table.columns)
        yield _trigger(name, "insert", "AFTER INSERT", "'I', NULL, NULL", "new")
        yield _trigger(name, "delete", "AFTER DELETE", f"'D', NULL, json_object({image})", "old")
        for column in (c.name for c in table.columns if not c.primary_key):
            changed = f"old.{_q(column)} IS NOT new.{_q(column)}"
            event = f"AFTER UPDATE OF {_q(column)}"
            before = f"'U', '{column}', old.{_q(column)}"
            yield _trigger(name, f"update_{column}", event, before, "new", changed)
        yield (
            f"CREATE TEMP TRIGGER journal_{name}_key BEFORE UPDATE OF id ON main.{_q(name)}"
            " WHEN old.id IS NOT new.id BEGIN SELECT RAISE(ABORT, 'ids never change'); END"
        )


def _trigger(table: str, label: str, event: str, values: str, row: str, condition: str = "") -> str:
    when = f" WHEN {condition}" if condition else ""
    return (
        f"CREATE TEMP TRIGGER journal_{table}_{label} {event} ON main.{_q(table)}{when} BEGIN"
        ' INSERT INTO "change" (action_id, table_name, row_id, operation, column_name, before)'
        f" VALUES ((SELECT id FROM temp.open_action), '{table}', {row}.id, {values}); END"
    )


def _q(name: str) -> str:
    """Quote one of our own identifiers."""
    return f'"{name}"'


def record_origins(
    session: Session, action_id: int, origins: Iterable[tuple[str, int, str, int]]
) -> None:
    """Keep (table, row id, sheet, sheet row) of an import for the history of fields."""
    rows = [
        {"action_id": action_id, "table_name": t, "row_id": i, "sheet": s, "sheet_row": r}
        for t, i, s, r in origins
    ]
    if rows:
        session.execute(sa.insert(ImportOrigin), rows)
