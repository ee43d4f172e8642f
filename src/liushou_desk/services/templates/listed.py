"""Whom a county's roster lists: the children behind a figure, or those a list shows."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from liushou_desk.errors import InputProblem
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import book_of
from liushou_desk.services.papers.subjects import NOTHING_MADE
from liushou_desk.services.papers.whom import Chosen, Whom
from liushou_desk.services.register.rows import roster_day
from liushou_desk.services.school.terms import term_days

_CHILD = "child"


def behind(figure: str) -> Whom:
    """The rows of any figure or group whose rows are children; other keys are refused when read."""

    def read(office: OfficeFile, session: Session, term: str) -> Chosen:
        book = book_of(office, session, term)
        value, rows = book[figure], book.rows(figure)
        if any(row.source != _CHILD for row in rows):
            said = f"“{value.label}”数的不是儿童，列不成名册，{NOTHING_MADE}"
            raise InputProblem(said, "请换一个以“人”计的指标。", field="figure")
        return Chosen(book.scope.day, {row.record_id for row in rows}, book.scope.note)

    return Whom(figure, read)


def those(child_ids: Collection[int], called: str) -> Whom:
    """The children that a list shows now."""

    def read(office: OfficeFile, session: Session, term: str) -> Chosen:
        return Chosen(roster_day(term_days(session, term), office.today), child_ids)

    return Whom(called, read)
