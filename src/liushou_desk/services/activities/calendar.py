"""活动日历 as a whole: all activities, the days of the terms, their holidays."""

from dataclasses import dataclass
from datetime import date

from liushou_desk.domain.terms import Span, code_for, usual_term
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.activities.records import ActivityRow, list_activities
from liushou_desk.services.school.terms import TermRow, list_terms, term_days


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """All activities of the file and the days of its terms: turning a page reads nothing."""

    activities: tuple[ActivityRow, ...] = ()
    terms: tuple[TermRow, ...] = ()
    holidays: tuple[Span, ...] = ()

    def term_span(self, code: str) -> Span:
        """The days of a term, the usual ones where it is not on file."""
        return next(
            (Span(term.first_on, term.last_on) for term in self.terms if term.code == code),
            usual_term(code).span,
        )

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
        holidays = tuple(span for term in terms for span in term_days(session, term.code).holidays)
    return CalendarReading(list_activities(office, date.min, date.max), terms, holidays)
