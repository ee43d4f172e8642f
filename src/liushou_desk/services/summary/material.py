"""Reads what a paper's sentences are made from: its figures, those of before, its records."""

from datetime import date

from sqlalchemy.orm import Session

from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import FigureBook
from liushou_desk.services.summary.paper import (
    Asked,
    at_home,
    figures_before,
    period_of_paper,
    scope_of_paper,
)
from liushou_desk.services.summary.phrases import Material
from liushou_desk.services.summary.records import read_records
from liushou_desk.services.summary.values import Values


def material_of(
    office: OfficeFile,
    session: Session,
    asked: Asked,
    *,
    day: date | None = None,
    campus: str | None = None,
) -> Material:
    """What a summary's sentences are made from."""
    prior = figures_before(session, asked, office.today, campus)
    book = book_of_paper(office, session, asked, day=day, campus=campus)
    paper, period = at_home(session, asked), period_of_paper(session, asked, office.today)
    values = Values.of(book, prior, period.before)
    records = read_records(session, book, period.span)
    return Material(book.scope, records, values, office.today, paper, period)


def book_of_paper(
    office: OfficeFile,
    session: Session,
    asked: Asked,
    *,
    day: date | None = None,
    campus: str | None = None,
) -> FigureBook:
    """Every figure of a paper, counted. Raises `RuleConflict`."""
    scope = scope_of_paper(session, asked, office.today, day=day, campus=campus)
    return FigureBook(session, scope).counted()
