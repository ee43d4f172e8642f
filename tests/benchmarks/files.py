"""What it costs to write the office's files, each against the plainest way to the same end.

Full export: SELECT of the same tables, their cells as raw XML in a zip. Backup: SQLite's own, and
sha256 of the copy. Check: SQLite's integrity check. List as PDF: reportlab drawing the same lines.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import sqlalchemy as sa
from reportlab.pdfgen.canvas import Canvas

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.tables import TABLES
from liushou_desk.export.faces import FontFile
from liushou_desk.paths import fonts
from liushou_desk.services.keeping.backup import make_backup
from liushou_desk.services.keeping.check import check_file
from liushou_desk.services.papers.full_export import export_all
from liushou_desk.services.papers.listing import Listing, listing_pdf
from tests.benchmarks.cpu import best, timed

_TIMES = 3


def measure_export(office: Any, folder: Path) -> dict[str, Any]:
    """All records as one workbook."""
    floor = best(lambda: _raw_xml(office.path, folder / "raw.zip"), _TIMES)
    ours = timed(lambda: export_all(office, folder / "all.xlsx"))
    return {"floor_s": floor, "export_s": ours, "ratio": round(ours / floor, 2)}


def measure_backup(office: Any, folder: Path) -> dict[str, Any]:
    """The backup that is made on closing."""
    floor = best(lambda: _raw_backup(office.path, folder / "raw.db"), _TIMES)
    ours = best(lambda: make_backup(office, folder / "备份"), _TIMES)
    return {"floor_s": floor, "backup_s": ours, "ratio": round(ours / floor, 2)}


def _raw_backup(path: Path, target: Path) -> None:
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    with target.open("rb") as file:
        hashlib.file_digest(file, "sha256")


def measure_check(path: Path) -> dict[str, Any]:
    """Whether a file is whole and its records agree."""
    floor = best(lambda: _raw_check(path), _TIMES)
    ours = best(lambda: check_file(path), _TIMES)
    return {"floor_s": floor, "check_s": ours, "ratio": round(ours / floor, 2)}


def _raw_check(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA integrity_check").fetchall()


def measure_pdf(office: Any) -> dict[str, Any]:
    """A list of 12 columns, a row for each child."""
    with office.reading() as session:
        rows = tuple(_told(row) for row in session.execute(sa.text(_LIST)))
    fields = (OPEN,) * len(HEADINGS) * 2
    listing = Listing("儿童名册", HEADINGS * 2, rows, fields=fields)
    listing_pdf(listing, DAY)  # reads the fonts
    font = FontFile(fonts() / "song.ttf").name
    floor = best(lambda: _raw_pdf(listing, font), _TIMES)
    ours = best(lambda: listing_pdf(listing, DAY), _TIMES)
    return {"rows": len(rows), "floor_s": floor, "pdf_s": ours, "ratio": round(ours / floor, 2)}


_LIST = """
SELECT c.name, c.sex, c.born_on, s.grade || '年级' || s.number || '班', h.home_address,
c.student_number FROM child c JOIN household h ON h.id = c.household_id JOIN term_sheet t
ON t.child_id = c.id JOIN school_class s ON s.id = t.class_id GROUP BY c.id
"""
HEADINGS = ("姓名", "性别", "生日", "班级", "住址", "学籍号")
DAY = date(2026, 11, 21)


def _told(row: Any) -> tuple[str, ...]:
    return tuple(str(value) for value in row) * 2


def _raw_pdf(listing: Listing, font: str) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pagesize=(842, 595), pageCompression=1)
    for at in range(0, len(listing.rows), 17):
        canvas.setFont(font, 7)
        for line, row in enumerate(listing.rows[at : at + 17]):
            for column, text in enumerate(row):
                x, y = 20 + 65 * column, 560 - 32 * line
                canvas.rect(x, y, 65, 32)
                canvas.drawString(x, y + 20, text[:10])
                canvas.drawString(x, y + 8, text[10:])
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _raw_xml(path: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(path)) as source,
        ZipFile(target, "w", ZIP_DEFLATED) as archive,
    ):
        for table in TABLES:
            with archive.open(table, "w") as file:
                for part in _parts(source.execute(f"SELECT * FROM {table}")):
                    file.write("".join(map(_row, part)).encode())


def _parts(rows: sqlite3.Cursor) -> Iterator[list[tuple[Any, ...]]]:
    while part := rows.fetchmany(1000):
        yield part


def _row(row: tuple[Any, ...]) -> str:
    return f"<row>{''.join(map(_cell, row))}</row>"


def _cell(value: object) -> str:
    if value is None:
        return '<c s="1"/>'
    return f'<c s="1" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
