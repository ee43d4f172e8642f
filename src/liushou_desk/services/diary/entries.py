"""The diary as a list, newest first, and one record opened.

Tens of thousands of records are listed at once: three statements, one pass, no mapped objects.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.fields import Value
from liushou_desk.domain.search import folded, found_by
from liushou_desk.domain.work_fields import ENTRY_FIELDS
from liushou_desk.models import Child, DiaryEntry, EntryChild, EntryVisitor, Mentor
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.collector import collector_at_rest
from liushou_desk.services.facts.naming import called
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.school.profile import profile_of
from liushou_desk.services.school.terms import term_days
from liushou_desk.services.writing import records
from liushou_desk.services.writing.records import IDS_AT_ONCE


class EntryRow(NamedTuple):
    """A record: its columns, then its people in words; `is_late`: 补录 by the school's limit.

    A tuple, which is made five times as fast as a frozen dataclass: there are tens of thousands.
    """

    entry_id: int
    kind: DiaryKind
    happened_on: date
    recorded_on: date
    is_group: bool
    reached: bool
    place: str | None
    persons_met: str | None
    content: str | None
    concern: str | None
    action_taken: str | None
    due_again_on: date | None
    closed_on: date | None
    child_ids: tuple[int, ...]
    children: str
    visitors: str
    is_late: bool
    search: str


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """What a form shows of a record: its values by key, whom it is about and who went."""

    values: Mapping[str, Value | None]
    child_ids: tuple[int, ...]
    visitor_ids: tuple[int, ...]


class _People:
    """One kind of people: those of each record, in words and read aloud for the search."""

    def __init__(self, links: Mapping[int, tuple[int, ...]]) -> None:
        self.links = links
        self.ids = set(chain.from_iterable(links.values()))
        self.names: Mapping[int, str] = {}
        self.read: Mapping[int, str] = {}
        self._said: dict[tuple[int, ...], _Said] = {}

    def of(self, entry_id: int) -> "_Said":
        """Ids, names and readings; said once for all records about the same people."""
        ids = self.links.get(entry_id, ())
        said = self._said.get(ids)
        if said is None:
            names = "、".join([self.names[person] for person in ids])
            read = "\n".join([self.read.get(person, "") for person in ids])
            said = self._said[ids] = ids, names, folded(names), read
        return said


_Said = tuple[tuple[int, ...], str, str, str]
"""Ids, names, the same as they are searched, and how they are read."""


@collector_at_rest()
def list_entries(
    office: OfficeFile,
    term: str | None,
    *,
    child_id: int | None = None,
    entry_ids: Collection[int] | None = None,
) -> tuple[EntryRow, ...]:
    """Records of a term (or of all time), of every child or of one, all or some; newest first."""
    with office.reading() as session:
        chosen = _chosen(session, term, child_id)
        if entry_ids is not None:
            chosen.append(_E.id.in_(entry_ids))
        entries = (
            session.connection()
            .execute(
                sa.select(*_COLUMNS).where(*chosen).order_by(_E.happened_on.desc(), _E.id.desc())
            )
            .all()
        )
        children = _children(session, _links(session, EntryChild, "child_id", chosen), term)
        visitors = _mentors(session, _links(session, EntryVisitor, "mentor_id", chosen))
        late_after = timedelta(profile_of(session).late_after_days)
    return tuple([_row(entry, children, visitors, late_after) for entry in entries])


_E = DiaryEntry.__table__.c
_COLUMNS = (
    _E.id,
    sa.type_coerce(_E.kind, sa.String),  # a word is looked up below, not parsed for every row
    _E.happened_on,
    _E.recorded_on,
    _E.is_group,
    _E.reached,
    _E.place,
    _E.persons_met,
    _E.content,
    _E.concern,
    _E.action_taken,
    _E.due_again_on,
    _E.closed_on,
)
_TEXTS = slice(2, 7)
"""地点 to 处理措施 among the columns after the days."""
_KINDS = {kind.value: kind for kind in DiaryKind}
_FOLDED = {kind: folded(kind.label) for kind in DiaryKind}


def still_there(office: OfficeFile, entry_ids: Collection[int]) -> frozenset[int]:
    """Which of some records are on file now; undo and removal took the others."""
    with office.reading() as session:
        return frozenset(session.scalars(sa.select(_E.id).where(_E.id.in_(entry_ids))))


def _row(entry: Any, children: _People, visitors: _People, late_after: timedelta) -> EntryRow:
    """Columns are handed on as they stand: naming each would take half of the list's time."""
    entry_id, word, happened_on, recorded_on, *rest = entry
    kind = _KINDS[word]
    child_ids, about, about_folded, read = children.of(entry_id)
    _, went, went_folded, also_read = visitors.of(entry_id)
    texts = [about_folded, went_folded, _FOLDED[kind], folded(*rest[_TEXTS])]
    search = found_by("\n".join([text for text in texts if text]), f"{read}\n{also_read}")
    is_late = recorded_on - happened_on > late_after
    told = (child_ids, about, went, is_late, search)
    return EntryRow._make((entry_id, kind, happened_on, recorded_on, *rest, *told))


def _chosen(
    session: Session, term: str | None, child_id: int | None
) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if term is not None:
        days = term_days(session, term)
        conditions.append(_E.happened_on.between(days.first_on, days.last_on))
    if child_id is not None:
        mine = sa.select(EntryChild.entry_id).where(EntryChild.child_id == child_id)
        conditions.append(_E.id.in_(mine))
    return conditions


def _links(
    session: Session,
    model: type[EntryChild | EntryVisitor],
    other: str,
    chosen: list[sa.ColumnElement[bool]],
) -> dict[int, tuple[int, ...]]:
    """The other side of an association by record."""
    link = model.__table__.c
    statement = sa.select(link.entry_id, link[other]).order_by(link[other])
    if chosen:
        statement = statement.join(DiaryEntry, _E.id == link.entry_id).where(*chosen)
    found: dict[int, tuple[int, ...]] = {}
    for entry_id, other_id in session.connection().execute(statement).all():
        found[entry_id] = (*found.get(entry_id, ()), other_id)  # most are about one
    return found


def _children(session: Session, links: dict[int, tuple[int, ...]], term: str | None) -> _People:
    people = _People(links)
    names = sa.select(Child.id, Child.name)
    if len(people.ids) <= IDS_AT_ONCE:
        names = names.where(Child.id.in_(people.ids))
    plain = {key: name for key, name in session.execute(names)}
    people.names = called(session, people.ids, term)
    people.read = _read(session, {child_id: plain[child_id] for child_id in people.ids})
    return people


def _mentors(session: Session, links: dict[int, tuple[int, ...]]) -> _People:
    people = _People(links)
    names = sa.select(Mentor.id, Mentor.name)
    if len(people.ids) <= IDS_AT_ONCE:
        names = names.where(Mentor.id.in_(people.ids))
    mentors = session.execute(names)
    people.names = {mentor_id: name for mentor_id, name in mentors}
    people.read = _read(session, people.names)
    return people


def _read(session: Session, names: Mapping[int, str]) -> dict[int, str]:
    readings = readings_of(session, names.values())
    return {person: readings.get(name, "") for person, name in names.items()}


def read_entry(office: OfficeFile, entry_id: int) -> EntryRecord:
    """One record for its form. Raises `InputProblem` where it has been removed."""
    with office.reading() as session:
        return entry_in(session, entry_id)


def entry_in(session: Session, entry_id: int) -> EntryRecord:
    """The same within a session."""
    entry = records.found(session, DiaryEntry, entry_id)
    one = [_E.id == entry_id]
    about = _links(session, EntryChild, "child_id", one)
    went = _links(session, EntryVisitor, "mentor_id", one)
    return EntryRecord(
        {field.key: getattr(entry, field.key) for field in ENTRY_FIELDS},
        about.get(entry_id, ()),
        went.get(entry_id, ()),
    )
