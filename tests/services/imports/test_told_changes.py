"""The preview tells each field that changes, with what was there and what comes."""

from pathlib import Path
from typing import Any

from liushou_desk.services.imports.outcome import ImportResult
from tests.importing.workbooks import Person, left_behind, national_id
from tests.services.imports.desk import NEXT_TERM, Desk

CASES = Path(__file__).parents[2] / "data" / "cases"
ONE: Person = {
    "姓名": "柏小二", "身份证号": national_id(1), "班级": "五年级2班", "父亲": "柏大山",
    "父亲去向": "外出务工", "父亲务工地": "广东东莞", "父亲外出时间": "2024-03-01",
    "监护人": "秋奶奶", "与学生关系": "奶奶", "照料方式": "祖辈", "健康状况": "健康",
    "是否住校": "住校", "困境类型": "低保", "校区": "",
}  # fmt: skip


def told(result: ImportResult) -> dict[str, tuple[str, str]]:
    (outcome,) = result.outcomes
    return {change.label: (change.before, change.after) for change in outcome.changes}


def again(desk: Desk, **cells: Any) -> dict[str, tuple[str, str]]:
    desk.take(ONE, headings=list(ONE))
    return told(desk.take(ONE | cells, headings=list(ONE)))


def test_another_day_of_leaving_is_told_and_not_the_same_whereabouts(desk: Desk) -> None:
    desk.take_file(CASES / "17-a.xlsx")
    assert told(desk.take_file(CASES / "17-b.xlsx")) == {
        "父亲外出时间": ("2024-03-01", "2026-11-01")
    }


def test_another_place_is_told(desk: Desk) -> None:
    assert again(desk, 父亲务工地="浙江温州") == {"父亲务工地": ("广东东莞", "浙江温州")}


def test_a_parent_come_home_is_told_with_what_no_longer_holds(desk: Desk) -> None:
    assert again(desk, 父亲去向="在家", 父亲务工地="", 父亲外出时间="") == {
        "父亲去向": ("务工", "在家"),
        "父亲务工地": ("广东东莞", "（空）"),
        "父亲外出时间": ("2024-03-01", "（空）"),
    }


def test_another_grandmother_is_told_by_her_name(desk: Desk) -> None:
    said = again(desk, 监护人="龙外婆", 与学生关系="外婆")
    assert said["照料人姓名"] == ("秋奶奶", "龙外婆")
    assert "实际照料人" not in said


def test_boarding_class_and_the_like_are_told_with_old_and_new(desk: Desk) -> None:
    assert again(desk, 是否住校="走读", 班级="五年级3班", 健康状况="较弱", 困境类型="重病") == {
        "寄宿": ("是", "否"),
        "班级": ("五年级2班", "五年级3班"),
        "健康状况": ("健康或良好", "一般或较弱"),
        "困境类型": ("（空）", "重病"),
    }


def test_the_same_class_of_another_campus_is_told_apart(desk: Desk) -> None:
    assert again(desk, 校区="大湾教学点")["班级"] == ("五年级2班", "大湾教学点五年级2班")


def test_a_new_term_tells_what_its_sheet_says_otherwise(desk: Desk) -> None:
    desk.take(left_behind(1))
    said = told(desk.take(left_behind(1, 健康状况="残疾"), term=NEXT_TERM))
    assert said["健康状况"] == ("健康或良好", "残疾")
