"""月度登记表 read from the records there are, and written as one action.

There is no table of sheets: what stands on file of these children, this kind and this month is the
sheet, so that a second one for the same month holds what the first has entered.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ledgers.tally import days_of
from liushou_desk.domain.month_sheet import Cell, SheetKey
from liushou_desk.models import (
    DiaryEntry,
    EntryChild,
    EntryVisitor,
    Mentor,
    Pairing,
    SupportPlan,
    TallyEntry,
)
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.naming import called
from liushou_desk.services.writing import records


@dataclass(frozen=True, slots=True)
class Tally:
    """What a child has of this kind and month as a 汇总条."""

    times: int
    days: tuple[int, ...]
    original_at: str


@dataclass(frozen=True, slots=True)
class SheetChild:
    """A line of the sheet; `is_key_care` is 重点关爱 at some time of the month."""

    child_id: int
    called: str
    is_key_care: bool
    tally: Tally | None


@dataclass(frozen=True, slots=True)
class Filed:
    """A contact that is on file already, by whomever."""

    entry_id: int
    reached: bool
    visitors: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it stands on file."""

    key: SheetKey
    mentor: str
    children: tuple[SheetChild, ...]
    filed: Mapping[Cell, Filed]
    original_at: str
    """Where this teacher's paper lay last time."""


def read_sheet(office: OfficeFile, key: SheetKey) -> Sheet:
    """The children whom the mentor had in the month and what is on file of them."""
    with office.reading() as session:
        return sheet_in(session, key)


def sheet_in(session: Session, key: SheetKey) -> Sheet:
    """As `read_sheet`, within a session. Raises `InputProblem` for a mentor who is gone."""
    mentor = records.found(session, Mentor, key.mentor_id)
    ids = set(session.scalars(_paired(key))) | set(session.scalars(_visited(key)))
    names = called(session, ids, None)
    key_care = set(
        session.scalars(
            sa.select(SupportPlan.child_id).where(
                SupportPlan.opened_on <= key.last_on,
                sa.or_(SupportPlan.closed_on.is_(None), SupportPlan.closed_on >= key.month_on),
            )
        )
    )
    tallies = {row.child_id: row for row in tallies_in(session, key, ids)}
    children = tuple(
        SheetChild(child_id, name, child_id in key_care, _tally(tallies.get(child_id)))
        for child_id, name in sorted(names.items(), key=lambda named: (named[1], named[0]))
    )
    return Sheet(key, mentor.name, children, _filed(session, key, ids), _last_place(session, key))


def _paired(key: SheetKey) -> sa.Select[int]:
    return sa.select(Pairing.child_id).where(
        Pairing.mentor_id == key.mentor_id,
        sa.or_(Pairing.from_on.is_(None), Pairing.from_on <= key.last_on),
        sa.or_(Pairing.to_on.is_(None), Pairing.to_on > key.month_on),
    )


def _of_month(key: SheetKey) -> tuple[sa.ColumnElement[bool], ...]:
    in_month = DiaryEntry.happened_on.between(key.month_on, key.last_on)
    return in_month, DiaryEntry.kind == key.kind, DiaryEntry.may_be_shown()


def _visited(key: SheetKey) -> sa.Select[int]:
    return (
        sa.select(EntryChild.child_id)
        .join(DiaryEntry, DiaryEntry.id == EntryChild.entry_id)
        .join(EntryVisitor, EntryVisitor.entry_id == DiaryEntry.id)
        .where(EntryVisitor.mentor_id == key.mentor_id, *_of_month(key))
    )


def _filed(session: Session, key: SheetKey, ids: Collection[int]) -> dict[Cell, Filed]:
    went: dict[int, list[str]] = defaultdict(list)
    names = sa.select(EntryVisitor.entry_id, Mentor.name).join(
        Mentor, Mentor.id == EntryVisitor.mentor_id
    )
    names = names.join(DiaryEntry, DiaryEntry.id == EntryVisitor.entry_id)
    for entry_id, name in session.execute(names.where(*_of_month(key)).order_by(Mentor.id)):
        went[entry_id].append(name)
    entries = (
        sa.select(EntryChild.child_id, DiaryEntry.happened_on, DiaryEntry.id, DiaryEntry.reached)
        .join(DiaryEntry, DiaryEntry.id == EntryChild.entry_id)
        .where(*_of_month(key), EntryChild.child_id.in_(ids))
        .order_by(DiaryEntry.reached, DiaryEntry.id)
    )
    return {
        (child_id, day): Filed(entry_id, reached, "、".join(went[entry_id]))
        for child_id, day, entry_id, reached in session.execute(entries)
    }


def tallies_in(session: Session, key: SheetKey, ids: Collection[int]) -> Iterator[TallyEntry]:
    """The tallies of these children for kind and month of a sheet."""
    yield from session.scalars(
        sa.select(TallyEntry).where(
            TallyEntry.kind == key.kind,
            TallyEntry.month_on == key.month_on,
            TallyEntry.child_id.in_(ids),
        )
    )


def _tally(row: TallyEntry | None) -> Tally | None:
    return row and Tally(row.times, days_of(row.days), row.original_at)


def _last_place(session: Session, key: SheetKey) -> str:
    """Where the paper of this teacher's latest record lies."""
    latest = (
        sa.select(DiaryEntry.original_at)
        .join(EntryVisitor, EntryVisitor.entry_id == DiaryEntry.id)
        .where(EntryVisitor.mentor_id == key.mentor_id, DiaryEntry.original_at.is_not(None))
        .order_by(DiaryEntry.id.desc())
        .limit(1)
    )
    return session.scalar(latest) or ""
