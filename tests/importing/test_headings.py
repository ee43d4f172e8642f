"""Columns are found by their headings, whatever their order, spelling and surroundings."""

import random
from pathlib import Path

import pytest
from openpyxl import Workbook

from liushou_desk.domain.words import Mark, ParentStatus, Relation
from liushou_desk.errors import ImportTrouble
from liushou_desk.importing.headings import plain_key
from liushou_desk.importing.roster import RosterRow, read_roster
from liushou_desk.services.imports.service import read_workbook
from tests.importing.workbooks import (
    FAR,
    HEADINGS,
    MEMBER_PARTS,
    fill,
    left_behind,
    national_id,
    pupil,
    write,
)

VARIANT = {
    "身份证件号": "身份证",
    "上下学方式": "上下学交通方式",
    "是否需要乘坐校车": "是否乘坐校车",
}
"""What the 73-column variant calls otherwise; it has no 残疾类型 and 随班就读."""


def only_row(path: Path, **options: dict[str, str]) -> RosterRow:
    (row,) = read_roster(path, **options)
    return row


def expect_left_behind(row: RosterRow) -> None:
    assert not row.faults
    assert not row.doubts
    assert row.values["child.name"] == "柏小二"
    assert row.values["child.national_id"] == national_id(1)
    assert row.values["school_record_mark.mark"] is Mark.BOTH
    grandmother, father = row.members
    assert (grandmother.relation, father.relation) == (Relation.GRANDMOTHER, Relation.FATHER)
    assert grandmother.values["is_guardian"]
    assert father.status is ParentStatus.WORKS_AWAY
    assert father.said["address"] == FAR


def test_national_export(tmp_path: Path) -> None:
    assert len(HEADINGS) == 71
    expect_left_behind(only_row(write(tmp_path / "a.xlsx", [left_behind()])))


@pytest.mark.parametrize("seed", range(5))
def test_shuffled_columns(tmp_path: Path, seed: int) -> None:
    headings = list(HEADINGS)
    random.Random(seed).shuffle(headings)
    expect_left_behind(only_row(write(tmp_path / "a.xlsx", [left_behind()], headings=headings)))


def variant_headings() -> list[str]:
    kept = [h for h in HEADINGS if h not in {"残疾类型", "随班就读"}]
    at = kept.index("是否留守儿童")
    added = ["是否农村留守儿童"]
    return ["校区号", *kept[:at], *added, *kept[at:], "是否残疾人", "是否随迁子女"]


def test_later_variant_of_73_columns(tmp_path: Path) -> None:
    headings = variant_headings()
    assert len(headings) == 73
    person = left_behind(**{"校区号": "2", "是否农村留守儿童": "否", "是否随迁子女": "否"})
    row = only_row(write(tmp_path / "a.xlsx", [person], headings=headings, renamed=VARIANT))
    expect_left_behind(row)
    assert row.values["campus"] == "2"


def test_rural_mark_is_not_the_mark(tmp_path: Path) -> None:
    headings = [h for h in variant_headings() if h != "是否留守儿童"]
    row = only_row(write(tmp_path / "a.xlsx", [pupil()], headings=headings))
    assert "school_record_mark.mark" not in row.values


def test_older_list_with_address_in_words(tmp_path: Path) -> None:
    renamed = {"户口所在地行政区划": "户口所在地"}
    person = pupil(**{"户口所在地行政区划": "云岭镇石门村"})
    row = only_row(write(tmp_path / "a.xlsx", [person], renamed=renamed))
    assert row.values["child.registered_address"] == "云岭镇石门村"


def test_members_stand_elsewhere(tmp_path: Path) -> None:
    first = [f"成员1{part}" for part in MEMBER_PARTS]
    rest = [h for h in HEADINGS if h not in first]
    headings = [*rest, "空列", "附注", *first]
    row = only_row(write(tmp_path / "a.xlsx", [left_behind()], headings=headings))
    assert {m.relation for m in row.members} == {Relation.GRANDMOTHER, Relation.FATHER}


@pytest.mark.parametrize(
    "dress",
    [
        lambda h: f"★{h}",
        lambda h: f" {h} *",
        lambda h: f"{h[:1]} {h[1:2]}\n{h[2:]}",
        lambda h: f"{h}（必填）",
        lambda h: f"※{h}：",
        lambda h: f"{h}(按户口簿填写)",
    ],
)
def test_signs_around_headings(tmp_path: Path, dress: object) -> None:
    assert callable(dress)
    renamed = {heading: dress(heading) for heading in HEADINGS}
    expect_left_behind(only_row(write(tmp_path / "a.xlsx", [left_behind()], renamed=renamed)))


@pytest.mark.parametrize("titles", [1, 3, 15])
def test_title_rows_above(tmp_path: Path, titles: int) -> None:
    def merge(sheet: object) -> None:
        sheet.merge_cells("A1:BS1")  # type: ignore[attr-defined]

    row = only_row(write(tmp_path / "a.xlsx", [left_behind()], titles=titles, odd=merge))
    expect_left_behind(row)
    assert row.number == titles + 2


def test_one_sheet_for_each_class_and_one_that_is_none(tmp_path: Path) -> None:
    book = Workbook()
    fill(book.active, [pupil(1)])
    book.active.title = "一班"
    book.create_sheet("说明").append(["本表由教导处填写", "请勿改动"])
    fill(book.create_sheet("二班"), [pupil(2), pupil(3)], titles=2)
    book.create_sheet("空表")
    book.save(tmp_path / "a.xlsx")
    rows = read_roster(tmp_path / "a.xlsx")
    assert [(r.sheet, r.number) for r in rows] == [("一班", 2), ("二班", 4), ("二班", 5)]


def test_chart_sheet_is_passed_over(tmp_path: Path) -> None:
    book = Workbook()
    fill(book.active, [pupil(1)])
    book.create_chartsheet("图表", 0)
    book.save(tmp_path / "a.xlsx")
    assert len(read_roster(tmp_path / "a.xlsx")) == 1


def test_student_number_only(tmp_path: Path) -> None:
    number = "G" + national_id(1)
    people = [{"姓名": "柏小一", "性别": "男", "学籍号": number}]
    row = only_row(write(tmp_path / "a.xlsx", people, headings=["姓名", "性别", "学籍号"]))
    assert not row.faults
    assert row.values["child.student_number"] == number


PLAIN = ("序号", "班级", "姓名", "性别", "身份证号", "父亲姓名", "父亲务工地", "父亲电话",
         "母亲", "母亲务工地", "监护人", "监护人电话", "与学生关系", "家庭住址")  # fmt: skip


def plain_person() -> dict[str, object]:
    return {
        "序号": 1,
        "班级": "五年级2班",
        "姓名": "柏小一",
        "性别": "男",
        "身份证号": national_id(1),
        "父亲姓名": "柏大山",
        "父亲务工地": FAR,
        "父亲电话": 13910000001,
        "母亲": "蓝采",
        "监护人": "秋奶奶",
        "监护人电话": "13930000001",
        "与学生关系": "奶奶",
        "家庭住址": "青石坪村",
    }


def test_plain_roster_of_a_class_teacher(tmp_path: Path) -> None:
    row = only_row(write(tmp_path / "a.xlsx", [plain_person()], headings=PLAIN, titles=1))
    assert not row.doubts
    father, mother, guardian = row.members
    assert (father.values["name"], father.values["phone"]) == ("柏大山", "13910000001")
    assert father.status is ParentStatus.WORKS_AWAY
    assert (mother.relation, mother.status) == (Relation.MOTHER, None)
    assert guardian.relation is Relation.GRANDMOTHER
    assert guardian.values["is_guardian"] is True
    assert row.values["household.home_address"] == "青石坪村"


def test_clerks_own_mapping(tmp_path: Path) -> None:
    people = [{"娃娃": "柏小二", "证号": national_id(1), "性 别": "男", "守": "双亲留守儿童"}]
    path = write(tmp_path / "a.xlsx", people, headings=["娃娃", "证号", "性 别", "守"])
    with pytest.raises(ImportTrouble):
        read_roster(path)
    row = only_row(path, chosen={"娃娃": "姓名", "证号": "身份证件号", "守 ": "是否留守儿童"})
    assert row.values["child.name"] == "柏小二"
    assert row.values["school_record_mark.mark"] is Mark.BOTH


def test_mapping_stands_above_the_aliases(tmp_path: Path) -> None:
    headings = ["姓名", "身份证件号", "家庭地址", "现住址", "性别"]
    person = pupil(**{"家庭地址": "石门村"})
    path = write(tmp_path / "a.xlsx", [person], headings=headings)
    row = only_row(path, chosen={"现住址": "不用", "家庭地址": "现住址"})
    assert row.values["household.home_address"] == "石门村"


def test_unknown_relation_stays_as_written(tmp_path: Path) -> None:
    person = left_behind(**{"成员1关系": "大舅公"})
    member = only_row(write(tmp_path / "a.xlsx", [person])).members[0]
    assert member.relation is Relation.OTHER
    assert member.values["relation_note"] == "大舅公"


def test_headings_that_are_not_read_are_told(tmp_path: Path) -> None:
    headings = [*PLAIN, " 最爱吃的★", "父亲鞋码", "", "家庭地址"]
    path = write(tmp_path / "a.xlsx", [plain_person()], headings=headings, titles=1)
    expected = ("序号", "家庭住址", "最爱吃的★", "父亲鞋码")
    assert only_row(path).columns.unknown == expected
    assert read_workbook(path).unknown_headings == expected


def test_national_export_has_columns_that_are_not_kept(tmp_path: Path) -> None:
    unknown = only_row(write(tmp_path / "a.xlsx", [left_behind()])).columns.unknown
    assert {"政治面貌", "血型", "成员1民族"} <= set(unknown)
    assert not {"姓名", "是否留守儿童", "成员1职务", "现住址"} & set(unknown)


@pytest.mark.parametrize(
    ("heading", "key"),
    [("幼儿姓名", "child.name"), ("幼儿所在班级", "class"), ("残疾幼儿类别", "child.disability"),
     ("是否留守幼儿", "school_record_mark.mark"), ("是否残疾幼儿", "disabled"),
     ("入园时间", "child.enrolled_in"), ("是否农村留守幼儿", "rural_mark"),
     ("留守幼儿类型", "mark_kind"), ("幼儿家庭住址", "household.home_address")],
)  # fmt: skip
def test_headings_of_kindergartens(heading: str, key: str) -> None:
    assert plain_key(heading) == key
