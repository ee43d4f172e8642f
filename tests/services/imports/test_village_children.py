"""What becomes of hand-written lists in the office file: who is in care, and in which class."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from liushou_desk.domain.words import Mark
from liushou_desk.models import (
    CaregiverPeriod,
    Child,
    FamilyMember,
    Pupil,
    SchoolClass,
    SchoolRecordMark,
)
from liushou_desk.services.imports.desk import Wish, hand_back, map_workbook, preview
from tests.importing.workbooks import national_id
from tests.services.imports.desk import TERM, Desk, doubts
from tests.services.imports.test_window_door import DAY


def listed(desk: Desk, *rows: list[Any], sheet: str = "Sheet1", **more: list[list[Any]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, lines in ({sheet: rows} | more).items():
        page = book.create_sheet(name)
        for row in lines:
            page.append(row)
    path = desk.folder / "名单.xlsx"
    book.save(path)
    return path


def classes(desk: Desk) -> list[tuple[int, int]]:
    return [(row["grade"], row["number"]) for row in desk.rows(SchoolClass)]


@pytest.mark.parametrize(
    ("mark", "in_care"),
    [("是", 1), ("√", 1), ("留守", 1), ("父母外出", 1),
     ("", 0), ("否", 0), ("×", 0), ("0", 0), ("无", 0),
     ("2", 0), ("已返乡", 0), ("不是留守儿童", 0)],
)  # fmt: skip
def test_who_is_in_care(desk: Desk, mark: str, in_care: int) -> None:
    """A list that says 是 means a child in care: nothing of the family is thrown away."""
    head = ["姓名", "身份证号", "是否留守儿童", "监护人", "与学生关系"]
    result = desk.take_file(listed(desk, head, ["甲", national_id(1), mark, "王兰", "奶奶"]))
    assert (desk.count(Child), desk.count(Pupil)) == (in_care, 1 - in_care)
    assert desk.count(FamilyMember) == desk.count(CaregiverPeriod) == in_care
    if mark in {"是", "√"}:
        assert "请核实是单亲还是双亲" in doubts(result.outcomes[0])["C2"]
        assert desk.only(SchoolRecordMark)["mark"] is Mark.YES
    if mark in {"2", "已返乡"}:
        assert "没有按留守儿童登记，请核实" in doubts(result.outcomes[0])["C2"]


@pytest.mark.parametrize(
    ("grade", "written", "found", "doubt"),
    [
        ("", "3.2", (3, 2), ""),
        ("", "3-2", (3, 2), ""),
        ("", "3.1", (3, 1), "若是10班"),
        ("小一", "2", (1, 2), ""),
        ("三年级", "（2）班", (3, 2), ""),
        ("三年级", "302", (3, 2), ""),
        ("三年级", "101", None, "年级写的是"),
        ("三年级", "", (3, 1), "没有写几班"),
        ("", "三年级", (3, 1), "没有写几班"),
        ("高一", "1", None, "看不出班级"),
        ("", "2班", None, "看不出班级"),
    ],
)
def test_class(
    desk: Desk, grade: str, written: str, found: tuple[int, int] | None, doubt: str
) -> None:
    row = ["甲", national_id(1), grade, written]
    result = desk.take_file(listed(desk, ["姓名", "身份证号", "年级", "班级"], row))
    said = "".join(doubts(result.outcomes[0]).values())
    assert classes(desk) == ([found] if found else [])
    assert doubt in said if doubt else not said


def test_grade_alone_where_there_are_several_classes(desk: Desk) -> None:
    names = [["甲", national_id(1), "三1"], ["乙", national_id(3), "三2"]]
    rows = [*names, ["丙", national_id(5), "三年级"]]
    result = desk.take_file(listed(desk, ["姓名", "身份证号", "班级"], *rows))
    assert "班级没有记入" in doubts(result.outcomes[2])["C4"]
    assert classes(desk) == [(3, 1), (3, 2)]


@pytest.mark.parametrize(
    ("title", "sheet", "found"),
    [
        ("青石坪小学三（2）班留守儿童花名册", "Sheet1", [(3, 2)]),
        ("三年级留守儿童花名册", "Sheet1", [(3, 1)]),
        ("一至六年级留守儿童花名册", "Sheet1", []),
        ("2026年9月名单", "三（2）班", [(3, 2)]),
        ("三（3）班名单", "三2", []),
    ],
)
def test_class_of_a_title(desk: Desk, title: str, sheet: str, found: list[tuple[int, int]]) -> None:
    rows = [[title], ["姓名", "身份证号"], ["甲", national_id(1)]]
    desk.take_file(listed(desk, *rows, sheet=sheet))
    assert classes(desk) == found


def test_title_of_one_class_is_not_handed_back_over_another(desk: Desk) -> None:
    head = ["姓名", "身份证号"]
    rows = [["三1班"], head, ["甲", national_id(1)], ["三2班"], head, ["乙", "529"]]
    seen = preview(desk.office, Wish(listed(desk, *rows), TERM, DAY))
    assert hand_back(desk.office, seen, desk.folder / "退回.xlsx") == 1
    values = list(load_workbook(desk.folder / "退回.xlsx").active.values)
    assert "三1班" not in {cell for row in values for cell in row}


@pytest.mark.parametrize(
    ("born", "kept", "doubt"),
    [("2061-03-01", False, "晚于今天"), ("1916-03-01", True, "请核对"), ("2016-03-01", True, "")],
)
def test_unlikely_birth_dates(desk: Desk, born: str, kept: bool, doubt: str) -> None:
    head = ["姓名", "学籍号", "出生日期"]
    result = desk.take_file(listed(desk, head, ["甲", f"G{national_id(1)}", born]))
    assert bool(desk.only(Child)["born_on"]) is kept
    assert doubt in doubts(result.outcomes[0]).get("C2", "")


@pytest.mark.parametrize(("since", "said"), [("2061-1-1", "晚于今天"), ("1905-07-18", "太早")])
def test_father_who_left_when_he_cannot_have(desk: Desk, since: str, said: str) -> None:
    """2026.1 in a cell that shows days is the year 1905."""
    head = ["姓名", "身份证号", "父亲", "父亲去向", "父亲外出时间"]
    result = desk.take_file(listed(desk, head, ["甲", national_id(1), "张山", "务工", since]))
    assert said in doubts(result.outcomes[0])["E2"]


def test_second_sheet_of_the_same_child_tells_what_to_do(desk: Desk) -> None:
    head = ["姓名", "身份证号", "父亲"]
    family = [head, ["甲", national_id(1), "张山"]]
    result = desk.take_file(listed(desk, head[:2], ["甲", national_id(1)], 家庭=family))
    assert "单独导入" in result.outcomes[1].faults[0].reason


def test_lists_side_by_side_are_told(desk: Desk) -> None:
    head, row = ["姓名", "身份证号"], ["甲", national_id(1), "乙", national_id(3)]
    found = map_workbook(desk.office, Wish(listed(desk, head * 2, row), TERM, DAY))
    assert "左右并排" in found.clashes[0]


def test_list_without_headings_is_told(desk: Desk) -> None:
    row = ["甲", "男", national_id(1), "三2"]
    assert "没有找到表头" in map_workbook(desk.office, Wish(listed(desk, row), TERM, DAY)).lacks
