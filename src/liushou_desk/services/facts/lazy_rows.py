"""Rows grouped by their first column, typed only where somebody looks at them.

Most children are like others in all that matters, and to see that they are, the values as they
stand in the file do: making dates and words of every cell costs more than reading it.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

import sqlalchemy as sa

from liushou_desk.models.engine import UnreadableValue

Plain = tuple[Any, ...]


class LazyRows(Mapping[int, list[Any]]):
    """The rows of a statement. `plain` holds them as the file does, `[key]` typed and named."""

    def __init__(
        self,
        connection: sa.Connection,
        statement: sa.Select[*tuple[Any, ...]],
        told: Callable[[list[Any]], list[Any]] = list,
    ) -> None:
        """Read at once; `told` is what becomes of the typed rows of one key."""
        columns: list[sa.ColumnElement[Any]] = list(statement.selected_columns)
        names = [str(column.key) for column in columns]
        self.row: Any = namedtuple("Row", names)  # pyright: ignore[reportUntypedNamedTuple] - of any statement
        """What names the values of a row, also of a plain one: `row._make`."""
        self._convert = [_converter(column.type) for column in columns]
        self._told = told
        self._typed: dict[int, list[Any]] = {}
        cursor = connection.execute(statement).cursor
        assert cursor is not None  # a SELECT has one
        self.plain: dict[int, list[Plain]] = _grouped(cursor.fetchall())

    def __getitem__(self, key: int) -> list[Any]:
        if key not in self._typed:
            self._typed[key] = self._told([*map(self._type, self.plain[key])])
        return self._typed[key]

    def __iter__(self) -> Iterator[int]:
        return iter(self.plain)

    def __len__(self) -> int:
        return len(self.plain)

    def _type(self, row: Plain) -> Any:
        values = zip(self._convert, row, strict=True)
        return self.row._make([convert(value) if convert else value for convert, value in values])


def _grouped(rows: Iterable[Plain]) -> dict[int, list[Plain]]:
    grouped: dict[int, list[Plain]] = {}
    for row in rows:
        if row[0] in grouped:
            grouped[row[0]].append(row)
        else:
            grouped[row[0]] = [row]
    return grouped


def _converter(kind: sa.types.TypeEngine[Any]) -> Callable[[Any], Any] | None:
    """What makes the value of a column; None where it is one already."""
    if isinstance(kind, sa.Date):
        return partial(_or_none, date.fromisoformat)
    if isinstance(kind, sa.Enum) and kind.enum_class:
        return partial(_or_none, kind.enum_class)
    return partial(_or_none, bool) if isinstance(kind, sa.Boolean) else None


def _or_none(convert: Callable[[Any], Any], value: Any) -> Any:
    try:
        return None if value is None else convert(value)
    except (ValueError, TypeError):
        raise UnreadableValue from None  # what was read is not to be told
