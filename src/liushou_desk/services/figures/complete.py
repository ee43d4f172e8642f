"""Whose file is there (建档), and whose is complete: fields of the catalogue that are answered.

An answer is a value, or somebody's word that there is none (确认无).
"""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.field import Field
from liushou_desk.domain.fields import ROSTER_FIELDS
from liushou_desk.models import Base, Child, ConfirmedNone, FamilyMember, Household, TermSheet
from liushou_desk.services.facts.rows import in_force
from liushou_desk.services.figures.scope import Scope

REQUIRED = tuple(entry for entry in ROSTER_FIELDS if entry.required)
FILING = tuple(entry for entry in REQUIRED if entry.files)


def answered_children(session: Session, scope: Scope, fields: Sequence[Field]) -> set[int]:
    """Children with every one of some fields answered."""
    sheet = sa.and_(TermSheet.child_id == Child.id, TermSheet.term_id == scope.term_id)
    return set(
        session.scalars(
            sa.select(Child.id)
            .join(Household, Household.id == Child.household_id)
            .outerjoin(TermSheet, sheet)
            .where(*(_answered(entry, scope.day) for entry in fields))
        )
    )


def _answered(entry: Field, day: date) -> sa.ColumnElement[bool]:
    """Whether a child's own row, home or sheet holds a field, or else one of the rows that it has.

    Of dated rows only those that hold on the day answer, of the family any member does.
    """
    columns = Base.metadata.tables[entry.table].c
    told = columns[entry.key].is_not(None)
    if entry.table in _ONE_A_CHILD:
        return sa.or_(told, _confirmed_none(entry, day))
    if "child_id" in columns:
        own = columns.child_id == Child.id
    elif "sheet_id" in columns:
        own = columns.sheet_id == TermSheet.id
    else:
        family = sa.select(FamilyMember.id).where(FamilyMember.household_id == Child.household_id)
        member = columns.member_id if "member_id" in columns else columns.id
        own = member.in_(family.correlate(Child))
    dated = (in_force(columns, day),) if "from_on" in columns else ()
    return sa.or_(sa.exists().where(own, told, *dated), _confirmed_none(entry, day))


def _confirmed_none(entry: Field, day: date) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        ConfirmedNone.child_id == Child.id,
        ConfirmedNone.key == f"{entry.table}.{entry.key}",
        ConfirmedNone.said_on <= day,
    )


_ONE_A_CHILD = {model.__tablename__ for model in (Child, Household, TermSheet)}
