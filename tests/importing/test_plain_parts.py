"""What is taken out before the parser is read as the parser would have read it."""

import random
import re
from io import BytesIO

import pytest

from liushou_desk.importing.number_format import Shown
from liushou_desk.importing.plain_rows import PlainCells, PlainRows
from liushou_desk.importing.shared_texts import read_texts
from liushou_desk.importing.sheet_part import SheetPartReader
from liushou_desk.importing.sheet_scan import SheetScan, Unreadable, no_growth

MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TEXTS, CODES = ["姓名", "", "柏小一", "_x0041_"], ["General", "0.00", "yyyy-mm-dd", ";;;", "@"]
_SHORT = """/>|></c>| s='1'/>| t='s'><v>0</v></c>| t='s'><v>1</v></c>| t='s'><v>3</v></c>
 t='s'><v>9</v></c>| t='s'><v> 2 </v></c>| s='2' t='s'><v>2</v></c>| t='s' s='2'><v>2</v></c>
 s='1' t='s' s='2'><v>2</v></c>|><v>2026.1</v></c>|><v>0</v></c>| s='1'><v>3.5</v></c>
 s='2'><v>42441</v></c>| s='3'><v>5</v></c>| s='77'><v>5</v></c>| s='99999'><v>5</v></c>
><v>1e400</v></c>|><v>七</v></c>|><v></v></c>|><v/></c>|><v>7</v>|><v><!-- 7 -->7</v></c>
><f>A1</f><v>7</v></c>| t='str'><f>A1</f><v>七</v></c>| t='str'><v>七_x000A_八</v></c>
 t='b'><v>1</v></c>| t='b'><v>0</v></c>| t='b'><v>TRUE</v></c>| t='e'><v>#N/A</v></c>
 t='d'><v>2016-03-01</v></c>| t='n'><is><t>7</t></is></c>|><extLst/></c>
><x:v xmlns:x='y'>7</x:v></c>| t='inlineStr'><v>7</v></c>"""
BEHIND_PLACES = [part.replace("'", '"') for part in re.split(r"[|\n]", _SHORT)] + [
    f' t="inlineStr"><is>{inside}</is></c>'
    for inside in (
        "<t>苗族</t>", "<t>&#33495;&amp;&lt;</t>", '<t xml:space="preserve"> 苗 </t>',
        "<t>a</t><t>b</t>", "<t>&nbsp;</t>", "<t>&#1;</t>", "<t>\ufffe</t>", "<t>￥\r\n1</t>",
        "<t>\x02</t>", "<t>]]></t>", "<t><![CDATA[</row>]]></t>",
    )
]  # fmt: skip
ROWS = ['<row r="{r}">', '<row r="{r}" hidden="1" ht="0">', '<row r="{r}" a="/">', "<row>",
        '<row r="{r}" r="{r}">', '<row r="0{r}">', '<row r="{r}" xmlns="urn:other">',
        '<row r="{r}" x:y="1">', '<row r="{r}"/><row r="{r}">', '<row r="{r}">0']  # fmt: skip
MORE = ["<cols/>", "<?x y?>", "<!-- <row> -->", "</row>", "<c/>"]


def a_sheet(dice: random.Random) -> bytes:
    """Mostly plain rows, and among them what is spelt otherwise or is none at all."""
    oddity = dice.choice((0.0, 0.01, 0.1))

    def one(of: list[str], plain: int) -> str:
        return dice.choice(of if dice.random() < oddity else of[:plain])

    parts = list[str]()
    for number in range(1, dice.randint(2, 12)):
        column = 0
        parts.append(one(ROWS, 2).format(r=number))
        for _ in range(dice.randint(0, 6)):
            column += dice.randint(0 if dice.random() < oddity else 1, 2)
            row = number + (dice.random() < oddity / 4)
            parts.append(f'<c r="{"_ABCDEFGHIJKLM"[column]}{row}"{one(BEHIND_PLACES, 6)}')
        parts.append("</row>")
        if dice.random() < oddity / 4:
            parts.append(dice.choice(MORE))
    cells = "".join(parts).encode("utf-8", "surrogatepass")
    return in_a_sheet(cells)


def in_a_sheet(rows: bytes) -> bytes:
    return b'<worksheet xmlns="' + MAIN + b'"><sheetData>' + rows + b"</sheetData></worksheet>"


def read(sheet: bytes) -> object:
    """All that the reader makes of it, or that it makes nothing of it."""
    reader = SheetPartReader(TEXTS, CODES, no_growth, is_1904=False)
    try:
        reader.read(BytesIO(sheet))
    except Unreadable:
        return None
    return repr(reader.rows), reader.scan, reader.spans


@pytest.mark.parametrize("seed", range(20))
def test_any_sheet_reads_as_behind_a_comment_where_nothing_is_taken_out(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(50):
        sheet = a_sheet(dice)
        assert read(sheet) == read(b"<!-- -->" + sheet), sheet


@pytest.mark.parametrize("head", [
    "", '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n', "<?xml version='1.0'?>\n",
    '\ufeff<?xml version="1.0" encoding="utf-8"?>',
])  # fmt: skip
def test_plain_rows_do_not_come_before_the_parser(head: str) -> None:
    sheet = head.encode() + in_a_sheet(b'<row r="1"><c r="A1" t="n"><v>1</v></c></row>')
    cells = PlainCells(TEXTS, lambda text, _: Shown(int(text)))
    left = PlainRows(BytesIO(sheet), cells).read(1 << 20)
    assert b"<row" in left
    assert b"<c" not in left


SHARED = [
    "<si><t>{n}</t></si>", "<si><t xml:space='preserve'> {n}</t></si>", "<si><t>七_x000A_</t></si>",
    "<si><t>{n}</t><phoneticPr fontId='1' type='noConversion'/></si>", "<si><t/></si>", "<si/>",
    "<si><t></t></si>", "<si><t>&#33495;&amp;</t></si>", "<si><t>&nbsp;</t></si>", "<si>{n}</si>",
    "<si><r><t>{n}</t></r><r><t>b</t></r><rPh sb='0' eb='1'><t>c</t></rPh></si>", "<si><t>{n}</si>",
    "<x xmlns='y'><si><t>{n}</t></si></x>", "<si><t>\x02</t></si>", "<si><si><t>{n}</t></si></si>",
    "<!-- <si> -->", "<si><t><![CDATA[</si>]]></t></si>", "<si a='1' a='2'><t>{n}</t></si>",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_shared_texts_are_read_alike_too(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(100):
        kinds = dice.choices(SHARED, k=3)
        texts = [dice.choice([*SHARED[:4], *kinds]) for _ in range(dice.randint(0, 12))]
        said = "".join(text.format(n=n) for n, text in enumerate(texts)).replace("'", '"')
        part = f'<sst xmlns="{MAIN.decode()}">{said}</sst>'.encode()
        assert shared(part) == shared(b"<!-- -->" + part), part


def shared(part: bytes) -> list[str] | None:
    try:
        return read_texts(BytesIO(part))
    except Unreadable:
        return None


def test_rows_are_whole_where_a_piece_ends_in_their_middle() -> None:
    rows = [f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 20_000)]
    sheet = in_a_sheet("".join(rows).encode())
    assert read(sheet) == read(b"<!-- -->" + sheet)


def test_what_comes_behind_the_last_row_is_read_too() -> None:
    tail = b'<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    sheet = in_a_sheet(b'<row r="1"><c r="A1"><v>1</v></c></row>')
    sheet = sheet.replace(b"</sheetData>", b"</sheetData>" + tail)
    assert read(sheet) == ("[[1]]", SheetScan(1, 1), [((0, 0), (1, 1))])
