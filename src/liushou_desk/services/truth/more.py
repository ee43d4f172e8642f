"""Further columns of the roster, read apart and on demand, so that the list itself comes first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.history import on_day
from liushou_desk.domain.region_code import place_name
from liushou_desk.domain.words import Mark, Relation
from liushou_desk.domain.writing import written
from liushou_desk.models import (
    Child,
    FamilyMember,
    SchoolRecordMark,
    SheetHardship,
    TermSheet,
)
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.collector import collector_at_rest
from liushou_desk.services.facts.rows import (
    FATHERS,
    MOTHERS,
    Rows,
    by_first,
    parent_rows,
    rows_of_parent,
)
from liushou_desk.services.facts.whereabouts import where_words
from liushou_desk.services.register.rows import roster_day
from liushou_desk.services.school.terms import term_days, term_id
from liushou_desk.services.truth.completeness import completeness

_ON_FILE = "已填"
"""Of numbers no more than that there is one: a tail beside birth date and sex gives them away."""
NO_PERCENTS: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class MoreOfChild:
    """Further columns in words; the last five are empty unless they were asked for."""

    former_name: str
    nation: str
    hukou: str
    registered_address: str
    enrolled_in: str
    migrant: str
    other_care: str
    private: str
    remarks: str
    national_id: str
    student_number: str
    mark: str
    father: str
    father_phone: str
    father_where: str
    mother: str
    mother_phone: str
    mother_where: str
    study: str
    care_grade: str
    complete: str = ""
    """资料完整度, where it was asked for."""
    health: str = ""
    disability: str = ""
    orphan: str = ""
    hardships: str = ""


@dataclass(frozen=True, slots=True)
class _Aside:
    """What stands beside the children's own rows."""

    parents: Rows
    where: Rows
    marks: Mapping[int, Mark]
    ticked: Rows
    percents: Mapping[int, int]
    day: date
    restricted: bool


@collector_at_rest()
def roster_more(
    office: OfficeFile, term: str, *, restricted: bool = False, complete: bool = False
) -> Mapping[int, MoreOfChild]:
    """The further columns of every child of the file, of the day the roster is read at.

    资料完整度 takes longer than all others together and is told only if asked for.

    Raises `RuleConflict` for a term that is not on file.
    """
    percents = completeness(office, term).percents if complete else NO_PERCENTS
    with office.reading() as session:
        day = roster_day(term_days(session, term), office.today)
        of_term = term_id(session, term)
        aside = _Aside(
            _parents(session),
            parent_rows(session),
            _marks(session, day),
            _ticked(session, of_term if restricted else None),
            percents,
            day,
            restricted,
        )
        return {row.id: _more(row, aside) for row in _children(session, of_term)}


def _children(session: Session, of_term: int) -> Sequence[Any]:
    sheet = sa.and_(TermSheet.child_id == Child.id, TermSheet.term_id == of_term)
    statement = sa.select(
        Child.__table__,
        TermSheet.id.label("sheet_id"),
        TermSheet.health,
        TermSheet.study,
        TermSheet.care_grade,
    ).outerjoin(TermSheet, sheet)
    return session.connection().execute(statement).all()


def _parents(session: Session) -> Rows:
    """Fathers and mothers by household."""
    statement = (
        sa.select(
            FamilyMember.household_id,
            FamilyMember.relation,
            FamilyMember.name,
            FamilyMember.phone,
        )
        .where(FamilyMember.relation.in_([*FATHERS, *MOTHERS]))
        .order_by(FamilyMember.id)
    )
    return by_first(session.connection().execute(statement).all())


def _marks(session: Session, day: date) -> dict[int, Mark]:
    """The last mark of each child by a day."""
    statement = (
        sa.select(SchoolRecordMark.child_id, SchoolRecordMark.mark)
        .where(SchoolRecordMark.marked_on <= day)
        .order_by(SchoolRecordMark.marked_on, SchoolRecordMark.id)
    )
    return {child_id: mark for child_id, mark in session.connection().execute(statement).all()}


def _ticked(session: Session, of_term: int | None) -> Rows:
    statement = (
        sa.select(SheetHardship.sheet_id, SheetHardship.hardship)
        .join(TermSheet, TermSheet.id == SheetHardship.sheet_id)
        .where(TermSheet.term_id == of_term)
        .order_by(SheetHardship.id)
    )
    return by_first(session.connection().execute(statement).all())


def _more(child: Any, aside: _Aside) -> MoreOfChild:
    return MoreOfChild(
        child.former_name or "",
        child.nation or "",
        written(child.hukou),
        place_name(child.registered_address),
        child.enrolled_in or "",
        written(child.is_migrant),
        written(child.is_other_care),
        written(child.is_private),
        child.remarks or "",
        _ON_FILE if child.national_id else "",
        _ON_FILE if child.student_number else "",
        written(aside.marks.get(child.id)),
        *_parent(child.household_id, FATHERS, aside),
        *_parent(child.household_id, MOTHERS, aside),
        child.study or "",
        written(child.care_grade),
        f"{aside.percents[child.id]}%" if child.id in aside.percents else "",
        *(_restricted(child, aside) if aside.restricted else ()),
    )


def _restricted(child: Any, aside: _Aside) -> tuple[str, str, str, str]:
    ticked = aside.ticked.get(child.sheet_id, ())
    return (
        written(child.health),
        child.disability or "",
        written(child.is_orphan),
        "、".join(row.hardship.label for row in ticked),
    )


def _parent(
    household_id: int, relations: tuple[Relation, ...], aside: _Aside
) -> tuple[str, str, str]:
    """Name, telephone and whereabouts of a parent; a step parent only where no parent is listed."""
    family = aside.parents.get(household_id, ())
    listed = [row for relation in relations for row in family if row.relation is relation]
    if not listed:
        return "", "", ""
    where = rows_of_parent(aside.where.get(household_id, ()), relations)
    return listed[0].name, listed[0].phone or "", where_words(on_day(where, aside.day))
