"""The diary as a list, newest first, and one record opened.

Tens of thousands of records are listed at once: few statements, one pass, no mapped objects.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.sql.operators import custom_op

from liushou_desk.domain.diary_kinds import KEPT_APART, DiaryKind
from liushou_desk.domain.field import Value
from liushou_desk.domain.follow_up import LEAST_ATTEMPTS
from liushou_desk.domain.search import folded, folded_each, part_found_by
from liushou_desk.domain.work_fields import ENTRY_FIELDS
from liushou_desk.errors import InputProblem
from liushou_desk.models import DiaryEntry, EntryChild, EntryVisitor, Mentor
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.collector import collector_at_rest
from liushou_desk.services.facts.naming import called, names_of
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.figures.book import book_or_none
from liushou_desk.services.photos.shots import Shot, numbers, read_shots
from liushou_desk.services.school.profile import profile_of
from liushou_desk.services.school.terms import term_days
from liushou_desk.services.writing import records
from liushou_desk.services.writing.records import IDS_AT_ONCE


class Said(NamedTuple):
    """The people on one side of a record, in words, and what they are found by."""

    ids: tuple[int, ...] = ()
    names: str = ""
    search: str = ""


class EntryRow(NamedTuple):
    """A record: its columns, its people; `is_late`: 补录 by the school's limit.

    A tuple, which is made five times as fast as a frozen dataclass, and what many records share
    is held once: there are tens of thousands.
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
    about: Said
    went: Said
    is_late: bool
    own: str
    """What it is found by beside its people and its kind: 地点 to 处理措施."""
    is_tried: bool
    """已尽力: one of the attempts that are enough for a rule's open cell."""
    photos: int
    """How many pictures it has."""

    @property
    def child_ids(self) -> tuple[int, ...]:
        """The children it is about."""
        return self.about.ids

    @property
    def children(self) -> str:
        """Their names."""
        return self.about.names

    @property
    def visitors(self) -> str:
        """The names of those who went."""
        return self.went.names

    @property
    def kind_search(self) -> str:
        """What all records of its kind are found by."""
        return _OF_KIND[self.kind]

    @property
    def search(self) -> str:
        """All that it is found by."""
        return f"{self.about.search}{self.went.search}{self.kind_search}{self.own}"


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """What a form shows of a record: its values by key, whom it is about and who went."""

    values: Mapping[str, Value | None]
    child_ids: tuple[int, ...]
    visitor_ids: tuple[int, ...]
    photos: tuple[Shot, ...]


_Links = Mapping[int, tuple[int, ...]]
_People = Mapping[int, Said]
"""By record; those of which nobody is on this side are left out."""
_NOBODY = Said()


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
        about = _children(session, _links(session, EntryChild, "child_id", chosen), term)
        went = _mentors(session, _links(session, EntryVisitor, "mentor_id", chosen))
        late_after = timedelta(profile_of(session).late_after_days)
        listed = sa.select(*_COLUMNS).where(*chosen).order_by(_E.id.desc())
        read = session.connection().execute(listed).partitions(_AT_ONCE)
        tried = _attempts(office, session, term)
        known = (about, went, tried, numbers(session))
        rows = [row for part in read for row in _rows(part, known, late_after)]
    rows.sort(key=_HAPPENED_ON, reverse=True)  # SQLite would carry whole rows about
    return tuple(rows)


_E = DiaryEntry.__table__.c
_PLUS: custom_op[date] = custom_op("+")
_DAY = sa.UnaryExpression(_E.happened_on, operator=_PLUS, type_=sa.Date())
"""The plus keeps SQLite from its index by day, along which it would jump about in the file."""
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
_HAPPENED_ON = itemgetter(2)
_TEXTS = slice(2, 7)
"""地点 to 处理措施 among the columns after the days."""
_AT_ONCE = 1000
"""Records whose columns are in memory before they are made rows."""
_TRIED_IN = sa.text("""
SELECT DISTINCT t.code
FROM diary_entry e
JOIN entry_child x ON x.entry_id = e.id
JOIN term t ON e.happened_on BETWEEN t.first_on AND t.last_on
WHERE NOT e.reached AND NOT e.is_group
GROUP BY x.child_id, t.code HAVING count(DISTINCT e.happened_on) >= :least
""")
"""The terms in which a child was tried for on enough days, so that the figures need be asked."""
_KINDS = {kind.value: kind for kind in DiaryKind}
_OF_KIND = {kind: part_found_by(folded(kind.label)) for kind in DiaryKind}


def _attempts(office: OfficeFile, session: Session, term: str | None) -> frozenset[int]:
    """The records of a term, or of all, that are all that could be done, as the figures say."""
    terms = session.scalars(_TRIED_IN, {"least": LEAST_ATTEMPTS}).all()
    books = (book_or_none(office, session, code) for code in terms if term in (None, code))
    return frozenset[int]().union(*(book.attempts() for book in books if book))


def still_there(office: OfficeFile, entry_ids: Collection[int]) -> frozenset[int]:
    """Which of some records are on file now; undo and removal took the others."""
    with office.reading() as session:
        return frozenset(session.scalars(sa.select(_E.id).where(_E.id.in_(entry_ids))))


def _rows(
    entries: Sequence[Any],
    known: tuple[_People, _People, frozenset[int], Mapping[int, int]],
    late_after: timedelta,
) -> Iterable[EntryRow]:
    """Made column by column: a call for every record would take half of the list's time."""
    about, went, tried, photos = known
    ids, words, happened, recorded, *rest = zip(*entries, strict=True)
    texts = ["\n".join([text for text in own if text]) for own in zip(*rest[_TEXTS], strict=True)]
    columns = (
        ids,
        [_KINDS[word] for word in words],
        happened,
        recorded,
        *rest,
        [about.get(entry_id, _NOBODY) for entry_id in ids],
        [went.get(entry_id, _NOBODY) for entry_id in ids],
        [on - day > late_after for on, day in zip(recorded, happened, strict=True)],
        [text and part_found_by(text) for text in folded_each(texts)],
        [entry_id in tried for entry_id in ids],
        [photos.get(entry_id, 0) for entry_id in ids],
    )
    return map(EntryRow._make, zip(*columns, strict=True))


def _chosen(
    session: Session, term: str | None, child_id: int | None
) -> list[sa.ColumnElement[bool]]:
    conditions = [DiaryEntry.may_be_shown()]
    if term is not None:
        days = term_days(session, term)
        conditions.append(_DAY.between(days.first_on, days.last_on))
    if child_id is not None:
        mine = sa.select(EntryChild.entry_id).where(EntryChild.child_id == child_id)
        conditions.append(_E.id.in_(mine))
    return conditions


def _links(
    session: Session,
    model: type[EntryChild | EntryVisitor],
    other: str,
    chosen: list[sa.ColumnElement[bool]],
) -> _Links:
    """The other side of an association by record."""
    link = model.__table__.c
    statement = sa.select(link.entry_id, link[other]).order_by(link.entry_id, link[other])
    statement = statement.join(DiaryEntry, _E.id == link.entry_id).where(*chosen)
    found: dict[int, list[int]] = defaultdict(list)
    for entry_id, other_id in session.connection().execute(statement).all():
        found[entry_id].append(other_id)
    return {entry_id: tuple(others) for entry_id, others in found.items()}


def _children(session: Session, links: _Links, term: str | None) -> _People:
    ids = set(chain.from_iterable(links.values()))
    return _people(links, called(session, ids, term), _read(session, names_of(session, ids)))


def _mentors(session: Session, links: _Links) -> _People:
    ids = set(chain.from_iterable(links.values()))
    statement = sa.select(Mentor.id, Mentor.name)
    if len(ids) <= IDS_AT_ONCE:
        statement = statement.where(Mentor.id.in_(ids))
    names = {mentor_id: name for mentor_id, name in session.execute(statement)}
    return _people(links, names, _read(session, names))


def _people(links: _Links, names: Mapping[int, str], read: Mapping[int, str]) -> _People:
    """Said once for all records about the same people."""
    groups = list(dict.fromkeys(links.values()))
    told = ["、".join([names[person] for person in group]) for group in groups]
    read_aloud = ["\n".join([read.get(who, "") for who in group]) for group in groups]
    said = {
        group: Said(group, name, part_found_by(text, aloud))
        for group, name, text, aloud in zip(
            groups, told, folded_each(told), read_aloud, strict=True
        )
    }
    return {entry_id: said[group] for entry_id, group in links.items()}


def _read(session: Session, names: Mapping[int, str]) -> dict[int, str]:
    readings = readings_of(session, names.values())
    return {person: readings.get(name, "") for person, name in names.items()}


def read_entry(office: OfficeFile, entry_id: int) -> EntryRecord:
    """One record for its form. Raises `InputProblem` where it is removed or restricted."""
    with office.reading() as session:
        return entry_in(session, entry_id)


def entry_in(session: Session, entry_id: int) -> EntryRecord:
    """The same within a session."""
    entry = records.found(session, DiaryEntry, entry_id)
    if not entry.kind.may_be_shown:
        raise InputProblem(f"{KEPT_APART}不能打开，只计入总数。", "记录原样保存在数据文件里。")
    children = sa.select(EntryChild.child_id).where(EntryChild.entry_id == entry_id)
    visitors = sa.select(EntryVisitor.mentor_id).where(EntryVisitor.entry_id == entry_id)
    return EntryRecord(
        {field.key: getattr(entry, field.key) for field in ENTRY_FIELDS},
        tuple(session.scalars(children.order_by(EntryChild.child_id))),
        tuple(session.scalars(visitors.order_by(EntryVisitor.mentor_id))),
        read_shots(session, ("entry_id", entry_id)),
    )
