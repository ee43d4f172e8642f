"""What keeps an action from being taken back alone: rows changed, tied to it or taken up since."""

import json
from collections.abc import Iterator

import sqlalchemy as sa

from liushou_desk.models import tied
from liushou_desk.models.base import Base
from liushou_desk.models.tied import Touched

RowKey = tuple[str, int]
"""Table and id."""

_LAST_OF_FAMILY = sa.text(
    "SELECT max(id) FROM action WHERE id = :id OR undoes = :id"
    " OR undoes IN (SELECT id FROM action WHERE undoes = :id)"
)
_SINCE = sa.text(
    "WITH entry AS (SELECT a.id, coalesce(u.undoes, a.undoes, a.id) AS family"
    " FROM action a LEFT JOIN action u ON u.id = a.undoes WHERE a.id > :last)"
    " SELECT max(id) FROM entry GROUP BY family HAVING count(*) % 2 = 1"
)
_CHANGED = (
    "SELECT DISTINCT later.table_name, later.row_id FROM change mine CROSS JOIN change later"
    " ON later.table_name = mine.table_name AND later.row_id = mine.row_id"
    " WHERE mine.action_id = :mine AND +later.action_id IN (SELECT value FROM json_each(:since))"
    " AND (mine.operation <> 'U' OR later.operation <> 'U'"
    " OR later.column_name = mine.column_name)"
)
_TOUCHED = sa.text(
    "SELECT DISTINCT table_name, operation, column_name FROM change"
    " WHERE action_id IN (SELECT value FROM json_each(:ids))"
)
_LATER = "later.action_id IN (SELECT value FROM json_each(:since))"
_BORN = (
    "WITH earliest AS (SELECT table_name, row_id, operation, min(id) FROM change"
    " WHERE action_id = :mine GROUP BY table_name, row_id),"
    " born AS (SELECT table_name, row_id FROM earliest WHERE operation = 'I')"
)
"""The rows that the action made: they go when it is taken back."""


def last_of_family(connection: sa.Connection, action_id: int) -> int:
    """Which entry of the journal brought an action's changes about last: itself or its redo."""
    return connection.execute(_LAST_OF_FAMILY, {"id": action_id}).scalar_one()


def in_the_way(connection: sa.Connection, action_id: int) -> Iterator[RowKey]:
    """The rows, some perhaps twice, found one after the other so that asking for any is cheap."""
    mine = last_of_family(connection, action_id)
    since = list(connection.execute(_SINCE, {"last": mine}).scalars())
    if not since:
        return
    given = {"mine": mine, "since": json.dumps(since)}
    for table, row_id in connection.execute(sa.text(_CHANGED), given):
        yield table, row_id
    touched, later = (_touched(connection, [mine]), _touched(connection, since))
    for statement, found_in in _statements(touched, later):
        for (row_id,) in connection.execute(sa.text(statement), given):
            yield found_in, row_id


def _touched(connection: sa.Connection, action_ids: list[int]) -> Touched:
    found = connection.execute(_TOUCHED, {"ids": json.dumps(action_ids)})
    return {(table, operation, column or "") for table, operation, column in found}


def _statements(touched: Touched, later: Touched) -> Iterator[tuple[str, str]]:
    """What to ask by the keys of the tables that an action touched, and whose ids are answered.

    What later actions held before matters as well: they are to be undone themselves some day.
    """
    tables = Base.metadata.tables
    made = {name for name, operation, _ in touched if operation == "I"}
    for table in tables.values():
        for column, parent in _keys(table):
            if parent in made:
                yield _refers(table.name, column, parent), table.name
                if _held(later, table.name, column):
                    yield _referred(table.name, column, parent), table.name
            if _held(touched, table.name, column):
                yield _lacks(table.name, column, parent), parent
    for name in {name for name, _, _ in touched}:
        for columns in _uniques(tables[name]):
            mine, others = (
                [column for column in columns if (name, "U", column) in changes]
                for changes in (touched, later)
            )
            if mine or (name, "D", "") in touched:
                yield _taken_up(name, columns, mine), name
                if others or (name, "D", "") in later:
                    yield _was_taken_up(name, columns, mine, others), name
    yield from tied.statements(touched, later)


def _held(changes: Touched, table: str, column: str) -> bool:
    """Whether the changes know what a column held before."""
    return (table, "D", "") in changes or (table, "U", column) in changes


def _keys(table: sa.Table) -> Iterator[tuple[str, str]]:
    for key in table.foreign_keys:
        yield key.parent.name, key.column.table.name


def _uniques(table: sa.Table) -> Iterator[tuple[str, ...]]:
    for constraint in table.constraints:
        if isinstance(constraint, sa.UniqueConstraint):
            yield tuple(column.name for column in constraint.columns)


def _refers(table: str, column: str, parent: str) -> str:
    """Rows that refer to one the action made, and still would when it is taken back."""
    return (
        f'{_BORN} SELECT there.id FROM born JOIN "{table}" there ON there."{column}" = born.row_id'
        f" WHERE born.table_name = '{parent}' AND {_not_mine(table, 'there.id', (column,))}"
    )


def _referred(table: str, column: str, parent: str) -> str:
    """Rows that referred to one the action made before a later action changed them."""
    return (
        f"{_BORN} SELECT DISTINCT later.row_id FROM change later JOIN born"
        f" ON born.row_id = {_before('later', column)} WHERE born.table_name = '{parent}'"
        f" AND {_of_later(table, column)}"
    )


def _lacks(table: str, column: str, parent: str) -> str:
    """Rows that the action's rows referred to before it, and that are gone since."""
    before = _before("mine", column)
    return (
        f"{_BORN} SELECT DISTINCT {before} AS parent_id FROM change mine"
        f" WHERE mine.action_id = :mine AND mine.table_name = '{table}'"
        f" AND (mine.operation = 'D' OR mine.column_name = '{column}')"
        f" AND NOT {_is_born(table)} AND {before} IS NOT NULL"
        f' AND NOT EXISTS (SELECT 1 FROM "{parent}" WHERE id = {before})'
        " AND NOT EXISTS (SELECT 1 FROM change own WHERE own.action_id = :mine"
        f" AND own.table_name = '{parent}' AND own.row_id = {before} AND own.operation = 'D')"
    )


def _taken_up(table: str, columns: tuple[str, ...], changed: list[str]) -> str:
    """Rows that hold by now what must be unique in the rows to be put back."""
    wanted = _held_before(table, columns, changed, "change.action_id = :mine")
    same = " AND ".join(f'there."{column}" = mine."{column}"' for column in columns)
    return (
        f"{_BORN}, mine AS MATERIALIZED ({wanted})"
        f' SELECT there.id FROM mine CROSS JOIN "{table}" there ON {same}'
        f" WHERE NOT {_is_born(table)} AND {_not_mine(table, 'there.id', columns)}"
    )


def _was_taken_up(table: str, columns: tuple[str, ...], mine: list[str], others: list[str]) -> str:
    """Rows that held it before a later action changed them, and that would want it again."""
    later = "change.action_id IN (SELECT value FROM json_each(:since))"
    same = " AND ".join(f'held."{column}" = wanted."{column}"' for column in columns)
    return (
        f"WITH wanted AS MATERIALIZED ("
        f"{_held_before(table, columns, mine, 'change.action_id = :mine')}),"
        f" held AS MATERIALIZED ({_held_before(table, columns, others, later)})"
        f" SELECT DISTINCT held.row_id FROM wanted JOIN held ON {same}"
    )


def _held_before(table: str, columns: tuple[str, ...], changed: list[str], condition: str) -> str:
    """What rows held in some columns before changes removed them or changed one of these cells.

    The outer loop is over the changes, so that no cell is read as a row's image.
    """
    removed = ", ".join(f"json_extract(change.before, '$.{c}') AS \"{c}\"" for c in columns)
    parts = [f"SELECT change.row_id, {removed} FROM change WHERE {{}} AND change.operation = 'D'"]
    for cell in changed:
        held = ", ".join(
            f'change.before AS "{c}"' if c == cell else f'now."{c}" AS "{c}"' for c in columns
        )
        parts.append(
            f'SELECT change.row_id, {held} FROM change CROSS JOIN "{table}" now'
            f" ON now.id = change.row_id WHERE {{}} AND change.operation = 'U'"
            f" AND change.column_name = '{cell}'"
        )
    of_it = f"{condition} AND change.table_name = '{table}'"
    return " UNION ALL ".join(part.format(of_it) for part in parts)


def _before(whose: str, column: str) -> str:
    """What a change says that a column held; of a removed row its image tells."""
    image = f"json_extract({whose}.before, '$.{column}')"
    return f"iif({whose}.operation = 'D', {image}, {whose}.before)"


def _of_later(table: str, column: str) -> str:
    return (
        f"{_LATER} AND later.table_name = '{table}'"
        f" AND (later.operation = 'D' OR later.column_name = '{column}')"
    )


def _not_mine(table: str, row_id: str, columns: tuple[str, ...]) -> str:
    """The action neither made nor removed the row, nor changed it in these cells."""
    listed = ", ".join(f"'{column}'" for column in columns)
    return (
        f"NOT EXISTS (SELECT 1 FROM change own WHERE own.table_name = '{table}'"
        f" AND own.row_id = {row_id} AND +own.action_id = :mine"
        f" AND (own.operation <> 'U' OR own.column_name IN ({listed})))"
    )


def _is_born(table: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM born"
        f" WHERE born.table_name = '{table}' AND born.row_id = mine.row_id)"
    )
