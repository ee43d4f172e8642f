"""Birthdays: the days on which an age is reached."""

from datetime import date

import pytest

from liushou_desk.domain.ages import next_birthday
from liushou_desk.domain.definitions import age_on
from liushou_desk.domain.terms import DAY


@pytest.mark.parametrize(
    ("born_on", "today", "expected"),
    [
        (date(2016, 2, 29), date(2027, 2, 25), date(2027, 3, 1)),
        (date(2016, 2, 29), date(2028, 2, 25), date(2028, 2, 29)),
        (date(2016, 1, 2), date(2026, 12, 30), date(2027, 1, 2)),
        (date(2016, 11, 21), date(2026, 11, 21), date(2026, 11, 21)),
        (date(2016, 11, 20), date(2026, 11, 21), date(2027, 11, 20)),
        (date(2016, 11, 29), date(2026, 11, 21), date(2026, 11, 29)),
    ],
)
def test_the_day_somebody_turns_a_year_older(born_on: date, today: date, expected: date) -> None:
    found = next_birthday(born_on, today)
    assert found == expected
    assert age_on(born_on, found) == age_on(born_on, found - DAY) + 1
    assert age_on(born_on, found - DAY) == age_on(born_on, today - DAY)
