"""Further columns of the roster, read apart and on demand, so that the list itself comes first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.fields import SHEET_FIELDS
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
from liushou_desk.services.register.child_form import ENTRIES, is_restricted
from liushou_desk.services.register.rows import roster_day
from liushou_desk.services.school.terms import term_days, term_id
from liushou_desk.services.truth.completeness import completeness

Cells = Mapping[str, str]
"""Of one child: what its columns say, by the lines of its form (`ENTRIES`) and `COMPLETE`."""
COMPLETE = "complete"
"""资料完整度, which no line of the form holds."""
HARDSHIP, MARK = "hardship", "school_record_mark.mark"
NO_PERCENTS: Mapping[int, int] = MappingProxyType({})


def _on_file(number: str | None) -> str:
    """Of numbers no more than that there is one: a tail beside birth date and sex tells them."""
    return "已填" if number else ""


_OF_CHILD = (
    *("former_name", "nation", "hukou", "registered_address", "enrolled_in", "is_migrant"),
    *("is_other_care", "is_private", "remarks", "village", "declines_label"),
    *("national_id", "student_number"),
    *("disability", "is_orphan"),
)
_OF_SHEET = tuple(field.key for field in SHEET_FIELDS)
_COLUMNS = {
    **{f"child.{name}": name for name in _OF_CHILD},
    **{f"term_sheet.{name}": name for name in _OF_SHEET},
}
"""Lines of the form that stand in a column of the reading as they are."""
_TOLD: Mapping[str, Callable[[Any], str]] = {
    "registered_address": place_name,
    "national_id": _on_file,
    "student_number": _on_file,
}
"""What is told otherwise than as it is written."""


@dataclass(frozen=True, slots=True)
class _Aside:
    """What stands beside the children's own rows."""

    parents: Rows
    where: Rows
    marks: Mapping[int, Mark]
    ticked: Rows
    percents: Mapping[int, int]
    day: date
    plain: tuple[tuple[str, str, Callable[[Any], str]], ...]
    """Cells told as they stand: line of the form, column, words."""
    restricted: bool


@collector_at_rest()
def roster_more(
    office: OfficeFile, term: str, *, restricted: bool = False, complete: bool = False
) -> Mapping[int, Cells]:
    """The further columns of every child of the file, of the day the roster is read at.

    What is restricted has a cell only if asked for, and so has 资料完整度, which takes longer than
    all others together.

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
            tuple(
                (key, name, _TOLD.get(name, written))
                for key, name in _COLUMNS.items()
                if restricted or not is_restricted(ENTRIES[key])
            ),
            restricted,
        )
        return {row.id: _cells(row, aside) for row in _children(session, of_term)}


def _children(session: Session, of_term: int) -> Sequence[Any]:
    sheet = sa.and_(TermSheet.child_id == Child.id, TermSheet.term_id == of_term)
    statement = sa.select(
        Child.__table__,
        TermSheet.id.label("sheet_id"),
        *(getattr(TermSheet, name) for name in _OF_SHEET),
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


def _cells(child: Any, aside: _Aside) -> Cells:
    cells = {key: tell(getattr(child, name)) for key, name, tell in aside.plain}
    cells[MARK] = written(aside.marks.get(child.id))
    cells |= _parent("father", child.household_id, FATHERS, aside)
    cells |= _parent("mother", child.household_id, MOTHERS, aside)
    if child.id in aside.percents:
        cells[COMPLETE] = f"{aside.percents[child.id]}%"
    if aside.restricted:
        ticked = aside.ticked.get(child.sheet_id, ())
        cells[HARDSHIP] = "、".join(row.hardship.label for row in ticked)
    return cells


def _parent(
    who: str, household_id: int, relations: tuple[Relation, ...], aside: _Aside
) -> dict[str, str]:
    """Name, telephone and whereabouts of a parent; a step parent only where no parent is listed."""
    family = aside.parents.get(household_id, ())
    listed = [row for relation in relations for row in family if row.relation is relation]
    if not listed:
        return {}
    where = rows_of_parent(aside.where.get(household_id, ()), relations)
    return {
        f"{who}.name": listed[0].name,
        f"{who}.phone": listed[0].phone or "",
        f"{who}.status": where_words(on_day(where, aside.day)),
    }
