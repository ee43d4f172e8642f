"""Every child's file as the checks need it: read in a few passes, as of one day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.definitions import age_on
from liushou_desk.domain.identity import born_on as born_of
from liushou_desk.domain.words import Care, Mark, ParentStatus, Relation, Sex
from liushou_desk.errors import InputProblem
from liushou_desk.models import (
    BoardingPeriod,
    CareAgreement,
    CaregiverPeriod,
    Child,
    ConfirmedNone,
    FamilyMember,
    Household,
    RegisterPeriod,
    SchoolRecordMark,
    TermSheet,
    Whereabouts,
)
from liushou_desk.services.facts.places import Place, places
from liushou_desk.services.facts.rows import by_first, in_force, on_register
from liushou_desk.services.figures.scope import Scope
from liushou_desk.services.register.child_file import RELATIONS
from liushou_desk.services.register.rows import CLASS_UNKNOWN


@dataclass(frozen=True, slots=True)
class Member:
    """A family member, and where a parent is on the day."""

    member_id: int
    name: str
    relation: Relation
    phone: str | None
    national_id: str | None
    where: Any = None
    """The row of `whereabouts` that holds on the day."""

    def age(self, day: date) -> int | None:
        """周岁 by the identity number, where there is a valid one."""
        if not self.national_id:
            return None
        try:
            return age_on(born_of(self.national_id), day)
        except (ValueError, InputProblem):
            return None


@dataclass(frozen=True, slots=True)
class File:
    """One child on the register on the day."""

    child_id: int
    household_id: int
    name: str
    sex: Sex | None
    born_on: date | None
    national_id: str | None
    student_number: str | None
    home_address: str | None
    place: Place | None
    health: Any
    care_grade: Any
    mark: Mark | None
    members: tuple[Member, ...]
    care: Care | None
    caregiver_id: int | None
    boards: bool | None
    agreements: tuple[Any, ...]
    """Rows of `care_agreement` that were not ended early."""
    confirmed: frozenset[str]
    """Keys of the form to which the answer is 确认无."""

    @property
    def class_order(self) -> tuple[int, int]:
        """Its place in a list by class; without a class it comes last."""
        return (self.place.name.order if self.place else CLASS_UNKNOWN, self.child_id)

    def parent(self, who: str) -> Member | None:
        """Father or mother; a step parent only where no parent is listed."""
        listed = {member.relation: member for member in reversed(self.members)}
        return next((listed[relation] for relation in RELATIONS[who] if relation in listed), None)

    def status(self, who: str) -> ParentStatus | None:
        """Where a parent is."""
        parent = self.parent(who)
        return parent.where.status if parent and parent.where else None

    @property
    def caregiver(self) -> Member | None:
        """Who looks after the child."""
        found = (member for member in self.members if member.member_id == self.caregiver_id)
        return next(found, None)


def read_files(session: Session, scope: Scope) -> list[File]:
    """The files of all children on the register on the scope's day, by id."""
    day = scope.day
    members = _members(session, day)
    caregivers = _of_child(session, CaregiverPeriod, in_force(CaregiverPeriod, day))
    boarding = _of_child(session, BoardingPeriod, in_force(BoardingPeriod, day))
    marks = _of_child(session, SchoolRecordMark, SchoolRecordMark.marked_on <= day)
    ended = CareAgreement.ended_on
    agreements = _of_child(session, CareAgreement, sa.or_(ended.is_(None), ended > day))
    confirmed = _of_child(session, ConfirmedNone, ConfirmedNone.said_on <= day)
    known = places(session)

    def file_of(child: Any) -> File:
        caregiver, boards = _last(caregivers, child.id), _last(boarding, child.id)
        mark = max(marks.get(child.id, ()), key=lambda row: (row.marked_on, row.id), default=None)
        return File(
            child.id,
            child.household_id,
            child.name,
            child.sex,
            child.born_on,
            child.national_id,
            child.student_number,
            child.home_address,
            known.get(child.class_id),
            child.health,
            child.care_grade,
            mark.mark if mark else None,
            members.get(child.household_id, ()),
            caregiver.care if caregiver else None,
            caregiver.member_id if caregiver else None,
            boards.boards if boards else None,
            tuple(agreements.get(child.id, ())),
            frozenset(row.key for row in confirmed.get(child.id, ())),
        )

    return [file_of(child) for child in _children(session, scope)]


def _children(session: Session, scope: Scope) -> Iterable[Any]:
    sheet = sa.and_(TermSheet.child_id == Child.id, TermSheet.term_id == scope.term_id)
    here = sa.select(RegisterPeriod.child_id).where(on_register(scope.day))
    statement = (
        sa.select(
            *(Child.id, Child.household_id, Child.name, Child.sex, Child.born_on),
            *(Child.national_id, Child.student_number, Household.home_address),
            *(TermSheet.class_id, TermSheet.health, TermSheet.care_grade),
        )
        .join(Household, Household.id == Child.household_id)
        .outerjoin(TermSheet, sheet)
        .where(Child.id.in_(here))
        .order_by(Child.id)
    )
    return session.connection().execute(statement).all()


def _members(session: Session, day: date) -> Mapping[int, tuple[Member, ...]]:
    read = session.connection().execute
    where = sa.select(Whereabouts.member_id, Whereabouts.__table__).where(
        in_force(Whereabouts, day)
    )
    whereabouts = {row[0]: row for row in read(where.order_by(Whereabouts.id)).all()}
    statement = sa.select(
        *(FamilyMember.household_id, FamilyMember.id, FamilyMember.name, FamilyMember.relation),
        *(FamilyMember.phone, FamilyMember.national_id),
    ).order_by(FamilyMember.id)
    homes: dict[int, list[Member]] = defaultdict(list)
    for household_id, member_id, name, relation, phone, number in read(statement).all():
        where_now = whereabouts.get(member_id)
        homes[household_id].append(Member(member_id, name, relation, phone, number, where_now))
    return {household_id: tuple(found) for household_id, found in homes.items()}


def _of_child(session: Session, model: Any, condition: sa.ColumnElement[bool]) -> Any:
    statement = sa.select(model.child_id, model.__table__).where(condition).order_by(model.id)
    return by_first(session.connection().execute(statement).all())


def _last(rows: Mapping[int, list[Any]], child_id: int) -> Any:
    found = rows.get(child_id)
    return found[-1] if found else None
