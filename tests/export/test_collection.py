"""The workbook a teacher fills in, read back: locks, lists, notes, text, paper, no formula."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from liushou_desk.export.collection import (
    CollectionForm,
    FormColumn,
    FormRow,
    collection_bytes,
)

MADE_AT = datetime(2026, 11, 21, 10)  # noqa: DTZ001 - wall clock
NAMES = ("填表说明", "填报表", "_记忆", "_选项")
COLUMNS = (
    FormColumn("child.name", "儿童", "姓名", 9, "与户口簿一致。"),
    FormColumn("child.sex", "儿童", "性别", 5, "从列表选。", ("男", "女")),
    FormColumn("hardship", "本学期", "困境类型", 12, "有几种写几种。", ("低保", "重病"), False),
    FormColumn("child.phone", "本学期", "联系电话", 13, "手机11位。", ends_page=True),
)
ROWS = (
    FormRow("7-abc", ("柏小雨", "男", "低保、重病", "13800000001"), ("p1", "p2", "w3", "p4")),
    FormRow("8-def", ("柏小云", "", "", ""), ("p1", "", "", "")),
)


def form(**changes: Any) -> CollectionForm:
    told: dict[str, Any] = {
        "title": "青石坪小学三年级1班学生情况填报表",
        "line": "2026—2027学年第一学期　制表日期：2026年11月21日",
        "guide": ("1. 请填“填报表”这一页。",),
        "columns": COLUMNS,
        "rows": ROWS,
        "new_rows": 3,
        "stamp": {"form": "x/1", "office": "0123"},
        "names": NAMES,
        "headings": ("编号", "序号"),
    }
    return CollectionForm(**told | changes)


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    return tmp_path / "填报表.xlsx"


@pytest.fixture
def sheet(path: Path) -> Worksheet:
    path.write_bytes(collection_bytes(form(), MADE_AT))
    return load_workbook(path)[NAMES[1]]


def test_it_opens_on_the_table_and_hides_the_rest(path: Path) -> None:
    path.write_bytes(collection_bytes(form(), MADE_AT))
    book = load_workbook(path)
    assert tuple(book.sheetnames) == NAMES
    assert [one.sheet_state for one in book.worksheets] == ["visible"] * 2 + ["veryHidden"] * 2
    assert book.active
    assert book.active.title == NAMES[1]


def test_what_is_known_is_filled_in_and_empty_rows_follow(sheet: Worksheet) -> None:
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert rows[0] == ("编号", "序号", "姓名", "性别", "困境类型", "联系电话")
    assert rows[1] == ("7-abc", "1", "柏小雨", "男", "低保、重病", "13800000001")
    assert [row[:3] for row in rows[3:]] == [(None, str(count), None) for count in (3, 4, 5)]


def test_headings_and_numbers_are_locked_and_the_rest_is_open(sheet: Worksheet) -> None:
    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
    locked = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if cell.protection.locked
    }
    assert {f"{letter}{row}" for letter in "CDEF" for row in range(5, 10)}.isdisjoint(locked)
    assert {"A5", "B5", "C4", "F4", "A9"} <= locked
    assert sheet.column_dimensions["A"].hidden


def test_every_cell_to_fill_in_is_text(sheet: Worksheet) -> None:
    cells = [cell for row in sheet.iter_rows(min_row=5, min_col=3) for cell in row]
    assert {cell.number_format for cell in cells} == {"@"}
    assert {cell.data_type for cell in cells if cell.value} == {"s"}


def test_lists_to_choose_from(path: Path, sheet: Worksheet) -> None:
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert set(rules) == {"D5:D9", "E5:E9"}
    assert rules["D5:D9"].formula1 == "'_选项'!$A$1:$A$2"
    assert (rules["D5:D9"].showErrorMessage, rules["E5:E9"].showErrorMessage) == (True, False)
    listed = load_workbook(path)["_选项"]
    columns = list(listed.iter_cols(values_only=True))
    assert columns == [("男", "女"), ("低保", "重病")]


def test_each_heading_has_a_note(sheet: Worksheet) -> None:
    notes = [sheet.cell(4, column).comment for column in range(3, 7)]
    assert [note.text if note else "" for note in notes] == [
        f"{column.heading}：{column.note}" for column in COLUMNS
    ]


def test_frozen_headings_and_paper(sheet: Worksheet) -> None:
    assert sheet.freeze_panes == "D5"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$3:$4", "$A:$C")
    assert [one.id for one in sheet.col_breaks.brk] == [6]
    assert "含未成年人敏感信息" in (sheet.oddFooter.left.text or "")


def test_groups_stand_over_their_columns(sheet: Worksheet) -> None:
    merged = {str(span) for span in sheet.merged_cells.ranges}
    assert {"C3:D3", "E3:F3"} <= merged
    assert (sheet["C3"].value, sheet["E3"].value) == ("儿童", "本学期")


def test_the_hidden_sheet_remembers(path: Path) -> None:
    path.write_bytes(collection_bytes(form(), MADE_AT))
    rows = list(load_workbook(path)["_记忆"].iter_rows(values_only=True))
    assert rows[:3] == [
        ("form", "x/1", None, None, None),
        ("office", "0123", None, None, None),
        (None, "child.name", "child.sex", "hardship", "child.phone"),
    ]
    assert rows[3] == ("7-abc", "p1", "p2", "w3", "p4")


def test_the_guide_tells_every_column(path: Path) -> None:
    path.write_bytes(collection_bytes(form(), MADE_AT))
    texts = [row[:3] for row in load_workbook(path)["填表说明"].iter_rows(values_only=True)]
    assert ("性别", "从列表选。", "男、女") in texts


PAYLOADS = tuple(
    f"{sign}{text}{number}"
    for sign in ("=", "+", "-", "@", "\t=", "'=", "=HYPERLINK(", "=cmd|'/c calc'!A0", "＝", "#N/A")
    for text in ("1+1", "SUM(A1)", "cmd", "A1", '"x"')
    for number in range(10)
)


def test_five_hundred_payloads_make_no_formula(path: Path) -> None:
    assert len(PAYLOADS) == 500
    rows = tuple(
        FormRow(f"{at}-x", (text, "", "", text), ("", "", "", ""))
        for at, text in enumerate(PAYLOADS)
    )
    path.write_bytes(collection_bytes(form(rows=rows, title="=1+1", line="@x"), MADE_AT))
    with ZipFile(path) as packed:
        parts = [packed.read(name) for name in packed.namelist() if "worksheets/sheet" in name]
    assert parts
    assert not [part for part in parts if b"<f>" in part or b"<f " in part]
    written = [row[0] for row in load_workbook(path)["填报表"].iter_rows(5, 504, 3, 3, True)]
    assert written == [text.replace("\t", " ") for text in PAYLOADS]


def test_control_signs_do_not_stop_it(path: Path) -> None:
    rows = (FormRow("7-x", ("柏\x00小\ufeff雨", "", "", ""), ("", "", "", "")),)
    path.write_bytes(collection_bytes(form(rows=rows), MADE_AT))
    assert load_workbook(path)["填报表"]["C5"].value == "柏小雨"
