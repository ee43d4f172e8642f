"""Every line of the year's checklists with how far it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.rhythm import Line, Turn, turns
from liushou_desk.models import RhythmTick
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import FigureBook, book_or_none
from liushou_desk.services.figures.statistics import unit_of
from liushou_desk.services.school.terms import term_days

_Ticks = Mapping[tuple[str, str, str], date]


@dataclass(frozen=True, slots=True)
class LineState:
    """A line in one of its periods; `told` is how far it is, in words."""

    turn: Turn
    line: Line
    is_due: bool
    """Whether it is the time for it today."""
    is_done: bool
    told: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from every other."""
        return self.turn.period, self.turn.checklist.key, self.line.key


def read_rhythm(office: OfficeFile, term: str) -> tuple[LineState, ...]:
    """All lines of a term in the order of the year; none of a term without figures yet."""
    with office.reading() as session:
        book = book_or_none(office, session, term)
        if book is None:
            return ()
        return tuple(rhythm_in(session, book, term, office.today))


def rhythm_in(session: Session, book: FigureBook, term: str, today: date) -> Iterator[LineState]:
    """The same within a session whose figures are at hand."""
    ticks: _Ticks = {
        (tick.period, tick.checklist, tick.line): tick.done_on
        for tick in session.scalars(sa.select(RhythmTick))
    }
    for turn in turns(term_days(session, term), today):
        for line in turn.checklist.lines:
            done_on = ticks.get((turn.period, turn.checklist.key, line.key))
            is_done, told = _by_hand(done_on) if line.by_hand else _by_figures(book, line)
            yield LineState(turn, line, turn.is_due(today), is_done, told)


def _by_hand(done_on: date | None) -> tuple[bool, str]:
    return (True, f"{done_on}打勾") if done_on else (False, "还没有打勾")


def _by_figures(book: FigureBook, line: Line) -> tuple[bool, str]:
    if line.none:
        left = book.number(line.none) if line.none in book else book.total(line.none)
        return not left, f"还有{left}{unit_of(line.none)}" if left else "没有"
    part, whole = book.number(line.part), book.number(line.whole)
    if not whole:
        return False, "还没有儿童"
    return part == whole, f"{part}/{whole}人"
