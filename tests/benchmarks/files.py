"""What it costs to write the office's files, each against the plainest way to the same end.

Full export: SELECT of the same tables, their cells as raw XML in a zip. Backup: SQLite's own, and
sha256 of the copy. Check: SQLite's integrity check.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from liushou_desk.domain.tables import TABLES
from liushou_desk.services.keeping.backup import make_backup
from liushou_desk.services.keeping.check import check_file
from liushou_desk.services.papers.full_export import export_all
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
