"""What an office file holds, as counts and one digest: two files with equal digests are equal."""

import hashlib
import marshal
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Look = Callable[[str, Sequence[str], Sequence[tuple[Any, ...]]], None]
"""Is shown a table's name, the names of its columns and some of its rows."""
_PART = 500
_PLAIN = 2
"""The format of `marshal` in which equal values are equal bytes: later ones refer back."""


def tables_of(connection: Any, file: str = "main") -> list[str]:
    """The tables of a driver connection's file, SQLite's own left out."""
    rows = connection.execute(
        f"SELECT name FROM {file}.sqlite_master WHERE type = 'table'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    )
    return [name for (name,) in rows]


def row_counts(connection: Any, tables: Iterable[str] | None = None) -> dict[str, int]:
    """Rows of each table."""
    return {
        name: connection.execute(f'SELECT count(*) FROM main."{name}"').fetchone()[0]
        for name in (tables_of(connection) if tables is None else tables)
    }


def content_digest(
    connection: Any, tables: Iterable[str] | None = None, look: Look | None = None
) -> str:
    """SHA-256 over every row of the tables in key order; `look` sees the rows on their way."""
    digest = hashlib.sha256()
    for name in tables_of(connection) if tables is None else tables:
        digest.update(f"\n{name}\n".encode())
        found = connection.execute(f'SELECT * FROM main."{name}" ORDER BY 1')
        columns = [str(entry[0]) for entry in found.description]
        while rows := found.fetchmany(_PART):
            digest.update(marshal.dumps(rows, _PLAIN))
            if look:
                look(name, columns, rows)
    return digest.hexdigest()


@contextmanager
def beside(connection: Any, path: Path, name: str) -> Generator[None]:
    """Another file beside the one of a connection, whose transaction is over afterwards."""
    connection.execute(f"ATTACH ? AS {name}", (f"{path.resolve().as_uri()}?mode=ro",))
    try:
        yield
    finally:
        connection.execute("ROLLBACK")  # else the other file could not be let go
        connection.execute(f"DETACH {name}")


def holds_as_much(connection: Any, other: str) -> bool:
    """Whether the file `beside` holds the same tables with the same rows, value by value."""
    tables = tables_of(connection)
    return tables_of(connection, other) == tables and all(
        _is_alike(connection, other, table) for table in tables
    )


def _is_alike(connection: Any, other: str, table: str) -> bool:
    columns = [str(row[1]) for row in connection.execute(f'PRAGMA main.table_info("{table}")')]
    differs = " OR ".join(f'a."{column}" IS NOT b."{column}"' for column in columns)
    found = connection.execute(
        f'SELECT (SELECT count(*) FROM main."{table}") = (SELECT count(*) FROM {other}."{table}")'
        f' AND NOT EXISTS (SELECT 1 FROM main."{table}" a LEFT JOIN {other}."{table}" b'
        f" ON b.rowid = a.rowid WHERE b.rowid IS NULL OR {differs})"
    )
    return bool(found.fetchone()[0])
