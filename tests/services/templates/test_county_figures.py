"""The county's figures table: marked cells, headings checked each time, sums compared."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from liushou_desk.errors import InputProblem
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.templates.figures import (
    FiguresPlan,
    marks_by_words,
    plan_figures,
    write_figures,
)
from liushou_desk.services.templates.sheets import read_county_book
from tests.importing.filling.county import FIGURES, county_figures, members

TERM = "2026-2027-1"
BOYS = {"B3": "by_sex.男", "C3": "by_sex.女"}


def plan_of(office: OfficeFile, path: Path, words: dict[str, Any]) -> FiguresPlan:
    marks = marks_by_words(read_county_book(path).grid(FIGURES), words)
    return plan_figures(office, path, TERM, marks)


def number(office: OfficeFile, term: str, key: str) -> int:
    with office.reading() as session:
        return open_book(office, session, term).number(key)


def sheet_of(path: Path) -> Any:
    return load_workbook(path)[FIGURES]


def test_marked_cells_hold_the_figures_and_are_known_again(
    school: OfficeFile, tmp_path: Path
) -> None:
    path = county_figures(tmp_path / "统计表.xlsx")
    words = BOYS | {"B4": "share", "C4": {"figure": "left_behind", "when": "上学期"}}
    plan = plan_of(school, path, words)
    whole = number(school, TERM, "left_behind")
    assert plan.notes == (f"D3格是公式，按填的数应算出{whole}。",)
    made = write_figures(school, plan, tmp_path / "出")
    sheet = sheet_of(made)
    assert sheet["B3"].value + sheet["C3"].value == whole
    assert sheet["D3"].value == "=B3+C3"
    assert sheet["B4"].value.endswith("%")
    assert sheet["C4"].value == number(school, "2025-2026-2", "left_behind")
    before, after = members(path), members(made)
    assert {name for name in before if before[name] != after[name]} <= {
        *("xl/worksheets/sheet1.xml", "xl/workbook.xml"),
    }
    again = plan_figures(school, county_figures(tmp_path / "明年.xlsx"), TERM)
    assert [cell.mark for cell in again.filled] == [cell.mark for cell in plan.cells]


def test_a_changed_heading_is_asked_about(school: OfficeFile, tmp_path: Path) -> None:
    path = county_figures(tmp_path / "统计表.xlsx")
    write_figures(school, plan_of(school, path, BOYS), tmp_path / "出")
    book = load_workbook(path)
    book[FIGURES]["C2"] = "女童"
    book.save(path)
    plan = plan_figures(school, path, TERM)
    (asked,) = [cell for cell in plan.cells if cell.asks]
    assert asked.asks == "表头变了：原来是“留守儿童数、女”，现在是“留守儿童数、女童”"
    assert [cell.mark.cell for cell in plan.filled] == ["B3"]
    agreed = plan_figures(school, path, TERM, agreed={"C3"})
    assert [cell.mark.cell for cell in agreed.filled] == ["B3", "C3"]


def test_a_total_that_differs_is_told_with_both_values(school: OfficeFile, tmp_path: Path) -> None:
    path = county_figures(tmp_path / "统计表.xlsx")
    book = load_workbook(path)
    book[FIGURES]["D3"] = None
    book.save(path)
    fits = plan_of(school, path, BOYS | {"D3": "left_behind"})
    assert not fits.differences
    plan = plan_of(school, path, BOYS | {"D3": "pupils"})
    whole, pupils = (number(school, TERM, key) for key in ("left_behind", "pupils"))
    assert plan.differences == (f"D3（留守儿童数、合计）填的是{pupils}，各格相加是{whole}",)


def test_a_formula_is_never_marked(school: OfficeFile, tmp_path: Path) -> None:
    path = county_figures(tmp_path / "统计表.xlsx")
    for words, said in (
        ({"D3": "left_behind"}, "D3格是公式"),
        ({"第三行": "left_behind"}, "不是单元格的位置"),
        ({"B3": {"figure": "pupils", "when": "明年"}}, "学期“明年”不认识"),
    ):
        with pytest.raises(InputProblem, match=said):
            plan_of(school, path, words)
    unknown, heading = plan_of(school, path, {"B3": "nothing", "B2": "pupils"}).cells
    assert unknown.asks == "没有叫“nothing”的指标。"
    assert heading.asks == "这一格写着“男”"
