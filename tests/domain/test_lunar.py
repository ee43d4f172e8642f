"""农历, against days that everybody knows and against its own arithmetic."""

from datetime import date, timedelta

import pytest

from liushou_desk.domain.lunar import festival, lunar_day


@pytest.mark.parametrize(
    ("day", "told", "named"),
    [
        (date(2026, 2, 16), "廿九", "除夕"),
        (date(2026, 2, 17), "正月", "春节"),
        (date(2026, 6, 19), "初五", "端午节"),
        (date(2026, 9, 25), "十五", "中秋节"),
        (date(2027, 2, 20), "十五", "元宵节"),
        (date(2025, 7, 25), "闰六月", ""),
        (date(2025, 10, 1), "初十", "国庆节"),
        (date(2026, 4, 5), "十八", "清明节"),
        (date(2026, 12, 22), "十四", "冬至"),
        (date(2027, 5, 9), "初四", "母亲节"),
        (date(2026, 5, 26), "初十", ""),
        (date(2026, 6, 4), "十九", ""),
        (date(2026, 6, 5), "二十", ""),
    ],
)
def test_a_day_is_told_as_the_calendar_on_the_wall(day: date, told: str, named: str) -> None:
    lunar = lunar_day(day)
    assert lunar is not None
    assert (lunar.told, festival(day)) == (told, named)


def test_days_follow_each_other_through_all_years() -> None:
    day, starts = date(2020, 1, 25), 0
    while before := lunar_day(day):
        day += timedelta(days=1)
        after = lunar_day(day)
        if after is not None:
            assert after.day == (before.day + 1 if after.day > 1 else 1)
            assert before.is_last == ((after.month, after.day) == (1, 1) and not after.is_leap)
            starts += before.is_last
    assert (day.year, starts) == (2051, 30)
    assert festival(date(2070, 10, 1)) == "国庆节"
