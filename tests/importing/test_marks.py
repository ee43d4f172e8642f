"""是否留守儿童 in the words of many lists: who is taken in, who is not, and what is asked."""

import pytest

from liushou_desk.domain.fields import ROSTER_FIELDS
from liushou_desk.domain.words import Mark
from liushou_desk.importing.cells import FieldReader
from liushou_desk.importing.marks import respelt_mark

READER = FieldReader(next(entry for entry in ROSTER_FIELDS if entry.key == "mark"))


@pytest.mark.parametrize(
    "written",
    ["不是留守儿童", "非留守学生", "非留守幼儿", "未留守", "否（父母已返乡）", "FALSE", "False",
     "no", "N", "不属于留守儿童", "没有留守", "无", "×", "✗", "0", "不是 ", "否。", "不 是",
     "非农村留守儿童"],
)  # fmt: skip
def test_a_denial_in_any_words_is_a_denial(written: str) -> None:
    assert READER[written].value is Mark.NONE


@pytest.mark.parametrize(
    "written",
    [
        "是",
        "√",
        "✔",
        "有",
        "Y",
        "TRUE",
        "true",
        "是留守儿童",
        "留守",
        "农村留守儿童",
        "留守学生",
        "“是”",
    ],
)
def test_a_bare_yes_counts_without_a_kind(written: str) -> None:
    assert READER[written].value is Mark.YES


@pytest.mark.parametrize(
    ("written", "mark"),
    [
        ("双亲留守", Mark.BOTH),
        ("是（双亲）", Mark.BOTH),
        ("是（单亲留守）", Mark.ONE),
        ("单亲 留守儿童", Mark.ONE),
        ("双留守", Mark.BOTH),
        ("父母均外出务工", Mark.BOTH),
        ("母亲外出务工", Mark.ONE),
        ("父母均在广东省东莞市打工", Mark.BOTH),
        ("父母常年外出务工", Mark.BOTH),
        ("母亲外出务工半年以上", Mark.ONE),
    ],
)
def test_a_kind_in_any_words_is_a_kind(written: str, mark: Mark) -> None:
    assert READER[written].value is mark


@pytest.mark.parametrize(
    "written",
    ["1", "2", "3", "待定", "不确定", "曾留守", "原留守儿童", "已返乡", "已不是留守儿童", "是否",
     "?", "父母在家", "是（不是留守）", "疑似", "不详", "半留守", "已脱离", "是/否", "是或否",
     "不是不是", "非正常", "父母外出已回", "父母务工返乡", "父亲打工过", "父母曾外出",
     "父母轮流外出务工", "父母计划外出", "父母从外地回来", "父母外出半个月", "父母带孩子外出",
     "父母是否外出", "父亲拟外出"],
)  # fmt: skip
def test_what_is_not_understood_is_left_open(written: str) -> None:
    read = READER[written]
    assert read.value is None
    assert written in read.problem


def test_a_note_that_is_left_out_is_told() -> None:
    assert respelt_mark("否（父母已返乡）") == ("非留守儿童", "“父母已返乡”没有记入")
