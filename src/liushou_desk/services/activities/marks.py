"""Quiet marks in the calendar: whose birthday it is, and how many contacts fall due."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa

from liushou_desk.domain.ages import birthday_in
from liushou_desk.models import Child
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import book_or_none
from liushou_desk.services.school.terms import term_days
from liushou_desk.services.writing.records import in_parts

Marks = Mapping[date, tuple[str, ...]]
"""Words by day: 生日2, 到期5."""


def read_marks(office: OfficeFile, term: str) -> Marks:
    """The marks of a term; none of one that has no figures yet."""
    with office.reading() as session:
        book = book_or_none(office, session, term)
        if book is None:
            return {}
        span = term_days(session, term).span
        years = range(span.first.year, span.last.year + 1)
        born = sa.select(Child.born_on).where(Child.born_on.is_not(None))
        birthdays = Counter(
            birthday_in(born_on, year)
            for part in in_parts(book.record_ids("left_behind"))
            for born_on in session.scalars(born.where(Child.id.in_(part)))
            if born_on
            for year in years
        )
        due = Counter(cell.due_on for cell in book.open_cells())
    marks: dict[date, list[str]] = defaultdict(list)
    for word, days in (("生日", birthdays), ("到期", due)):
        for day, number in days.items():
            if day in span:
                marks[day].append(f"{word}{number}")
    return {day: tuple(words) for day, words in marks.items()}
