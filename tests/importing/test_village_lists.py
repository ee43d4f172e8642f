"""Lists as rural clerks write them by hand: each rule of spelling, and what it must not read."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from liushou_desk.domain.words import Hardship, Hukou, Mark, ParentStatus, Relation, Sex
from liushou_desk.importing.blocks import of_their_person
from liushou_desk.importing.headings import normal
from liushou_desk.importing.parents import said_of_parents
from liushou_desk.importing.persons import Said, person_in
from liushou_desk.importing.roster import RosterRow, read_roster
from liushou_desk.importing.sheets import read_sheets
from tests.importing.oddities import bare
from tests.importing.workbooks import national_id

ID, NUMBER = national_id(1), f"G{national_id(1)}"


def listed(path: Path, *rows: list[Any]) -> Path:
    def draw(sheet: Any) -> None:
        for row in rows:
            sheet.append(row)

    return bare(path / "名单.xlsx", draw)


def one(path: Path, **cells: Any) -> RosterRow:
    """One child with a student number, so that the ID number may be anything."""
    cells = {"姓名": "柏小一", "学籍号": NUMBER} | cells
    (row,) = read_roster(listed(path, list(cells), list(cells.values())))
    return row


def reasons(row: RosterRow) -> str:
    return "；".join(problem.reason for problem in (*row.doubts, *row.faults))


@pytest.mark.parametrize(
    ("heading", "key", "cell", "value", "doubt"),
    [
        ("姓名", "child.name", "1.柏小一", "柏小一", ""),
        ("姓名", "child.name", "柏小一*（转入）", "柏小一", "“（转入）”没有记入"),
        ("姓名", "child.name", "阿依.古丽", "阿依·古丽", ""),
        ("性别", "child.sex", 1, Sex.MALE, ""),
        ("性别", "child.sex", "0", None, "不在可选范围"),
        ("姓名", "child.name", "柏小一、柏小三", None, "像是几个人的姓名"),
        ("身份证号", "child.national_id", f"‘{ID}。", ID, ""),
        ("身份证号", "child.national_id", f"{ID[:6]}-{ID[6:14]}-{ID[14:]}", ID, ""),
        ("身份证号", "child.national_id", "暂无", None, ""),
        ("身份证号", "child.national_id", "户口未上", None, "不是号码，按空白处理"),
        ("电话", "child.phone", "13910000001/13810000001", "13910000001", "2个号码"),
        ("电话", "child.phone", "父13910000001", "13910000001", "“父”没有记入"),
        ("电话", "child.phone", "139 1000 0001；", "13910000001", ""),
        ("电话", "child.phone", "无", None, ""),
        ("现住址", "household.home_address", "无", None, ""),
        ("现住址", "household.home_address", "不详", None, ""),
        ("曾用名", "child.former_name", "—", None, ""),
        ("民族", "child.nation", "穿青人", "穿青人", ""),
        ("民族", "child.nation", "汉族（满）", None, "不是民族名称"),
        ("民族", "child.nation", "未识别", None, "不是民族名称"),
        ("电话", "child.phone", "1391000000", None, "位数不对"),
        ("出生年月", "child.born_on", "2016年3月1日生", date(2016, 3, 1), ""),
        ("出生年月", "child.born_on", "2016、3、1", date(2016, 3, 1), ""),
        ("出生年月", "child.born_on", "2016.3", None, "只写了年月"),
        ("民族", "child.nation", "彝 族", "彝族", ""),
        ("民族", "child.nation", "01", None, "不是民族名称"),
        ("户籍性质", "child.hukou", "非农", Hukou.URBAN, ""),
        ("是否住校", "boarding_period.boards", "√", True, ""),
        ("就读方式", "boarding_period.boards", "走读生", False, ""),
        ("就读方式", "boarding_period.boards", "1", None, "是代码"),
        ("是否留守", "school_record_mark.mark", "父母均外出务工", Mark.BOTH, "按字面读作"),
        ("是否留守", "school_record_mark.mark", "母亲外出", Mark.ONE, "按字面读作"),
        ("是否留守", "school_record_mark.mark", "父母未外出", None, "请核实"),
        ("是否留守", "school_record_mark.mark", "父母在家务工", None, "请核实"),
        ("是否留守", "school_record_mark.mark", "×", Mark.NONE, ""),
    ],
)
def test_spellings(
    tmp_path: Path, heading: str, key: str, cell: Any, value: Any, doubt: str
) -> None:
    row = one(tmp_path, **{heading: cell})
    assert row.values.get(key) == value
    assert doubt in reasons(row) if doubt else not reasons(row)


def test_month_is_enough_where_the_number_tells_the_day(tmp_path: Path) -> None:
    row = one(tmp_path, 出生年月="2016.03", 身份证号=ID)
    assert (row.values["child.born_on"], reasons(row)) == (date(2016, 3, 1), "")
    assert "与身份证号不一致" in reasons(one(tmp_path, 出生年月="2016.04", 身份证号=ID))


def test_kind_of_a_mark_in_a_column_of_its_own(tmp_path: Path) -> None:
    row = one(tmp_path, 是否留守儿童="√", 留守类型="双亲留守")
    assert (row.values["school_record_mark.mark"], reasons(row)) == (Mark.BOTH, "")


@pytest.mark.parametrize(
    ("cells", "kinds"),
    [
        ({"是否低保": "√", "建档立卡户": "是", "特困": "否"}, "LOW_INCOME POVERTY_RELIEVED"),
        ({"低保": "低保"}, "LOW_INCOME"),
        ({"困境类型": "农村低保户/重病"}, "LOW_INCOME SERIOUS_ILLNESS"),
        ({"困境类型": "非低保"}, ""),
    ],
)
def test_hardships(tmp_path: Path, cells: dict[str, str], kinds: str) -> None:
    found = one(tmp_path, **cells).values.get("sheet_hardship.hardship", ())
    assert set(found) == {Hardship[kind] for kind in kinds.split()}


def test_orphan_and_disabled_among_the_hardships(tmp_path: Path) -> None:
    values = one(tmp_path, 困境类型="孤儿、残疾").values
    assert values["child.is_orphan"]
    assert values["child.disability"] == "残疾（类别未填）"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("王秀兰", Said("王秀兰")),
        ("张 三", Said("张 三")),
        ("王秀兰（奶奶）", Said("王秀兰", "奶奶")),
        ("爷爷：张山", Said("张山", "爷爷")),
        ("奶奶王秀兰", Said("王秀兰", "奶奶")),
        ("王兰/祖母/13930000001", Said("王兰", "祖母", "13930000001")),
        ("张山13910000001", Said("张山", "", "13910000001")),
        ("奶奶", Said("奶奶", "奶奶", is_named=False)),
        ("爷爷奶奶", Said("爷爷奶奶", "祖辈", is_named=False)),
        ("欧阳 娜娜", Said("欧阳 娜娜")),
        ("张山（已故）", Said("张山", "", "", "已故")),
        ("张山、王兰", Said("张山", "", "", "王兰")),
        ("姑丽", Said("姑丽")),
    ],
)
def test_person_in_one_cell(cell: str, said: Said) -> None:
    assert person_in(cell) == said


def test_guardian_who_is_the_father_is_one_person(tmp_path: Path) -> None:
    row = one(tmp_path, 父亲="张山", 监护人="张山", 监护人电话="13910000001", 与学生关系="父子")
    (father,) = row.members
    assert (father.relation, father.values["is_guardian"]) == (Relation.FATHER, True)
    assert father.values["phone"] == "13910000001"


@pytest.mark.parametrize("guardian", ["父母", "父亲"])
def test_guardian_who_is_called_by_relation_only(tmp_path: Path, guardian: str) -> None:
    row = one(tmp_path, 父亲="张山", 监护人=guardian)
    assert [m.values["is_guardian"] for m in row.members] == [True]


@pytest.mark.parametrize(
    ("father", "phone", "members", "doubt"),
    [
        ("去世", "", 0, "请补上姓名"),
        ("", "13910000001", 0, "请补上姓名"),
        ("无", "", 0, ""),
        ("—", "", 0, ""),
        ("张山（已故）", "", 1, ""),
    ],
)
def test_parent_without_a_name(
    tmp_path: Path, father: str, phone: str, members: int, doubt: str
) -> None:
    row = one(tmp_path, 父亲姓名=father, 父亲电话=phone)
    assert len(row.members) == members
    assert doubt in reasons(row) if doubt else not reasons(row)
    assert all(m.status is ParentStatus.DECEASED for m in row.members)


def test_guardian_without_a_relation_is_doubted(tmp_path: Path) -> None:
    assert "没有写监护人与学生的关系" in reasons(one(tmp_path, 监护人="王兰"))
    assert not reasons(one(tmp_path, 监护人="王兰", 与监护人的关系="祖孙"))


@pytest.mark.parametrize(
    ("cell", "father", "mother"),
    [
        ("父母均外出务工", "外出务工", "外出务工"),
        ("父在家母外出", "在家", "外出"),
        ("父亲去世，母亲改嫁", "去世", "改嫁"),
        ("父亡", "去世", ""),
        ("离异", "", ""),
        ("父母一方外出", "", ""),
    ],
)
def test_both_parents_in_one_cell(cell: str, father: str, mother: str) -> None:
    assert said_of_parents(cell) == (father, mother)


def test_parents_of_one_cell_get_their_whereabouts(tmp_path: Path) -> None:
    row = one(tmp_path, 父母情况="父在家，母外出打工", 父亲="张山", 母亲="李采")
    assert [m.status for m in row.members] == [ParentStatus.AT_HOME, ParentStatus.WORKS_AWAY]
    assert "去向没有记入" in reasons(one(tmp_path, 父母情况="父母均外出务工"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("【身份证号】", "身份证号"),
        ("*现住址[到组]", "现住址"),
        ("父亲的姓名", "父亲姓名"),
        ("父电话", "父亲电话"),
        ("父亲姓名及电话", "父亲姓名"),
        ("受委托监护人电话", "监护人电话"),
        ("奶奶姓名", "祖母姓名"),
        ("父母情况", "父母情况"),
    ],
)
def test_headings(written: str, meant: str) -> None:
    assert normal(written) == meant


def test_repeated_heading_belongs_to_the_person_before_it() -> None:
    row = ["姓名", "电话", "父亲", "电话", "监护人", "关系", "电话", "住址"]
    assert of_their_person(row)[1::2] == ["电话", "父亲电话", "关系", "监护人住址"]
    assert of_their_person(row)[6] == "监护人电话"


@pytest.mark.parametrize(
    ("row", "meant"),
    [
        ("姓名 父亲 电话", "姓名 父亲 父亲电话"),
        ("姓名 父亲姓名 健康状况 班级 健康状况", "姓名 父亲姓名 父亲的健康状况 班级 健康状况"),
        ("姓名 父亲姓名 民族 年龄 班级 民族", "姓名 父亲姓名 父亲的民族 父亲的年龄 班级 民族"),
        ("姓名 父亲姓名 母亲姓名 联系电话", "姓名 父亲姓名 母亲姓名 联系电话"),
        ("姓名 父亲姓名 母亲姓名 性别", "姓名 父亲姓名 母亲姓名 父亲、母亲的性别"),
        (
            "姓名 父亲姓名 母亲姓名 电话 电话",
            "姓名 父亲姓名 母亲姓名 父亲、母亲的电话 父亲、母亲的电话",
        ),
        ("姓名 班主任 联系电话 备注", "姓名 班主任 班主任的联系电话 备注"),
        ("姓名 父亲姓名 家庭住址 电话", "姓名 父亲姓名 家庭住址 电话"),
        ("姓名 父亲姓名 父亲电话 性别", "姓名 父亲姓名 父亲电话 性别"),
        ("姓名 性别 父亲姓名 父亲电话 性别", "姓名 性别 父亲姓名 父亲电话 父亲的性别"),
        (
            "姓名 现居住地 监护人姓名 监护人电话 居住地址",
            "姓名 现居住地 监护人姓名 监护人电话 监护人的居住地址",
        ),
        ("姓名 监护人姓名 与学生关系 身份证号", "姓名 监护人姓名 与学生关系 监护人身份证号"),
    ],
)
def test_a_column_behind_a_person_is_never_the_childs(row: str, meant: str) -> None:
    assert of_their_person(row.split()) == meant.split()


def test_row_of_a_person_is_no_heading(tmp_path: Path) -> None:
    """关系 over 父亲 looks like 父亲 in two rows, and would swallow the first child."""
    table = [["姓名", "身份证号", "关系", "电话"], ["柏小一", ID, "父亲", "13910000001"]]
    assert [row.number for row in read_roster(listed(tmp_path, *table))] == [2]


def test_list_without_headings_loses_nobody(tmp_path: Path) -> None:
    sheets = read_sheets(listed(tmp_path, ["柏小一", "男", ID, "三2"]), {"柏小一": "child.name"})
    assert sheets.every[0].likely is None


@pytest.mark.parametrize(
    "foot",
    ["合计", "填表人：某某", "说明：一式两份", "共2人", "三1小计", "校长签字：", "三年级2班名单"],
)
def test_what_is_no_pupil(tmp_path: Path, foot: str) -> None:
    path = listed(tmp_path, ["姓名", "身份证号"], ["柏小一", ID], [foot, None])
    assert [row.number for row in read_roster(path)] == [2]
    assert "第3行" in "".join(read_sheets(path).notes)


@pytest.mark.parametrize("cells", [["柏小二", None], ["柏小二", "三（2）班"]])
def test_pupil_without_a_number_is_still_rejected(tmp_path: Path, cells: list[Any]) -> None:
    path = listed(tmp_path, ["姓名", "班级", "身份证号"], ["柏小一", "三2", ID], cells)
    assert [bool(row.faults) for row in read_roster(path)] == [False, True]


def test_ditto_is_what_stands_above(tmp_path: Path) -> None:
    rows = [["姓名", "身份证号", "班级", "住址"], ["甲", ID, "三2", "青石村"],
            ["乙", national_id(3), "同上", "〃"], ["丙", "同上", "", ""]]  # fmt: skip
    _, second, third = read_roster(listed(tmp_path, *rows))
    assert (second.values["class"], second.values["household.home_address"]) == ("三2", "青石村")
    assert third.faults


def test_signs_without_width(tmp_path: Path) -> None:
    row = one(tmp_path, **{"身份\u200b证号": f"{ID}\u200b"})
    assert row.values["child.national_id"] == ID


@pytest.mark.parametrize(("cell", "kind"), [("肢体三级", "肢体三级"), ("否", None)])
def test_kind_of_disability_where_yes_or_no_was_asked(
    tmp_path: Path, cell: str, kind: str | None
) -> None:
    assert one(tmp_path, 是否残疾=cell).values.get("child.disability") == kind


def test_class_of_each_page(tmp_path: Path) -> None:
    heading = ["姓名", "身份证号"]
    pages = [["三（2）班名单"], heading, ["甲", ID], ["四（1）班名单"], heading,
             ["乙", national_id(3)]]  # fmt: skip
    rows = read_roster(listed(tmp_path, *([*row, None][:2] for row in pages)))
    assert [row.title for row in rows] == ["三（2）班", "四（1）班"]
