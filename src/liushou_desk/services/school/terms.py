"""The terms of a file: their days, and the list of them."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ledger_words import DayKind
from liushou_desk.domain.terms import (
    Span,
    TermDays,
    other_half,
    parse_code,
    term_title,
    usual_term,
)
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Holiday, SchoolDay, Term
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.writing.ledger import Ledger


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term; `is_current` where today lies in it."""

    code: str
    label: str
    first_on: date
    last_on: date
    is_current: bool


def plan_term(session: Session, ledger: Ledger, code: str) -> tuple[int, date]:
    """The term's id and first day; a term not on file is planned with its usual days."""
    found = session.scalars(sa.select(Term).where(Term.code == code)).first()
    if found:
        return found.id, found.first_on
    days = usual_term(code)
    term_id = ledger.insert(
        Term,
        code=code,
        first_on=days.first_on,
        last_on=days.last_on,
        survey_on=days.survey_on,
        cutoff_on=days.cutoff_on,
    )
    for span in days.holidays:
        ledger.insert(Holiday, term_id=term_id, first_on=span.first, last_on=span.last)
    return term_id, days.first_on


def term_days(session: Session, code: str) -> TermDays:
    """The days of a term of this file. Raises `RuleConflict` where there is none."""
    term = _term(session, code)
    holidays = session.scalars(sa.select(Holiday).where(Holiday.term_id == term.id))
    other = session.scalars(sa.select(Term).where(Term.code == other_half(code))).first()
    return TermDays(
        term.code,
        term.first_on,
        term.last_on,
        term.survey_on,
        term.cutoff_on,
        tuple(Span(holiday.first_on, holiday.last_on) for holiday in holidays),
        known_days(session, DayKind.FREE),
        known_days(session, DayKind.WORKED),
        other and Span(other.first_on, other.last_on),
    )


def known_days(session: Session, kind: DayKind) -> tuple[Span, ...]:
    """放假 or 补班 by 节假日与调休."""
    rows = session.execute(
        sa.select(SchoolDay.first_on, SchoolDay.last_on)
        .where(SchoolDay.kind == kind)
        .order_by(SchoolDay.first_on)
    )
    return tuple(Span(first_on, last_on or first_on) for first_on, last_on in rows)


def term_id(session: Session, code: str) -> int:
    """The row of a term of this file. Raises `RuleConflict` where there is none."""
    return _term(session, code).id


def _term(session: Session, code: str) -> Term:
    parse_code(code)
    term = session.scalars(sa.select(Term).where(Term.code == code)).first()
    if term is None:
        known = session.scalars(sa.select(Term.code).order_by(Term.code)).all()
        raise RuleConflict(
            f"这个数据文件里没有学期{code}。",
            f"已有的学期：{'、'.join(known) or '无'}。",
        )
    return term


def has_term(session: Session, code: str) -> bool:
    """Whether this file holds a term."""
    return session.scalar(sa.select(Term.id).where(Term.code == code)) is not None


def list_terms(office: OfficeFile) -> tuple[TermRow, ...]:
    """The terms of this file, the latest first."""
    with office.reading() as session:
        terms = session.scalars(sa.select(Term).order_by(Term.first_on.desc())).all()
        return tuple(
            TermRow(
                term.code,
                term_title(term.code),
                term.first_on,
                term.last_on,
                term.first_on <= office.today <= term.last_on,
            )
            for term in terms
        )


def months_of(office: OfficeFile, term: str) -> tuple[date, ...]:
    """The first days of a term's months that have begun. Raises `RuleConflict`."""
    with office.reading() as session:
        months = [span.first.replace(day=1) for span in term_days(session, term).months()]
    return tuple(month for month in months if month <= office.today)
