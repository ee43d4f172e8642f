"""Who might take which children: the proposal with names, classes and loads, to be looked at."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.load import Load
from liushou_desk.domain.proposal import Helper, Unpaired, propose
from liushou_desk.domain.search import search_text
from liushou_desk.domain.words import MentorKind
from liushou_desk.models import Child, ClassTeacher, Mentor, Pairing, Term, TermSheet
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.naming import called, classes_of
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.facts.rows import by_first, not_on_register
from liushou_desk.services.facts.substitutes import on_leave
from liushou_desk.services.figures.book import book_of
from liushou_desk.services.school.profile import profile_of
from liushou_desk.services.writing.records import found, in_parts


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A child, the mentor proposed for it or none, and why."""

    child_id: int
    child: str
    school_class: str
    village: str
    mentor_id: int | None
    reason: str
    search: str


@dataclass(frozen=True, slots=True)
class Taker:
    """A mentor who may take children, with the load there is now."""

    mentor_id: int
    name: str
    called: str
    load: Load
    search: str


@dataclass(frozen=True, slots=True)
class PairingPlan:
    """What is proposed, and out of whom another mentor can be chosen."""

    rows: tuple[PlanRow, ...]
    takers: tuple[Taker, ...]

    def loads(self, mentors: Iterable[int | None]) -> Mapping[int, Load]:
        """The loads there would be if each of these mentors took one child more."""
        more = Counter(mentors)
        return {
            taker.mentor_id: Load.of(taker.load.children + more[taker.mentor_id], taker.load.most)
            for taker in self.takers
        }


def plan_pairings(office: OfficeFile, term: str) -> PairingPlan:
    """Mentors for the children that the figure `unpaired` counts.

    Those are left out who have left or got a mentor since the day the figure is of.
    """
    with office.reading() as session:
        pairs = _Pairs(session, office)
        book = book_of(office, session, term)
        waiting = book.record_ids("unpaired") - pairs.helped
        away = not_on_register(session, waiting, office.today)
        return _plan(session, term, waiting - away, pairs)


def plan_succession(office: OfficeFile, term: str, mentor_id: int) -> PairingPlan:
    """Successors for all children whom a mentor has. Raises `InputProblem` for one removed."""
    with office.reading() as session:
        found(session, Mentor, mentor_id)
        pairs = _Pairs(session, office, but=mentor_id)
        return _plan(session, term, pairs.children[mentor_id], pairs)


class _Pairs:
    """Who has and had whom; pairings of `but` are as good as over, and speak for nobody."""

    def __init__(self, session: Session, office: OfficeFile, but: int | None = None) -> None:
        self.but, self.today = but, office.today
        self.has: dict[int, set[int]] = defaultdict(set)
        self.had: dict[int, set[int]] = defaultdict(set)
        """Mentors by child."""
        self.children: dict[int, set[int]] = defaultdict(set)
        """Children by mentor."""
        self.helped: set[int] = set()
        """Children whom an adult helps."""
        rows = session.execute(
            sa.select(Pairing.mentor_id, Pairing.child_id, Pairing.to_on, Mentor.kind).join(
                Mentor, Mentor.id == Pairing.mentor_id
            )
        )
        for mentor_id, child_id, to_on, kind in rows:
            if to_on is not None and to_on <= office.today:
                self.had[child_id].add(mentor_id)
                continue
            self.children[mentor_id].add(child_id)
            if mentor_id != but:
                self.has[child_id].add(mentor_id)
                self.helped |= {child_id} if kind.is_adult else set()


def _plan(session: Session, term: str, child_ids: Collection[int], pairs: _Pairs) -> PairingPlan:
    facts = _facts(session, term, {*child_ids, *pairs.has})
    takers = tuple(_takers(session, pairs))
    helpers = _helpers(session, term, takers, pairs, facts)
    proposed = propose([_unpaired(child_id, facts, pairs) for child_id in child_ids], helpers)
    names, classes = called(session, child_ids, term), classes_of(session, child_ids, term)
    read = readings_of(session, names.values())
    rows = [
        PlanRow(
            one.child_id,
            (name := names[one.child_id]),
            (school_class := classes.get(one.child_id, "")),
            (village := facts[one.child_id].village or ""),
            one.mentor_id,
            one.reason,
            search_text(name, school_class, village, readings=read.get(name, "")),
        )
        for one in proposed
    ]
    rows.sort(key=lambda row: (row.school_class, row.child))
    return PairingPlan(tuple(rows), takers)


def _facts(session: Session, term: str, child_ids: Collection[int]) -> Mapping[int, Unpaired]:
    """Home, class of the term and village of children."""
    sheet = sa.and_(
        TermSheet.child_id == Child.id,
        TermSheet.term_id == sa.select(Term.id).where(Term.code == term).scalar_subquery(),
    )
    statement = sa.select(
        Child.id, Child.household_id, TermSheet.class_id, Child.village
    ).outerjoin(TermSheet, sheet)
    read = session.connection().execute
    return {
        row[0]: Unpaired(*row)
        for part in in_parts(child_ids)
        for row in read(statement.where(Child.id.in_(part)))
    }


def _unpaired(child_id: int, facts: Mapping[int, Unpaired], pairs: _Pairs) -> Unpaired:
    known = facts[child_id]
    return Unpaired(
        child_id,
        known.household_id,
        known.class_id,
        known.village,
        frozenset(pairs.had[child_id]),
        frozenset(pairs.has[child_id]),
    )


def _takers(session: Session, pairs: _Pairs) -> Iterator[Taker]:
    """The adults here, but who is on leave or from outside: there each pairing needs its papers."""
    away = on_leave(session, pairs.today)
    rows = session.execute(
        sa.select(Mentor.id, Mentor.name, Mentor.kind)
        .where(Mentor.is_here(pairs.today))
        .order_by(Mentor.name, Mentor.id)
    ).all()
    most = profile_of(session).mentor_limit
    read = readings_of(session, [name for _, name, _ in rows])
    for mentor_id, name, kind in rows:
        if mentor_id not in (pairs.but, *away) and _may_take(kind):
            search = search_text(name, kind.label, readings=read.get(name, ""))
            load = Load.of(len(pairs.children[mentor_id]), most)
            yield Taker(mentor_id, name, f"{name}（{kind.label}）", load, search)


def _may_take(kind: MentorKind) -> bool:
    return kind.is_adult and not kind.is_outside


def _helpers(
    session: Session,
    term: str,
    takers: Iterable[Taker],
    pairs: _Pairs,
    facts: Mapping[int, Unpaired],
) -> Iterator[Helper]:
    led = by_first(
        session.execute(
            sa.select(ClassTeacher.mentor_id, ClassTeacher.class_id)
            .join(Term, Term.id == ClassTeacher.term_id)
            .where(Term.code == term)
        )
    )
    for taker in takers:
        mine = [facts[child_id] for child_id in pairs.children[taker.mentor_id]]
        yield Helper(
            taker.mentor_id,
            taker.load.room,
            taker.load.children,
            frozenset(class_id for _, class_id in led.get(taker.mentor_id, ())),
            frozenset(child.household_id for child in mine),
            frozenset(child.class_id for child in mine if child.class_id is not None),
            frozenset(child.village for child in mine if child.village),
        )
