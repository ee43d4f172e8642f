"""Days without a year, named days, and those that could be two."""

from datetime import date

import pytest

from liushou_desk.domain.short_day import full_day
from liushou_desk.domain.work_fields import ENTRY_FIELDS
from liushou_desk.errors import InputProblem

TODAY = date(2026, 11, 21)
"""A Saturday."""


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("1120", "2026-11-20"),
        ("1121", "2026-11-21"),
        ("1122", "2025-11-22"),
        ("11-20", "2026-11-20"),
        ("9.3", "2026-09-03"),
        ("3.15", "2026-03-15"),
        ("12/21", "2025-12-21"),
        ("11月5日", "2026-11-05"),
        ("12月21号", "2025-12-21"),
        ("１１２０", "2026-11-20"),
        (" 0105 ", "2026-01-05"),
        ("0229", "2024-02-29"),
        ("5日", "2026-11-05"),
        ("25号", "2026-10-25"),
        ("31日", "2026-10-31"),
        ("上月5日", "2026-10-05"),
        ("本月5日", "2026-11-05"),
        ("去年12月21日", "2025-12-21"),
        ("今天", "2026-11-21"),
        ("昨天", "2026-11-20"),
        ("前天", "2026-11-19"),
        ("3天前", "2026-11-18"),
        ("周五", "2026-11-20"),
        ("星期日", "2026-11-15"),
        ("上周五", "2026-11-13"),
        ("本周一", "2026-11-16"),
        ("上星期天", "2026-11-15"),
    ],
)
def test_a_day_without_a_year_is_the_latest_one(typed: str, understood: str) -> None:
    assert full_day(typed, TODAY) == understood


@pytest.mark.parametrize(
    "typed", ["", "1332", "0230", "20261120", "2026-11-20", "112", "3月", "周八", "32日"]
)
def test_anything_else_is_left_as_it_was_written(typed: str) -> None:
    assert full_day(typed, TODAY) == typed


@pytest.mark.parametrize("typed", ["5", "46000", "上周末"])
def test_what_could_be_any_day_is_refused(typed: str) -> None:
    with pytest.raises(InputProblem, match=typed):
        full_day(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("12-21", "2026-12-21"),
        ("1.15", "2027-01-15"),
        ("11.1", "2026-11-01"),
        ("明天", "2026-11-22"),
        ("下周三", "2026-11-25"),
        ("周六", "2026-11-21"),
        ("30日", "2026-11-30"),
    ],
)
def test_a_day_that_may_lie_ahead_is_the_near_one(typed: str, understood: str) -> None:
    assert full_day(typed, TODAY, past=False) == understood


@pytest.mark.parametrize(
    ("typed", "both"), [("6.1", ("2026-06-01", "2027-06-01")), ("周五", ("上周五", "下周五"))]
)
def test_two_days_that_may_be_meant_are_both_named(typed: str, both: tuple[str, str]) -> None:
    with pytest.raises(InputProblem) as told:
        full_day(typed, TODAY, past=False)
    assert all(day in told.value.message for day in both)


@pytest.mark.parametrize("raw", ["2", "２", "12 34", "。", "1、2", "……", "👍"])
def test_figures_and_signs_are_no_content(raw: str) -> None:
    content = next(field for field in ENTRY_FIELDS if field.key == "content")
    with pytest.raises(InputProblem, match="只有数字或符号"):
        content.read(raw, TODAY)
    assert content.read(f"第{raw}次", TODAY)
    assert content.read(" ", TODAY) is None
