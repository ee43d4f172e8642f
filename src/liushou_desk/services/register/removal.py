"""Removing a child with all that hangs on it, found by the foreign keys of the mapped tables."""

from collections import defaultdict
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ledgers import OF_CHILD
from liushou_desk.domain.tables import TABLES
from liushou_desk.models import Base, Child, DiaryEntry, EntryChild, Household
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.models.references import references
from liushou_desk.services.register.child_file import require_child
from liushou_desk.services.writing.records import in_parts

Doomed = Mapping[str, set[int]]
"""Ids by table."""

_TOLD = (
    *("diary_entry", "pairing", "activity_child", *OF_CHILD, "support_plan"),
    *("term_sheet", "open_cell_reason", "call_sheet_line", "child_photo", "record_photo"),
    "family_member",
)


def what_hangs_on(office: OfficeFile, child_id: int) -> tuple[str, ...]:
    """What would go with a child, in words for the question that is asked first.

    Raises `RuleConflict` where the child has been removed already.
    """
    with office.reading() as session:
        doomed = _doomed(session, child_id)
        shared = len(_entries_of(session, child_id)) - len(doomed.get("diary_entry", ()))
    said = [TABLES[name].counted(len(doomed[name])) for name in _TOLD if doomed.get(name)]
    if shared:
        said.append(f"从与其他儿童共有的{shared}条记录里去掉这名儿童")
    return tuple(said)


def remove_child(office: OfficeFile, child_id: int) -> None:
    """Take a child out with all its rows, as one action that undo brings back whole.

    Records shared with other children stay without it; the household stays while siblings live
    there. Raises `RuleConflict` where the child has been removed already.
    """
    with office.reading() as session:
        require_child(session, child_id)
    with office.action("删除儿童", child=child_id) as session:
        doomed = _doomed(session, child_id)
        for table in reversed(Base.metadata.sorted_tables):
            for ids in in_parts(doomed.get(table.name, ())):
                session.execute(sa.delete(table).where(table.c.id.in_(ids)))


def _doomed(session: Session, child_id: int) -> Doomed:
    """Every row that cannot stand without the child, and its own records and home."""
    household_id: int = require_child(session, child_id)["household_id"]
    found: dict[str, set[int]] = defaultdict(set)
    _follow(session, found, Child.__tablename__, {child_id})
    _follow(session, found, DiaryEntry.__tablename__, _entries_alone(session, child_id))
    siblings = sa.select(Child.id).where(Child.household_id == household_id, Child.id != child_id)
    if session.scalar(siblings.limit(1)) is None:
        _follow(session, found, Household.__tablename__, {household_id})
    return found


def _follow(session: Session, found: dict[str, set[int]], name: str, ids: set[int]) -> None:
    """Mark rows and, table by table, whatever refers to them."""
    new = ids - found[name]
    if not new:
        return
    found[name] |= new
    for table, columns in references(name):
        for column in columns:
            for part in in_parts(new):
                refer = sa.select(table.c.id).where(table.c[column].in_(part))
                _follow(session, found, table.name, set(session.scalars(refer)))


def _entries_of(session: Session, child_id: int) -> set[int]:
    mine = sa.select(EntryChild.entry_id).where(EntryChild.child_id == child_id)
    return set(session.scalars(mine))


def _entries_alone(session: Session, child_id: int) -> set[int]:
    """Records about this child and nobody else."""
    mine = _entries_of(session, child_id)
    shared: set[int] = set()
    for part in in_parts(mine):
        others = sa.select(EntryChild.entry_id).where(
            EntryChild.entry_id.in_(part), EntryChild.child_id != child_id
        )
        shared |= set(session.scalars(others))
    return mine - shared
