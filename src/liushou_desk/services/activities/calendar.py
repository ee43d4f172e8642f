"""活动日历 as a whole: all activities, the days of the terms, their holidays and weeks."""

from dataclasses import dataclass
from datetime import date

from liushou_desk.domain.terms import Span, TermDays, code_for, usual_term
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.activities.records import ActivityRow, list_activities
from liushou_desk.services.school.terms import TermRow, list_terms, term_days


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """All activities of the file and the days of its terms: turning a page reads nothing."""

    activities: tuple[ActivityRow, ...] = ()
    terms: tuple[TermRow, ...] = ()
    days: tuple[TermDays, ...] = ()
    """The days of the terms, in the same order."""

    def term_span(self, code: str) -> Span:
        """The days of a term, the usual ones where it is not on file."""
        return next(
            (Span(term.first_on, term.last_on) for term in self.terms if term.code == code),
            usual_term(code).span,
        )

    def is_announced(self, year: int) -> bool:
        """Whether 放假 and 补班 of a year are on file; without terms nothing is asked."""
        known = (span for days in self.days for span in (*days.free, *days.worked))
        return not self.days or any(year in (span.first.year, span.last.year) for span in known)

    def days_of(self, day: date) -> TermDays | None:
        """The term on file that holds a day."""
        return next((days for days in self.days if day in days.span), None)

    def term_of(self, day: date) -> str:
        """The term on file that holds a day, else the latest, else the one that usually does."""
        for term in self.terms:
            if term.first_on <= day <= term.last_on:
                return term.code
        return self.terms[0].code if self.terms else code_for(day)


def read_calendar(office: OfficeFile) -> CalendarReading:
    """Everything a calendar of the whole file shows."""
    terms = list_terms(office)
    with office.reading() as session:
        days = tuple(term_days(session, term.code) for term in terms)
    return CalendarReading(list_activities(office, date.min, date.max), terms, days)
