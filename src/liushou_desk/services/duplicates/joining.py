"""Makes one row of two: whatever refers to the one that goes is pointed to the one that stays.

The references are found by the foreign keys of the mapped tables, so that none can be forgotten.
Where a unique constraint lets only one of two rows stand, these two become one in the same way.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ledgers.tally import days_of, said_of
from liushou_desk.models.references import references
from liushou_desk.services.duplicates.histories import Row

Decided = Mapping[tuple[str, int, int], Mapping[str, Any]]
"""By table and the ids of the row that stays and the one that goes: cells the clerk decided."""

_ONCE = ("care_agreement", "support_plan")
"""Tables in which a second row that says the same in all its cells says nothing."""


class Joiner:
    """Joins rows of one session; cells nobody decided are filled where they are empty."""

    def __init__(self, session: Session, decided: Decided | None = None) -> None:
        self._session, self._decided = session, decided or {}

    def join(self, table: sa.Table, kept_id: int, gone_id: int) -> None:
        """Let one row go into another of the same table."""
        kept, gone = self._row(table, kept_id), self._row(table, gone_id)
        for other, columns in references(table.name):
            if len(columns) > 1 and columns in kept_apart_by(other):
                self._repoint_pairs(other, columns, kept_id, gone_id)
                continue
            for column in columns:
                self._repoint(other, column, kept_id, gone_id)
        decided = self._decided.get((table.name, kept_id, gone_id), {})
        cells = _filled(table, kept, gone) | dict(decided)
        self._session.execute(sa.delete(table).where(table.c.id == gone_id))
        if changed := {key: value for key, value in cells.items() if kept[key] != value}:
            update = sa.update(table).where(table.c.id == kept_id)
            self._session.execute(update.values(**changed))

    def _repoint(self, table: sa.Table, column: str, kept_id: int, gone_id: int) -> None:
        mine = sa.select(table).where(table.c[column] == gone_id).order_by(table.c.id)
        for row in self._session.execute(mine).mappings().all():
            twin = self._twin(table, {**row, column: kept_id}, column)
            if twin is None:
                here = sa.update(table).where(table.c.id == row["id"])
                self._session.execute(here.values({column: kept_id}))
            else:
                self.join(table, twin, row["id"])

    def _repoint_pairs(
        self, table: sa.Table, columns: tuple[str, ...], kept_id: int, gone_id: int
    ) -> None:
        """Rows about two of the same kind, the smaller id first, each two once and never one."""
        of_it = sa.or_(*(table.c[column] == gone_id for column in columns))
        for row in self._session.execute(sa.select(table).where(of_it)).mappings().all():
            ids = sorted(kept_id if row[c] == gone_id else row[c] for c in columns)
            same = (table.c[column] == value for column, value in zip(columns, ids, strict=True))
            there = self._session.scalar(sa.select(table.c.id).where(*same))
            here = table.c.id == row["id"]
            if there is not None or len(set(ids)) < len(ids):
                self._session.execute(sa.delete(table).where(here))
            else:
                cells = dict(zip(columns, ids, strict=True))
                self._session.execute(sa.update(table).where(here).values(cells))

    def _twin(self, table: sa.Table, wanted: Row, column: str) -> int | None:
        """The row that a unique constraint, or what it says, leaves no second one beside."""
        for columns in kept_apart_by(table):
            if column not in columns or any(
                wanted[name] is None for name in columns if table.name not in _ONCE
            ):
                continue
            same = (table.c[name].is_not_distinct_from(wanted[name]) for name in columns)
            twin = sa.select(table.c.id).where(*same, table.c.id != wanted["id"])
            if (found := self._session.scalar(twin.limit(1))) is not None:
                return found
        return None

    def _row(self, table: sa.Table, row_id: int) -> Row:
        return dict(
            self._session.execute(sa.select(table).where(table.c.id == row_id)).mappings().one()
        )


def kept_apart_by(table: sa.Table) -> Iterator[tuple[str, ...]]:
    """The columns in which no two rows of a table are the same; of some tables in all."""
    for constraint in table.constraints:
        if isinstance(constraint, sa.UniqueConstraint):
            yield tuple(column.name for column in constraint.columns)
    if table.name in _ONCE:
        yield tuple(column.name for column in table.columns if column.name != "id")


def _filled(table: sa.Table, kept: Row, gone: Row) -> Row:
    """The richer row of two: what one lacks the other has; what both count is added up."""
    cells = {key: gone[key] for key, value in kept.items() if value is None}
    match table.name:
        case "tally_entry":
            return cells | _counted(kept, gone)
        case "open_cell_reason" | "mentor_cell_reason":
            return cells | {"reason": _both(kept["reason"], gone["reason"])}
        case "confirmed_none":
            return cells | {"said_on": max(kept["said_on"], gone["said_on"])}
        case _:
            return cells


def _counted(kept: Row, gone: Row) -> Row:
    """Two counts of one month: of one paper the higher, of two papers both together."""
    days = said_of((*days_of(kept["days"]), *days_of(gone["days"]))) or None
    if kept["original_at"] == gone["original_at"]:
        times = max(kept["times"], gone["times"], len(days_of(days)))
        return {"times": times, "days": days}
    return {
        "days": days,
        "times": kept["times"] + gone["times"],
        "original_at": _both(kept["original_at"], gone["original_at"]),
    }


def _both(one: str, other: str) -> str:
    return one if one == other else f"{one}；{other}"
