"""What we write in reportlab's stead is what it writes."""

# reportlab's stubs know neither of the two
# pyright: reportUnknownMemberType=false, reportAttributeAccessIssue=false, reportArgumentType=false

import random

import pytest
from reportlab.lib import rl_accel

from liushou_desk.export.quick_words import base_85, numbers


def test_numbers_are_told_alike() -> None:
    chance = random.Random(1)
    some = [chance.uniform(-900, 900) * 10 ** -chance.randrange(9) for _ in range(3000)]
    some += [0, -0.0, 1, 10, 100, 595.2756, 1e-7, 1.1e-7, 0.9999999, 0.1, -1, 123456.7, 2e6]
    assert numbers(*some) == rl_accel.fp_str(*some)
    assert numbers([0.5, 3]) == rl_accel.fp_str([0.5, 3])
    assert numbers(7.25) == rl_accel.fp_str(7.25)


@pytest.mark.parametrize("length", [0, 1, 2, 3, 4, 5, 257, 5000])
def test_bytes_are_told_alike(length: int) -> None:
    data = random.Random(length).randbytes(length)
    for one in (data, bytes(length), data + bytes(8), bytes(7) + data):
        assert base_85(one) == rl_accel.asciiBase85Encode(one)
