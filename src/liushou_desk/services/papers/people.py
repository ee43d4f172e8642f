"""The children of a paper as it may tell of them: every text covered already for whom it is for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.field import Value
from liushou_desk.domain.history import on_day
from liushou_desk.domain.masking import DELICATE, Audience, told_to, whereabouts_word
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.words import UNFILLED, Care, ParentStatus
from liushou_desk.models import (
    CaregiverPeriod,
    Child,
    FamilyMember,
    Household,
    Mentor,
    Pairing,
)
from liushou_desk.services.facts.naming import classes_of
from liushou_desk.services.facts.rows import (
    FATHERS,
    MOTHERS,
    Reader,
    by_first,
    helping,
    in_force,
    rows_of_parent,
)
from liushou_desk.services.facts.substitutes import substitutes_on
from liushou_desk.services.papers.kind import Subject
from liushou_desk.services.papers.subjects import NO_CLASS
from liushou_desk.services.writing.records import in_parts


@dataclass(frozen=True, slots=True)
class Relative:
    """A grown-up of the child; `where` says of a parent where he is."""

    name: str = ""
    relation: str = ""
    phone: str = ""
    where: str = ""
    age: str = ""
    occupation: str = ""
    call_order: str = ""
    """Its place among those who are rung in an emergency."""


@dataclass(frozen=True, slots=True)
class Person:
    """A child with those who care for it; what its paper may not tell is empty."""

    child_id: int
    name: str
    school_class: str
    sex: str
    born_on: str
    national_id: str
    home_address: str
    phone: str
    father: Relative
    mother: Relative
    caregiver: Relative
    """Who looks after it; `relation` is the kind of care where nobody is named."""
    mentors: tuple[Relative, ...]
    """Adults to turn to, of one on leave who stands in; a pupil who helps (小老师) answers for
    nobody."""
    paired: str
    """The first of them by the pairing itself, on leave or not."""


def people_of(subject: Subject) -> tuple[Person, ...]:
    """The children of a subject in its order, as they are on its day."""
    everybody = subject.once(_everybody)
    return tuple(everybody[child_id] for child_id in subject.child_ids)


def _everybody(subject: Subject) -> Mapping[int, Person]:
    with subject.office.reading() as session:
        return {one.child_id: one for one in _Reading(session, subject).all()}


class _Reading:
    """One pass over the tables; `_told` covers each value on its way out."""

    def __init__(self, session: Session, subject: Subject) -> None:
        self._session, self._subject = session, subject
        day, ids = subject.day, subject.everybody
        children = sa.select(Child, Household.home_address).join(
            Household, Household.id == Child.household_id
        )
        self._children = {row[0].id: row for row in self._of(children, Child.id, ids)}
        homes = {row[0].household_id for row in self._children.values()}
        members = sa.select(FamilyMember)
        found = self._of(members, FamilyMember.household_id, homes)
        self._members: Mapping[int, FamilyMember] = {row[0].id: row[0] for row in found}
        self._parents = Reader.read(session, ids[0] if len(ids) == 1 else None).parents
        cared = sa.select(CaregiverPeriod).where(in_force(CaregiverPeriod, day))
        found = self._of(cared.order_by(CaregiverPeriod.id), CaregiverPeriod.child_id, ids)
        self._care = {row[0].child_id: row[0] for row in found}
        paired = sa.select(Pairing.child_id, Mentor).join(Mentor, Mentor.id == Pairing.mentor_id)
        paired = paired.where(helping(day), Mentor.is_adult())
        paired = paired.order_by(Pairing.id)
        self._pairs = by_first(self._of(paired, Pairing.child_id, ids))
        self._standing_in = substitutes_on(session, day)
        self._classes = classes_of(session, ids, subject.wish.term)

    def all(self) -> Iterator[Person]:
        """A notice on the wall tells of nobody but the child."""
        alone = self._subject.kind.audience is Audience.PUBLIC
        for child_id in self._subject.everybody:
            child, address = self._children[child_id]
            yield Person(
                child_id,
                self._told("child", "name", child.name),
                self._classes.get(child_id, NO_CLASS),
                self._told("child", "sex", child.sex),
                self._told("child", "born_on", child.born_on),
                self._told("child", "national_id", child.national_id),
                self._told("household", "home_address", address),
                self._told("child", "phone", child.phone),
                Relative() if alone else self._parent(child.household_id, FATHERS),
                Relative() if alone else self._parent(child.household_id, MOTHERS),
                Relative() if alone else self._caregiver(child_id),
                () if alone else self._mentors(child_id),
                "" if alone else self._paired(child_id),
            )

    def _parent(self, household_id: int, relations: Any) -> Relative:
        """The parent, a step parent only where no parent is listed."""
        rows = self._parents.get(household_id, [])
        dated = rows_of_parent(rows, relations)
        listed = dated or [row for row in rows if row.relation in relations]
        if not listed:
            return Relative()
        row = on_day(dated, self._subject.day)  # of two fathers the one who is told of that day
        return self._relative(self._members[(row or listed[0]).id], self._where(row))

    def _caregiver(self, child_id: int) -> Relative:
        row = self._care.get(child_id)
        if row is None:
            return Relative(relation=UNFILLED)
        if row.member_id is None:
            return Relative(relation=Care(row.care).label)
        return self._relative(self._members[row.member_id], "")

    def _where(self, row: Any) -> str:
        """The place a parent works at, else the word; the delicate alike."""
        if row is None:
            return UNFILLED
        status: ParentStatus = row.status
        if status in DELICATE or status is ParentStatus.AT_HOME:
            return whereabouts_word(status)
        return self._told("whereabouts", "place", row.place) or status.label

    def _relative(self, member: FamilyMember, where: str) -> Relative:
        return Relative(
            self._told("family_member", "name", member.name),
            self._relation(member),
            self._told("family_member", "phone", member.phone),
            where,
            self._age(member),
            self._told("family_member", "occupation", member.occupation),
            self._told("family_member", "call_order", member.call_order),
        )

    def _age(self, member: FamilyMember) -> str:
        """约68岁: the year of birth tells an age to a year."""
        year = self._told("family_member", "birth_year", member.birth_year)
        return f"约{self._subject.day.year - int(year)}岁" if year else ""

    def _relation(self, member: FamilyMember) -> str:
        """With the school's own words only inside it: a note may say anything."""
        inside = self._subject.kind.audience is Audience.INTERNAL
        return member.relation.noted(member.relation_note) if inside else member.relation.label

    def _mentors(self, child_id: int) -> tuple[Relative, ...]:
        """Of one on leave who stands in."""
        mine = self._pairs.get(child_id, ())
        named = [self._standing_in.get(mentor.id, mentor) for _, mentor in mine]
        return tuple(
            Relative(one.name, one.kind.label, self._told("mentor", "phone", one.phone))
            for one in named
        )

    def _paired(self, child_id: int) -> str:
        mine = self._pairs.get(child_id, ())
        return self._told("mentor", "name", mine[0][1].name) if mine else ""

    def _told(self, table: str, key: str, value: Value | None) -> str:
        subject = self._subject
        field = FIELDS[table, key]
        return told_to(field, value, subject.kind.audience, whole=subject.wish.with_numbers)

    def _of(self, statement: Any, column: Any, ids: Any) -> list[Any]:
        read = self._session.execute
        return [row for part in in_parts(ids) for row in read(statement.where(column.in_(part)))]
