"""The households of two children who are one: which goes, and which members are one person."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.models import Base, Child, FamilyMember
from liushou_desk.models.journal import journaled_tables
from liushou_desk.services.duplicates.histories import Row
from liushou_desk.services.duplicates.rows import Side
from liushou_desk.services.register.child_file import read_family


@dataclass(frozen=True, slots=True)
class Homes:
    """Two households, and what is to become of them."""

    left: Row
    right: Row
    kept: Side
    """Whose household the child will live in, unless both stay and the clerk decides."""
    goes: bool
    """Whether nobody else lives in the other one, so that it goes into the kept one."""
    alike: tuple[tuple[Row, Row], ...]
    """Members who are one person, left and right; they become one where a household goes."""

    @property
    def is_one(self) -> bool:
        """Whether both live together already."""
        return self.left["id"] == self.right["id"]

    @property
    def both_stay(self) -> bool:
        """Whether others live in each, so that the clerk has to say which is the child's."""
        return not self.is_one and not self.goes


def read_homes(session: Session, left: Row, right: Row) -> Homes:
    """The households of two rows of children."""
    mine, theirs = (read_family(session, child["household_id"]) for child in (left, right))
    one, other = dict(mine.household), dict(theirs.household)
    if one["id"] == other["id"]:
        return Homes(one, other, Side.LEFT, goes=False, alike=())
    alone = [not _others(session, child) for child in (left, right)]
    kept = Side.RIGHT if alone[0] and not alone[1] else Side.LEFT
    alike = tuple(_alike([dict(m) for m in mine.members], [dict(m) for m in theirs.members]))
    return Homes(one, other, kept, goes=any(alone), alike=alike)


def bring_home(session: Session, child_id: int) -> None:
    """Let a child's rows name members of its own household only.

    A member who lives on elsewhere with other children stands in both households then.
    """
    home = sa.select(Child.household_id).where(Child.id == child_id)
    household_id: int = session.scalars(home).one()
    members = Base.metadata.tables[FamilyMember.__tablename__]
    for table, column in _naming_members():
        strangers = (
            sa.select(table.c.id, members)
            .join(members, members.c.id == table.c[column])
            .where(table.c.child_id == child_id, members.c.household_id != household_id)
        )
        for row_id, *cells in session.execute(strangers).all():
            member = dict(zip(members.columns.keys(), cells, strict=True))
            here = _found_or_copied(session, household_id, member)
            update = sa.update(table).where(table.c.id == row_id)
            session.execute(update.values({column: here}))


def _others(session: Session, child: Row) -> bool:
    others = sa.select(Child.id).where(
        Child.household_id == child["household_id"], Child.id != child["id"]
    )
    return session.scalar(others.limit(1)) is not None


_LIKE: tuple[Callable[[Row], Any], ...] = (
    lambda row: row["national_id"],
    lambda row: row["relation"] if row["relation"].is_parent else None,
    lambda row: (row["relation"], row["name"]),
    lambda row: row["name"],
    lambda row: (row["relation"], row["phone"]) if row["phone"] else None,
)
"""What makes two members one, the surest first. A home has one father: 张大山 and 张大三 are he."""


def _alike(left: list[Row], right: list[Row]) -> Iterator[tuple[Row, Row]]:
    for like in _LIKE:
        for one in tuple(left):
            key = like(one)
            twin = None if key is None else next((row for row in right if like(row) == key), None)
            if twin is not None:
                left.remove(one)
                right.remove(twin)
                yield one, twin


def _naming_members() -> Iterator[tuple[sa.Table, str]]:
    """Tables of a child's rows that name a member of its household."""
    for table in journaled_tables():
        for column in table.columns:
            targets = {key.column.table.name for key in column.foreign_keys}
            if "child_id" in table.columns and FamilyMember.__tablename__ in targets:
                yield table, column.name


def _found_or_copied(session: Session, household_id: int, member: Row) -> int:
    here = [dict(row) for row in read_family(session, household_id).members]
    for one, _ in _alike(here, [member]):
        return int(one["id"])
    copy = {key: value for key, value in member.items() if key != "id"}
    copied = sa.insert(FamilyMember).values(**copy | {"household_id": household_id})
    return int(session.execute(copied.returning(FamilyMember.id)).scalar_one())
