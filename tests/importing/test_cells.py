"""Odd cells: numbers for IDs, formulas, dates, merges, words that are none, rows that are empty."""

import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from liushou_desk.domain.words import Sex
from liushou_desk.importing.roster import RosterRow, read_roster
from liushou_desk.importing.sheets import read_sheets
from tests.importing.workbooks import (
    Person,
    column_of,
    left_behind,
    member,
    national_id,
    pupil,
    write,
)

ID, NAME, CLASS = (column_of(h) for h in ("身份证件号", "姓名", "班号"))


def read_one(tmp_path: Path, person: Person) -> RosterRow:
    (row,) = read_roster(write(tmp_path / "a.xlsx", [person]))
    return row


def faults(row: RosterRow) -> dict[str, str]:
    return {problem.cell: problem.reason for problem in row.faults}


def doubts(row: RosterRow) -> dict[str, str]:
    return {problem.cell: problem.reason for problem in row.doubts}


@pytest.mark.parametrize("number", [529999201603010013, 5.29999201603010e17, 10**15])
def test_id_stored_as_number_is_rejected_with_its_cell(tmp_path: Path, number: float) -> None:
    row = read_one(tmp_path, pupil(**{"身份证件号": number}))
    assert "存成了数字" in faults(row)["M2"]


@pytest.mark.parametrize("heading", ["成员1身份证件号", "联系电话", "成员2联系电话", "现住址"])
def test_other_number_that_lost_its_tail_is_a_doubt_and_left_out(
    tmp_path: Path, heading: str
) -> None:
    row = read_one(tmp_path, pupil(**{heading: 529999198001010013}))
    assert not row.faults
    (doubt,) = row.doubts
    assert "存成了数字" in doubt.reason
    assert doubt.cell.rstrip("2") == get_column_letter(column_of(heading))
    kept = [*row.values.values(), *(v for m in row.members for v in m.values.values())]
    assert not any(str(value).startswith("5299991980") for value in kept)


def test_row_with_nothing_but_a_spoilt_id_is_still_told_of(tmp_path: Path) -> None:
    row = read_one(tmp_path, {"身份证件号": 529999201603010013})
    assert list(faults(row)) == ["M2"]


@pytest.mark.parametrize(
    "text",
    ["5.29999E+17", "529999160301001", "52999920160301001", national_id(1) + "0", "无", "见户口簿"],
)
def test_text_that_is_no_id_is_rejected(tmp_path: Path, text: str) -> None:
    assert "身份证号" in faults(read_one(tmp_path, pupil(**{"身份证件号": text})))["M2"]


def test_wrong_check_digit(tmp_path: Path) -> None:
    good = national_id(1)
    bad = good[:17] + ("0" if good[17] != "0" else "1")
    row = read_one(tmp_path, pupil(**{"身份证件号": bad}))
    assert "校验" in faults(row)["M2"]


def test_digits_of_other_scripts_are_no_id(tmp_path: Path) -> None:
    arabic = national_id(1).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert faults(read_one(tmp_path, pupil(**{"身份证件号": arabic})))


def test_day_that_does_not_exist(tmp_path: Path) -> None:
    row = read_one(tmp_path, pupil(**{"身份证件号": national_id(1, "20160231")}))
    assert "出生日期" in faults(row)["M2"]


FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


@pytest.mark.parametrize(
    "spelt",
    [
        lambda n: n.translate(FULL_WIDTH),
        lambda n: f" {n[:6]} {n[6:14]}　{n[14:]}\n",
        lambda n: f"'{n}",
        lambda n: f"\t{n}",
        lambda n: n.lower(),
    ],
)
def test_spellings_of_a_good_id(tmp_path: Path, spelt: Any) -> None:
    with_x = next(n for n in map(national_id, range(1, 99, 2)) if n.endswith("X"))
    row = read_one(tmp_path, pupil(**{"身份证件号": spelt(with_x)}))
    assert not row.faults
    assert row.values["child.national_id"] == with_x


def test_neither_id_nor_student_number(tmp_path: Path) -> None:
    row = read_one(tmp_path, pupil(**{"身份证件号": None}))
    assert "无法确认是谁" in faults(row)["M2"]


def test_no_name(tmp_path: Path) -> None:
    assert faults(read_one(tmp_path, pupil(**{"姓名": "  "}))) == {"B2": "没有姓名"}


def test_other_papers_need_no_check_digit(tmp_path: Path) -> None:
    changes = {"身份证件类型": "护照", "身份证件号": "e1234567"}
    row = read_one(tmp_path, pupil(**changes))
    assert not row.faults
    assert row.values["child.national_id"] == "E1234567"


@pytest.mark.parametrize("written", ["无", "/", "—"])
def test_no_number_written_out_is_no_number(tmp_path: Path, written: str) -> None:
    changes = {"身份证件类型": "其他", "身份证件号": written}
    assert "无法确认是谁" in faults(read_one(tmp_path, pupil(**changes)))["M2"]


@pytest.mark.parametrize(
    ("heading", "value", "reason"),
    [
        ("出生日期", "20160302", "出生日期与身份证号不一致"),
        ("性别", "女", "性别与身份证号不一致"),
        ("性别", "某", "不在可选范围"),
        ("是否留守儿童", "1", "不是学籍系统的留守标注"),
        ("是否留守儿童", 2, "不是学籍系统的留守标注"),
        ("是否留守儿童", "是", "请核实是单亲还是双亲"),
        ("就读方式", "走路", "看不出是或否"),
        ("联系电话", "1380000", "电话号码位数不对"),
        ("出生日期", "去年", "不是日期"),
        ("入学年月", "202213", "不是年月"),
        ("成员1联系电话", "1391", "电话号码位数不对"),
    ],
)
def test_doubt_names_its_cell(tmp_path: Path, heading: str, value: Any, reason: str) -> None:
    row = read_one(tmp_path, pupil(**{heading: value}))
    assert not row.faults
    (problem,) = row.doubts
    assert reason in problem.reason
    number = int("".join(sign for sign in problem.cell if sign.isdigit()))
    letters = problem.cell.rstrip("0123456789")
    column = sum((ord(s) - 64) * 26**place for place, s in enumerate(reversed(letters)))
    assert (number, column) == (2, column_of(heading))


@pytest.mark.parametrize(
    "written",
    [
        "20160301", "2016-03-01", "2016/3/1", "2016.3.1", "2016年3月1日", "２０１６０３０１",
        20160301, 42430, date(2016, 3, 1), datetime.fromisoformat("2016-03-01 08:30"),
        "2016-03-01 00:00:00",
    ],
)  # fmt: skip
def test_dates_of_all_kinds(tmp_path: Path, written: Any) -> None:
    row = read_one(tmp_path, pupil(**{"出生日期": written}))
    assert not row.doubts
    assert row.values["child.born_on"] == date(2016, 3, 1)


@pytest.mark.parametrize(
    "written", [13800000001, 13800000001.0, "+86 138-0000-0001", "138 0000 0001"]
)
def test_telephones_of_all_kinds(tmp_path: Path, written: Any) -> None:
    row = read_one(tmp_path, pupil(**{"联系电话": written}))
    assert row.values["child.phone"] == "13800000001"


def test_control_and_direction_signs_are_taken_off(tmp_path: Path) -> None:
    row = read_one(tmp_path, pupil(**{"姓名": "\u200e柏\u202e 小\ufeff一\u200b"}))
    assert row.values["child.name"] == "柏小一"


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    def as_text(sheet: Any) -> None:
        sheet["T2"].value = "=cmd|'/c calc'!A0"
        sheet["T2"].data_type = "s"

    (row,) = read_roster(write(tmp_path / "a.xlsx", [pupil()], odd=as_text))
    assert row.values["household.home_address"] == "=cmd|'/c calc'!A0"


def with_cached(path: Path, cells: dict[str, tuple[str, str | None]]) -> Path:
    """Put formulas in, with the value Excel would have left beside each (openpyxl leaves none)."""
    book = load_workbook(path)
    for cell, (formula, _) in cells.items():
        book.active[cell].value = formula
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    for cell, (formula, cached) in cells.items():
        if cached is not None:
            bare = rf'<c r="{cell}"[^>]*><f>{formula[1:]}</f>.*?</c>'
            kept = f'<c r="{cell}" t="str"><f>{formula[1:]}</f><v>{cached}</v></c>'
            sheet, replaced = re.subn(bare, kept, sheet)
            assert replaced == 1
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_formula_with_its_last_value_is_doubtful(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [pupil(1), pupil(2)])
    cells = {"B3": ("=Z9", "柏小月"), "M3": ("=Z10", national_id(2))}
    first, second = read_roster(with_cached(path, cells))
    assert not first.doubts
    assert second.values["child.name"] == "柏小月"
    assert {cell: "取的是上次算出的值" in why for cell, why in doubts(second).items()} == {
        "B3": True,
        "M3": True,
    }


def test_formula_without_a_value(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [pupil(1), pupil(2)])
    first, second = read_roster(with_cached(path, {"W2": ("=Z9", None), "M3": ("=Z10", None)}))
    assert "child.phone" not in first.values
    assert "没有算出的值" in doubts(first)["W2"]
    assert "没有算出的值" in faults(second)["M3"]


def test_formulas_belong_to_their_own_sheet(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [pupil(1)])
    book = load_workbook(path)
    book.create_sheet("汇总", 0)["B2"] = "=1+1"
    book.save(path)
    (row,) = read_roster(path)
    assert not row.doubts


def test_merged_class_cells_are_filled(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells(start_row=2, end_row=4, start_column=CLASS, end_column=CLASS)

    rows = read_roster(write(tmp_path / "a.xlsx", [pupil(n) for n in (1, 2, 3)], odd=merge))
    assert [row.values["class"] for row in rows] == ["202201"] * 3
    assert not any(row.faults for row in rows)


@pytest.mark.parametrize(("column", "cell"), [(NAME, "B3"), (ID, "M3")])
def test_merged_name_or_number_is_rejected(tmp_path: Path, column: int, cell: str) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)

    first, second = read_roster(write(tmp_path / "a.xlsx", [pupil(1), pupil(2)], odd=merge))
    assert not first.faults
    assert "被合并" in faults(second)[cell]


def test_empty_rows_in_between(tmp_path: Path) -> None:
    people = [pupil(1), {}, {}, pupil(2), *[{}] * 250, pupil(3)]
    rows = read_roster(write(tmp_path / "a.xlsx", people))
    assert [row.number for row in rows] == [2, 5, 256]


def test_a_thousand_formatted_rows_without_content(tmp_path: Path) -> None:
    def paint(sheet: Any) -> None:
        for number in range(3, 1003):
            for column in (1, NAME, ID, 71):
                sheet.cell(number, column).fill = PatternFill("solid", "FFFF00")

    assert len(read_roster(write(tmp_path / "a.xlsx", [pupil()], odd=paint))) == 1


def test_foot_note_below_the_rows_is_told_and_not_read(tmp_path: Path) -> None:
    people = [pupil(1), {}, {"学校标识码": "填表人：某某　审核人：某某"}]
    path = write(tmp_path / "a.xlsx", people)
    assert [row.number for row in read_roster(path)] == [2]
    assert "第4行是合计、签名" in "".join(read_sheets(path).notes)


def test_words_and_their_aliases(tmp_path: Path) -> None:
    row = read_one(tmp_path, pupil(**{"性别": " 男性 ", "民族": "苗", "残疾类型": "无残疾"}))
    assert row.values["child.sex"] is Sex.MALE
    assert row.values["child.nation"] == "苗族"
    assert "child.disability" not in row.values


def test_guardian_given_twice_keeps_the_parents_whereabouts(tmp_path: Path) -> None:
    person = left_behind(**member(1, "柏大1", "父亲", guardian="是", address=""))
    row = read_one(tmp_path, person)
    assert [m.status.label if m.status else "未填" for m in row.members] == ["未填", "务工"]
