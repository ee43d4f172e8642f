"""What a term's opening reads: who is on the register, the latest sheets, pairings in force."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.terms import other_half
from liushou_desk.models import (
    Mentor,
    Pairing,
    PupilClass,
    RegisterPeriod,
    SheetHardship,
    Term,
    TermSheet,
)
from liushou_desk.services.facts.rows import Rows, by_first, on_register

Periods = Mapping[int, Any]
"""The last time on the register that touches the term, by child or pupil."""


def children_here(session: Session, first: date, last: date) -> Periods:
    """Children on the register at any time of a term."""
    return _here(session, RegisterPeriod.child_id, first, last)


def pupils_here(session: Session, first: date, last: date) -> Periods:
    """The same of pupils not in care."""
    return _here(session, RegisterPeriod.pupil_id, first, last)


def _here(session: Session, owner: Any, first: date, last: date) -> Periods:
    statement = (
        sa.select(owner, RegisterPeriod.id, RegisterPeriod.entered_on, RegisterPeriod.left_on)
        .where(owner.is_not(None), on_register(first, last), _LASTED)
        .order_by(RegisterPeriod.entered_on, RegisterPeriod.id)
    )
    return {row[0]: row for row in session.connection().execute(statement)}


_LASTED = sa.or_(
    RegisterPeriod.left_on.is_(None), RegisterPeriod.left_on > RegisterPeriod.entered_on
)


def latest_sheets(session: Session, code: str) -> dict[int, Mapping[Any, Any]]:
    """Each child's latest sheet before a term, with the `code` of its own."""
    statement = (
        sa.select(TermSheet.__table__, Term.code)
        .join(Term, Term.id == TermSheet.term_id)
        .where(Term.code < code)
        .order_by(Term.code, TermSheet.id)
    )
    return {row["child_id"]: row for row in session.connection().execute(statement).mappings()}


def sheets_of(session: Session, code: str) -> dict[int, int | None]:
    """The class on each child's sheet of a term."""
    statement = (
        sa.select(TermSheet.child_id, TermSheet.class_id)
        .join(Term, Term.id == TermSheet.term_id)
        .where(Term.code == code)
    )
    return {child_id: class_id for child_id, class_id in session.execute(statement)}


def ticked_hardships(session: Session) -> Rows:
    """(sheet, 困境类型) by sheet."""
    statement = sa.select(SheetHardship.sheet_id, SheetHardship.hardship)
    return by_first(session.connection().execute(statement.order_by(SheetHardship.id)).all())


def left_before(session: Session, code: str, day: date) -> dict[int, tuple[Any, Any]]:
    """Day and reason of children with a sheet of a term who left the register by a day."""
    statement = (
        sa.select(RegisterPeriod.child_id, RegisterPeriod.left_on, RegisterPeriod.left_why)
        .join(TermSheet, TermSheet.child_id == RegisterPeriod.child_id)
        .join(Term, Term.id == TermSheet.term_id)
        .where(Term.code == code, RegisterPeriod.left_on <= day)
        .order_by(RegisterPeriod.left_on)
    )
    rows = session.connection().execute(statement)
    return {child_id: (left_on, why) for child_id, left_on, why in rows if child_id is not None}


def open_pairings(session: Session, day: date) -> Rows:
    """(child, id, kind of mentor, from, to) of pairings that go on after a day, by child."""
    statement = (
        sa.select(Pairing.child_id, Pairing.id, Mentor.kind, Pairing.from_on, Pairing.to_on)
        .join(Mentor, Mentor.id == Pairing.mentor_id)
        .where(sa.or_(Pairing.to_on.is_(None), Pairing.to_on > day))
        .order_by(Pairing.id)
    )
    return by_first(session.connection().execute(statement).all())


def pupil_classes(session: Session, code: str) -> dict[int, tuple[int, str]]:
    """The latest class of each pupil not in care before a term, with that term's code."""
    statement = (
        sa.select(PupilClass.pupil_id, PupilClass.class_id, Term.code)
        .join(Term, Term.id == PupilClass.term_id)
        .where(Term.code < code)
        .order_by(Term.code)
    )
    return {pupil_id: (class_id, of) for pupil_id, class_id, of in session.execute(statement)}


def pupils_placed(session: Session, code: str) -> set[int]:
    """Pupils whose class in a term, or in its school year's other term, is on file."""
    statement = (
        sa.select(PupilClass.pupil_id)
        .join(Term, Term.id == PupilClass.term_id)
        .where(Term.code.in_((code, other_half(code))))
    )
    return set(session.scalars(statement))
