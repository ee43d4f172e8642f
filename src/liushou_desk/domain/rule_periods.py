"""The periods that a follow-up rule asks of: 教学周, months, the term, the school year.

A week asks while school is held where it has at least 3 teaching days, a month where it has 10; of
a rule for the holidays as many weekdays must be free instead. A term asks as a whole, with its
holidays; for the holidays its longest one asks (寒假, 暑假). A school year is one period of both
its terms. Weeks and months are cut to the term. Whatever the period, a contact on any day of it
does.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from liushou_desk.domain.terms import Span, TermDays
from liushou_desk.domain.words import Frequency, Season

LEAST_WEEKDAYS = {Frequency.WEEKLY: 3, Frequency.MONTHLY: 10}
"""Teaching days (or free weekdays, of a rule for the holidays) that make a period ask."""


def asking(frequency: Frequency, season: Season, term: TermDays) -> list[Span]:
    """Every period of a term that asks, in order."""
    if frequency is Frequency.YEARLY:
        return [term.school_year]
    if frequency is Frequency.EACH_TERM:
        span = term.long_holiday if season is Season.IN_HOLIDAYS else term.span
        return [span] if span else []
    parts, least = _parts(frequency, term), LEAST_WEEKDAYS[frequency]
    match season:
        case Season.IN_TERM:
            return [span for span in parts if term.teaching_days(span) >= least]
        case Season.IN_HOLIDAYS:
            return [span for span in parts if term.days_off(span) >= least]
        case Season.BOTH:
            return list(parts)


def first_then(frequency: Frequency, first_on: date, now: TermDays, wanted: TermDays) -> date:
    """The first day that a period has when its term has other days; its own where it has gone."""
    if frequency in (Frequency.EACH_TERM, Frequency.YEARLY):
        return wanted.first_on if first_on == now.first_on else first_on
    if not any(span.first == first_on for span in _parts(frequency, now)):
        return first_on
    then = {_whole(frequency, span.first): span.first for span in _parts(frequency, wanted)}
    return then.get(_whole(frequency, first_on), first_on)


def period_name(frequency: Frequency, period: Span, term: TermDays) -> str:
    """第3周, 11月, 本学期, 寒假, 本学年."""
    match frequency:
        case Frequency.WEEKLY:
            weeks = (week.first for week in term.weeks())
            return f"第{next(n for n, first in enumerate(weeks, 1) if first == period.first)}周"
        case Frequency.MONTHLY:
            return f"{period.first.month}月"
        case Frequency.EACH_TERM:
            if period == term.span:
                return "本学期"
            return "寒假" if term.is_autumn else "暑假"
        case Frequency.YEARLY:
            return "本学年"


def _parts(frequency: Frequency, term: TermDays) -> Iterator[Span]:
    return term.weeks() if frequency is Frequency.WEEKLY else term.months()


def _whole(frequency: Frequency, day: date) -> date:
    """The first day of the week or month that a day lies in, whatever cuts it."""
    if frequency is Frequency.WEEKLY:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1)
