"""The guards see the same, however a program spells its XML; entities and types are refused."""

import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from liushou_desk.errors import FileTrouble, ImportTrouble
from liushou_desk.importing.grid import Grid
from liushou_desk.importing.roster import read_roster
from liushou_desk.importing.sheets import read_sheets
from liushou_desk.importing.workbook import read_book

CASES = Path(__file__).parents[1] / "data" / "cases"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT, STRICT_RELATIONS = (
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
PACKED = "http://schemas.openxmlformats.org/package/2006/relationships"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxml'
    'formats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKED}"><Relationship Id="rId1" '
    f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr date1904="1"/>'
    '<sheets><sheet name="甲" sheetId="1" r:id="rId1"/>'
    '<sheet name="乙" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKED}">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{RELATIONS}/worksheet" Target="worksheets/sheet2.xml"/>'
    f'<Relationship Id="rId3" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="rId4" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
    "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>姓名</t></si>'
    '<si><r><t>柏</t></r><r><t>小一</t></r><rPh sb="0" eb="1"><t>bai</t></rPh></si></sst>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="176" '
    'formatCode="0.00"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="176"/>'
    "</cellXfs></styleSheet>",
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><cols><col min="2" max="3" hidden="1"/>'
    '</cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    '<row r="2" hidden="1"><c r="A2" t="s"><v>1</v></c><c r="B2" s="1"><v>2026.1</v></c>'
    '<c r="C2" t="e"><f>NA()</f><v>#N/A</v></c><c r="D2"><f>1+1</f></c>'
    '<c r="E2" t="str"><f>A2</f><v>柏小一</v></c><c r="F2" t="inlineStr"><is><t>苗族</t></is></c>'
    "</row></sheetData><mergeCells><mergeCell ref=\"A3:A4\"/></mergeCells></worksheet>",
    "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row><c><v>7</v></c></row>'
    "</sheetData></worksheet>",
}  # fmt: skip


def single_quotes(text: str) -> str:
    return text.replace('"', "'")


def prefixes(text: str) -> str:
    """<x:row>; what was in the namespace by default is in it by its prefix."""
    text = re.sub(r"<(/?)(\w+)(?=[\s>/])", r"<\1x:\2", text)
    return text.replace(" xmlns=", " xmlns:x=")


def strict(text: str) -> str:
    return text.replace(MAIN, STRICT).replace(RELATIONS, STRICT_RELATIONS)


def entities(text: str) -> str:
    """Every sign of the attributes and the texts by its number."""
    text = re.sub(r'(?<==")[^"]+(?=")', _numbered_but_names, text)
    return re.sub(r"(?<=>)[^<>]+(?=<)", lambda found: numbered(found[0]), text)


def _numbered_but_names(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("http") else numbered(found[0])


def numbered(text: str) -> str:
    return "".join(f"&#x{ord(sign):X};" for sign in text)


def cdata(text: str) -> str:
    return re.sub(r"(?<=>)[^<>]+(?=<)", lambda found: f"<![CDATA[{found[0]}]]>", text)


def comments(text: str) -> str:
    """Between the parts and in the middle of a text."""
    text = re.sub(r"(?<=>)([^<>])([^<>]*)(?=<)", r"\1<!-- <row> --><?pi x?>\2", text)
    return text.replace("><", "><!-- <row r='9' hidden='1'/> --><?hint?><")


def other_order(text: str) -> str:
    """Attributes the other way round, spread over lines."""

    def turned(found: re.Match[str]) -> str:
        attributes = re.findall(r'[\w:]+="[^"]*"', found[2])
        return f"<{found[1]}\n\t" + "\n  ".join(reversed(attributes)) + f" {found[3]}>"

    return re.sub(r'<(\w+)((?:\s+[\w:]+="[^"]*")+)\s*(/?)>', turned, text)


def words(text: str) -> str:
    return text.replace('hidden="1"', 'hidden="true"').replace('date1904="1"', 'date1904="true"')


def upper_names(text: str) -> str:
    """Names of parts do not regard case, and a target may begin at the root."""
    return text.replace('Target="worksheets/', 'Target="/XL/Worksheets/')


def build(path: Path, spelling: Callable[[str], str] = str, encoding: str = "utf-8") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in PARTS.items():
            head = f'<?xml version="1.0" encoding="{encoding}"?>'
            archive.writestr(name, (head + spelling(text)).encode(encoding))
    return path


def expect_all_seen(grids: tuple[Grid, ...]) -> None:
    first, second = grids
    assert (first.name, second.name, second.is_hidden) == ("甲", "乙", True)
    assert [row[:2] for row in first.rows] == [["姓名", None], ["柏小一", "2026.10"]]
    assert first.rows[1][2:] == [None, None, "柏小一", "苗族"]
    assert second.rows == [[7]]
    assert first.errors == {(1, 2): "#N/A"}
    assert first.formulas == {(1, 2), (1, 3), (1, 4)}
    assert (first.hidden_rows, first.hidden_columns) == ({1}, {1, 2})
    assert first.spans == (((2, 0), (3, 0)),)
    assert first.is_1904


SPELLINGS = [str, single_quotes, prefixes, strict, entities, cdata, comments, other_order, words,
             upper_names]  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS, ids=lambda spelling: spelling.__name__)
def test_every_spelling_tells_the_same(tmp_path: Path, spelling: Callable[[str], str]) -> None:
    expect_all_seen(read_book(build(tmp_path / "名册.xlsx", spelling)).grids)


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_every_encoding_tells_the_same(tmp_path: Path, encoding: str) -> None:
    expect_all_seen(read_book(build(tmp_path / "名册.xlsx", encoding=encoding)).grids)


def test_the_two_quotes_of_the_case_are_one() -> None:
    single, double = (
        read_roster(CASES / f"05-{kind}-quotes.xlsx") for kind in ("single", "double")
    )
    assert [(row.values, row.doubts, row.faults) for row in single] == [
        (row.values, row.doubts, row.faults) for row in double
    ]
    told = [problem.reason for row in single for problem in row.doubts]
    assert any("#N/A" in reason for reason in told)
    assert any("是公式" in reason for reason in told)
    assert any("隐藏" in reason for reason in told)


ENTITY = '<!DOCTYPE x [<!ENTITY a "柏小二">]>'
BOMB = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
)


@pytest.mark.parametrize("part", [
    "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
    "_rels/.rels",
])  # fmt: skip
@pytest.mark.parametrize("types", [ENTITY, f"{BOMB}]>", '<!DOCTYPE x SYSTEM "file:///etc/passwd">'])
def test_document_types_are_refused(tmp_path: Path, part: str, types: str) -> None:
    path = build(tmp_path / "名册.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    head, tail = parts[part].decode().split("?>", 1)
    parts[part] = f"{head}?>{types}{tail.replace('姓名', '&a11;')}".encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    if part == "_rels/.rels":  # the content types still tell where the workbook is
        expect_all_seen(read_book(path).grids)
        return
    with pytest.raises(ImportTrouble, match="已损坏"):
        read_book(path)


def test_styled_last_cell_does_not_count() -> None:
    assert len(read_roster(CASES / "14-styled-last-row.xlsx")) == 5


def test_workbook_of_another_name_is_found() -> None:
    assert read_roster(CASES / "14-workbook22.xlsx")


def merging(spans: str, rows: str) -> str:
    merged = f"<sheetData>{rows}</sheetData><mergeCells>{spans}</mergeCells>"
    return f'<worksheet xmlns="{MAIN}">{merged}</worksheet>'


def test_many_merged_cells_are_read(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="C{n}"><v>1</v></c></row>'
                   for n in range(1, 60_001, 3))  # fmt: skip
    spans = "".join(f'<mergeCell ref="A{n}:B{n + 1}"/>' for n in range(1, 60_001, 3))
    path = build(tmp_path / "名册.xlsx")
    first = read_book(_with_first(path, merging(spans, rows))).grids[0]
    assert len(first.merged) == 3 * 20_000 - 2  # of the last one a row lies below the sheet


def _with_first(path: Path, sheet: str) -> Path:
    other = path.with_name("另一册.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new:
        for name in PARTS:
            new.writestr(name, sheet if name.endswith("sheet1.xml") else old.read(name))
    return other


@pytest.mark.parametrize(("spans", "words"), [
    ('<mergeCell ref="A1:C9"/>' * 2 + '<mergeCell ref="A1:B9"/>', "已损坏"),
    ("".join(f'<mergeCell ref="A1:KN{n}"/>' for n in range(2000, 4000)), "已损坏"),
    ('<mergeCell ref="A1:KN9000"/>', "太大"),
    ("".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(100_002, 202_004)), "太大"),
    ('<mergeCell ref="A0:B1"/>', "已损坏"),
    ('<mergeCell ref="甲1:B1"/>', "已损坏"),
])  # fmt: skip
def test_merged_cells_that_cannot_be_are_refused(tmp_path: Path, spans: str, words: str) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9000"><c r="KN9000"><v>1</v></c></row>'
    path = _with_first(build(tmp_path / "名册.xlsx"), merging(spans, rows))
    with pytest.raises(ImportTrouble, match=words):
        read_book(path)


@pytest.mark.parametrize("rows", [
    '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
    '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>',
    '<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>',
    '<row r="2"><c r="A12"><v>1</v></c></row>',
    '<row r="1"><c r="A1" t="s"><v>9</v></c></row>',
    '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
    '<row r="1"><m:x xmlns:m="urn:x"><c r="A1"><v>1</v></c></m:x></row>',
    '<row r="1"><c r="A1"><m:x xmlns:m="urn:x"><v>1</v></m:x></c></row>',
    '<row r="99999999999"><c t="s"><v>0</v></c></row>',
])  # fmt: skip
def test_cells_that_cannot_be_are_refused(tmp_path: Path, rows: str) -> None:
    path = _with_first(build(tmp_path / "名册.xlsx"), merging("", rows))
    with pytest.raises(ImportTrouble, match="已损坏"):
        read_book(path)


@pytest.mark.skipif(os.name == "nt", reason="pipes with a name are no files there")
def test_pipes_and_devices_are_refused_unopened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "名册.xlsx")
    (tmp_path / "链接.xlsx").symlink_to(tmp_path / "名册.xlsx")
    (tmp_path / "设备.csv").symlink_to("/dev/zero")
    for name in ("名册.xlsx", "链接.xlsx", "设备.csv"):
        with pytest.raises(FileTrouble, match="不是普通文件"):
            read_sheets(tmp_path / name)
