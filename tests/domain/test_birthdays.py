"""The day somebody turns a year older, as ages are counted everywhere."""

from datetime import date

import pytest

from liushou_desk.domain.ages import birthday_in
from liushou_desk.domain.definitions import age_on
from liushou_desk.domain.terms import DAY


@pytest.mark.parametrize("born_on", [date(2016, 2, 29), date(2016, 12, 31), date(2015, 5, 1)])
def test_a_birthday_is_the_day_the_age_changes(born_on: date) -> None:
    for year in (2026, 2028):
        day = birthday_in(born_on, year)
        assert age_on(born_on, day) == age_on(born_on, day - DAY) + 1
