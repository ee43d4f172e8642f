"""随访单编号: a slip of the hand never opens another line."""

import pytest

from liushou_desk.domain.sheet_number import line_of, sheet_number
from liushou_desk.errors import InputProblem

LINES = (1, 9, 13, 137, 999, 1000, 40_321)


@pytest.mark.parametrize("line", LINES)
def test_a_number_leads_back_to_its_line_alone(line: int) -> None:
    number = sheet_number(line)
    assert len(number) >= 4
    assert line_of(f" {number} ") == line
    for place, digit in enumerate(number):
        for other in set("0123456789") - {digit}:
            with pytest.raises(InputProblem):
                line_of(number[:place] + other + number[place + 1 :])


@pytest.mark.parametrize("typed", ["12", "张小雨", "12a4", "０１３７"])
def test_what_is_no_number_is_said(typed: str) -> None:
    with pytest.raises(InputProblem, match="不是随访单编号"):
        line_of(typed)
    assert line_of("  ") is None
