"""Raw text into values: what is read, what says nothing, what is refused."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liushou_desk.domain import reading
from liushou_desk.domain.fields import ROSTER_FIELDS
from liushou_desk.domain.words import Mark, Relation, Sex
from liushou_desk.errors import InputProblem

BLANK = ("", " ", "\t", "\u3000", "\u200b", "\ufeff ")
READERS = (reading.text, reading.name, reading.day, reading.month, reading.yes_no, reading.mark,
           reading.relation, reading.nation, reading.word(Sex))  # fmt: skip


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("raw", BLANK)
def test_a_blank_says_nothing(read: Callable[[str], Any], raw: str) -> None:
    assert read(raw) is None


@pytest.mark.parametrize(
    "raw",
    ["20160301", "2016-03-01", "2016-3-1", "2016/3/1", "2016.3.1", "2016.03.01", "2016年3月1日",
     "2016年03月01日", "２０１６０３０１", "2016-03-01 00:00:00",
     "2016-03-01T08:00", "42430", "42430.0", " 20160301 ", "二〇一六年三月一日",
     "二○一六年三月1号", "2016 年 3 月 1 日", "2016—3—1"],
)  # fmt: skip
def test_the_same_day_in_every_spelling(raw: str) -> None:
    assert reading.day(raw) == date(2016, 3, 1)


@pytest.mark.parametrize(
    "raw",
    [
        "20160230",
        "2016-13-01",
        "2016",
        "201603",
        "16-03-01",
        "03/01/2016",
        "三月一日",
        "3月1日",
        "2016年正月初一",
        "农历二〇一六年三月一日",
        "2016-03-01至2016-03-05",
        "0",
        "02060301",
        "9999-12-31",
    ],
)
def test_what_is_no_day_is_refused(raw: str) -> None:
    with pytest.raises(InputProblem, match="不是日期"):
        reading.day(raw)


@given(st.dates(date(1955, 1, 1), date(2090, 12, 31)))
def test_every_day_comes_back_from_each_of_its_spellings(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for raw in (
        f"{day:%Y%m%d}",
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{serial}",
    ):
        assert reading.day(raw) == day


@pytest.mark.parametrize(
    ("raw", "day"),
    [("2026.1", date(2026, 1, 1)), ("2026.10", date(2026, 10, 1)), ("2026年3月", date(2026, 3, 1)),
     ("二〇二六年三月", date(2026, 3, 1)), ("二零二六年十一月", date(2026, 11, 1)),
     ("二〇二六年十月二十三日", date(2026, 10, 23)), ("2026年3月起", date(2026, 3, 1)),
     ("2026.3至今", date(2026, 3, 1)), ("2026.3—至今", date(2026, 3, 1))],
)  # fmt: skip
def test_since_when(raw: str, day: date) -> None:
    assert reading.since(raw) == day


@pytest.mark.parametrize(
    "raw", ["3月", "三月", "2026", "2026年", "2026.3-2026.8", "2026年3月至8月", "2026年3月—5月",
            "2026年正月", "2026年春节", "去年", "26.3", "2026.0", "2026.13", "2026年二十三月"],
)  # fmt: skip
def test_what_does_not_tell_since_when_is_refused(raw: str) -> None:
    with pytest.raises(InputProblem):
        reading.since(raw)


@pytest.mark.parametrize(
    "raw", ["202609", "2026-09", "2026-9", "2026年9月", "2026.9", "2026/09", "20260901",
            "2026-09-01", "２０２６０９", "２０２６０９０１", "2026年9月入学",
            "二〇二六年九月", "2026年9月份"],
)  # fmt: skip
def test_the_same_month_in_every_spelling(raw: str) -> None:
    assert reading.month(raw) == "202609"


@pytest.mark.parametrize(
    "raw", ["202613", "202600", "2026", "46266", "九月", "20260", "12/2026", "20260931",
     "2026年9月至2027年7月", "2026.9-2027.7", "2026-09-31", "2026年腊月"],
)  # fmt: skip
def test_what_is_no_month_is_refused(raw: str) -> None:
    with pytest.raises(InputProblem, match="不是年月"):
        reading.month(raw)


@pytest.mark.parametrize("raw", ["是", "有", "√", "1", "Y", "yes", "住校", "寄宿", " 是 "])
def test_words_that_say_yes(raw: str) -> None:
    assert reading.yes_no(raw) is True


@pytest.mark.parametrize("raw", ["否", "无", "不是", "没有", "×", "0", "N", "no", "走读"])
def test_words_that_say_no(raw: str) -> None:
    assert reading.yes_no(raw) is False


@pytest.mark.parametrize("raw", ["2", "不详", "是否", "true", "/"])
def test_words_that_say_neither_are_refused(raw: str) -> None:
    with pytest.raises(InputProblem, match="是或否"):
        reading.yes_no(raw)


@pytest.mark.parametrize(
    ("raw", "mark"),
    [("非留守儿童", Mark.NONE), ("单亲留守儿童", Mark.ONE), ("双亲留守", Mark.BOTH),
     ("否", Mark.NONE), (" 双亲留守儿童 ", Mark.BOTH), ("是", Mark.YES), ("留守儿童", Mark.YES)],
)  # fmt: skip
def test_marks_are_read_by_name(raw: str, mark: Mark) -> None:
    assert reading.mark(raw) is mark


@pytest.mark.parametrize("raw", ["0", "1", "2", "3", "不确定", "曾留守"])
def test_marks_that_vendors_number_differently_or_leave_open_are_refused(raw: str) -> None:
    with pytest.raises(InputProblem, match="留守标注"):
        reading.mark(raw)


@pytest.mark.parametrize(
    ("raw", "name"),
    [("张 小 雨", "张小雨"), (" 张　小雨\t", "张小雨"), ("阿依•古丽", "阿依·古丽"),
     ("阿依．古丽", "阿依·古丽"), ("Anna  Maria Li", "Anna Maria Li"), ("堃玥喆", "堃玥喆"),
     ("张\u200b小雨\u202e", "张小雨"), ("𠮷田", "𠮷田")],
)  # fmt: skip
def test_names_are_cleaned_but_kept(raw: str, name: str) -> None:
    assert reading.name(raw) == name


@pytest.mark.parametrize("sign", "·•‧∙⋅・･․∘◦⸱ꞏ᛫·．.")
def test_every_dot_of_a_name_is_one_sign(sign: str) -> None:
    assert reading.name(f"阿依{sign}古丽") == reading.name(f"阿依 {sign} 古丽") == "阿依\u00b7古丽"


@pytest.mark.parametrize(
    ("raw", "relation"),
    [("父亲", Relation.FATHER), ("妈妈", Relation.MOTHER), ("外婆", Relation.MATERNAL_GRANDMOTHER),
     ("祖父母或外祖父母", Relation.GRANDPARENT), ("堂姑", Relation.OTHER)],
)  # fmt: skip
def test_a_relation_without_a_word_of_its_own_is_other(raw: str, relation: Relation) -> None:
    assert reading.relation(raw) is relation


@pytest.mark.parametrize(
    ("raw", "nation"),
    [("汉", "汉族"), ("苗族", "苗族"), ("毛难族", "毛南族"), ("毛难", "毛南族"), ("崩龙", "德昂族"),
     ("其他", "其他"), ("外国血统", "外国血统")],
)  # fmt: skip
def test_nations_end_in_their_word(raw: str, nation: str) -> None:
    assert reading.nation(raw) == nation


@pytest.mark.parametrize(("raw", "kept"), [("无", None), ("无残疾", None), ("肢体", "肢体")])
def test_no_disability_is_none(raw: str, kept: str | None) -> None:
    assert reading.disability(raw) == kept


def test_a_word_that_is_none_of_the_office_s_is_refused_with_the_choice() -> None:
    with pytest.raises(InputProblem, match="不在可选范围") as caught:
        reading.word(Sex)("未知")
    assert "男、女" in caught.value.advice


@given(st.text())
def test_text_keeps_no_sign_that_cannot_be_seen(raw: str) -> None:
    kept = reading.text(raw)
    assert kept is None or (kept == kept.strip() and "\u202e" not in kept and "\x00" not in kept)


@given(st.sampled_from(ROSTER_FIELDS), st.text(max_size=20))
def test_every_field_reads_or_refuses_any_text(field: Any, raw: str) -> None:
    with suppress(InputProblem):
        value = field.check(raw)
        assert value is None or isinstance(value, (str, bool, int, date))


@given(st.sampled_from(ROSTER_FIELDS), st.text(max_size=20))
def test_a_value_shown_is_read_as_itself_again(field: Any, raw: str) -> None:
    with suppress(InputProblem):
        value = field.check(raw)
        shown = getattr(value, "label", value)
        assert not isinstance(shown, str) or field.check(shown) == value
