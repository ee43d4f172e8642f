"""The records of the diary that papers are one for each of, read at once with whom they are about.

Never a restricted kind: a paper names the kinds it is for, and none of those is among them.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.masking import may_show
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.terms import code_for
from liushou_desk.models import Child, DiaryEntry, EntryChild, EntryVisitor, Mentor, Term
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.papers.kind import Subject, Wish
from liushou_desk.services.papers.people import Person, people_of
from liushou_desk.services.papers.whom import Chosen, Whom
from liushou_desk.services.photos.shots import Shot, read_shots
from liushou_desk.services.register.rows import roster_day
from liushou_desk.services.school.terms import term_days
from liushou_desk.services.writing.records import in_parts

TEXTS = ("place", "persons_met", "content", "concern", "action_taken")
"""The keys of what somebody wrote."""


@dataclass(frozen=True, slots=True)
class Told:
    """A record as a paper tells it; what is not recorded is empty."""

    kind: DiaryKind
    happened_on: date
    reached: bool
    people: tuple[Person, ...]
    visitors: str
    texts: Mapping[str, str]
    """By key of the form, 地点 to 处理措施."""
    due_again_on: date | None
    closed_on: date | None
    shots: tuple[Shot, ...]


def recorded_as(kinds: Collection[DiaryKind], told: str) -> Whom:
    """Whoever a record of the term is about, though gone since."""

    def read(office: OfficeFile, session: Session, term: str) -> Chosen:
        days = term_days(session, term)
        about = sa.select(EntryChild.child_id).join(
            DiaryEntry, DiaryEntry.id == EntryChild.entry_id
        )
        of_term = DiaryEntry.happened_on.between(days.first_on, days.last_on)
        found = session.scalars(about.where(of_term, DiaryEntry.kind.in_(kinds)))
        return Chosen(roster_day(days, office.today), set(found))

    return Whom(told, read, takes_anybody=True)


def wish_of(office: OfficeFile, entry_id: int, child_id: int) -> Wish:
    """For one record: its children stand in the classes of the term it is of, or of the latest."""
    with office.reading() as session:
        day = sa.select(DiaryEntry.happened_on).where(DiaryEntry.id == entry_id).scalar_subquery()
        terms = sa.select(Term.code).order_by(
            day.between(Term.first_on, Term.last_on).desc(), Term.first_on.desc()
        )
        term = session.scalars(terms).first() or code_for(office.today)
    return Wish(term, child_id=child_id, entry_id=entry_id)


def told_of(
    subject: Subject,
    kinds: Collection[DiaryKind],
    *,
    with_shots: bool = True,
    with_bare: bool = False,
) -> tuple[Told, ...]:
    """The records of a subject's children, by child and day, each once.

    Of a kind of which it is enough that it took place (亲情电话) only those that say something,
    unless one is asked for by itself, or those without a word as well (`with_bare`). Without
    `with_shots` no photo is read.
    """
    with subject.office.reading() as session:
        entries = _entries(session, subject, kinds)
        if not with_bare:
            entries = [one for one in entries if subject.wish.entry_id or _says_something(one)]
        ids = [entry.id for entry in entries]
        children, visitors = _children(session, ids), _visitors(session, ids)
        shots = {
            entry.id: _shots(session, entry, children[entry.id]) if with_shots else ()
            for entry in entries
        }
    # A record may be about children of another class as well, so more are read than were asked for.
    everybody = tuple({child_id: None for about in children.values() for child_id in about})
    wider = replace(subject, child_ids=everybody, everybody=everybody, known={})
    people = {person.child_id: person for person in people_of(wider)} if everybody else {}
    order = {child_id: at for at, child_id in enumerate(subject.child_ids)}

    def place(entry: DiaryEntry) -> tuple[int, date, int]:
        mine = [order[child_id] for child_id in children[entry.id] if child_id in order]
        return min(mine), entry.happened_on, entry.id

    return tuple(
        Told(
            entry.kind,
            entry.happened_on,
            entry.reached,
            tuple(people[child_id] for child_id in children[entry.id]),
            "、".join(visitors.get(entry.id, ())),
            {key: _text(subject, entry, key) for key in TEXTS},
            entry.due_again_on,
            entry.closed_on,
            shots[entry.id],
        )
        for entry in sorted(entries, key=place)
    )


def _entries(
    session: Session, subject: Subject, kinds: Collection[DiaryKind]
) -> Sequence[DiaryEntry]:
    wanted = sa.select(DiaryEntry).where(DiaryEntry.kind.in_(kinds), DiaryEntry.may_be_shown())
    only = subject.wish.entry_id
    if only is None:
        days = term_days(session, subject.wish.term)
        wanted = wanted.where(DiaryEntry.happened_on.between(days.first_on, days.last_on))
    else:
        wanted = wanted.where(DiaryEntry.id == only)
    found: dict[int, DiaryEntry] = {}
    for part in in_parts(subject.child_ids):
        mine = sa.select(EntryChild.entry_id).where(EntryChild.child_id.in_(part))
        rows = session.scalars(wanted.where(DiaryEntry.id.in_(mine)))
        found.update((row.id, row) for row in rows)
    return list(found.values())


def _says_something(entry: DiaryEntry) -> bool:
    return entry.kind.traits.needs_text or bool(
        entry.content or entry.concern or entry.action_taken
    )


def _children(session: Session, entry_ids: Collection[int]) -> dict[int, list[int]]:
    links = sa.select(EntryChild.entry_id, EntryChild.child_id).order_by(EntryChild.child_id)
    found: dict[int, list[int]] = defaultdict(list)
    for part in in_parts(entry_ids):
        for entry_id, child_id in session.execute(links.where(EntryChild.entry_id.in_(part))):
            found[entry_id].append(child_id)
    return found


def _visitors(session: Session, entry_ids: Collection[int]) -> dict[int, list[str]]:
    named = sa.select(EntryVisitor.entry_id, Mentor.name).order_by(Mentor.id)
    links = named.join(Mentor, Mentor.id == EntryVisitor.mentor_id)
    found: dict[int, list[str]] = defaultdict(list)
    for part in in_parts(entry_ids):
        for entry_id, name in session.execute(links.where(EntryVisitor.entry_id.in_(part))):
            found[entry_id].append(name)
    return found


def _shots(session: Session, entry: DiaryEntry, child_ids: Collection[int]) -> tuple[Shot, ...]:
    """None that nobody agreed to, and none where a parent has said no, before it or since."""
    if entry.photo_consent_on is None:
        return ()
    private = sa.select(Child.id).where(Child.id.in_(child_ids), Child.is_private.is_(True))
    if session.scalars(private).first() is not None:
        return ()
    return read_shots(session, ("entry_id", entry.id))


def _text(subject: Subject, entry: DiaryEntry, key: str) -> str:
    shown = may_show(FIELDS["diary_entry", key], subject.kind.audience)
    return (getattr(entry, key) or "") if shown else ""
