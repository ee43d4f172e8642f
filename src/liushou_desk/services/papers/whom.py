"""Whom a kind of paper can be about: the rows of a figure, the register, or a form's own choice."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ledgers import LedgerKind
from liushou_desk.domain.terms import TermDays
from liushou_desk.models import Base, RegisterPeriod
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.rows import on_register
from liushou_desk.services.figures.book import DEFINITIONS, book_of
from liushou_desk.services.register.rows import roster_day
from liushou_desk.services.school.terms import term_days


@dataclass(frozen=True, slots=True)
class Chosen:
    """The children of a term's papers and the day they are of; `basis` is the figure's 口径."""

    day: date
    ids: Collection[int]
    basis: str = ""


Read = Callable[[OfficeFile, Session, str], Chosen]


@dataclass(frozen=True, slots=True)
class Whom:
    """A choice of children and how it is called; `takes_anybody` who is asked for by number.

    `is_nobody`: the paper is of the school's own records, so neither class nor child is asked for.
    """

    told: str
    read: Read
    takes_anybody: bool = False
    is_nobody: bool = False


def counted_by(figure: str) -> Whom:
    """The rows of a figure, on the day its number is of."""

    def read(office: OfficeFile, session: Session, term: str) -> Chosen:
        book = book_of(office, session, term)
        return Chosen(book.scope.day, book.record_ids(figure), book.scope.note)

    return Whom(DEFINITIONS[figure], read)


def _on_register(office: OfficeFile, session: Session, term: str) -> Chosen:
    day = roster_day(term_days(session, term), office.today)
    here = session.scalars(sa.select(RegisterPeriod.child_id).where(on_register(day)))
    return Chosen(day, {child_id for child_id in here if child_id is not None})


def _nobody(office: OfficeFile, session: Session, term: str) -> Chosen:
    return Chosen(roster_day(term_days(session, term), office.today), ())


def of_term(kind: LedgerKind, term: TermDays) -> sa.ColumnElement[bool]:
    """The condition that a record of a kind is of a day of the term."""
    return Base.metadata.tables[kind.table].c[kind.day].between(term.first_on, term.last_on)


def recorded(kind: LedgerKind, told: str) -> Whom:
    """Whoever has a record of the term, though gone since."""

    def read(office: OfficeFile, session: Session, term: str) -> Chosen:
        days = term_days(session, term)
        child_id = Base.metadata.tables[kind.table].c.child_id
        found = session.scalars(sa.select(child_id).where(of_term(kind, days)))
        return Chosen(roster_day(days, office.today), set(found))

    return Whom(told, read)


OF_SCHOOL = Whom("学校的记录", _nobody, is_nobody=True)
ON_REGISTER = Whom("在册的儿童", _on_register, takes_anybody=True)
"""Everybody in care; one who has left can still be asked for."""
LEFT_BEHIND = counted_by("left_behind")
