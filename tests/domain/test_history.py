"""A history cut into pieces says on every day what the day itself says."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from liushou_desk.domain.alerts import living_alone_word
from liushou_desk.domain.definitions import Definition, Finding, Whereabouts, finding
from liushou_desk.domain.history import History, WhereaboutsPeriod, join
from liushou_desk.domain.terms import Span
from liushou_desk.domain.words import Care, DefinitionKind, Mark, ParentStatus
from tests.domain.strategies import DAYS, FIRST, LAST, definitions, histories, whereabouts

DAY = timedelta(days=1)
YEAR = Span(FIRST, LAST)
AWAY = Whereabouts(ParentStatus.WORKS_AWAY)
HOME = Whereabouts(ParentStatus.AT_HOME)
VERIFIED = Definition(DefinitionKind.VERIFIED)


def every_day(span: Span) -> list[date]:
    return [span.first + DAY * count for count in range(span.days)]


@given(histories(), definitions())
def test_the_pieces_cover_each_day_once_with_its_own_finding(
    history: History, definition: Definition
) -> None:
    slow = [(day, finding(history.facts_on(day), day, definition)) for day in every_day(YEAR)]
    pieces = history.findings(YEAR, definition)
    assert [(day, found) for piece, found in pieces for day in every_day(piece)] == slow


@given(histories(), definitions(), DAYS, DAYS)
def test_the_counted_days_are_those_that_count(
    history: History, definition: Definition, one: date, other: date
) -> None:
    span = Span(min(one, other), max(one, other))
    slow = [
        day for day in every_day(span) if finding(history.facts_on(day), day, definition).counts
    ]
    spans = history.counted(span, definition)
    assert [day for piece in spans for day in every_day(piece)] == slow
    assert all(a.last + DAY < b.first for a, b in pairwise(spans))


@given(st.lists(DAYS, unique=True, max_size=12))
def test_joining_days_loses_none_and_leaves_no_neighbours(days: list[date]) -> None:
    joined = join(Span(day, day) for day in sorted(days))
    assert [day for span in joined for day in every_day(span)] == sorted(days)
    assert all(a.last + DAY < b.first for a, b in pairwise(joined))


def test_before_the_first_export_the_first_mark_holds() -> None:
    history = History(marks=[(date(2026, 9, 30), Mark.ONE), (date(2026, 11, 1), Mark.NONE)])
    assert history.mark_on(date(2026, 1, 1)) is Mark.ONE
    assert history.mark_on(date(2026, 10, 31)) is Mark.ONE
    assert history.mark_on(date(2026, 11, 1)) is Mark.NONE
    assert History().mark_on(date(2026, 11, 1)) is None


def test_of_two_marks_of_one_day_the_later_row_holds() -> None:
    day = date(2026, 9, 30)
    assert History(marks=[(day, Mark.ONE), (day, Mark.BOTH)]).mark_on(day) is Mark.BOTH


def test_a_period_holds_from_its_first_day_until_before_its_last() -> None:
    home, back = date(2026, 3, 1), date(2026, 5, 1)
    father = [WhereaboutsPeriod(None, home, AWAY), WhereaboutsPeriod(home, back, HOME)]
    history = History(father=father, mother=[WhereaboutsPeriod(None, None, AWAY)], verified=True)
    found = {day: finding(history.facts_on(day), day, VERIFIED) for day in every_day(YEAR)}
    assert found[home - DAY] is Finding.BOTH
    assert found[home] is found[back - DAY] is Finding.ONE
    assert found[back] is Finding.COUNTED


def test_a_three_month_absence_begins_to_count_inside_a_term() -> None:
    since = WhereaboutsPeriod(None, None, Whereabouts(ParentStatus.WORKS_AWAY, date(2026, 9, 10)))
    history = History(father=[since], mother=[since], verified=True)
    assert history.counted(YEAR, VERIFIED) == [Span(date(2026, 12, 10), LAST)]


def test_the_civil_count_ends_the_day_before_the_birthday() -> None:
    always = [WhereaboutsPeriod(None, None, AWAY)]
    history = History(father=always, mother=always, born_on=date(2010, 6, 1))
    counted = history.counted(YEAR, Definition(DefinitionKind.CIVIL))
    assert counted == [Span(FIRST, date(2026, 5, 31))]


_RANK = {Finding.NOT: 0, Finding.ONE: 1, Finding.BOTH: 2}


@given(whereabouts(), whereabouts(), definitions())
def test_while_no_fact_changes_a_longer_absence_only_adds(
    father: Whereabouts, mother: Whereabouts, definition: Definition
) -> None:
    history = History(
        father=[WhereaboutsPeriod(None, None, father)],
        mother=[WhereaboutsPeriod(None, None, mother)],
        verified=True,
    )
    settings = replace(definition, kind=DefinitionKind.VERIFIED)
    found = [finding for _, finding in history.findings(YEAR, settings)]
    if Finding.ORPHAN not in found:
        ranks = [_RANK[finding] for finding in found]
        assert ranks == sorted(ranks)


@given(whereabouts(), whereabouts(), DAYS)
def test_while_no_fact_changes_the_civil_count_ends_once_and_for_all(
    father: Whereabouts, mother: Whereabouts, birthday: date
) -> None:
    history = History(
        father=[WhereaboutsPeriod(None, None, father)],
        mother=[WhereaboutsPeriod(None, None, mother)],
        born_on=birthday.replace(year=2010),
    )
    settings = Definition(DefinitionKind.CIVIL)
    spans = history.counted(YEAR, settings)
    assert spans in ([], [Span(FIRST, birthday - DAY)])
    alone = [living_alone_word(Care.ALONE, history.born_on, day) for day in every_day(YEAR)]
    raised = [word is not None for word in alone]
    assert raised == sorted(raised, reverse=True)
    assert sum(raised) == (birthday - FIRST).days
