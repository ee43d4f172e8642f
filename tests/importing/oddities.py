"""Small workbooks, one for each oddity of the matrix; all people are invented."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.importing.workbooks import FAR, HEADINGS, Person, left_behind, national_id, write

FEW = ("姓名", "身份证件号", "性别", "现住址", "联系电话", "是否留守儿童")
GROUPS = ("姓名", "身份证号", "父亲", "父亲", "父亲", "母亲", "母亲", "家庭住址")
BELOW = ("姓名", "身份证号", "姓名", "电话", "务工地", "姓名", "电话", "家庭住址")


def few(serial: int = 1, **changes: Any) -> list[str]:
    """The cells of one pupil under `FEW`."""
    person = left_behind(serial) | changes
    return [str(person[heading]) for heading in FEW]


def text_table(path: Path, encoding: str, sign: str = ",", rows: int = 2) -> Path:
    """A .csv as Excel or a school system writes it; 䶮 is in no old encoding."""
    table = [FEW, *(few(n, 姓名=f"柏䶮{n}") for n in range(1, rows + 1))]
    text = "".join(sign.join(row) + "\r\n" for row in table)
    path.write_bytes(text.encode(encoding))
    return path


def two_rows(path: Path, *, merged: bool) -> Path:
    """Headings in two rows below a title: 父亲 over 姓名, 电话, 务工地."""

    def draw(sheet: Worksheet) -> None:
        sheet.append(["青石坪小学留守儿童花名册"])
        sheet.append([None if merged else heading for heading in GROUPS])
        for column, heading in enumerate(GROUPS, start=1):
            if merged and (column == 1 or GROUPS[column - 2] != heading):
                sheet.cell(2, column, heading)
        sheet.append([None if merged and b == a else b for a, b in zip(GROUPS, BELOW, strict=True)])
        sheet.append(
            [
                "柏小一",
                national_id(1),
                "柏大山",
                "13910000001",
                FAR,
                "蓝采",
                "13920000001",
                "青石村",
            ]
        )
        if merged:
            for span in ("A1:H1", "A2:A3", "B2:B3", "C2:E2", "F2:G2", "H2:H3"):
                sheet.merge_cells(span)

    return bare(path, draw)


def bare(path: Path, draw: Any) -> Path:
    """An empty workbook with what `draw` puts into its sheet."""
    book = Workbook()
    draw(book.active)
    book.save(path)
    return path


def hide(path: Path, *, rows: Sequence[int] = (), columns: Sequence[str] = ()) -> Path:
    """Three left-behind children, of whom some rows or columns are hidden."""

    def odd(sheet: Worksheet) -> None:
        for number in rows:
            sheet.row_dimensions[number].hidden = True
        for letters in columns:
            sheet.column_dimensions[letters].hidden = True

    return write(path, [left_behind(n) for n in (1, 3, 5)], odd=odd)


def classes(path: Path, *names: str, hidden: Sequence[str] = ()) -> Path:
    """One sheet for each class, without a column of the class."""
    headings = [heading for heading in HEADINGS if heading != "班号"]
    book = Workbook()
    book.remove(book.active)
    for at, name in enumerate(names):
        sheet = book.create_sheet(name)
        sheet.append(headings)
        person: Person = left_behind(2 * at + 1)
        sheet.append([person.get(heading) for heading in headings])
        if name in hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


def from_1904(path: Path) -> Path:
    """A workbook of an old Mac: the same day has another number."""
    write(path, [left_behind(1, 出生日期=42430 - 1462)])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    book = parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = book.replace(b"<workbookPr/>", b'<workbookPr date1904="1"/>')
    assert parts["xl/workbook.xml"] != book
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def with_error(path: Path, heading: str) -> Path:
    """A cell that shows #N/A."""

    def odd(sheet: Worksheet) -> None:
        cell = sheet.cell(2, list(HEADINGS).index(heading) + 1, "#N/A")
        cell.data_type = "e"

    return write(path, [left_behind(1)], odd=odd)
