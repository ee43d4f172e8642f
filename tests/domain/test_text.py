"""What may come in as text, and what is taken out at the door."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liushou_desk.domain import reading
from liushou_desk.domain.text import cleaned


@pytest.mark.parametrize(
    "sign",
    ["\x00", "\x07", "\x7f", "\x85", "\u200b", "\u202e", "\ufeff", "\ufffe", "\uffff", "\ufdd0",
     "\U0001fffe", "\U0010ffff", "\ud800"],
)  # fmt: skip
def test_a_sign_that_is_none_is_taken_out(sign: str) -> None:
    assert cleaned(f"田{sign}小禾") == "田小禾"
    assert reading.name(f"田{sign}小禾") == "田小禾"


def test_what_people_write_stays() -> None:
    written = "𠮷田·𩽾 ①㎡ ½\n第二行 😀 󠄀"
    assert cleaned(written).replace(" ", "") == written.replace(" ", "")
    assert cleaned("一\t二") == "一 二"


@given(st.text(st.characters(codec=None), max_size=30))
def test_any_text_can_be_kept_and_sent_on(raw: str) -> None:
    kept = cleaned(raw)
    assert kept.encode() == cleaned(kept).encode()
