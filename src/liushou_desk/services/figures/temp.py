"""TEMP tables of a session, and the bases of figures among them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.services.figures.kinds import RecordKind

TEMP = sa.MetaData(schema="temp")


@dataclass(frozen=True, slots=True)
class Base:
    """What figures select from: a TEMP table, the records its rows stand for, how it is filled."""

    table: sa.Table
    ids: Mapping[str, tuple[RecordKind, ...]]
    """Whose id a column holds: first the record a row stands for, then those that a figure may
    count instead (`distinct`). Of several kinds the column `source` says which."""
    section: str
    """Where in the statistics its figures stand, but for those that are arranged apart."""
    filling: str
    """The SELECT of its rows in the order of its columns, asked with `fill_records.values_of`;
    empty where more than one statement fills it."""

    @property
    def c(self) -> sa.ColumnCollection[str, sa.Column[Any]]:
        """The columns."""
        return self.table.c

    @property
    def record(self) -> sa.Column[Any]:
        """The id of the record that a row stands for."""
        return self.table.c[next(iter(self.ids))]

    def source_of(self, column: sa.Column[Any]) -> sa.ColumnElement[Any]:
        """The name of the kind whose id a column holds."""
        kinds = self.ids[column.name]
        return sa.literal(kinds[0].name) if len(kinds) == 1 else self.table.c.source


def base(
    name: str,
    ids: Mapping[str, tuple[RecordKind, ...]],
    *columns: str,
    section: str,
    filling: str = "",
    key: str | None = None,
) -> Base:
    """Declare a base; its table has the columns of its ids, then the others."""
    return Base(table(name, *ids, *columns, key=key), ids, section, filling)


def table(name: str, *columns: str, key: str | None = None) -> sa.Table:
    """A TEMP table; its columns take values as they come (labels, ISO dates, ids and flags)."""
    return sa.Table(
        name,
        TEMP,
        *(sa.Column(column, sa.Integer, primary_key=column == key) for column in columns),
    )


def put(session: Session, table: sa.Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert many rows (none is fine)."""
    names = [column.name for column in table.columns]
    put_rows(session, table, names, [*map(itemgetter(*names), rows)])


def put_rows(
    session: Session, table: sa.Table, names: Sequence[str], rows: list[tuple[Any, ...]]
) -> None:
    """The same by position, straight through the driver: values are plain already."""
    if rows:
        marks = ", ".join("?" * len(names))
        statement = f"INSERT INTO temp.{table.name} ({', '.join(names)}) VALUES ({marks})"
        session.connection().exec_driver_sql(statement, rows)


def ensure(connection: sa.Connection) -> None:
    """Create the tables on this connection unless they are there."""
    there = connection.execute(sa.text("SELECT 1 FROM sqlite_temp_master WHERE name = 'filled'"))
    if there.first():
        return
    for table in TEMP.sorted_tables:
        columns = ", ".join(f"{c.name} {_kind(c)}" for c in table.columns)
        connection.exec_driver_sql(f"CREATE TEMP TABLE {table.name} ({columns})")


def _kind(column: sa.Column[int]) -> str:
    """The declared type. Without one a column keeps text as text: a grade "1" stays what it is.

    Ids need one, or no index on them helps a join with the ids of the main tables.
    """
    if column.primary_key:
        return "INTEGER PRIMARY KEY"
    return "INTEGER" if column.name.endswith("_id") else ""
