"""操作记录: one journal of what was there before, kept by the database itself.

Every user action is one short transaction with a readable sentence. TEMP triggers, generated from
the mapped tables when a file is opened, record *before* only: an insert keeps the new id,
an update one row for each changed cell, a delete the whole row as JSON by column name. While no
action is open a write fails, because the journal's column refuses NULL. So nothing can change
unrecorded, whether through the ORM, Core, bulk SQL or an association table.

Undo puts the befores back in reverse order as a new action (`reverting`); redo undoes that one. The
undo list, the recycle bin and a field's origin are views of these four tables.
"""

import json
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from liushou_desk.domain.words import Word
from liushou_desk.models import periods
from liushou_desk.models.base import Base, reference
from liushou_desk.models.desk import DeskSetting, FormDraft, NameReading
from liushou_desk.models.own_template import TemplateFile
from liushou_desk.models.papers import IssuedFile
from liushou_desk.models.photo import Photo


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
        *(IssuedFile, Photo, TemplateFile, NameReading, FormDraft, DeskSetting),
    )
}


def journaled_tables() -> list[sa.Table]:
    """The tables whose every change is recorded: the records, and no file contents or drafts."""
    return [table for table in Base.metadata.sorted_tables if table.name not in _OUTSIDE]


def removed_row(table: str, image: str) -> dict[str, Any]:
    """A removed row from its image; a column that came later holds what older files have there."""
    columns = Base.metadata.tables[table].columns if table in Base.metadata.tables else ()
    return {column.name: _in_older_files(column) for column in columns} | json.loads(image)


def _in_older_files(column: sa.Column[Any]) -> Any:
    if column.server_default is None or not isinstance(column.default, sa.ColumnDefault):
        return None
    value = column.default.arg
    return value.value if isinstance(value, Word) else value


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


def install(connection: sa.Connection) -> None:
    """Create the triggers on this connection unless they are there."""
    present = connection.execute(
        sa.text("SELECT 1 FROM sqlite_temp_master WHERE name = 'open_action'")
    )
    if present.first():
        return
    tables = journaled_tables()
    for statement in (*_trigger_statements(tables), *periods.guards(tables)):
        connection.exec_driver_sql(statement)


_OPEN = "(SELECT id FROM temp.open_action)"


def _trigger_statements(tables: Iterable[sa.Table]) -> Iterator[str]:
    yield "CREATE TEMP TABLE open_action (id INTEGER NOT NULL)"
    for table in tables:
        name = table.name
        image = ", ".join(f"'{c.name}', old.{_q(c.name)}" for c in table.columns)
        yield _trigger(name, "insert", "AFTER INSERT", "'I', NULL, NULL", "new")
        yield _trigger(name, "delete", "AFTER DELETE", f"'D', NULL, json_object({image})", "old")
        yield _update_trigger(name, [c.name for c in table.columns if not c.primary_key])
        yield (
            f"CREATE TEMP TRIGGER journal_{name}_key BEFORE UPDATE OF id ON main.{_q(name)}"
            " WHEN old.id IS NOT new.id BEGIN SELECT RAISE(ABORT, 'ids never change'); END"
        )


def _trigger(table: str, label: str, event: str, values: str, row: str) -> str:
    return _recording(table, label, event, f"SELECT {_OPEN}, '{table}', {row}.id, {values}")


def _update_trigger(table: str, columns: Iterable[str]) -> str:
    """One for all cells of a row: a trigger for each cell made opening a file twice as long."""
    changed = (
        f"SELECT {_OPEN}, '{table}', new.id, 'U', '{column}', old.{_q(column)}"
        f" WHERE old.{_q(column)} IS NOT new.{_q(column)}"
        for column in columns
    )
    return _recording(table, "update", "AFTER UPDATE", " UNION ALL ".join(changed))


def _recording(table: str, label: str, event: str, befores: str) -> str:
    return (
        f"CREATE TEMP TRIGGER journal_{table}_{label} {event} ON main.{_q(table)} BEGIN"
        ' INSERT INTO "change" (action_id, table_name, row_id, operation, column_name, before)'
        f" {befores}; END"
    )


def _q(name: str) -> str:
    """Quote one of our own identifiers."""
    return f'"{name}"'


def record_origins(
    session: Session, action_id: int, origins: Iterable[tuple[str, int, str, int]]
) -> None:
    """Keep (table, row id, sheet, sheet row) of an import for the history of fields."""
    rows = [(action_id, *origin) for origin in origins]
    if rows:
        session.connection().exec_driver_sql(
            "INSERT INTO import_origin (action_id, table_name, row_id, sheet, sheet_row)"
            " VALUES (?, ?, ?, ?, ?)",
            rows,
        )
