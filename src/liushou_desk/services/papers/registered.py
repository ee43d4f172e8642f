"""What is on file of the children of a paper, field by field, each covered as its paper asks."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.fields import CHILD_FIELDS, MEMBER_FIELDS, PARENT_FIELDS, SHEET_FIELDS
from liushou_desk.domain.history import on_day
from liushou_desk.domain.masking import told_to
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.words import ParentStatus, Relation, Stage
from liushou_desk.models import (
    BoardingPeriod,
    CaregiverPeriod,
    Child,
    FamilyMember,
    Household,
    SchoolClass,
    TermSheet,
)
from liushou_desk.services.facts.rows import FATHERS, MOTHERS, in_force, parent_rows
from liushou_desk.services.papers.kind import Subject
from liushou_desk.services.school.terms import term_id
from liushou_desk.services.writing.records import in_parts

_AWAY = frozenset({ParentStatus.WORKS_AWAY, ParentStatus.AWAY_OTHERWISE})
NOTHING: Mapping[str, str] = defaultdict(str)
"""Told of nobody."""


@dataclass(frozen=True, slots=True)
class Member:
    """A grown-up or sibling of the home; of a parent also where he is, by the same keys."""

    member_id: int
    relation: Relation
    word: str
    """The relation as it is called, with the school's own word where it says more."""
    told: Mapping[str, str]
    is_away: bool | None = None
    """Of a parent; None where nobody knows, or where it is not for papers to say."""


NOBODY = Member(0, Relation.OTHER, "", NOTHING)


@dataclass(frozen=True, slots=True)
class Registered:
    """A child by the keys of the catalogue (`child.nation`), and its home."""

    child_id: int
    told: Mapping[str, str]
    members: tuple[Member, ...]
    carer: Member
    stage: Stage | None
    boards: bool | None

    @property
    def father(self) -> Member:
        """A step father only where no father is listed."""
        return self.first(*FATHERS)

    @property
    def mother(self) -> Member:
        """A step mother only where no mother is listed."""
        return self.first(*MOTHERS)

    def first(self, *relations: Relation) -> Member:
        """The first member of the first of these relations that there is."""
        found = (one for relation in relations for one in self.members if one.relation is relation)
        return next(found, NOBODY)

    def member(self, member_id: int | None) -> Member:
        """A member by id; nobody for none."""
        return next((one for one in self.members if one.member_id == member_id), NOBODY)


UNKNOWN = Registered(0, NOTHING, (), NOBODY, None, None)
"""Of an empty form."""


def registered_of(subject: Subject) -> tuple[Registered, ...]:
    """The children of a subject in its order, as they are on its day."""
    everybody = subject.once(_everybody)
    return tuple(everybody[child_id] for child_id in subject.child_ids)


def _everybody(subject: Subject) -> Mapping[int, Registered]:
    with subject.office.reading() as session:
        return {one.child_id: one for one in _Reading(session, subject).all()}


class _Reading:
    """One pass over the tables; `_told` covers each value on its way out."""

    def __init__(self, session: Session, subject: Subject) -> None:
        self._session, self._subject = session, subject
        ids, day = subject.everybody, subject.day
        children = sa.select(Child, Household.home_address).join(
            Household, Household.id == Child.household_id
        )
        self._children = self._of(children, Child.id, ids)
        homes = {row[0].household_id for row in self._children}
        self._members: dict[int, list[FamilyMember]] = defaultdict(list)
        members = sa.select(FamilyMember).order_by(FamilyMember.id)
        for (member,) in self._of(members, FamilyMember.household_id, homes):
            self._members[member.household_id].append(member)
        self._parents = parent_rows(session, ids[0] if len(ids) == 1 else None)
        cared = sa.select(CaregiverPeriod).where(in_force(CaregiverPeriod, day))
        found = self._of(cared.order_by(CaregiverPeriod.id), CaregiverPeriod.child_id, ids)
        self._carers = {row[0].child_id: row[0].member_id for row in found}
        boards = sa.select(BoardingPeriod).where(in_force(BoardingPeriod, day))
        found = self._of(boards.order_by(BoardingPeriod.id), BoardingPeriod.child_id, ids)
        self._boards = {row[0].child_id: row[0].boards for row in found}
        sheets = sa.select(TermSheet, SchoolClass.stage).outerjoin(
            SchoolClass, SchoolClass.id == TermSheet.class_id
        )
        sheets = sheets.where(TermSheet.term_id == term_id(session, subject.wish.term))
        found = self._of(sheets, TermSheet.child_id, ids)
        self._sheets = {row[0].child_id: row for row in found}

    def all(self) -> Iterator[Registered]:
        for child, address in self._children:
            told = self._row("child", CHILD_FIELDS, child)
            told["household.home_address"] = self._told("household", "home_address", address)
            sheet = self._sheets.get(child.id)
            told |= self._row("term_sheet", SHEET_FIELDS, sheet[0]) if sheet else {}
            members = tuple(self._home(child.household_id))
            carer = self._carers.get(child.id)
            yield Registered(
                child.id,
                defaultdict(str, told),
                members,
                next((one for one in members if one.member_id == carer), NOBODY),
                sheet[1] if sheet else None,
                self._boards.get(child.id),
            )

    def _home(self, household_id: int) -> Iterator[Member]:
        rows = self._parents.get(household_id, ())
        for member in self._members[household_id]:
            told = self._row("", MEMBER_FIELDS, member)
            dated = [row for row in rows if row.id == member.id and row.status is not None]
            where = on_day(dated, self._subject.day)
            known = where is not None and where.status in {*_AWAY, ParentStatus.AT_HOME}
            if where is not None and known:
                told |= self._row("", PARENT_FIELDS, where)
            yield Member(
                member.id,
                member.relation,
                member.relation.noted(member.relation_note),
                defaultdict(str, told),
                where.status in _AWAY if where is not None and known else None,
            )

    def _row(self, table: str, fields: Sequence[Any], row: Any) -> dict[str, str]:
        """The columns of a row by key, under the name of its table if there is one."""
        return {
            f"{table}.{field.key}" if table else field.key: self._told(
                field.table, field.key, getattr(row, field.key)
            )
            for field in fields
        }

    def _told(self, table: str, key: str, value: Any) -> str:
        subject = self._subject
        field = FIELDS[table, key]
        return told_to(field, value, subject.kind.audience, whole=subject.wish.with_numbers)

    def _of(self, statement: Any, column: Any, ids: Any) -> list[Any]:
        read = self._session.execute
        return [row for part in in_parts(ids) for row in read(statement.where(column.in_(part)))]
