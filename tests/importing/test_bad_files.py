"""Files that are no roster: one clear sentence and an advice, quickly, and nothing is filled up."""

import os
import resource
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from liushou_desk.errors import DeskError, FileTrouble, ImportTrouble
from liushou_desk.importing.roster import read_roster
from tests.importing.workbooks import HEADINGS, pupil, write

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"


def noise(path: Path) -> None:
    path.write_bytes(b"\x07" + bytes(range(256)) * 40)


def web_page(path: Path) -> None:
    """What many a school system calls 导出Excel."""
    path.write_text("\ufeff<html><table><tr><td>姓名</td></tr></table></html>", "utf-8")


def other_table(path: Path) -> None:
    path.write_text("货号,单价,库存\n1,2,3\n", "utf-8")


def truncated(path: Path) -> None:
    write(path, [pupil(n) for n in range(1, 9)])
    path.write_bytes(path.read_bytes()[:-900])


def flipped(path: Path) -> None:
    """One bit of the packed sheet is wrong."""
    write(path, [pupil(n) for n in range(1, 9)])
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo(SHEET).header_offset + 200
    content[at] ^= 0x10
    path.write_bytes(content)


def empty(path: Path) -> None:
    path.touch()


def ole(path: Path) -> None:
    path.write_bytes(OLE + os.urandom(4096))


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")


def broken_xml(path: Path) -> None:
    repack(path, SHEET, b"<worksheet><sheetData><row r='1'><c r=")


def no_relations(path: Path) -> None:
    repack(path, "xl/_rels/workbook.xml.rels", None)


def zip_bomb(path: Path) -> None:
    repack(path, SHEET, b"0" * (100 << 20))


def bomb_that_lies(path: Path) -> None:
    """The directory says 2,000 bytes; the part unfolds to 100 MB."""
    repack(path, SHEET, b"0" * (100 << 20))
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo(SHEET).file_size.to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (2000).to_bytes(4, "little")))


def far_corner(path: Path) -> None:
    def far(sheet: object) -> None:
        sheet["XFD1048576"] = "x"  # type: ignore[index]

    write(path, [pupil()], odd=far)


def far_corner_unannounced(path: Path) -> None:
    """As above, but the sheet says it is small."""
    far_corner(path)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read(SHEET).replace(b"A1:XFD1048576", b"A1:BS2")
    repack(path, SHEET, sheet)


def far_column(path: Path) -> None:
    repack(path, SHEET, sheet_of(b'<row r="1"><c r="A1"><v>1</v></c><c r="ZZ1"><v>1</v></c></row>'))


def too_many_rows(path: Path) -> None:
    cells = b'<row><c t="n"><v>1</v></c></row>' * 100_002
    repack(path, SHEET, sheet_of(cells))


def wide_and_long(path: Path) -> None:
    """Two cells that span 25 million."""
    rows = (
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="99000"><c r="IV99000"><v>1</v></c></row>'
    )
    repack(path, SHEET, sheet_of(rows))


def many_parts(path: Path) -> None:
    write(path, [pupil()])
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(2500):
            archive.writestr(f"xl/junk{number}.xml", b"")


def only_heading(path: Path) -> None:
    write(path, [])


def no_heading(path: Path) -> None:
    write(path, [pupil()], renamed={heading: "" for heading in HEADINGS})


def wrong_headings(path: Path) -> None:
    write(path, [pupil()], renamed={heading: f"栏{n}" for n, heading in enumerate(HEADINGS)})


def names_without_numbers(path: Path) -> None:
    write(path, [pupil()], headings=["姓名", "性别", "班号", "现住址"])


def no_rows_at_all(path: Path) -> None:
    Workbook().save(path)


def missing(path: Path) -> None:
    assert not path.exists()


def folder(path: Path) -> None:
    path.mkdir()


def repack(path: Path, part: str, content: bytes | None) -> None:
    """A roster with one part replaced or taken out."""
    write(path, [pupil()])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts.pop(part)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, kept in parts.items():
            archive.writestr(name, kept)
        if content is not None:
            archive.writestr(part, content)


def sheet_of(rows: bytes) -> bytes:
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (space, rows)


BAD: dict[Callable[[Path], None], str] = {
    noise: "不是Excel工作簿",
    web_page: "网页",
    other_table: "没有找到名册表头",
    truncated: "已损坏",
    flipped: "已损坏",
    empty: "空文件",
    ole: "已损坏",
    other_zip: "已损坏或不是Excel工作簿",
    broken_xml: "",
    no_relations: "已损坏",
    zip_bomb: "太大",
    bomb_that_lies: "已损坏",
    far_corner: "太大",
    far_corner_unannounced: "太大",
    far_column: "太大",
    too_many_rows: "太大",
    wide_and_long: "太大",
    many_parts: "已损坏",
    only_heading: "只有表头",
    no_heading: "没有找到名册表头",
    wrong_headings: "没有找到名册表头",
    names_without_numbers: "没有找到名册表头",
    no_rows_at_all: "没有找到名册表头",
    missing: "找不到",
    folder: "是文件夹",
}


@pytest.mark.parametrize("make", BAD, ids=lambda make: make.__name__)
def test_bad_file_is_refused_with_sentence_and_advice(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "名册.xlsx"
    make(path)
    before, started = memory(), time.process_time()  # of this process: others may be busy
    with pytest.raises((FileTrouble, ImportTrouble)) as caught:
        read_roster(path)
    assert time.process_time() - started < 8  # a refusal, and no reading for minutes
    assert memory() - before < 200
    expect_clear(caught.value, BAD[make])


def expect_clear(trouble: DeskError, words: str) -> None:
    assert words in trouble.sentence
    assert "没有导入任何数据" in trouble.sentence
    assert trouble.sentence.endswith("。")
    assert trouble.advice.startswith("请")
    assert trouble.advice.endswith("。")


def memory() -> int:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


@pytest.mark.parametrize("name", ["名册.docx", "名册", "名册.db"])
def test_other_kinds_of_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write(path, [pupil()])
    with pytest.raises(ImportTrouble) as caught:
        read_roster(path)
    expect_clear(caught.value, "不是Excel工作簿或CSV")


def test_old_workbook_that_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "名册.xls"
    ole(path)
    with pytest.raises(ImportTrouble) as caught:
        read_roster(path)
    expect_clear(caught.value, "已损坏")


def test_new_workbook_named_xls_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [pupil()]).rename(tmp_path / "名册.xls")
    assert len(read_roster(path)) == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission(tmp_path: Path) -> None:
    path = write(tmp_path / "名册.xlsx", [pupil()])
    path.chmod(0)
    with pytest.raises(FileTrouble):
        read_roster(path)


def test_every_truncation_is_told(tmp_path: Path) -> None:
    whole = write(tmp_path / "a.xlsx", [pupil()]).read_bytes()
    path = tmp_path / "名册.xlsx"
    for size in range(0, len(whole), 97):
        path.write_bytes(whole[:size])
        with pytest.raises((FileTrouble, ImportTrouble)):
            read_roster(path)
