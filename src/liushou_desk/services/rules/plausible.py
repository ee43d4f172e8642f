"""登记核对: the records of a term that an inspector would ask about."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.plausibility import Doubt, Ground, Written, doubts
from liushou_desk.domain.search import search_text
from liushou_desk.models import Child, DiaryEntry, EntryChild, EntryVisitor, Mentor, Pairing
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.naming import called
from liushou_desk.services.school.terms import term_days


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """A record and what is odd about it."""

    key: tuple[int, Ground]
    entry_id: int
    ground: Ground
    happened_on: date
    kind: str
    children: str
    visitors: str
    sentence: str
    search: str


def list_doubts(office: OfficeFile, term: str) -> tuple[DoubtRow, ...]:
    """Every doubt about the records of a term, by ground and day."""
    with office.reading() as session:
        days = term_days(session, term)
        happened = DiaryEntry.happened_on.between(days.first_on, days.last_on)
        of_term = sa.and_(happened, DiaryEntry.may_be_shown())
        entries = {
            row.id: row
            for row in session.execute(
                sa.select(
                    *(DiaryEntry.id, DiaryEntry.kind, DiaryEntry.happened_on),
                    *(DiaryEntry.recorded_on, DiaryEntry.content),
                ).where(of_term)
            )
        }
        children = _linked(session, EntryChild.entry_id, EntryChild.child_id, of_term)
        visitors = _linked(session, EntryVisitor.entry_id, EntryVisitor.mentor_id, of_term)
        written = _written(session, entries, children, visitors)
        found = list(doubts(days, written))
        names = called(session, {c for one in found for c in children[one.entry_id]}, term)
        mentors = {key: name for key, name in session.execute(sa.select(Mentor.id, Mentor.name))}

    def row(one: Doubt) -> DoubtRow:
        entry = entries[one.entry_id]
        about = "、".join(names[child] for child in children[one.entry_id])
        by = "、".join(mentors[mentor] for mentor in visitors[one.entry_id])
        told = (entry.happened_on, entry.kind.label, about, by, one.sentence)
        search = search_text(about, by, one.sentence, one.ground.label)
        return DoubtRow((one.entry_id, one.ground), one.entry_id, one.ground, *told, search)

    order = list(Ground)
    return tuple(
        sorted(map(row, found), key=lambda r: (order.index(r.ground), r.happened_on, r.entry_id))
    )


def _linked(
    session: Session, entry_id: Any, other: Any, of_term: sa.ColumnElement[bool]
) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    links = sa.select(entry_id, other).join(DiaryEntry, DiaryEntry.id == entry_id).where(of_term)
    for key, value in session.execute(links):
        found[key].append(value)
    return found


def _written(
    session: Session,
    entries: dict[int, Any],
    children: dict[int, list[int]],
    visitors: dict[int, list[int]],
) -> list[Written]:
    """The records with what their people tell: households, and since when they are paired."""
    home = {key: value for key, value in session.execute(sa.select(Child.id, Child.household_id))}
    since: dict[tuple[int, int], date] = {}
    pairs = sa.select(Pairing.child_id, Pairing.mentor_id, Pairing.from_on)
    for child_id, mentor_id, from_on in session.execute(pairs):
        before = since.get((child_id, mentor_id), date.max)
        since[child_id, mentor_id] = min(before, from_on or date.min)
    return [
        Written(
            entry.id,
            entry.kind,
            entry.happened_on,
            entry.recorded_on,
            entry.content or "",
            visitors[entry.id],
            {home[child] for child in children[entry.id]},
            [
                since[child, mentor]
                for child in children[entry.id]
                for mentor in visitors[entry.id]
                if (child, mentor) in since
            ],
        )
        for entry in entries.values()
    ]
