"""Rows written as XML by ourselves are, byte for byte, what openpyxl writes."""

from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from liushou_desk.export.characters import printable
from liushou_desk.export.plain_rows import LONGEST_CELL, RowsXml
from liushou_desk.export.workbook import BODY, add_styles, put_text

TEXTS = (
    *("张小雨", "529999201603010011", "2016-03-01", "", "=1+1", "#N/A", "𠮷田", 'O\'Neil "x"'),
    *("a&b", "<b>", "]]>", "a|b", " 前", "后 ", "两\n行", "\n", "\t=1", "\r=1", "一\r\n二"),
    *("全　角", "　", "葛\U000e0100城", "☎\ufe0f", "\ufe0f", "\x00\x0b\x1f", "\ufeff头", "\xa0"),
    *("｜", "|", "| ", " |", "\u2028", "\x85", "é", "长" * (LONGEST_CELL + 9)),
)


def _by_openpyxl(rows: list[tuple[str, ...]]) -> bytes:
    book = Workbook(write_only=True)
    add_styles(book)
    sheet = book.create_sheet()
    for row in rows:
        texts = (printable(text)[:LONGEST_CELL] for text in row)
        sheet.append([put_text(WriteOnlyCell(sheet), text, BODY) for text in texts])
    written = BytesIO()
    book.save(written)
    with ZipFile(written) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    return xml.partition(b"<sheetData>")[2].partition(b"</sheetData>")[0]


def test_every_text_is_written_as_openpyxl_writes_it() -> None:
    rows = [(text, "张", other) for text in TEXTS for other in ("", "x", text)]
    rows += [tuple(TEXTS[:30]), tuple(reversed(TEXTS[:30]))]
    three, thirty = RowsXml(3, 1), RowsXml(30, 1)
    ours = three.part(rows[:-2], 1) + thirty.part(rows[-2:], len(rows) - 1)
    assert ours == _by_openpyxl(rows)


def test_what_was_cut_is_remembered_with_its_place() -> None:
    xml = RowsXml(2, 1)
    xml.part([("", "长" * 40_000)], 7)
    assert xml.cut == [(7, 1, 40_000)]
