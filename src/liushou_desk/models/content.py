"""What an office file holds, as counts and one digest: two files with equal digests are equal."""

import hashlib
from collections.abc import Iterable
from typing import Any


def tables_of(connection: Any) -> list[str]:
    """The tables of a driver connection's file, SQLite's own left out."""
    rows = connection.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\' ORDER BY name"
    )
    return [name for (name,) in rows]


def row_counts(connection: Any, tables: Iterable[str] | None = None) -> dict[str, int]:
    """Rows of each table."""
    return {
        name: connection.execute(f'SELECT count(*) FROM main."{name}"').fetchone()[0]
        for name in (tables_of(connection) if tables is None else tables)
    }


def content_digest(connection: Any, tables: Iterable[str] | None = None) -> str:
    """SHA-256 over every row of the tables in key order."""
    digest = hashlib.sha256()
    for name in tables_of(connection) if tables is None else tables:
        digest.update(f"\n{name}\n".encode())
        for row in connection.execute(f'SELECT * FROM main."{name}" ORDER BY 1'):
            digest.update(repr(row).encode())
    return digest.hexdigest()
