"""The dated rows of two owners made fit to be one owner's: never two states on one day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.terms import DAY
from liushou_desk.models import (
    Base,
    BoardingPeriod,
    CaregiverPeriod,
    LabelOverride,
    Pairing,
    RegisterPeriod,
    SchoolRecordMark,
    Whereabouts,
)
from liushou_desk.services.duplicates.periods import Stay, left_over, meeting

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class History:
    """Which rows of an owner exclude one another: those that agree in the `group` columns."""

    model: type[Base]
    owner: str
    group: tuple[str, ...] = ()
    joins: bool = False
    """Rows that meet become one row; otherwise one owner's rows give way to the other's."""
    first: str = "from_on"
    last: str | None = "to_on"
    """None: the row is of one day."""
    end: tuple[str, ...] = ()
    """The columns that say why it ended."""

    @property
    def table(self) -> sa.Table:
        """Its rows."""
        return Base.metadata.tables[self.model.__tablename__]

    def rows(self, session: Session, owner_id: int) -> list[Row]:
        """The rows of an owner, oldest first."""
        table = self.table
        mine = sa.select(table).where(table.c[self.owner] == owner_id)
        found = [dict(row) for row in session.execute(mine).mappings()]
        return sorted(found, key=lambda row: (self.stay(row).first, row["id"]))

    def stay(self, row: Row) -> Stay:
        """The days of a row."""
        first: date = row[self.first] or date.min
        if self.last is None:
            return Stay(row["id"], first, first + DAY)
        return Stay(row["id"], first, row[self.last] or date.max)


REGISTER = History(
    RegisterPeriod,
    "child_id",
    joins=True,
    first="entered_on",
    last="left_on",
    end=("left_why", "receiving_school"),
)
OF_CHILD = (
    REGISTER,
    History(Pairing, "child_id", ("mentor_id",), joins=True, end=("ended_why",)),
    History(SchoolRecordMark, "child_id", first="marked_on", last=None),
    History(CaregiverPeriod, "child_id"),
    History(BoardingPeriod, "child_id"),
    History(LabelOverride, "child_id", ("about",)),
)
OF_MEMBER = (History(Whereabouts, "member_id"),)
OF_MENTOR = (History(Pairing, "mentor_id", ("child_id",), joins=True, end=("ended_why",)),)


def fit(session: Session, history: History, kept_id: int, gone_id: int, preferred_id: int) -> None:
    """Change the rows of two owners so that they can stand under one."""
    groups: dict[tuple[Any, ...], dict[int, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for owner_id in (kept_id, gone_id):
        for row in history.rows(session, owner_id):
            key = tuple(row[column] for column in history.group)
            groups[key][owner_id].append(row)
    yielding_id = gone_id if preferred_id == kept_id else kept_id
    for group in groups.values():
        if len(group) < 2:
            continue
        if history.joins:
            _join(session, history, [*group[kept_id], *group[gone_id]])
        else:
            _give_way(session, history, group[yielding_id], group[preferred_id])


def join_own(session: Session, history: History, owner_id: int) -> None:
    """Let those of one owner's rows become one that meet."""
    _join(session, history, history.rows(session, owner_id))


def clash(history: History, left: list[Row], right: list[Row]) -> bool:
    """Whether some row of one would have to give way to a row of the other that says otherwise."""
    ignored = {"id", history.owner, history.first, history.last, *history.end}

    def state(row: Row) -> Row:
        return {key: value for key, value in row.items() if key not in ignored}

    return not history.joins and any(
        history.stay(one).meets(history.stay(other)) and state(one) != state(other)
        for one in left
        for other in right
        if all(one[column] == other[column] for column in history.group)
    )


def _join(session: Session, history: History, rows: list[Row]) -> None:
    """One row for those that meet: the kept owner's own where there is one."""
    by_id = {row["id"]: row for row in rows}
    order = list(by_id)
    for group in meeting(map(history.stay, rows)):
        if len(group) < 2:
            continue
        kept, *gone = sorted((stay.id for stay in group), key=order.index)
        begins, ends = min(stay.first for stay in group), max(group, key=lambda stay: stay.to)
        cells = {history.first: None if begins == date.min else begins}
        for column in (history.last, *history.end):
            if column:
                cells[column] = by_id[ends.id][column]
        _delete(session, history.table, gone)
        _update(session, history.table, kept, cells)


def _give_way(
    session: Session, history: History, yielding: list[Row], preferred: list[Row]
) -> None:
    taken = [history.stay(row) for row in preferred]
    table = history.table
    for row in yielding:
        stay = history.stay(row)
        if not any(stay.meets(other) for other in taken):
            continue
        pieces = left_over(stay, taken)
        if not pieces:
            _delete(session, table, [row["id"]])
            continue
        first, *more = (_days(history, piece) for piece in pieces)
        _update(session, table, row["id"], first)
        for days in more:
            copy = {key: value for key, value in row.items() if key != "id"}
            session.execute(sa.insert(table).values(**copy | days))


def _days(history: History, piece: Stay) -> Row:
    assert history.last is not None, "a day cannot be cut"
    return {
        history.first: None if piece.first == date.min else piece.first,
        history.last: None if piece.to == date.max else piece.to,
    }


def _delete(session: Session, table: sa.Table, ids: list[int]) -> None:
    session.execute(sa.delete(table).where(table.c.id.in_(ids)))


def _update(session: Session, table: sa.Table, row_id: int, cells: Row) -> None:
    session.execute(sa.update(table).where(table.c.id == row_id).values(**cells))
