"""Days of two histories: cut without loss, joined where they meet."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from liushou_desk.services.duplicates.periods import Stay, left_over, meeting

FIRST = date(2026, 9, 1)


def stay(first: int, to: int) -> Stay:
    return Stay(0, FIRST + timedelta(days=first), FIRST + timedelta(days=to))


def days(*stays: Stay) -> set[int]:
    return {
        (each.first - FIRST).days + day
        for each in stays
        for day in range((each.to - each.first).days)
    }


STAYS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda ends: stay(*sorted(ends)))


@given(STAYS, st.lists(STAYS, max_size=4))
def test_what_is_left_over_is_every_day_not_taken(one: Stay, taken: list[Stay]) -> None:
    pieces = left_over(one, taken)
    assert days(*pieces) == days(one) - days(*taken)
    assert sum(len(days(piece)) for piece in pieces) == len(days(*pieces))


@given(st.lists(STAYS, max_size=6))
def test_stays_that_meet_stand_together(stays: list[Stay]) -> None:
    groups = meeting(stays)
    assert sorted(map(str, stays)) == sorted(str(each) for group in groups for each in group)
    covered = [days(*group) for group in groups]
    assert sum(map(len, covered)) == len(set[int]().union(*covered))


def test_open_ends_are_days_too() -> None:
    always = Stay(1, date.min, date.max)
    before, after = left_over(always, [stay(0, 5)])
    assert (before.first, before.to) == (date.min, FIRST)
    assert (after.first, after.to) == (FIRST + timedelta(days=5), date.max)
