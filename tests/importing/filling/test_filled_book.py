"""A county's workbook filled in: one part is edited, whatever it is made of; the rest is copied."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Protection

from liushou_desk.errors import DeskError, TemplateTrouble
from liushou_desk.importing.filling.book import book_facts, filled_book
from liushou_desk.importing.workbook import read_book
from tests.importing.filling.county import BOOK, ROSTER, SHEET, county_roster, members, repack

pytestmark = pytest.mark.filterwarnings("ignore:Data Validation extension:UserWarning")


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return county_roster(tmp_path_factory.mktemp("county") / "采集表.xlsx", foot=12)


def parts_of(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def test_all_but_the_sheet_is_copied_byte_for_byte(county: Path, tmp_path: Path) -> None:
    wishes = [(4, 0, 1), (4, 1, "王<小>&明 "), (8, 3, "529999201603010017"), (4, 3, None)]
    made = filled_book(county, ROSTER, [*wishes, (8, 4, {"day": "2016-03-01", "text": "x"})], 4)
    before, after = members(county), parts_of(made)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} <= {SHEET, BOOK}
    assert any("drawing" in name for name in before), "a text box is among them"
    assert b"fullCalcOnLoad" in after[BOOK]
    for kept in (b"x14:dataValidation ", b"conditionalFormatting", b"legacyDrawing", b"COUNTA"):
        assert kept in after[SHEET], kept
    (tmp_path / "填好.xlsx").write_bytes(made)
    grid = read_book(tmp_path / "填好.xlsx").grids[0]
    assert grid.rows[4][:4] == [1, "王<小>&明 ", "男", None]
    assert grid.rows[8][3:5] == ["529999201603010017", "x"]
    assert grid.rows[11][0] == "合计"
    sheet = load_workbook(tmp_path / "填好.xlsx")[ROSTER]
    assert sheet["D9"].font.name == sheet["D5"].font.name == "仿宋"
    assert sheet["F9"].border.left.style == "thin", "a new row is dressed like the first"
    assert sheet.row_dimensions[9].height == 21
    assert sheet["J5"].value == "=2026-MID(D5,7,4)"


def test_rules_of_both_kinds_are_found(county: Path) -> None:
    roster, _ = book_facts(county)["sheets"]
    told = [(rule["choices"], rule["source"]) for rule in roster["rules"]]
    assert told == [(["男", "女"], ""), (None, "选项!$A$1:$A$2")]


@pytest.mark.parametrize(
    ("place", "said"), [((4, 9), "J5格是公式"), ((11, 1), "B12格是公式"), ((3, 0), "合并成了一格")]
)
def test_what_may_not_be_written_is_refused(
    county: Path, place: tuple[int, int], said: str
) -> None:
    with pytest.raises(TemplateTrouble, match=said):
        filled_book(county, ROSTER, [(*place, "1")])


def test_a_protected_sheet_is_filled_where_its_cells_are_open(tmp_path: Path) -> None:
    book, path = Workbook(), tmp_path / "受保护.xlsx"
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B1"] = "姓名", "性别"
    sheet["A2"].protection = Protection(locked=False)
    sheet.protection.enable()
    book.save(path)
    filled_book(path, "Sheet", [(1, 0, "王")])
    with pytest.raises(TemplateTrouble, match="受保护"):
        filled_book(path, "Sheet", [(1, 1, "男")])


def test_days_stand_as_numbers_where_the_cell_shows_days(tmp_path: Path) -> None:
    book, path = Workbook(), tmp_path / "日期.xlsx"
    book.worksheets[0]["A2"].number_format = "yyyy/m/d"
    book.save(path)
    made = filled_book(
        path, "Sheet", [(1, 0, {"day": "2016-03-01"}), (1, 1, {"day": "2016-03-01"})]
    )
    path.write_bytes(made)
    (row,) = [row for row in read_book(path).grids[0].rows if any(row)]
    assert [str(cell) for cell in row] == ["2016-03-01", "2016-03-01"]
    assert type(row[0]) is not type(row[1])


def _renamed(path: Path) -> None:
    path.write_bytes("\ufeff姓名,性别".encode())


def _old(stream: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
        path.write_bytes(head + stream.encode("utf-16-le") + bytes(600))

    return make


def _macros(path: Path) -> None:
    county_roster(path)
    repack(path, {"xl/vbaProject.bin": b"\x00"})


def _word(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")


def _cut(path: Path) -> None:
    county_roster(path)
    path.write_bytes(path.read_bytes()[:-400])


def _flipped(path: Path) -> None:
    county_roster(path)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo(SHEET).header_offset + 200
    content[at] ^= 0x10
    path.write_bytes(content)


def _bomb(path: Path) -> None:
    county_roster(path)
    repack(path, {SHEET: b"0" * (66 << 20)})


def _entities(path: Path) -> None:
    county_roster(path)
    head = b'<!DOCTYPE worksheet [<!ENTITY a "aaaa">]>'
    content = members(path)[SHEET]
    repack(
        path, {SHEET: head + content.partition(b"?>")[2] if b"?>" in content else head + content}
    )


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_renamed, "不是Excel工作簿"),
        (_old("Workbook"), "旧格式的表格.*用WPS另存为.xlsx"),
        (_old("WordDocument"), "旧格式的文档.*用WPS另存为.docx"),
        (_old("EncryptedPackage"), "加了打开密码"),
        (_macros, "带有宏"),
        (_word, "其实是Word文档"),
        (_cut, "已损坏"),
        (_flipped, "已损坏"),
        (_bomb, "太大"),
        (_entities, "已损坏"),
        (lambda path: path.touch(), "空文件"),
        (lambda path: path.mkdir(), "不是普通文件"),
        (lambda _: None, "找不到"),
    ],
)
def test_what_is_no_template_is_told_in_a_sentence(
    tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    path = tmp_path / "县里的表.xlsx"
    make(path)
    with pytest.raises(DeskError) as caught:
        filled_book(path, ROSTER, [(4, 1, "王")])
    assert "没有写出任何文件，原文件没有改动" in caught.value.message
    assert re.search(said, caught.value.message)
