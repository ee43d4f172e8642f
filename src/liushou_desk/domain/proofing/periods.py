"""The time a paper is of, as it says itself: a term, a school year or a year."""

import re
from dataclasses import dataclass
from datetime import date

from liushou_desk.domain.proofing.paper import Paper

_DASH = r"[—–\-~～至]{1,2}"
_TERM = re.compile(
    rf"(20\d\d)\s?{_DASH}\s?(20\d\d)\s?学年度?\s?(?:第?([一二12])学期|([上下])学期|([秋春])季?学期)?"
)
_SEASON = re.compile(r"(20\d\d)年(?:度)?([春秋])(?:季|学期|季学期)")
_YEAR = re.compile(r"(20\d\d)年度?(?:[^，。；]{0,16})(?:工作总结|总结|工作报告)")
_HEAD_LINES = 6


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, with the words that say so."""

    first: date
    last: date
    said: str
    is_term: bool

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def year_of(self, month: int) -> int | None:
        """The year of a month that lies in it once."""
        years = [
            year
            for year in range(self.first.year, self.last.year + 1)
            if (self.first.year, self.first.month)
            <= (year, month)
            <= (self.last.year, self.last.month)
        ]
        return years[0] if len(years) == 1 else None


def period_of(paper: Paper) -> Period | None:
    """What the title or the first lines say; None where they say nothing, or two things."""
    head = "\n".join("".join(line.text.split()) for line in paper.prose[:_HEAD_LINES])
    found = {_term(match) for match in _TERM.finditer(head)}
    found |= {_season(match) for match in _SEASON.finditer(head)}
    periods = {period for period in found if period}
    terms = {period for period in periods if period.is_term}
    spans = {(period.first, period.last) for period in terms or periods}
    if len(spans) == 1:
        return min(terms or periods, key=lambda period: period.said)
    if not spans and (year := _YEAR.search(head)):
        number = int(year[1])
        return Period(date(number, 1, 1), date(number, 12, 31), f"{number}年", is_term=False)
    return None


def _term(found: "re.Match[str]") -> Period | None:
    first, second = int(found[1]), int(found[2])
    if second != first + 1:
        return None
    half = found[3] or found[4] or found[5]
    if half is None:
        return Period(date(first, 8, 1), date(second, 8, 31), found[0], is_term=False)
    if half in "一1上秋":
        return Period(date(first, 8, 1), date(second, 2, 28), found[0], is_term=True)
    return Period(date(second, 1, 20), date(second, 8, 31), found[0], is_term=True)


def _season(found: "re.Match[str]") -> Period:
    year = int(found[1])
    if found[2] == "秋":
        return Period(date(year, 8, 1), date(year + 1, 2, 28), found[0], is_term=True)
    return Period(date(year, 1, 20), date(year, 8, 31), found[0], is_term=True)
