"""What of a list of records has changed since it was read, so that the rest need not be read again.

The journal knows the rows that were touched. Where more hangs on them than themselves, that is on a
name that several children bear, nothing is said, and the list is to be read as a whole.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.models import Change, Child, DiaryEntry, EntryChild, EntryVisitor, RecordPhoto
from liushou_desk.models.journal import newest_action
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.diary.entries import EntryRow, list_entries
from liushou_desk.services.facts.naming import shared_names

_MOST = 1000
"""Changed rows and columns from which reading all is as quick."""
_DECIDE = {
    *("follow_up_rule", "term", "holiday", "school_day", "school_profile"),
    *("register_period", "support_plan", "boarding_period", "term_sheet"),
}
"""What else decides whether attempts are 已尽力: who owes which contact, and when."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list and the action after which it was read."""

    rows: tuple[EntryRow, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Amended:
    """The records that were touched, and those of them that belong in the list now."""

    entry_ids: frozenset[int]
    rows: tuple[EntryRow, ...]
    at: int


def list_to_amend(office: OfficeFile, term: str | None) -> Listed:
    """All records of a term or of all time, newest first."""
    with office.reading() as session:
        at = newest_action(session)
    return Listed(list_entries(office, term), at)


def amended_since(office: OfficeFile, term: str | None, at: int) -> Amended | None:
    """What the actions after `at` changed of that list; None where it is to be read anew."""
    with office.reading() as session:
        newest = newest_action(session)
        changes = session.execute(_CHANGES.where(Change.action_id > at)).all()
        touched, children = _touched(session, changes)
        touched |= _missed(session, children)
        moved = not _DECIDE.isdisjoint(change.table_name for change in changes)
        if moved or len(changes) > _MOST or _share_names(session, children):
            return None
    rows = list_entries(office, term, entry_ids=touched)
    return Amended(touched, rows, newest)


_CHANGES = sa.select(Change.table_name, Change.row_id, Change.column_name, Change.before).limit(
    _MOST + 1
)


def _touched(session: Session, changes: Sequence[Any]) -> tuple[frozenset[int], frozenset[int]]:
    """The records that were touched, and the children whom they are or were about."""
    entries = {change.row_id for change in changes if change.table_name == "diary_entry"}
    children: set[int] = set()
    for model in (EntryChild, EntryVisitor, RecordPhoto):
        mine = [change for change in changes if change.table_name == model.__tablename__]
        for column, before in _before(mine):
            if column == "entry_id" and before is not None:
                entries.add(before)
            elif column == "child_id" and before is not None:
                children.add(before)
        ids = {change.row_id for change in mine}
        linked = sa.select(model.entry_id).where(model.id.in_(ids), model.entry_id.is_not(None))
        entries |= set(session.scalars(linked))
    about = sa.select(EntryChild.child_id).where(EntryChild.entry_id.in_(entries))
    return frozenset(entries), frozenset(children | set(session.scalars(about)))


def _missed(session: Session, children: frozenset[int]) -> frozenset[int]:
    """The attempts that reached none of them: one more or less tells what all are worth."""
    about = sa.select(EntryChild.entry_id).where(EntryChild.child_id.in_(children))
    missed = sa.select(DiaryEntry.id).where(DiaryEntry.id.in_(about), ~DiaryEntry.reached)
    return frozenset(session.scalars(missed))


def _before(changes: Sequence[Any]) -> Iterator[tuple[str, int | None]]:
    """What the links were that are no more, column by column."""
    for change in changes:
        if change.column_name is not None:
            yield change.column_name, change.before
        elif change.before is not None:
            yield from json.loads(change.before).items()


def _share_names(session: Session, child_ids: frozenset[int]) -> bool:
    names = session.scalars(sa.select(Child.name).where(Child.id.in_(child_ids)))
    return not shared_names(session).isdisjoint(names)
