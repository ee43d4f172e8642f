"""Whom a kind of paper can be about: the rows of a figure, the register, or a form's own choice."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.models import RegisterPeriod
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


OF_SCHOOL = Whom("学校的记录", _nobody, is_nobody=True)
ON_REGISTER = Whom("在册的儿童", _on_register, takes_anybody=True)
"""Everybody in care; one who has left can still be asked for."""
LEFT_BEHIND = counted_by("left_behind")
