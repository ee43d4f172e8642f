"""What the days of a term must be: in their order, in its school year, beside the other terms."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from liushou_desk.domain.terms import Span, TermDays, parse_code, term_title
from liushou_desk.errors import InputProblem

HOLIDAYS = "holidays"
"""The key of the holidays beside those of the days."""


def require_order(days: TermDays, others: Iterable[TermDays]) -> None:
    """Raise `InputProblem` for the first day or holiday that cannot be where it is.

    `others` are the other terms of the file; an earlier code lies before, a later one behind.
    """
    _in_order(days)
    _in_school_year(days)
    _holidays_inside(days)
    for other in others:
        _apart(days, other)


def _in_order(days: TermDays) -> None:
    if days.last_on <= days.first_on:
        raise InputProblem(
            "最后一天要在第一天之后", f"现在写的第一天是{days.first_on}。", field="last_on"
        )
    for key, label, day in (("survey_on", "摸底日", days.survey_on),
                            ("cutoff_on", "截止日", days.cutoff_on)):  # fmt: skip
        if day not in days.span:
            raise InputProblem(f"{label}不在学期内", f"学期是{told_span(days.span)}。", field=key)
    if days.cutoff_on < days.survey_on:
        raise InputProblem(
            "截止日不能早于摸底日", f"现在写的摸底日是{days.survey_on}。", field="cutoff_on"
        )


def _in_school_year(days: TermDays) -> None:
    """Generous by two months: it is there to find a year that was mistyped."""
    start = parse_code(days.code)[0]
    year = Span(date(start, 7, 1), date(start + 1, 10, 31))
    for key, day in (("first_on", days.first_on), ("last_on", days.last_on)):
        if day not in year:
            raise InputProblem(
                f"{day}离{days.title}太远", f"应在{told_span(year)}，请核对年份。", field=key
            )


def _holidays_inside(days: TermDays) -> None:
    spans = sorted(days.holidays, key=lambda span: span.first)
    for span in spans:
        if span.last < span.first:
            raise InputProblem(
                f"假期{told_span(span)}的两头颠倒了", "先写第一天，再写最后一天。", field=HOLIDAYS
            )
        if span.first not in days.span or span.last not in days.span:
            raise InputProblem(
                f"假期{told_span(span)}超出了学期",
                f"学期是{told_span(days.span)}，请把假期改到里面。",
                field=HOLIDAYS,
            )
    for one, following in pairwise(spans):
        if following.first <= one.last:
            raise InputProblem(
                f"假期{told_span(one)}和{told_span(following)}重叠",
                "请合成一段，或改其中一段。",
                field=HOLIDAYS,
            )


def _apart(days: TermDays, other: TermDays) -> None:
    advice = f"{term_title(other.code)}是{told_span(other.span)}；要动它，请先改那个学期的日期。"
    if other.code < days.code and days.first_on <= other.last_on:
        raise InputProblem("第一天落在上一个学期里或它之前", advice, field="first_on")
    if other.code > days.code and days.last_on >= other.first_on:
        raise InputProblem("最后一天落在下一个学期里或它之后", advice, field="last_on")


def told_span(span: Span) -> str:
    """2026-10-01至2026-10-07."""
    return f"{span.first}至{span.last}"
