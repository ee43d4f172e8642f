"""学期: codes, months, teaching days, the day stocks are read at."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liushou_desk.domain.terms import (
    Span,
    TermDays,
    class_label,
    code_for,
    grade_label,
    parse_code,
    previous_code,
    term_title,
    usual_term,
)
from liushou_desk.domain.words import Stage
from liushou_desk.errors import InputProblem

DAY = timedelta(days=1)
CODES = st.builds(lambda y, half: f"{y}-{y + 1}-{half}", st.integers(2001, 2098), st.integers(1, 2))
DAYS = st.dates(date(2010, 1, 1), date(2060, 12, 31))


@given(CODES)
def test_a_term_begins_the_day_after_the_one_before(code: str) -> None:
    assert usual_term(previous_code(code)).last_on + DAY == usual_term(code).first_on


@given(DAYS)
def test_every_day_lies_in_the_usual_term_of_its_code(day: date) -> None:
    assert day in usual_term(code_for(day)).span


@given(CODES)
def test_survey_and_cutoff_lie_inside_a_usual_term(code: str) -> None:
    term = usual_term(code)
    assert term.first_on < term.survey_on < term.cutoff_on <= term.last_on
    assert all(holiday.overlap(term.span) == holiday for holiday in term.holidays)


@pytest.mark.parametrize(
    ("code", "parts", "title"),
    [("2026-2027-1", (2026, 1), "2026—2027学年第一学期"),
     ("2026-2027-2", (2026, 2), "2026—2027学年第二学期")],
)  # fmt: skip
def test_a_code_names_year_and_half(code: str, parts: tuple[int, int], title: str) -> None:
    assert parse_code(code) == parts
    assert term_title(code) == usual_term(code).title == title


@pytest.mark.parametrize(
    "code", ["", "2026-1", "2026-2028-1", "2026-2026-1", "2026-2027-3", "2026—2027-1",
             "1999-2000-1", "2026-2027-1 ", "2026-2027-01"],
)  # fmt: skip
def test_other_codes_are_refused(code: str) -> None:
    with pytest.raises(InputProblem, match="写法不对"):
        usual_term(code)


@given(DAYS, st.integers(0, 220))
def test_months_are_the_days_of_a_term_cut_at_the_first_of_each(first: date, length: int) -> None:
    term = TermDays("2026-2027-1", first, first + DAY * length, first, first)
    months = [*term.months()]
    assert [m.first + DAY * n for m in months for n in range(m.days)] == [
        first + DAY * n for n in range(length + 1)
    ]
    assert all(month.first.day == 1 for month in months[1:])
    assert all((m.first.year, m.first.month) == (m.last.year, m.last.month) for m in months)


@given(DAYS, st.integers(0, 60), DAYS, st.integers(0, 20), DAYS, st.integers(0, 20))
def test_teaching_days_are_the_weekdays_outside_holidays(
    first: date, length: int, one: date, short: int, other: date, shorter: int
) -> None:
    near = [first + DAY * ((day - first).days % 60) for day in (one, other)]
    holidays = (Span(near[0], near[0] + DAY * short), Span(near[1], near[1] + DAY * shorter))
    term = TermDays("2026-2027-1", first, first + DAY * 90, first, first, holidays)
    free = {h.first + DAY * n for h in holidays for n in range(h.days)}
    days = [first + DAY * n for n in range(length + 1)]
    slow = len([day for day in days if day.isoweekday() <= 5 and day not in free])
    assert term.teaching_days(Span(days[0], days[-1])) == slow


def test_october_2026_has_seventeen_teaching_days() -> None:
    assert (
        usual_term("2026-2027-1").teaching_days(Span(date(2026, 10, 1), date(2026, 10, 31))) == 17
    )


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 8, 1), date(2026, 9, 1)),
        (date(2026, 10, 5), date(2026, 10, 5)),
        (date(2027, 1, 15), date(2027, 1, 15)),
        (date(2027, 1, 16), date(2027, 1, 15)),
        (date(2029, 1, 1), date(2027, 1, 15)),
    ],
)
def test_stocks_are_read_at_the_cutoff_or_today_while_that_lies_ahead(
    today: date, day: date
) -> None:
    assert usual_term("2026-2027-1").stock_day(today) == day


@given(DAYS, DAYS, DAYS, DAYS)
def test_overlap_holds_the_days_of_both(a: date, b: date, c: date, d: date) -> None:
    one, other = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    both = one.overlap(other)
    for day in (a, b, c, d):
        assert (day in both) == (day in one and day in other)
    assert both.days == max(0, (min(one.last, other.last) - max(one.first, other.first)).days + 1)


@pytest.mark.parametrize(
    ("stage", "grade", "label"),
    [(Stage.PRIMARY, 1, "一年级"), (Stage.PRIMARY, 6, "六年级"), (Stage.JUNIOR, 6, "六年级"),
     (Stage.JUNIOR, 9, "九年级"), (Stage.PRESCHOOL, 0, "学前"), (Stage.JUNIOR, 10, "10年级")],
)  # fmt: skip
def test_grades_count_through_primary_and_junior(stage: Stage, grade: int, label: str) -> None:
    assert grade_label(stage, grade) == label
    assert class_label(stage, grade, 12) == f"{label}12班"


def test_school_is_held_when_the_week_or_the_notice_says_so() -> None:
    sunday, saturday = date(2026, 9, 20), date(2026, 10, 10)
    october = Span(date(2026, 9, 25), date(2026, 9, 25))
    worked = (Span(sunday, sunday), Span(saturday, saturday))
    term = replace(usual_term("2026-2027-1"), free=(october,), worked=worked)
    span = Span(date(2026, 9, 19), date(2026, 10, 11))
    assert [day.day for day in span.each() if term.is_school_day(day)] == [
        *(20, 21, 22, 23, 24, 28, 29, 30),
        *(8, 9, 10),
    ]
    assert (term.teaching_days(span), term.days_off(span)) == (11, 6)
