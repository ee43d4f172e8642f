"""未满16周岁独自生活: raised on 独自 alone, until the day before the birthday."""

from datetime import date

import pytest

from liushou_desk.domain.alerts import alerts_of, living_alone_alert, living_alone_word
from liushou_desk.domain.words import Care

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("born_on", "word"),
    [
        (date(2010, 11, 22), None),
        (date(2010, 11, 23), "未满16周岁独自生活"),
        (date(2018, 11, 22), "未满16周岁独自生活"),
        (date(2018, 11, 23), "未满8周岁无人看护"),
        (None, None),
    ],
)
def test_who_lives_alone_is_told_by_age(born_on: date | None, word: str | None) -> None:
    assert living_alone_word(Care.ALONE, born_on, DAY) == word


@pytest.mark.parametrize("care", [None, *(care for care in Care if care is not Care.ALONE)])
def test_nothing_else_raises_it(care: Care | None) -> None:
    assert living_alone_alert(care, date(2020, 1, 1), DAY) is None


def test_the_law_stands_behind_the_word() -> None:
    alert = living_alone_alert(Care.ALONE, date(2014, 1, 1), DAY)
    assert alert is not None
    assert alert.startswith("未满16周岁独自生活")
    assert "《未成年人保护法》第二十一条" in alert


def test_a_form_is_asked_before_it_is_saved() -> None:
    values = {"caregiver_period.care": Care.ALONE, "child.born_on": date(2014, 1, 1)}
    assert len(alerts_of(values, DAY)) == 1
    assert alerts_of(values | {"child.born_on": None}, DAY) == ()
    assert alerts_of({}, DAY) == ()
