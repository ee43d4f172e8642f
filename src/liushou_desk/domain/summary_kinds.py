"""The papers the office writes of its work: of a term, a year, a half of one, a holiday, a class.

Each belongs to a term, and the term says which days it is about and what they are called in it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from liushou_desk.domain.template import split
from liushou_desk.domain.terms import DAY, Span, TermDays
from liushou_desk.domain.words import Word

OF_TERM = "本学期"
_QUOTED = re.compile("(“[^”]*”)")


class SummaryKind(Word):
    """What a paper is."""

    TERM = "term", "学期总结"
    YEAR = "year", "学年总结"
    HALF = "half", "半年总结"
    HOLIDAY = "holiday", "假期小结"
    SCHOOL_CLASS = "class", "班级总结"
    PLAN = "plan", "工作计划"


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a paper, the one its stocks are read at, and what it calls them."""

    span: Span
    stock_on: date
    title: tuple[str, ...]
    """In parts, behind each of which a line of the title may end."""
    now: str = "本学期"
    before: str = "上学期"
    before_on: date | None = None
    """The stock day of the time before, where it is not the last term's 截止日."""

    @property
    def name(self) -> str:
        """The title in one line."""
        return "".join(self.title)

    def say(self, template: str) -> str:
        """A sentence that was written of a term, said of this period; figures stay as they are."""
        if self.now == OF_TERM:
            return template
        return "".join(
            self.words(words) + ("" if inside is None else f"{{{inside}}}")
            for words, inside in split(template)
        )

    def words(self, words: str) -> str:
        """The same of words without figures; what stands in quotation marks is somebody's name."""
        if self.now == OF_TERM:
            return words
        return "".join(
            part if number % 2 else self._said(part)
            for number, part in enumerate(_QUOTED.split(words))
        )

    def _said(self, words: str) -> str:
        end = self.before if self.before.startswith("放假") else f"{self.before}末"
        kept = "学年巩固率" if self.now == "本学年" else "期内巩固率"
        told = (
            (OF_TERM, self.now),
            ("上学期末", end),
            ("上学期", self.before),
            ("学期巩固率", kept),
        )
        for of_term, said in told:
            words = words.replace(of_term, said)
        return words


SUBJECTS: Mapping[SummaryKind, str] = MappingProxyType(
    {SummaryKind.HOLIDAY: "工作小结", SummaryKind.PLAN: "工作计划"}
)
"""What the title ends with; 工作总结 for all others."""


def period_of(kind: SummaryKind, term: TermDays) -> Period | None:
    """The days of a paper of a term; None of a holiday where the term has none."""
    match kind:
        case SummaryKind.YEAR:
            year = term.title_parts[0]
            return Period(term.school_year, term.cutoff_on, (year,), "本学年", "上学年")
        case SummaryKind.HALF:
            return _half(term)
        case SummaryKind.HOLIDAY:
            return _holiday(term)
        case _:
            return Period(term.span, term.cutoff_on, term.title_parts)


def _half(term: TermDays) -> Period:
    """The half of a calendar year in which the term's 截止日 or, of an autumn, its opening lies."""
    if term.is_autumn:
        year = term.first_on.year
        span, now, before = Span(date(year, 7, 1), date(year, 12, 31)), "下半年", "上半年"
    else:
        year = term.cutoff_on.year
        span, now, before = Span(date(year, 1, 1), date(year, 6, 30)), "上半年", "上年下半年"
    return Period(span, span.last, (f"{year}年", now), now, before, span.first - DAY)


def _holiday(term: TermDays) -> Period | None:
    span = term.long_holiday
    if span is None or not span.days:
        return None
    name = "寒假" if term.is_autumn else "暑假"
    return Period(span, span.last, (f"{span.last.year}年", name), name, "放假前", span.first - DAY)
