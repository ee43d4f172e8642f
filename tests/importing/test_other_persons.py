"""Columns of persons of whom nothing is kept, and pupils who stand where nobody looks."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from liushou_desk.importing.blocks import of_their_person
from liushou_desk.importing.headings import normal
from liushou_desk.importing.roster import read_roster
from liushou_desk.importing.sheets import read_sheets
from tests.importing.workbooks import national_id

ID = national_id(1)


def listed(path: Path, *rows: Sequence[str | None], other: Sequence[str] = ()) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("名单")
    for row in rows:
        sheet.append(row)
    if other:
        book.create_sheet("续表").append(other)
    book.save(path / "名单.xlsx")
    return path / "名单.xlsx"


@pytest.mark.parametrize(
    ("row", "meant"),
    [
        ("紧急联系人 关系 电话", "紧急联系人 紧急联系人的关系 紧急联系人的电话"),
        (
            "祖父 电话 紧急联系人 电话 与本人关系 住址",
            "祖父 祖父电话 紧急联系人 紧急联系人的电话 紧急联系人的与本人关系 紧急联系人的住址",
        ),
        ("兄弟姐妹姓名 出生日期", "兄弟姐妹姓名 兄弟姐妹的出生日期"),
        ("继母姓名 出生日期 电话", "继母姓名 继母的出生日期 继母的电话"),
        ("家长姓名 身份证号 电话 住址", "家长姓名 家长的身份证号 电话 住址"),
        ("监护人 家庭住址 健康状况", "监护人 家庭住址 监护人的健康状况"),
        ("父亲姓名 重病 残疾", "父亲姓名 父亲的重病 父亲的残疾"),
        (
            "家庭成员姓名 关系 电话 家庭成员姓名 关系 电话",
            "成员1姓名 成员1关系 成员1电话 成员2姓名 成员2关系 成员2电话",
        ),
        ("父母姓名 电话 健康状况", "父母姓名 电话 父母的健康状况"),
        ("实际照料人 关系 身体状况", "实际照料人 实际照料人的关系 实际照料人的身体状况"),
        ("残疾人 家庭几人 民族", "残疾人 家庭几人 民族"),
        ("主要家庭成员 关系 电话", "成员1姓名 成员1关系 成员1电话"),
        ("班主任 班主任电话 住址", "班主任 班主任电话 住址"),
        ("帮扶时间 出生日期", "帮扶时间 出生日期"),
        ("曾用姓名 出生日期", "曾用姓名 出生日期"),
    ],
)
def test_what_stands_behind_anybodys_name_is_theirs(row: str, meant: str) -> None:
    assert of_their_person(["姓名", *row.split()]) == ["姓名", *meant.split()]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("电话（父亲）", "父亲电话"),
        ("（母）联系电话", "母亲联系电话"),
        ("联系电话（班主任）", "班主任联系电话"),
        ("现住址（监护人的）", "监护人现住址"),
        ("联系电话（手机）", "联系电话"),
        ("父亲/电话", "父亲电话"),
        ("母亲-务工地", "母亲务工地"),
        ("父亲/母亲", "父亲/母亲"),
        ("家长2电话", "成员2电话"),
        ("被委托人姓名", "监护人姓名"),
    ],
)
def test_whose_a_heading_is_may_stand_beside_it(written: str, meant: str) -> None:
    assert normal(written) == meant


def test_a_second_guardian_is_told_by_name(tmp_path: Path) -> None:
    heads = ["姓名", "身份证号", "监护人姓名", "关系", "监护人姓名", "关系"]
    (row,) = read_roster(listed(tmp_path, heads, ["柏小一", ID, "甲", "父亲", "乙", "母亲"]))
    assert row.columns.unknown == ("监护人姓名", "监护人的关系")


@pytest.mark.parametrize("name", ["说明华", "审核", "附小明"])
def test_a_boy_or_girl_is_a_pupil_whatever_the_name(tmp_path: Path, name: str) -> None:
    path = listed(tmp_path, ["姓名", "性别", "身份证号"], ["柏小一", "男", ID], [name, "女", None])
    assert [bool(row.faults) for row in read_roster(path)] == [False, True]


def test_pupils_without_headings_are_told(tmp_path: Path) -> None:
    rows: list[list[str | None]] = [[None, national_id(3)], ["姓名", "身份证号"], ["柏小一", ID]]
    above, sheet = read_sheets(listed(tmp_path, *rows, other=["柏小三", ID])).notes
    assert "的表头上面，有1行像是学生，没有读取" in above
    assert "“续表”里没有找到名册表头，有1行像是学生" in sheet


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("高一（2）班名册", ""),
        ("高中一年级2班", ""),
        ("青石二中七（3）班", "七（3）班"),
        ("初一（2）班", "初一（2）班"),
    ],
)
def test_a_title_names_no_class_of_senior_school(tmp_path: Path, title: str, named: str) -> None:
    (row,) = read_roster(listed(tmp_path, [title], ["姓名", "身份证号"], ["柏小一", ID]))
    assert row.title == named
