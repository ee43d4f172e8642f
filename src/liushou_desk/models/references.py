"""Which tables refer to another: by their foreign keys, so that a new one cannot be forgotten."""

from collections.abc import Iterator

import sqlalchemy as sa

from liushou_desk.models.journal import journaled_tables


def references(name: str) -> Iterator[tuple[sa.Table, tuple[str, ...]]]:
    """Every table that refers to one, with the columns by which it does."""
    for table in journaled_tables():
        columns = tuple(
            column.name
            for column in table.columns
            if any(key.column.table.name == name for key in column.foreign_keys)
        )
        if columns:
            yield table, columns
