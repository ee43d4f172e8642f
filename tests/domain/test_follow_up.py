"""Rules: what is owed and done, against a reference that looks at every day."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby, product
from typing import Any

import pytest

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.follow_up import (
    DEFAULT_RULES,
    Owed,
    Rule,
    owed_periods,
    settle,
    usual_also,
)
from liushou_desk.domain.rule_periods import asking, period_name
from liushou_desk.domain.rule_words import (
    explained,
    kinds_of,
    kinds_shown,
    kinds_text,
    refuse_nonsense,
)
from liushou_desk.domain.terms import Span, TermDays, usual_term
from liushou_desk.domain.words import AppliesTo, Frequency, OwedBy, Season
from liushou_desk.errors import InputProblem

DAY = timedelta(days=1)
TERM = usual_term("2026-2027-1")
LONG_AGO = date(2000, 1, 1)


def rule_of(
    frequency: Frequency = Frequency.MONTHLY,
    kind: DiaryKind = DiaryKind.TALK,
    times: int = 1,
    since_on: date = LONG_AGO,
    **more: Any,
) -> Rule:
    return Rule(7, kind, frequency, times, AppliesTo.LEFT_BEHIND, since_on, **more)


def slow_parts(rule: Rule, term: TermDays) -> Iterator[list[date]]:
    """Days of each period that asks, by looking at every day."""
    days = each_day(term.span)
    free = {day for holiday in term.holidays for day in each_day(holiday)}
    match rule.frequency:
        case Frequency.YEARLY:
            yield each_day(Span(term.first_on, date(2027, 8, 31)))
        case Frequency.EACH_TERM if rule.season is Season.IN_HOLIDAYS:
            holidays = [[day for day in each_day(h) if day in days] for h in term.holidays]
            yield from sorted(holidays, key=len, reverse=True)[:1]
        case Frequency.EACH_TERM:
            yield days
        case often:
            weekly = often is Frequency.WEEKLY
            for _, group in groupby(days, lambda d: d.isocalendar()[:2] if weekly else d.month):
                part = list(group)
                working = [day for day in part if day.isoweekday() <= 5]
                off = sum(day in free for day in working)
                asked = {Season.IN_TERM: len(working) - off, Season.IN_HOLIDAYS: off}
                if asked.get(rule.season, 31) >= (3 if weekly else 10):
                    yield part


def each_day(span: Span) -> list[date]:
    return [span.first + DAY * n for n in range((span.last - span.first).days + 1)]


def slow_cells(
    rule: Rule, term: TermDays, care: list[Span], contacts: list[tuple[date, int]], today: date
) -> Iterator[tuple[date, date, int, int, bool, bool]]:
    """(first day, due on, times, done, is done, overdue) of each cell."""
    in_care = {day for span in care for day in each_day(span)}
    for period in slow_parts(rule, term):
        if not period or not rule.since_on <= period[0] <= today:
            continue
        days = len([day for day in period if min(day, today) in in_care])
        holiday = rule.season is Season.IN_HOLIDAYS and rule.frequency is Frequency.EACH_TERM
        if days < (15 if holiday else LEAST[rule.frequency]):
            continue
        times = rule.times
        if rule.is_prorated and rule.frequency is not Frequency.YEARLY:
            times = next(n for n in range(1, 99) if n >= rule.times * days / len(period))
        done = sum(n for day, n in contacts if period[0] <= day <= min(period[-1], today))
        is_done = done >= times
        yield period[0], period[-1], times, done, is_done, not is_done and period[-1] < today


LEAST = {
    Frequency.WEEKLY: 4,
    Frequency.MONTHLY: 15,
    Frequency.EACH_TERM: 30,
    Frequency.YEARLY: 30,
}


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


@pytest.mark.parametrize("block", range(10))
def test_cells_of_random_histories_equal_the_slow_reference(block: int) -> None:
    compare_histories(range(block * 1000, block * 1000 + 1000))


@pytest.mark.long
def test_cells_of_many_more_histories_equal_the_slow_reference() -> None:
    compare_histories(range(10_000, 300_000))


def compare_histories(seeds: range) -> None:
    for seed in seeds:
        rng = random.Random(seed)
        term = random_term(rng)
        today = term.first_on + DAY * rng.randrange(term.span.days)
        rule = rule_of(
            rng.choice(list(Frequency)), times=rng.choice((1, 1, 2, 3)),
            since_on=rng.choice((LONG_AGO, term.first_on + DAY * rng.randrange(150))),
            season=rng.choice(list(Season)), is_prorated=rng.random() < 0.5,
        )  # fmt: skip
        care = random_care(rng, term, today)
        days = [term.first_on + DAY * rng.randrange(-10, 190) for _ in range(rng.randrange(12))]
        contacts = [(day, rng.choice((1, 1, 3))) for day in days]
        cells = cells_of(rule, care, *contacts, today=today, term=term)
        found = [(c.period.first, c.due_on, c.times, c.done, c.is_done, c.overdue) for c in cells]
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
        settle(rule, owed, sum(times for day, times in made if day in owed[0]), today - DAY)
        for owed in owed_periods(rule, rule.periods(term, today), [care], today)
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
    for last, owed in ((15, [(month, 1)]), (14, [])):
        planned = [Span(month.first, date(2026, 11, last))]
        assert owed_periods(rule, [month], [[TERM.span], planned], TERM.last_on) == owed


def test_a_video_call_does_for_a_telephone_call_unless_the_school_says_otherwise() -> None:
    for kind in DiaryKind:
        calls = {DiaryKind.VIDEO_CALL} if kind is DiaryKind.PHONE_CALL else set()
        assert usual_also(kind) == calls
        assert rule_of(kind=kind, also=usual_also(kind)).accepts == calls | {kind}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"times": 2}, "全部留守儿童每月谈心2次"),
        ({"kind": DiaryKind.PHONE_CALL,
          "also": frozenset({DiaryKind.LETTER, DiaryKind.VIDEO_CALL})},
         "全部留守儿童每月亲情电话1次（亲情视频、书信也算）"),
        ({"season": Season.IN_HOLIDAYS, "frequency": Frequency.WEEKLY},
         "全部留守儿童假期里每周谈心1次"),
        ({"season": Season.BOTH, "named": "四年级1班"}, "四年级1班不分假期每月谈心1次"),
        ({"owed_by": OwedBy.MENTOR, "kind": DiaryKind.HOME_VISIT, "times": 2},
         "每名帮扶教师每月家访2户"),
    ],
)  # fmt: skip
def test_a_rule_says_itself_in_plain_chinese(more: dict[str, Any], said: str) -> None:
    assert rule_of(**more).sentence == said


def test_who_joins_in_mid_term_owes_a_part_rounded_up() -> None:
    """Of 181 days 60 are in care from 31 December on: of six talks two are owed, of one one."""
    joined = [Span(date(2026, 12, 31), TERM.last_on)]
    for times, owed in ((1, 1), (3, 1), (6, 2), (7, 3)):
        rule = rule_of(Frequency.EACH_TERM, times=times, is_prorated=True)
        (cell,) = cells_of(rule, joined)
        assert cell.times == owed
        (whole,) = cells_of(rule, [TERM.span])
        assert whole.times == times


def test_a_year_is_both_terms_and_not_over_with_the_first() -> None:
    (cell,) = cells_of(rule_of(Frequency.YEARLY), [TERM.span])
    assert (cell.period, cell.overdue) == (Span(TERM.first_on, date(2027, 8, 31)), False)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"applies_to": AppliesTo.GRADE}, "grade"),
        ({"applies_to": AppliesTo.CLASS}, "class_id"),
        ({"owed_by": OwedBy.MENTOR}, "kind"),
        ({"owed_by": OwedBy.MENTOR, "kind": DiaryKind.HOME_VISIT,
          "also": frozenset({DiaryKind.TALK})}, "also"),
        ({"owed_by": OwedBy.MENTOR, "kind": DiaryKind.COMFORT_VISIT,
          "applies_to": AppliesTo.KEY_CARE}, "applies_to"),
        ({"frequency": Frequency.EACH_TERM, "season": Season.BOTH}, "season"),
        ({"frequency": Frequency.YEARLY, "owed_by": OwedBy.MENTOR,
          "kind": DiaryKind.HOME_VISIT}, "frequency"),
        ({"frequency": Frequency.YEARLY, "season": Season.IN_HOLIDAYS}, "season"),
        ({"frequency": Frequency.YEARLY, "is_prorated": True}, "is_prorated"),
    ],
)  # fmt: skip
def test_parts_that_do_not_go_together_are_refused(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InputProblem) as caught:
        refuse_nonsense(replace(rule_of(), **changes))
    assert caught.value.field == field


def test_what_a_sentence_leaves_open_is_said_beside_it() -> None:
    weekly = rule_of(Frequency.WEEKLY, is_prorated=True)
    assert explained(weekly) == (
        "上课满3天的教学周（周一到周日）才要求；期内在册满4天的儿童才要求；"
        "不满整个周期的按天数折算次数，有零头的进1"
    )
    boarders = replace(rule_of(), applies_to=AppliesTo.BOARDERS)
    assert "在册满15天、寄宿也满15天" in explained(boarders)


def test_kinds_are_read_and_told_by_name() -> None:
    kept = kinds_text("书信、亲情视频")
    assert (kept, kinds_shown(kept)) == ("video_call,letter", "亲情视频、书信")
    assert kinds_of(kept) == {DiaryKind.LETTER, DiaryKind.VIDEO_CALL}
    with pytest.raises(InputProblem, match="“电报”不是联系方式"):
        kinds_text("书信、电报")


def test_periods_bear_the_names_that_a_school_says() -> None:
    names = {
        (often, season): [period_name(often, span, TERM) for span in asking(often, season, TERM)]
        for often, season in product(Frequency, Season)
    }
    assert names[Frequency.WEEKLY, Season.IN_TERM][3:6] == ["第4周", "第5周", "第7周"]
    assert names[Frequency.MONTHLY, Season.IN_HOLIDAYS] == ["1月", "2月"]
    assert names[Frequency.EACH_TERM, Season.IN_HOLIDAYS] == ["寒假"]
    assert names[Frequency.YEARLY, Season.IN_TERM] == ["本学年"]


def test_a_new_office_asks_for_talks_calls_and_a_visit() -> None:
    assert [(kind.label, often.label) for kind, often in DEFAULT_RULES] == [
        ("谈心", "每月"), ("家访", "每学期"), ("亲情电话", "每月"),
    ]  # fmt: skip
