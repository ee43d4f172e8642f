"""Rules: what is owed and done, against a reference that looks at every day."""

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import pytest

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.follow_up import DEFAULT_RULES, Owed, Rule, owed_periods, settle
from liushou_desk.domain.terms import Span, TermDays, usual_term
from liushou_desk.domain.words import AppliesTo, Frequency

DAY = timedelta(days=1)
TERM = usual_term("2026-2027-1")
LONG_AGO = date(2000, 1, 1)


def rule_of(
    frequency: Frequency = Frequency.MONTHLY,
    kind: DiaryKind = DiaryKind.TALK,
    times: int = 1,
    since_on: date = LONG_AGO,
) -> Rule:
    return Rule(7, kind, frequency, times, AppliesTo.LEFT_BEHIND, since_on)


def slow_periods(rule: Rule, term: TermDays, today: date) -> Iterator[list[date]]:
    """Days of each period, by looking at every day of the term."""
    days = [term.first_on + DAY * n for n in range((term.last_on - term.first_on).days + 1)]
    if rule.frequency is Frequency.EACH_TERM:
        candidates = [days]
    else:
        months = sorted({(day.year, day.month) for day in days})
        candidates = [[d for d in days if (d.year, d.month) == month] for month in months]
        candidates = [month for month in candidates if slow_teaching_days(month, term) >= 10]
    for period in candidates:
        if rule.since_on <= period[0] <= today:
            yield period


def slow_teaching_days(days: list[date], term: TermDays) -> int:
    count = 0
    for day in days:
        in_holiday = any(h.first <= day <= h.last for h in term.holidays)
        if day.isoweekday() <= 5 and not in_holiday:
            count += 1
    return count


def slow_cells(
    rule: Rule, term: TermDays, care: list[Span], contacts: list[tuple[date, int]], today: date
) -> Iterator[tuple[date, date, int, bool, bool]]:
    """(first day, due on, done, is done, overdue) of each cell."""
    in_care = {s.first + DAY * n for s in care for n in range((s.last - s.first).days + 1)}
    least = 15 if rule.frequency is Frequency.MONTHLY else 30
    for period in slow_periods(rule, term, today):
        days = sum(min(day, today) in in_care for day in period)
        if days < least:
            continue
        done = 0
        for day, times in contacts:
            if day in period and day <= today:
                done += times
        is_done = done >= rule.times
        yield period[0], period[-1], done, is_done, not is_done and period[-1] < today


def random_term(rng: random.Random) -> TermDays:
    first = TERM.first_on + DAY * rng.randrange(-20, 20)
    last = TERM.last_on + DAY * rng.randrange(-30, 20)
    starts = [first + DAY * rng.randrange(150) for _ in range(rng.randrange(4))]
    holidays = tuple(Span(start, start + DAY * rng.randrange(25)) for start in starts)
    return TermDays(TERM.code, first, last, first, last, holidays)


def random_care(rng: random.Random, term: TermDays, today: date) -> list[Span]:
    """Spans with gaps between them, none beyond today, as the roll has them."""
    spans, day = [], term.first_on + DAY * rng.choice((0, 0, rng.randrange(90)))
    while day <= today and rng.random() < 0.75:
        last = min(today, day + DAY * rng.choice((3, 14, 15, 29, 30, 60, 200)))
        spans.append(Span(day, last))
        day = last + DAY * rng.randrange(2, 40)
    return spans


@pytest.mark.parametrize("block", range(8))
def test_cells_of_random_histories_equal_the_slow_reference(block: int) -> None:
    for seed in range(block * 400, block * 400 + 400):
        rng = random.Random(seed)
        term = random_term(rng)
        today = term.first_on + DAY * rng.randrange(term.span.days)
        rule = rule_of(
            rng.choice(list(Frequency)), times=rng.choice((1, 1, 2)),
            since_on=rng.choice((LONG_AGO, term.first_on + DAY * rng.randrange(150))),
        )  # fmt: skip
        care = random_care(rng, term, today)
        days = [term.first_on + DAY * rng.randrange(-10, 190) for _ in range(rng.randrange(12))]
        contacts = [(day, rng.choice((1, 1, 3))) for day in days]
        cells = cells_of(rule, care, *contacts, today=today, term=term)
        found = [(c.period.first, c.due_on, c.done, c.is_done, c.overdue) for c in cells]
        assert found == [*slow_cells(rule, term, care, contacts, today)], f"seed {seed}"


def cells_of(
    rule: Rule,
    care: Iterable[Span],
    *contacts: tuple[date, int],
    today: date = TERM.last_on,
    term: TermDays = TERM,
) -> list[Owed]:
    """The cells of one child; what was done is added up here, in the program by SQL."""
    made = [(day, times) for day, times in contacts if day <= today]
    return [
        settle(rule, period, sum(times for day, times in made if day in period), today - DAY)
        for period in owed_periods(rule, rule.periods(term, today), [care], today)
    ]


def test_a_month_with_few_teaching_days_asks_for_nothing() -> None:
    months = [period.first.month for period in rule_of().periods(TERM, TERM.last_on)]
    assert months == [9, 10, 11, 12, 1]


def test_a_monthly_cell_needs_fifteen_days_in_care() -> None:
    enough = Span(date(2026, 11, 1), date(2026, 11, 15))
    short = Span(date(2026, 11, 1), date(2026, 11, 14))
    assert len(cells_of(rule_of(), [enough])) == 1
    assert cells_of(rule_of(), [short]) == []


def test_a_term_cell_needs_thirty_days_in_care() -> None:
    visit = rule_of(Frequency.EACH_TERM, DiaryKind.HOME_VISIT)
    assert len(cells_of(visit, [Span(date(2026, 11, 1), date(2026, 11, 30))])) == 1
    assert cells_of(visit, [Span(date(2026, 11, 1), date(2026, 11, 29))]) == []


def test_days_in_care_add_up_across_a_return() -> None:
    care = [
        Span(date(2026, 11, 1), date(2026, 11, 7)),
        Span(date(2026, 11, 20), date(2026, 11, 27)),
    ]
    assert len(cells_of(rule_of(), care)) == 1


def test_a_month_is_owed_from_its_first_day_by_a_child_in_care_today() -> None:
    today = date(2026, 11, 1)
    cells = cells_of(rule_of(), [Span(date(2026, 11, 1), today)], today=today)
    assert [(cell.period.first, cell.overdue) for cell in cells] == [(today, False)]


def test_a_child_that_comes_in_the_second_half_of_a_month_owes_the_next() -> None:
    today = date(2026, 12, 1)
    cells = cells_of(rule_of(), [Span(date(2026, 11, 17), today)], today=today)
    assert [cell.period.first for cell in cells] == [today]


def test_a_cell_is_overdue_once_its_last_day_has_passed() -> None:
    care = [Span(TERM.first_on, date(2026, 9, 30))]
    (on_the_day,) = cells_of(rule_of(), care, today=date(2026, 9, 30))
    (after,) = cells_of(rule_of(), care, today=date(2026, 10, 1))
    assert (on_the_day.overdue, after.overdue) == (False, True)


@pytest.mark.parametrize(("since", "asked"), [(1, [11, 12, 1]), (2, [12, 1]), (30, [12, 1])])
def test_a_month_cut_by_the_day_that_a_rule_counts_from_is_not_owed(
    since: int, asked: list[int]
) -> None:
    periods = rule_of(since_on=date(2026, 11, since)).periods(TERM, TERM.last_on)
    assert [period.first.month for period in periods] == asked


def test_a_term_begun_before_the_rule_is_not_owed() -> None:
    visit = rule_of(Frequency.EACH_TERM, DiaryKind.HOME_VISIT, since_on=TERM.first_on + DAY)
    assert visit.periods(TERM, TERM.last_on) == []


def test_key_care_asks_for_enough_days_with_a_plan_beside_enough_in_care() -> None:
    rule, month = rule_of(), Span(date(2026, 11, 1), date(2026, 11, 30))
    for last, owed in ((15, [month]), (14, [])):
        planned = [Span(month.first, date(2026, 11, last))]
        assert owed_periods(rule, [month], [[TERM.span], planned], TERM.last_on) == owed


def test_a_video_call_does_for_a_telephone_call_and_nothing_else_does() -> None:
    calls = {DiaryKind.PHONE_CALL, DiaryKind.VIDEO_CALL}
    for kind in DiaryKind:
        expected = calls if kind is DiaryKind.PHONE_CALL else {kind}
        assert rule_of(kind=kind).accepts == expected


def test_a_rule_says_itself_in_plain_chinese() -> None:
    assert rule_of(times=2).sentence == "全部留守儿童每月谈心2次"
    call = rule_of(kind=DiaryKind.PHONE_CALL)
    assert call.sentence == "全部留守儿童每月亲情电话1次（亲情视频也算）"


def test_a_new_office_asks_for_talks_calls_and_a_visit() -> None:
    assert [(kind.label, often.label) for kind, often in DEFAULT_RULES] == [
        ("谈心", "每月"), ("家访", "每学期"), ("亲情电话", "每月"),
    ]  # fmt: skip
