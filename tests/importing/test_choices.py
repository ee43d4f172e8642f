"""Columns to tick under one question, groups of columns, and a mark told by two columns."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from liushou_desk.domain.words import Mark, Relation, Sex
from liushou_desk.importing.roster import RosterRow, read_roster
from tests.importing.workbooks import national_id

MARK, SEX = "school_record_mark.mark", "child.sex"
Cells = Sequence[str | None]


def listed(path: Path, *rows: Cells, merged: str = "") -> list[RosterRow]:
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("名单")
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    book.save(path / "a.xlsx")
    return read_roster(path / "a.xlsx")


@pytest.mark.parametrize("merged", ["", "C1:D1"])
@pytest.mark.parametrize(
    ("question", "labels", "ticks", "key", "value"),
    [
        ("是否留守儿童", ("单亲", "双亲"), (None, "√"), MARK, Mark.BOTH),
        ("是否留守儿童", ("单亲", "双亲"), ("1", None), MARK, Mark.ONE),
        ("是否留守儿童", ("单亲", "双亲"), (None, None), MARK, None),
        ("是否留守儿童", ("否", "是"), ("√", ""), MARK, Mark.NONE),
        ("是否留守儿童", ("是", "否"), ("√", "×"), MARK, Mark.YES),
        ("是否留守儿童", ("是", "否"), ("√", "√"), MARK, None),
        ("是否留守儿童", ("是", "否"), ("双亲留守", None), MARK, Mark.BOTH),
        ("性别", ("男", "女"), (None, "√"), SEX, Sex.FEMALE),
        ("是否住校", ("住校", "走读"), (None, "✓"), "boarding_period.boards", False),
    ],
)
def test_the_label_that_is_ticked_is_the_answer(
    tmp_path: Path, merged: str, question: str, labels: Cells, ticks: Cells, key: str, value: object
) -> None:
    heads, under = ["姓名", "身份证号", question, None], [None, None, *labels]
    (row,) = listed(tmp_path, heads, under, ["柏小一", national_id(2), *ticks], merged=merged)
    assert row.values.get(key) == value
    assert (row.columns.unknown, row.faults) == ((), ())


def test_two_kinds_side_by_side_are_one_question(tmp_path: Path) -> None:
    people = [["甲", national_id(1), None, "√"], ["乙", national_id(3), None, None]]
    rows = listed(tmp_path, ["姓名", "身份证号", "单亲留守", "双亲留守"], *people)
    assert [row.values.get(MARK) for row in rows] == [Mark.BOTH, None]
    assert MARK in rows[1].columns.plain  # the list has marks: who has none is not in care


def test_the_first_pupil_is_no_row_of_labels(tmp_path: Path) -> None:
    people = [["甲", national_id(1), "是", "单亲"], ["乙", None, "是", "双亲"]]
    rows = listed(tmp_path, ["姓名", "身份证号", "是否留守儿童", None], *people)
    assert [row.values.get(MARK) for row in rows] == [Mark.YES, Mark.YES]


def test_a_group_of_the_father_is_not_read_as_the_childs(tmp_path: Path) -> None:
    """Read without the group above more columns would be known, all of them the child's."""
    groups = ["学生情况", None, "父亲情况", None, None, None]
    heads = ["姓名", "身份证号", "姓名", "民族", "电话", "出生日期"]
    cells = ["柏小一", national_id(1), "柏大", "苗族", "13900000001", "1985-01-01"]
    (row,) = listed(tmp_path, groups, heads, cells)
    assert {"child.nation", "child.phone"}.isdisjoint(row.values)
    assert [(m.relation, m.values["phone"]) for m in row.members] == [
        (Relation.FATHER, "13900000001")
    ]


@pytest.mark.parametrize(
    ("mark", "kind", "value", "said"),
    [("否", "双亲", Mark.NONE, "以后者为准"), (None, "单亲", Mark.ONE, "空着，按留守类型"),
     ("待定", "单亲", None, "没有按留守儿童登记"), (None, "无", None, "")],
)  # fmt: skip
def test_a_kind_beside_a_blank_or_a_denial(
    tmp_path: Path, mark: str | None, kind: str, value: Mark | None, said: str
) -> None:
    heads = ["姓名", "身份证号", "是否留守儿童", "留守类型"]
    (row,) = listed(tmp_path, heads, ["柏小一", national_id(1), mark, kind])
    assert row.values.get(MARK) is value
    assert said in "".join(doubt.reason for doubt in row.doubts)
    assert bool(row.doubts) is bool(said)


def test_a_sample_is_no_pupil(tmp_path: Path) -> None:
    cells = [["示例：张三", national_id(1)], ["张三（样例）", national_id(3)]]
    rows = listed(tmp_path, ["姓名", "身份证号"], *cells)
    assert ["填写示例" in row.faults[0].reason for row in rows] == [True, True]
