"""Left-over journals: those of a power cut are rolled back, those of another file touch nothing.

The journal is the driver's own: a second name is given to it before the driver removes it.
"""

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from liushou_desk.errors import JournalDoubt
from liushou_desk.models.backup_mark import mark_backup
from liushou_desk.models.engine import connect
from liushou_desk.models.left_journal import is_its_own

SECTOR = 512
PAGE = 4096


@dataclass(frozen=True)
class Save:
    """One transaction: the file before and after it, and its journal when it was all written."""

    before: bytes
    after: bytes
    journal: bytes


def journal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def office_like(path: Path, lot: random.Random) -> Any:
    """A file that was saved to a few times."""
    path.touch()
    connection = connect(path)
    connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, text)")
    for _ in range(lot.randint(1, 12)):
        connection.execute("INSERT INTO t (text) VALUES (?)", ("文" * lot.randint(1, 4000),))
    return connection


def saved(connection: Any, path: Path, lot: random.Random) -> Save:
    """One more save, of any size."""
    before, second = path.read_bytes(), path.with_name("日志的另一个名字")
    connection.execute("PRAGMA journal_mode = delete")
    connection.execute("BEGIN IMMEDIATE")
    for number in range(lot.randint(1, 8)):
        connection.execute("INSERT INTO t (text) VALUES (?)", ("字" * lot.randint(1, 3000),))
        connection.execute("UPDATE t SET text = text || '改' WHERE id % 3 = ?", (number % 3,))
        if lot.random() < 0.3:
            connection.execute("DELETE FROM t WHERE id % 5 = ?", (lot.randint(0, 4),))
    os.link(journal_of(path), second)
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = truncate")
    journal = second.read_bytes()
    second.unlink()
    return Save(before, path.read_bytes(), journal)


def cut(save: Save, lot: random.Random) -> tuple[bytes, bytes]:
    """File and journal after a power cut: what was not on the disk yet is there or not."""
    if lot.random() < 0.3:  # the journal's head still says that it holds nothing
        journal = bytearray(save.journal[: lot.randint(28, len(save.journal))])
        journal[8:12] = bytes(4)
        return save.before, bytes(journal)
    pages = max(len(save.before), len(save.after)) // PAGE
    file = bytearray(save.before)
    if lot.random() < 0.7 and len(save.after) > len(file):
        file += bytes(PAGE * lot.randint(0, pages - len(file) // PAGE))
    for place in range(0, len(file), SECTOR):
        is_new = lot.random() < 0.5 or lot.random() < 0.1
        if is_new and place < len(save.after):
            file[place : place + SECTOR] = save.after[place : place + SECTOR]
    return bytes(file), save.journal


def genuine(folder: Path, number: int) -> Iterator[tuple[Path, Save]]:
    lot = random.Random(number)
    for file in range(number // 40):
        path = folder / f"{file}.db"
        connection = office_like(path, lot)
        save = saved(connection, path, lot)
        connection.close()
        for _ in range(40):
            left, journal = cut(save, lot)
            path.write_bytes(left)
            journal_of(path).write_bytes(journal)
            yield path, save


def texts(path: Path) -> list[Any]:
    connection = connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute("SELECT * FROM t").fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize("number", [400, pytest.param(8000, marks=pytest.mark.long)])
def test_no_journal_of_a_power_cut_is_doubted(tmp_path: Path, number: int) -> None:
    for path, save in genuine(tmp_path, number):
        assert is_its_own(path)
        found = texts(path)
        path.write_bytes(save.before)
        journal_of(path).unlink(missing_ok=True)
        assert found == texts(path)


def test_a_save_that_was_whole_and_only_not_crowned_is_rolled_back(tmp_path: Path) -> None:
    path = tmp_path / "数据.db"
    connection = office_like(path, random.Random(1))
    save = saved(connection, path, random.Random(2))
    connection.close()
    journal_of(path).write_bytes(save.journal)
    assert is_its_own(path)


@pytest.mark.parametrize("foreign", ["backup", "unmarked", "older", "newer", "other", "wal"])
def test_a_file_copied_over_is_not_destroyed(tmp_path: Path, foreign: str) -> None:
    for seed in range(10):
        lot = random.Random(seed)
        path = tmp_path / f"{foreign}{seed}.db"
        connection = office_like(path, lot)
        older = path.read_bytes()
        if foreign in ("backup", "unmarked"):
            part = path.with_name("备份.part")
            part.unlink(missing_ok=True)
            part.touch()
            copy = connect(part)
            connection.backup(copy)
            if foreign == "backup":
                mark_backup(copy)
            copy.close()
            older = part.read_bytes()
        for _ in range(2):
            saved(connection, path, lot)
        save = saved(connection, path, lot)
        for _ in range(2):
            saved(connection, path, lot)
        newer = path.read_bytes()
        connection.close()
        if foreign == "other":
            office_like(tmp_path / f"别的{seed}.db", lot).close()
            older = (tmp_path / f"别的{seed}.db").read_bytes()
        path.write_bytes(newer if foreign == "newer" else older)
        if foreign == "wal":
            path.with_name(f"{path.name}-wal").write_bytes(bytes(4096))
        else:
            journal_of(path).write_bytes(save.journal)
        left = path.read_bytes()
        with pytest.raises(JournalDoubt, match="都没有改动"):
            connect(path)
        with pytest.raises(JournalDoubt):
            connect(path, read_only=True)
        assert path.read_bytes() == left
        assert foreign == "wal" or journal_of(path).read_bytes() == save.journal


@pytest.mark.parametrize("junk", [b"", bytes(1000), b"\xd9\xd5", os.urandom(5000)])
def test_what_sqlite_would_not_read_is_no_journal(tmp_path: Path, junk: bytes) -> None:
    path = tmp_path / "数据.db"
    office_like(path, random.Random(3)).close()
    journal_of(path).write_bytes(junk)
    assert is_its_own(path)
    assert texts(path)
