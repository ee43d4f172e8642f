"""Reads what the file holds of each child, in a few ordered passes, as `History` and labels."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.decisions import Decision, decided_word
from liushou_desk.domain.definitions import Whereabouts as WhereaboutsValue
from liushou_desk.domain.history import History, WhereaboutsPeriod
from liushou_desk.domain.leaving import counted_as
from liushou_desk.domain.ledgers.kind import LedgerKind, Until
from liushou_desk.domain.words import Relation, Stage
from liushou_desk.models import (
    Base,
    BoardingPeriod,
    CareAgreement,
    CaregiverPeriod,
    Child,
    FamilyMember,
    LabelOverride,
    Mentor,
    Pairing,
    RegisterPeriod,
    SchoolClass,
    SchoolProfile,
    SchoolRecordMark,
    TermSheet,
    Whereabouts,
)
from liushou_desk.services.facts.lazy_rows import LazyRows
from liushou_desk.services.facts.parent_rows import through_visits

Rows = Mapping[int, list[Any]]

FATHERS = (Relation.FATHER, Relation.STEP_FATHER)
MOTHERS = (Relation.MOTHER, Relation.STEP_MOTHER)


@dataclass(frozen=True, slots=True)
class Reader:
    """One pass over each table of facts; `history` puts a child together."""

    marks: LazyRows
    parents: LazyRows
    decisions: LazyRows
    stages: Mapping[int, Stage]
    """学段 of each class."""

    @classmethod
    def read(cls, session: Session, child_id: int | None = None) -> "Reader":
        """Load marks, parents' whereabouts and decisions of the whole file, or of one child."""
        marks = sa.select(
            SchoolRecordMark.child_id, SchoolRecordMark.marked_on, SchoolRecordMark.mark
        ).order_by(SchoolRecordMark.marked_on, SchoolRecordMark.id)
        decisions = sa.select(
            LabelOverride.child_id,
            LabelOverride.about,
            LabelOverride.value,
            LabelOverride.reason,
            LabelOverride.from_on,
            LabelOverride.to_on,
        ).order_by(LabelOverride.id)
        connection = session.connection()
        return cls(
            LazyRows(connection, of_child(marks, SchoolRecordMark, child_id)),
            parent_rows(session, child_id),
            LazyRows(connection, of_child(decisions, LabelOverride, child_id)),
            {class_id: stage for class_id, stage in connection.execute(_STAGES)},
        )

    def history(self, child: Any, day: date) -> History:
        """The dated facts of a row of `register_rows`, verified or not as of a day."""
        parents = self.parents.get(child.household_id, [])
        return History(
            marks=[(marked_on, mark) for _, marked_on, mark in self.marks.get(child.child_id, ())],
            father=_periods(parents, FATHERS),
            mother=_periods(parents, MOTHERS),
            verified=is_verified(child, day),
            born_on=child.born_on,
            is_orphan=bool(child.is_orphan),
            decisions=self.decided(child.child_id),
            stage=self.stages.get(child.class_id),
            hukou=child.hukou,
        )

    def decided(self, child_id: int) -> list[Decision]:
        """What the school decided otherwise about a child, in the order it was written."""
        return [
            Decision(row.about, decided_word(row.about, row.value), *row[3:])
            for row in self.decisions.get(child_id, ())
        ]


def of_child(statement: Any, model: Any, child_id: int | None) -> Any:
    """The statement itself, or only for the rows of one child."""
    return statement if child_id is None else statement.where(model.child_id == child_id)


def is_verified(child: Any, day: date) -> bool:
    """Whether the term's sheet of a row of `register_rows` was verified by a day."""
    return child.verified_on is not None and child.verified_on <= day


def register_rows(session: Session, first: date, last: date, term_id: int) -> LazyRows:
    """Children on the register at any time from `first` to `last`, with the term's sheet."""
    statement = (
        sa.select(
            *_OF_CHILD,
            RegisterPeriod.entered_on,
            RegisterPeriod.left_on,
            RegisterPeriod.left_why,
        )
        .join(RegisterPeriod, RegisterPeriod.child_id == Child.id)
        .outerjoin(TermSheet, sa.and_(TermSheet.child_id == Child.id, TermSheet.term_id == term_id))
        .where(on_register(first, last))
        .where(sa.or_(RegisterPeriod.left_on.is_(None), _LASTED))
        .order_by(Child.id, RegisterPeriod.entered_on)
    )
    return LazyRows(session.connection(), statement)


def child_row(session: Session, child_id: int, term_id: int | None) -> Any:
    """One child as in `register_rows`, on the register or not; None where there is none."""
    sheet = sa.and_(TermSheet.child_id == Child.id, TermSheet.term_id == term_id)
    statement = sa.select(*_OF_CHILD).outerjoin(TermSheet, sheet).where(Child.id == child_id)
    return session.connection().execute(statement).first()


_OF_CHILD = (
    Child.id.label("child_id"),
    Child.household_id,
    Child.sex,
    Child.born_on,
    Child.hukou,
    Child.is_orphan,
    Child.is_migrant,
    Child.is_other_care,
    Child.disability,
    Child.village,
    Child.declines_label,
    Child.student_number.is_not(None).label("numbered"),
    TermSheet.id.label("sheet_id"),
    TermSheet.class_id,
    TermSheet.health,
    TermSheet.verified_on,
    TermSheet.first_to_board,
    TermSheet.first_to_eat,
    TermSheet.first_to_ride,
)
_STAGES = sa.select(SchoolClass.id, SchoolClass.stage)
_LASTED = RegisterPeriod.left_on > RegisterPeriod.entered_on
"""A period that ends on the day it begins is a slip of the pen and holds no day."""


def on_register(first: date, last: date | None = None) -> sa.ColumnElement[bool]:
    """Whether a period on the register holds on a day, or on one of the days up to `last`."""
    return sa.and_(
        RegisterPeriod.entered_on <= (last or first),
        sa.or_(RegisterPeriod.left_on.is_(None), RegisterPeriod.left_on > first),
    )


def not_on_register(
    session: Session, child_ids: Collection[int], day: date, until: date | None = None
) -> set[int]:
    """Those of some children who are not on the register on a day, or on none of several."""
    here = sa.select(RegisterPeriod.child_id).where(
        RegisterPeriod.child_id.in_(child_ids), on_register(day, until)
    )
    return set(child_ids) - set(session.scalars(here))


@dataclass(frozen=True, slots=True)
class Departure:
    """A child's last leaving: the first day away, and as what it is counted."""

    left_on: date
    counted_as: str | None


def departures(session: Session, day: date) -> dict[int, Departure]:
    """Children who left the register by a day, each with the last time they did so."""
    statement = (
        sa.select(
            RegisterPeriod.child_id,
            RegisterPeriod.left_on,
            RegisterPeriod.left_why,
            RegisterPeriod.receiving_school,
        )
        .where(RegisterPeriod.left_on <= day, _LASTED)
        .order_by(RegisterPeriod.left_on)
    )
    return {
        child_id: Departure(left_on, counted_as(why, school))
        for child_id, left_on, why, school in session.execute(statement)
        if child_id is not None and left_on is not None
    }


def caregiver_rows(session: Session, child_id: int | None = None) -> LazyRows:
    """(child, from, to, care, relation, note) by child."""
    statement = (
        sa.select(
            CaregiverPeriod.child_id,
            CaregiverPeriod.from_on,
            CaregiverPeriod.to_on,
            CaregiverPeriod.care,
            FamilyMember.relation,
            FamilyMember.relation_note,
        )
        .outerjoin(FamilyMember, FamilyMember.id == CaregiverPeriod.member_id)
        .order_by(CaregiverPeriod.id)
    )
    return LazyRows(session.connection(), of_child(statement, CaregiverPeriod, child_id))


def boarding_rows(session: Session, child_id: int | None = None) -> LazyRows:
    """(child, from, to, boards) by child."""
    statement = sa.select(
        BoardingPeriod.child_id,
        BoardingPeriod.from_on,
        BoardingPeriod.to_on,
        BoardingPeriod.boards,
    ).order_by(BoardingPeriod.id)
    return LazyRows(session.connection(), of_child(statement, BoardingPeriod, child_id))


def agreement_rows(session: Session, child_id: int | None = None) -> LazyRows:
    """(child, from, until, ended, informed) of 委托照护 by child; `until` is the last day."""
    statement = sa.select(
        CareAgreement.child_id,
        CareAgreement.from_on,
        CareAgreement.until_on,
        CareAgreement.ended_on,
        CareAgreement.informed_on,
    ).order_by(CareAgreement.id)
    return LazyRows(session.connection(), of_child(statement, CareAgreement, child_id))


def agreement_holds(row: Any, day: date) -> bool:
    """Whether a row of `agreement_rows` is in force on a day."""
    if row.from_on > day or (row.until_on is not None and row.until_on < day):
        return False
    return row.ended_on is None or row.ended_on > day


def in_force(model: Any, day: date) -> sa.ColumnElement[bool]:
    """Whether a dated row (a model, or a table's columns) holds on a day."""
    return sa.and_(
        sa.or_(model.from_on.is_(None), model.from_on <= day),
        sa.or_(model.to_on.is_(None), model.to_on > day),
    )


def helping(day: date) -> sa.ColumnElement[bool]:
    """Whether a pairing holds on a day and its mentor, who is joined to it, has not left."""
    return sa.and_(in_force(Pairing, day), Mentor.is_here(day))


def holding(kind: LedgerKind, day: date) -> sa.ColumnElement[bool]:
    """Whether a record has begun and is not over on a day, as `Until.holds` says of one."""
    columns, until = Base.metadata.tables[kind.table].c, kind.until or Until()
    conditions = [columns[kind.day] <= day]
    if until.last_on:
        conditions.append(sa.func.coalesce(columns[until.last_on] >= day, sa.true()))
    if until.ended_on:
        conditions.append(sa.func.coalesce(columns[until.ended_on] > day, sa.true()))
    return sa.and_(*conditions)


def by_first(rows: Iterable[Any]) -> Rows:
    """Rows grouped by their first column, order kept."""
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row[0]].append(row)
    return grouped


def parent_rows(session: Session, child_id: int | None = None) -> LazyRows:
    """Where the fathers and mothers of each home are and were, visits within an absence told."""
    statement = (
        sa.select(
            FamilyMember.household_id,
            FamilyMember.relation,
            Whereabouts.from_on,
            Whereabouts.to_on,
            Whereabouts.status,
            Whereabouts.away_since,
            Whereabouts.able_to_care,
            Whereabouts.unable_why,
            Whereabouts.place,
            Whereabouts.work,
            Whereabouts.returns,
            FamilyMember.id,
            sa.literal(value=False).label("is_visit"),
        )
        .outerjoin(Whereabouts, Whereabouts.member_id == FamilyMember.id)
        .where(FamilyMember.relation.in_([*FATHERS, *MOTHERS]))
        .order_by(Whereabouts.id)
    )
    if child_id is not None:
        home = sa.select(Child.household_id).where(Child.id == child_id).scalar_subquery()
        statement = statement.where(FamilyMember.household_id == home)
    visit_days = session.scalar(sa.select(SchoolProfile.visit_days)) or 0
    return LazyRows(session.connection(), statement, lambda rows: through_visits(rows, visit_days))


def rows_of_parent(rows: Sequence[Any], relations: tuple[Relation, ...]) -> list[Any]:
    """The dated rows of one parent; a step parent stands in only where no parent is listed."""
    for relation in relations:
        listed = [row for row in rows if row.relation is relation]
        if listed:
            return [row for row in listed if row.status is not None]
    return []


def _periods(rows: Sequence[Any], relations: tuple[Relation, ...]) -> list[WhereaboutsPeriod]:
    return [
        WhereaboutsPeriod(
            row.from_on,
            row.to_on,
            WhereaboutsValue(row.status, row.away_since, row.able_to_care, row.unable_why),
        )
        for row in rows_of_parent(rows, relations)
    ]
