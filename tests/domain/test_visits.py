"""回家探亲: what a short return interrupts, and what it ends."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from liushou_desk.domain.visits import going_on
from liushou_desk.domain.words import ParentStatus

AWAY, HOME, OUT = ParentStatus.WORKS_AWAY, ParentStatus.AT_HOME, ParentStatus.AWAY_OTHERWISE
SPRING = date(2027, 2, 1)
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Where:
    status: ParentStatus
    from_on: date | None
    to_on: date | None


def back_for(days: int, after: ParentStatus = AWAY) -> list[Where]:
    again = SPRING + timedelta(days=days)
    return [Where(AWAY, None, SPRING), Where(HOME, SPRING, again), Where(after, again, None)]


@pytest.mark.parametrize("days", [1, 29, 30])
def test_the_absence_goes_on_through_a_visit_and_behind_it(days: int) -> None:
    assert list(going_on(back_for(days), 30)) == [(1, 0), (2, 0)]


def test_the_order_in_which_they_were_written_says_nothing() -> None:
    away, home, again = back_for(12)
    assert list(going_on([again, home, away], 30)) == [(1, 2), (0, 2)]


@pytest.mark.parametrize(
    "periods",
    [
        back_for(31),
        back_for(12, HOME),
        back_for(12, OUT),
        back_for(12)[:2],
        back_for(12)[1:],
        [back_for(12)[0], Where(HOME, None, SPRING + MONTH), Where(AWAY, SPRING + MONTH, None)],
        [back_for(12)[0], Where(HOME, SPRING, None), Where(AWAY, SPRING + MONTH, None)],
        [
            Where(AWAY, None, SPRING - timedelta(days=1)),
            *back_for(12)[1:],
        ],
    ],
    ids=["too long", "stays", "otherwise", "still there", "nothing before", "since when", "open",
         "gap"],
)  # fmt: skip
def test_what_is_no_visit_ends_the_absence(periods: list[Where]) -> None:
    assert list(going_on(periods, 30)) == []


def test_one_visit_after_another_leaves_the_first_absence_going_on() -> None:
    summer = date(2027, 7, 1)
    *first, again = back_for(12)
    away = Where(AWAY, again.from_on, summer)
    later = [Where(HOME, summer, summer + MONTH), Where(AWAY, summer + MONTH, None)]
    assert list(going_on([*first, away, *later], 30)) == [(1, 0), (2, 0), (3, 0), (4, 0)]
