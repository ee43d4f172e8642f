"""The import matrix: one small workbook for each oddity, and what becomes of its rows."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from liushou_desk.domain.words import Mark, ParentStatus, Relation
from liushou_desk.errors import ImportTrouble
from liushou_desk.importing.roster import RosterRow, read_roster, roster_rows
from liushou_desk.importing.sheets import read_sheets
from tests.importing.oddities import (
    FEW,
    classes,
    few,
    from_1904,
    hide,
    text_table,
    two_rows,
    with_error,
)
from tests.importing.workbooks import FAR, HEADINGS, left_behind, national_id, pupil, write

DATA = Path(__file__).parents[1] / "data"


def told(path: Path) -> str:
    return "".join(read_sheets(path).notes)


def only(path: Path, **options: Any) -> RosterRow:
    (row,) = read_roster(path, **options)
    return row


ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16"]


@pytest.mark.parametrize("sign", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_tables(tmp_path: Path, encoding: str, sign: str) -> None:
    rows = read_roster(text_table(tmp_path / "名册.csv", encoding, sign))
    assert [row.values["child.name"] for row in rows] == ["柏䶮1", "柏䶮2"]
    assert [row.number for row in rows] == [2, 3]
    assert not any(row.faults or row.doubts for row in rows)


def test_utf_16_of_both_orders(tmp_path: Path) -> None:
    path = tmp_path / "名册.txt"
    path.write_bytes(b"\xfe\xff" + "\t".join(FEW).encode("utf-16-be"))
    with pytest.raises(ImportTrouble, match="只有表头"):
        read_roster(path)


def test_many_encodings_of_random_names(tmp_path: Path) -> None:
    """Two hundred texts, each name of which comes back."""
    for number in range(200):
        name = chr(0x4E00 + number * 97) + chr(0x3400 + number * 31)
        path = tmp_path / f"{number}.csv"
        table = ",".join(FEW) + "\n" + ",".join(few(1, 姓名=name)) + "\n"
        path.write_bytes(table.encode(ENCODINGS[number % 4]))
        assert only(path).values["child.name"] == name


def test_text_that_keeps_numbers_from_excel(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    cells = few(1, 身份证件号=f'"=""{national_id(1)}"""', 现住址='"青石村,\n3组"')
    path.write_text("sep=,\n" + ",".join(FEW) + "\n" + ",".join(cells) + "\n", "utf-8")
    row = only(path)
    assert row.values["child.national_id"] == national_id(1)
    assert row.values["household.home_address"] == "青石村,\n3组"
    assert row.number == 3


@pytest.mark.parametrize("spoilt", ["5.29999E+17", "529999201603010000"])
def test_number_spoilt_before_it_became_text(tmp_path: Path, spoilt: str) -> None:
    path = tmp_path / "名册.csv"
    path.write_text(",".join(FEW) + "\n" + ",".join(few(1, 身份证件号=spoilt)), "gb18030")
    (fault,) = only(path).faults
    assert fault.cell == "B2"
    assert "科学计数法" in fault.reason or "Excel" in fault.reason


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x81\x20\xff\xff,\n", b"a,b\x00c\n"])
def test_text_that_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "名册.csv").write_bytes(content)
    with pytest.raises(ImportTrouble, match="没有导入任何数据"):
        read_roster(tmp_path / "名册.csv")


def test_content_counts_and_not_the_name(tmp_path: Path) -> None:
    table = text_table(tmp_path / "名册.xlsx", "gb18030")
    book = write(tmp_path / "a.xlsx", [pupil()]).rename(tmp_path / "名册.csv")
    assert (len(read_roster(table)), len(read_roster(book))) == (2, 1)
    assert "其实是文本表格" in told(table)
    assert "其实是Excel工作簿" in told(book)


def test_old_workbook() -> None:
    first, second, computed, other = read_roster(DATA / "名册_旧格式.xls")
    assert first.values["child.born_on"] == date(2016, 3, 1)
    assert first.members[0].values["phone"] == "13910000001"
    assert first.members[0].status is ParentStatus.WORKS_AWAY
    assert [problem.reason[:8] for problem in second.doubts] == ["这一行在表里是隐"]
    assert [problem.cell for problem in computed.faults] == ["B5"]
    assert (other.sheet, other.number) == ("三年级3班", 2)


def test_what_is_hidden_in_an_old_workbook_is_told() -> None:
    said = told(DATA / "名册_旧格式.xls")
    assert "工作表“旧名册”是隐藏的，没有读取" in said
    assert "有1行是隐藏的" in said
    assert "E列父亲电话" in said


def test_old_workbook_of_a_mac() -> None:
    rows = read_roster(DATA / "名册_1904.xls")
    assert [row.values["child.born_on"] for row in rows] == [date(2016, 3, 1)] * 2


def test_old_workbook_with_a_cell_in_the_last_corner() -> None:
    with pytest.raises(ImportTrouble, match="太大"):
        read_roster(DATA / "名册_远角.xls")


def test_old_workbook_with_a_password(tmp_path: Path) -> None:
    content = (DATA / "名册_1904.xls").read_bytes()
    assert content.count(b"\x42\0\2\0") == 1
    (tmp_path / "名册.xls").write_bytes(content.replace(b"\x42\0\2\0", b"\x2f\0\2\0"))
    with pytest.raises(ImportTrouble, match="密码"):
        read_roster(tmp_path / "名册.xls")


@pytest.mark.parametrize("merged", [True, False])
def test_headings_in_two_rows(tmp_path: Path, merged: bool) -> None:
    row = only(two_rows(tmp_path / "a.xlsx", merged=merged))
    assert not row.faults
    father, mother = row.members
    assert (father.relation, father.values["phone"]) == (Relation.FATHER, "13910000001")
    assert father.said["place"] == FAR
    assert mother.values["name"] == "蓝采"
    assert row.number == 4


def test_hidden_rows_are_read_and_doubted(tmp_path: Path) -> None:
    path = hide(tmp_path / "a.xlsx", rows=[3])
    doubted = [[problem.cell for problem in row.doubts] for row in read_roster(path)]
    assert doubted == [[], ["第3行"], []]
    assert "有1行是隐藏的" in told(path)


def test_hidden_columns_are_read_and_told_once(tmp_path: Path) -> None:
    path = hide(tmp_path / "a.xlsx", columns=["M"])
    assert not any(row.doubts or row.faults for row in read_roster(path))
    assert "M列身份证件号" in told(path)


def test_hidden_sheet_is_passed_over_unless_it_is_asked_for(tmp_path: Path) -> None:
    path = classes(tmp_path / "a.xlsx", "一班", "去年", hidden=["去年"])
    assert [row.sheet for row in read_roster(path)] == ["一班"]
    asked = read_sheets(path, wanted=["去年"])
    assert [row.sheet for row in roster_rows(asked)] == ["去年"]


def test_nothing_that_is_to_be_read(tmp_path: Path) -> None:
    path = classes(tmp_path / "a.xlsx", "一班", "去年", hidden=["去年"])
    with pytest.raises(ImportTrouble, match="没有选"):
        read_sheets(path, wanted=["没有"]).rosters()


def test_bare_day_of_a_mac(tmp_path: Path) -> None:
    row = only(from_1904(tmp_path / "a.xlsx"))
    assert row.values["child.born_on"] == date(2016, 3, 1)
    assert not row.doubts


@pytest.mark.parametrize(
    ("heading", "is_fault"), [("姓名", True), ("身份证件号", True), ("现住址", False)]
)
def test_cell_that_shows_an_error(tmp_path: Path, heading: str, is_fault: bool) -> None:
    row = only(with_error(tmp_path / "a.xlsx", heading))
    problem = (row.faults if is_fault else row.doubts)[0]
    assert "#N/A" in problem.reason


DAYS = ["2016.3.1", "2016年3月1日", "20160301", "2016/3/1", 20160301, 42430, date(2016, 3, 1)]


@pytest.mark.parametrize("written", DAYS)
def test_days(tmp_path: Path, written: Any) -> None:
    row = only(write(tmp_path / "a.xlsx", [pupil(出生日期=written)]))
    assert row.values["child.born_on"] == date(2016, 3, 1)
    assert not row.doubts


@pytest.mark.parametrize("written", ["16-3-1", "3月1日", "2016", "01/03/2016"])
def test_days_that_may_be_others_are_doubted(tmp_path: Path, written: str) -> None:
    row = only(write(tmp_path / "a.xlsx", [pupil(出生日期=written)]))
    assert "不是日期" in row.doubts[0].reason


def test_full_width_digits_and_spaces_in_names(tmp_path: Path) -> None:
    wide = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
    cells = {"姓名": "张　伟", "身份证件号": national_id(1).translate(wide),
             "联系电话": "１３８００００１２３４", "出生日期": "２０１６年３月１日"}  # fmt: skip
    row = only(write(tmp_path / "a.xlsx", [pupil(**cells)]))
    assert not row.faults + row.doubts
    assert (row.values["child.name"], row.values["child.phone"]) == ("张伟", "13800001234")


def test_headings_again_on_every_page(tmp_path: Path) -> None:
    again = {heading: heading for heading in HEADINGS}
    rows = read_roster(write(tmp_path / "a.xlsx", [pupil(1), again, pupil(3)]))
    assert [row.number for row in rows] == [2, 4]


def test_disabled_without_a_kind(tmp_path: Path) -> None:
    headings = [*(h for h in HEADINGS if h != "残疾类型"), "是否残疾人"]
    people = [pupil(1, 是否残疾人="是"), pupil(3, 是否残疾人="否"), pupil(5, 是否残疾人="不详")]
    yes, no, unsure = read_roster(write(tmp_path / "a.xlsx", people, headings=headings))
    assert yes.values["child.disability"] == "残疾（类别未填）"
    assert "child.disability" not in no.values | unsure.values
    assert "是否残疾人" in unsure.doubts[0].reason


def test_reason_column_is_not_read(tmp_path: Path) -> None:
    row = only(write(tmp_path / "a.xlsx", [left_behind()], headings=[*HEADINGS, "原因"]))
    assert "原因" not in row.columns.unknown


def test_mapping_by_target_keys(tmp_path: Path) -> None:
    people = [{"娃": "柏小一", "号": national_id(1), "守": "双亲留守儿童", "爹": "柏大山"}]
    path = write(tmp_path / "a.xlsx", people, headings=["娃", "号", "守", "爹"])
    chosen = {"娃": "child.name", "号": "child.national_id", "爹": "父亲.name",
              "守": "school_record_mark.mark"}  # fmt: skip
    row = only(path, chosen=chosen)
    assert row.values["school_record_mark.mark"] is Mark.BOTH
    assert row.members[0].relation is Relation.FATHER
    assert not row.columns.unknown


def test_second_column_of_the_same_heading(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    headings, cells = [*FEW, "联系电话"], [*few(1), "13999990000"]
    path.write_text(",".join(headings) + "\n" + ",".join(cells), "utf-8")
    assert only(path).values["child.phone"] == "13800000001"
    swapped = only(path, chosen={"联系电话#2": "child.phone", "联系电话": "ignore"})
    assert swapped.values["child.phone"] == "13999990000"
