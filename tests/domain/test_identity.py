"""ID numbers, 学籍号 and telephone numbers: what is let in, and that no slip of the pen is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liushou_desk.domain.identity import (
    born_on,
    check_national_id,
    check_phone,
    check_sign,
    check_student_number,
    clean,
    sex_of,
)
from liushou_desk.domain.words import Sex
from liushou_desk.errors import InputProblem

VECTORS = ("11010519491231002X", "440524188001010014", "370101190102039973")
BODIES = st.builds(
    lambda region, day, serial: f"{region:06d}{day:%Y%m%d}{serial:03d}",
    st.integers(110000, 659999),
    st.dates(date(1900, 1, 1), date(2026, 12, 31)),
    st.integers(0, 999),
)


def is_valid(text: str) -> bool:
    try:
        check_national_id(text)
    except InputProblem:
        return False
    return True


@pytest.mark.parametrize("number", VECTORS)
def test_known_numbers_pass(number: str) -> None:
    assert check_national_id(number) == number
    assert check_sign(number[:17]) == number[17]


@pytest.mark.parametrize(
    "written",
    ["11010519491231002x", " 110105 19491231 002X ", "'11010519491231002X",
     "１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X\n"],
)  # fmt: skip
def test_a_number_is_cleaned_of_how_it_was_written(written: str) -> None:
    assert check_national_id(written) == VECTORS[0]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("110105491231002", "15位"),
        ("1101051949123100", "18位"),
        ("1101051949123100212", "18位"),
        ("1.10105E+17", "18位"),
        ("A1010519491231002X", "18位"),
        ("110105194912310021", "校验"),
        ("110105194912310000", "校验"),
        ("", "18位"),
    ],
)
def test_a_wrong_number_is_refused_with_its_reason(written: str, reason: str) -> None:
    with pytest.raises(InputProblem, match=reason):
        check_national_id(written)


@pytest.mark.parametrize("day", ["20260229", "20261301", "20260431", "00000101"])
def test_a_birth_date_that_does_not_exist_is_refused(day: str) -> None:
    body = f"529999{day}001"
    with pytest.raises(InputProblem, match="出生日期"):
        check_national_id(body + check_sign(body))


def test_a_birthday_on_29_february_of_a_leap_year_is_let_in() -> None:
    body = "52999920240229001"
    assert born_on(check_national_id(body + check_sign(body))) == date(2024, 2, 29)


@given(BODIES)
def test_a_number_made_by_the_rule_passes_and_tells_birth_and_sex(body: str) -> None:
    number = check_national_id(body + check_sign(body))
    assert f"{born_on(number):%Y%m%d}" == body[6:14]
    assert sex_of(number) is (Sex.MALE if int(body[14:]) % 2 else Sex.FEMALE)


@given(BODIES, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_every_single_wrong_sign_is_caught(body: str, place: int, sign: str) -> None:
    number = body + check_sign(body)
    wrong = number[:place] + sign + number[place + 1 :]
    assert wrong == number or not is_valid(wrong)


@given(BODIES, st.integers(0, 16))
def test_every_swap_of_two_neighbours_is_caught(body: str, place: int) -> None:
    number = body + check_sign(body)
    pair = number[place + 1] + number[place]
    wrong = number[:place] + pair + number[place + 2 :]
    assert wrong == number or not is_valid(wrong)


@given(st.text(st.characters(), max_size=24) | st.text("0123456789xX٣３ '", max_size=20))
def test_whatever_is_let_in_is_eighteen_plain_signs(text: str) -> None:
    if is_valid(text):
        number = check_national_id(text)
        assert number.isascii()
        assert len(number) == 18


def test_digits_of_other_scripts_are_no_digits() -> None:
    assert not is_valid("11010519491231002X".replace("1", "١"))


@pytest.mark.parametrize(
    "written",
    ["G11010519491231002X", "J529999201603010019", "L529999201603010010", "g11010519491231002x",
     "'G1101 0519 4912 3100 2X"],
)  # fmt: skip
def test_student_numbers_begin_with_g_j_or_l(written: str) -> None:
    number = check_student_number(written)
    assert number == clean(written).upper()
    assert len(number) == 19


@pytest.mark.parametrize(
    "written",
    ["", "11010519491231002X", "K11010519491231002X", "G1101051949123100", "G" + "X" * 18],
)
def test_other_student_numbers_are_refused(written: str) -> None:
    with pytest.raises(InputProblem, match="学籍号"):
        check_student_number(written)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("13812345678", "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("138-1234-5678", "13812345678"),
        ("+86 13812345678", "13812345678"),
        ("8613812345678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("0555-6252244", "0555-6252244"),
        ("0555—6252244", "0555-6252244"),
        ("05556252244", "05556252244"),
        ("010-12345678", "010-12345678"),
    ],
)
def test_telephone_numbers_are_let_in(written: str, number: str) -> None:
    assert check_phone(written) == number


@pytest.mark.parametrize(
    "written", ["", "1381234567", "138123456789", "12345678901", "6252244", "00000", "无", "١٣٨"]
)
def test_other_telephone_numbers_are_refused(written: str) -> None:
    with pytest.raises(InputProblem, match="电话"):
        check_phone(written)
