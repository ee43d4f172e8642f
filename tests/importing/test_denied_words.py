"""Words that deny, doubt or tell of another time take nobody into care, in every column."""

from pathlib import Path
from typing import Any

import pytest

from liushou_desk.importing.delimited import read_text
from liushou_desk.importing.roster import RosterRow, read_roster
from tests.importing.workbooks import national_id, write


def one(path: Path, **cells: Any) -> RosterRow:
    cells = {"姓名": "柏小一", "身份证号": national_id(1)} | cells
    (row,) = read_roster(write(path / "a.xlsx", [cells], headings=list(cells)))
    return row


def said(row: RosterRow) -> str:
    return "；".join(problem.reason for problem in (*row.doubts, *row.faults))


@pytest.mark.parametrize(
    "written",
    ["低保边缘", "已退出低保", "低保申请中", "低保已停", "特困边缘", "疑似重病", "父亲重病",
     "重病（母亲）", "大病初愈", "事实无人抚养（待批）", "低保？"],
)  # fmt: skip
def test_hardship_that_is_not_the_childs_today_is_asked(tmp_path: Path, written: str) -> None:
    row = one(tmp_path, 困境类型=written)
    assert "sheet_hardship.hardship" not in row.values
    assert "困境类型" in said(row)


@pytest.mark.parametrize(
    ("heading", "written", "ticked", "asked"),
    [
        ("是否低保", "无低保", False, False),
        ("是否低保", "非低保户", False, False),
        ("是否特困", "非特困", False, False),
        ("是否低保", "已取消低保", False, True),
        ("是否低保", "低保户（二类）", True, False),
        ("特困", "五保", True, False),
    ],
)
def test_a_tick_in_words(
    tmp_path: Path, heading: str, written: str, ticked: bool, asked: bool
) -> None:
    row = one(tmp_path, **{heading: written})
    assert ("sheet_hardship.hardship" in row.values, bool(row.doubts)) == (ticked, asked)


@pytest.mark.parametrize(
    ("heading", "key", "written", "value"),
    [
        ("是否孤儿", "child.is_orphan", "非孤儿", False),
        ("是否孤儿", "child.is_orphan", "孤儿", True),
        ("随迁子女", "child.is_migrant", "非随迁子女", False),
        ("随迁子女", "child.is_migrant", "不是随迁", False),
    ],
)
def test_a_kind_for_an_answer(
    tmp_path: Path, heading: str, key: str, written: str, value: bool
) -> None:
    row = one(tmp_path, **{heading: written})
    assert row.values[key] is value
    assert not row.doubts


def test_health_and_disability_that_disagree_are_asked(tmp_path: Path) -> None:
    assert "请核实" in said(one(tmp_path, 健康状况="残疾", 残疾类型="无"))
    assert not one(tmp_path, 健康状况="残疾", 残疾类型="肢体残疾").doubts
    assert not one(tmp_path, 健康状况="残疾", 残疾类型="无残疾").doubts


def test_a_whereabouts_nobody_understands_is_told(tmp_path: Path) -> None:
    row = one(tmp_path, 父亲姓名="柏大", 父亲去向="已返乡")
    assert row.members[0].status is None
    assert "“已返乡”看不出现在在哪里" in said(row)


def test_a_name_that_holds_a_number_is_no_name(tmp_path: Path) -> None:
    """A quote swallowed the row below: 柏小一529999…柏小三."""
    row = one(tmp_path, 姓名=f"柏小一\t{national_id(3)}\n柏小三")
    assert "这一格里有号码，不是姓名" in row.faults[0].reason


def test_a_row_parted_by_another_sign_is_rejected(tmp_path: Path) -> None:
    """五1班 in it made a title of the pupil's row, and so it disappeared."""
    lines = [f"柏小三;男;{national_id(3)};五1班", f"柏小一,男,{national_id(1)},五1班"]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["姓名,性别,身份证号,班级", *lines]))
    assert [bool(row.faults) for row in read_roster(path)] == [True, False]


def test_cells_in_single_quotes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("'姓名','性别'\n'柏小一','男'")
    assert read_text(path).rows == [["姓名", "性别"], ["柏小一", "男"]]


@pytest.mark.parametrize("written", ["不详", "空", "未知", "无"])
def test_a_place_that_nobody_knows_is_none(tmp_path: Path, written: str) -> None:
    row = one(tmp_path, 父亲姓名="柏大", 父亲去向="务工", 父亲务工地=written)
    assert row.members[0].said["place"] == ""


def test_a_member_without_a_relation_is_asked(tmp_path: Path) -> None:
    assert "没有写成员1与学生的关系" in said(one(tmp_path, 家长1姓名="柏大", 家长1电话=""))
    assert "与学生的关系" not in said(one(tmp_path, 家庭成员="柏大", 与学生关系="父亲"))
