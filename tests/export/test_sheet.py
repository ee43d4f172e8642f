from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from liushou_desk.errors import FileTrouble
from liushou_desk.export.sheet import write_sheet

_AT = datetime(2026, 11, 21, 10)  # noqa: DTZ001 - wall clock
_NASTY = ["=1+1", "+86", "-5", "@甲", "#N/A", "522601201405061234", "007", "䶮㛃", "甲\n乙", "1E5"]
_LONG = "谈心" * 150


def _written(path: Path, rows: list[list[str]], title: str = "花名册", note: str = "") -> Worksheet:
    headings = [f"第{at}列" for at in range(len(rows[0]))] if rows else ["姓名", "备注"]
    write_sheet(path, headings, rows, title=title, note=note, made_at=_AT)
    return openpyxl.load_workbook(path).worksheets[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "花名册.xlsx"


def test_every_cell_is_the_text_that_was_shown(path: Path) -> None:
    sheet = _written(path, [_NASTY])
    row = sheet[sheet.max_row]
    assert [cell.value for cell in row] == _NASTY
    assert {(cell.data_type, cell.number_format) for cell in row} == {("s", "@")}


def test_another_reader_sees_the_same(path: Path) -> None:
    _written(path, [_NASTY])
    grid = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert grid[-1] == _NASTY


def test_control_characters_are_left_out(path: Path) -> None:
    assert _written(path, [["王\x00\ufeff芳"]], title="花\x01名册")["A3"].value == "王芳"


@pytest.mark.parametrize(("title", "note", "head"), [("册", "全部", 3), ("册", "", 2), ("", "", 1)])
def test_headings_are_frozen_filtered_and_printed_on_each_page(
    path: Path, title: str, note: str, head: int
) -> None:
    sheet = _written(path, [["甲", "乙"]] * 500, title, note)
    assert [cell.value for cell in sheet[head]] == ["第0列", "第1列"]
    assert sheet[head][0].font.b
    assert sheet.freeze_panes == f"A{head + 1}"
    assert sheet.auto_filter.ref == f"A{head}:B{head + 500}"
    assert sheet.print_title_rows == f"${head}:${head}"


def test_it_is_printed_across_and_as_wide_as_the_page(path: Path) -> None:
    setup = _written(path, [["甲"]]).page_setup
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("landscape", 1, 0)


def test_columns_are_as_wide_as_their_text_within_limits(path: Path) -> None:
    sheet = _written(path, [["甲", "522601201405061234", "九个字的中文姓名字", _LONG]])
    widths = [sheet.column_dimensions[letter].width for letter in "ABCD"]
    assert widths[1:] == [20, 20, 36]
    assert 6 <= widths[0] < 12
    assert sheet["D3"].alignment.wrap_text


def test_a_long_title_and_note_get_the_height_they_need(path: Path) -> None:
    sheet = _written(path, [["甲", "乙"]], note=_LONG)
    assert str(sorted(map(str, sheet.merged_cells.ranges))) == "['A1:B1', 'A2:B2']"
    assert sheet.row_dimensions[2].height > 10 * sheet.row_dimensions[1].height / 2


def test_no_rows_leave_the_headings(path: Path) -> None:
    assert [[cell.value for cell in row] for row in _written(path, []).iter_rows(min_row=2)] == [
        ["姓名", "备注"]
    ]


@pytest.mark.parametrize("title", ["a/b:[c]*?\\'", "很长的标题" * 20, "", "两\n行"])
def test_any_title_names_the_sheet(path: Path, title: str) -> None:
    assert 0 < len(_written(path, [["甲"]], title).title) <= 31


def test_nobodys_name_is_in_the_file(path: Path) -> None:
    _written(path, [["甲"]])
    properties = openpyxl.load_workbook(path).properties
    assert (properties.creator, properties.lastModifiedBy) == ("LiuShou Desk", None)
    assert properties.created == _AT


def test_a_missing_folder_is_explained(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="没有找到文件夹"):
        _written(tmp_path / "U盘" / "册.xlsx", [["甲"]])
