"""随访单编号: a slip of the hand never opens another line."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liushou_desk.domain.sheet_number import line_of, sheet_number
from liushou_desk.errors import InputProblem


@given(st.integers(1, 99_999))
def test_a_number_leads_back_to_its_line_alone(line: int) -> None:
    number = sheet_number(line)
    assert len(number) >= 4
    assert line_of(f" {number} ") == line
    for slip in {*_misread(number), *_swapped(number)} - {number}:
        with pytest.raises(InputProblem):
            line_of(slip)


def _misread(number: str) -> Iterator[str]:
    for place in range(len(number)):
        for digit in "0123456789":
            yield number[:place] + digit + number[place + 1 :]


def _swapped(number: str) -> Iterator[str]:
    for place in range(len(number) - 1):
        one, two = number[place : place + 2]
        yield number[:place] + two + one + number[place + 2 :]


@pytest.mark.parametrize("typed", ["12", "张小雨", "12a4", "０１３７", "0" * 20])
def test_what_is_no_number_is_said(typed: str) -> None:
    with pytest.raises(InputProblem, match="不是随访单编号"):
        line_of(typed)
    assert line_of("  ") is None
