"""What it costs to write the office's files, each against the plainest way to the same end.

Full export: SELECT of the same tables and their cells as raw XML in a zip. Backup and check:
SQLite's own backup, and sha256 of the file. List as PDF: reportlab drawing the same lines.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from liushou_desk.domain.tables import TABLES
from liushou_desk.services.papers.full_export import export_all
from tests.benchmarks.cpu import best, timed

_TIMES = 3


def measure_export(office: Any, folder: Path) -> dict[str, Any]:
    """All records as one workbook."""
    floor = best(lambda: _raw_xml(office.path, folder / "raw.zip"), _TIMES)
    ours = timed(lambda: export_all(office, folder / "all.xlsx"))
    return {"floor_s": floor, "export_s": ours, "ratio": round(ours / floor, 2)}


def _raw_xml(path: Path, target: Path) -> None:
    connection = sqlite3.connect(path)
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for table in TABLES:
            with archive.open(table, "w") as file:
                for part in _parts(connection.execute(f"SELECT * FROM {table}")):
                    file.write("".join(map(_row, part)).encode())
    connection.close()


def _parts(rows: sqlite3.Cursor) -> Iterator[list[tuple[Any, ...]]]:
    while part := rows.fetchmany(1000):
        yield part


def _row(row: tuple[Any, ...]) -> str:
    return f"<row>{''.join(map(_cell, row))}</row>"


def _cell(value: object) -> str:
    if value is None:
        return '<c s="1"/>'
    return f'<c s="1" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
