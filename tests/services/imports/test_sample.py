"""The sample export of a whole school, counted again from its cells."""

import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from liushou_desk.models import Child, Pupil
from liushou_desk.services.imports.service import read_workbook
from tests.services.imports.desk import Desk, expect_counts_add_up

DATA = Path(__file__).parents[2] / "data"
SAMPLE = DATA / "学籍导出_青石镇中心小学.xlsx"


@pytest.fixture(scope="module")
def cells() -> list[dict[str, str]]:
    with CalamineWorkbook.from_path(str(SAMPLE)) as book:
        headings, *rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [dict(zip(map(str, headings), map(str, row), strict=True)) for row in rows]


def test_every_row_is_taken_and_a_second_time_none(desk: Desk) -> None:
    expected = json.loads(SAMPLE.with_suffix(".figures.json").read_text(encoding="utf-8"))
    result = desk.take_file(SAMPLE)
    expect_counts_add_up(result)
    assert result.counts["new"] == expected["pupils"] == desk.count(Child) + desk.count(Pupil)
    before = desk.sha256()
    again = desk.take_file(SAMPLE)
    assert again.counts["unchanged"] == expected["pupils"]
    assert desk.sha256() == before


def test_undo_redo_and_a_second_import_of_the_sample_row_for_row(desk: Desk) -> None:
    before = desk.digest()
    desk.take_file(SAMPLE)
    after = desk.digest()
    desk.office.undo()
    assert desk.digest() == before
    desk.office.redo()
    assert desk.digest() == after
    assert not desk.take_file(SAMPLE).committed
    assert desk.digest() == after


def test_names_and_numbers_are_those_of_the_cells(cells: list[dict[str, str]]) -> None:
    rows = read_workbook(SAMPLE).rows
    assert len(cells) == 637
    for row, cell in zip(rows, cells, strict=True):
        assert row.values["child.name"] == cell["姓名"]
        assert row.values["child.national_id"] == cell["身份证件号"]
        assert len(row.members) == sum(bool(cell[f"成员{n}姓名"]) for n in (1, 2))


def test_children_in_care_hold_all_the_marked(desk: Desk, cells: list[dict[str, str]]) -> None:
    desk.take_file(SAMPLE)
    marked = {c["身份证件号"] for c in cells if c["是否留守儿童"] != "非留守儿童"}
    orphans = {c["身份证件号"] for c in cells if c["是否孤儿"] == "是"}
    kept = {row["national_id"] for row in desk.rows(Child)}
    assert marked | orphans <= kept
