"""Creating an office file and bringing an older one up to date, each as old-or-new.

A file is never migrated in place: a copy beside it is migrated in one transaction, verified, and
swapped in. Whenever the program is killed, the name holds the old file or the new one, and what is
left over is removed at the next start. A file of a newer revision or of another program is refused
untouched. Alembic is loaded only when there is something to do.
"""

import hashlib
import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from liushou_desk.errors import FileTrouble, NewerFile
from liushou_desk.hold import holding
from liushou_desk.models.backup_mark import is_backup, unmark
from liushou_desk.models.content import row_counts, tables_of
from liushou_desk.models.engine import (
    APPLICATION_ID,
    connect,
    damaged_file,
    engine_for,
    file_trouble,
    foreign_file,
)

HEAD = "0032"
"""The newest revision in `migrations/versions`; a test holds the two together."""


def create(path: Path, scripts: Path) -> None:
    """Make an empty office file where there is none. Raises `FileTrouble`."""
    if path.exists():
        raise FileTrouble(f"“{path}”已经存在，没有改动它。", "请换一个文件名。")
    building = _beside(path)
    with file_trouble(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        remove_with_journal(building)
        building.touch()
    try:
        _migrate(path, scripts, {})
        with file_trouble(path):
            _swap(building, path)
    except BaseException:
        remove_with_journal(building)
        raise


def bring_up_to_date(path: Path, scripts: Path, *, at: datetime) -> Path | None:
    """Migrate an older file; returns the copy kept of it, or None where nothing was to do.

    Of two programs that start at once one does it, and the other waits and goes on with the result.
    Of a link it is the file behind it that is migrated; the link stays one. Raises `NewerFile` or
    `FileTrouble` and then leaves the file as it was, to the byte.
    """
    with file_trouble(path):
        path = path.resolve()
    with holding(_beside(path), patient=True):
        return _upgraded(path, scripts, at)


def _upgraded(path: Path, scripts: Path, at: datetime) -> Path | None:
    with file_trouble(path):
        remove_with_journal(_beside(path))
    revision = read_revision(path)
    if revision == HEAD:
        return None
    if revision not in known_revisions(scripts):
        raise NewerFile(
            f"“{path.name}”是由更新版本的留守工作台保存的，没有改动它。",
            "请先安装新版本的程序再打开。",
        )
    kept = path.with_name(f"升级前_{path.stem}_{revision}_{at:%Y%m%d-%H%M%S}{path.suffix}")
    building = _beside(path)
    try:
        before = _digest(path)
        counts = _copy(path, building)
        with file_trouble(path):
            _swap(building, kept)  # under its name it is whole or not there
        _copy(path, building)
        _migrate(path, scripts, counts)
        if _digest(path) != before:
            raise FileTrouble(
                f"升级时“{path.name}”被另一个程序改动，已停止升级，数据完好。",
                "请关闭另一个程序后再打开。",
            )
        with file_trouble(path):
            _swap(building, path)
    except BaseException:
        if building.exists():
            remove_with_journal(building)
            remove_with_journal(kept)
        raise
    return kept


def read_revision(path: Path, *, immutable: bool = False) -> str:
    """The alembic revision of an office file, by plain SELECT. Raises `FileTrouble`.

    Of what is `immutable`, a backup, not a byte is changed.
    """
    with file_trouble(path):
        if path.stat().st_size == 0 and path.is_file():
            raise FileTrouble(
                f"“{path.name}”是空文件（0字节），没有改动它。", "请选择正确的文件，或用备份恢复。"
            )
        # What a power cut left half-done is rolled back first, and that is writing.
        connection = connect(path, read_only=not _has_hot_journal(path), immutable=immutable)
        try:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise foreign_file(path)
            cut_off = path.stat().st_size % connection.execute("PRAGMA page_size").fetchone()[0]
            if cut_off or "alembic_version" not in tables_of(connection):
                raise damaged_file(path)
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        finally:
            connection.close()
    if row is None:
        raise damaged_file(path)
    return str(row[0])


def _migrate(path: Path, scripts: Path, counts: dict[str, int]) -> None:
    """Run the revisions on the file beside `path`, verify it, and write it to the disk."""
    from alembic import command
    from alembic.config import Config

    building = _beside(path)
    config = Config()
    # ConfigParser reads % in values as interpolation; a folder may be called 100%.
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    with file_trouble(path):
        engine = engine_for(building)
        try:
            with engine.connect() as connection:
                raw: Any = connection.connection.driver_connection
                # Dropping a table while foreign keys are on would delete the rows that refer to
                # it, and inside a transaction the pragma does nothing.
                raw.execute("PRAGMA foreign_keys = OFF")
                connection = connection.execution_options(begin="IMMEDIATE")
                with connection.begin():
                    config.attributes["connection"] = connection
                    used = _last_ids(raw) if counts else {}
                    command.upgrade(config, "head")
                    _keep_ids_used(raw, used)
                    _verify(connection, counts, path)
                raw.execute("PRAGMA foreign_keys = ON")
                raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                if counts:
                    raw.execute("VACUUM")  # what a revision cut leaves no trace in free pages
        finally:
            engine.dispose()
        _sync(building)


def _last_ids(raw: Any) -> dict[str, int]:
    return dict(raw.execute("SELECT name, seq FROM sqlite_sequence"))


def _keep_ids_used(raw: Any, used: dict[str, int]) -> None:
    """A rebuilt table would count on from its highest row, and reuse ids of removed ones."""
    for name, last in used.items():
        if name in tables_of(raw):
            raw.execute("DELETE FROM sqlite_sequence WHERE name = ? AND seq < ?", (name, last))
            raw.execute(
                "INSERT INTO sqlite_sequence SELECT ?, ?"
                " WHERE ? NOT IN (SELECT name FROM sqlite_sequence)",
                (name, last, name),
            )


def _verify(connection: sa.Connection, counts: dict[str, int], path: Path) -> None:
    raw: Any = connection.connection.driver_connection
    sound = raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    orphans = raw.execute("PRAGMA foreign_key_check").fetchall()
    kept = [name for name in tables_of(raw) if name in counts and name != "alembic_version"]
    after = row_counts(raw, kept)
    if not sound or orphans or any(after[name] != counts[name] for name in kept):
        raise FileTrouble(
            f"升级“{path.name}”后核对不符，已放弃升级，原文件完好。", "请联系技术支持。"
        )


def _copy(source: Path, target: Path) -> dict[str, int]:
    """A copy through SQLite itself, synced; returns its row counts."""
    with file_trouble(source):
        reader = connect(source, read_only=True)
        remove_with_journal(target)
        target.touch()
        writer = connect(target)
        try:
            reader.backup(writer)
            counts = row_counts(writer)
        finally:
            writer.close()
            reader.close()
        _sync(target)
    return counts


def copy_to_work_in(source: Path, target: Path) -> None:
    """A copy of a backup, or of an office file with its journal, that can be worked in."""
    with file_trouble(source):
        shutil.copyfile(source, target)
        if _has_hot_journal(source) and not is_backup(source):  # a backup is whole without
            shutil.copyfile(journal_of(source), journal_of(target))
    with file_trouble(target):
        writer = connect(target)
        try:
            unmark(writer)
        finally:
            writer.close()
        _sync(target)


def known_revisions(scripts: Path) -> set[str]:
    """Every revision this program can read."""
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory(str(scripts)).walk_revisions()}


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".migrating")


def remove_with_journal(path: Path) -> None:
    """Take a file of our own away together with SQLite's journal beside it."""
    for name in (path, journal_of(path)):
        name.unlink(missing_ok=True)


def journal_of(path: Path) -> Path:
    """Where SQLite keeps what it needs to take a half-done change back."""
    return path.with_name(path.name + "-journal")


def _has_hot_journal(path: Path) -> bool:
    journal = journal_of(path)
    return journal.exists() and journal.stat().st_size > 0


def _swap(new: Path, path: Path) -> None:
    journal_of(new).unlink(missing_ok=True)
    new.replace(path)
    sync_folder(path.parent)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut; Windows has no such call and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
