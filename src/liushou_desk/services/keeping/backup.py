"""备份: a verified copy under a new name; nothing is ever overwritten.

The order of steps was chosen against simulated power cuts: copy to `.part`, sync, read again from
the device and compare, open the copy and check it against the source's content, rename to a new
dated name, sync. Only then is the copy called good.
"""

import hashlib
import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from liushou_desk.domain.terms import code_for
from liushou_desk.errors import FileTrouble
from liushou_desk.hold import Hold, holding
from liushou_desk.models.backup_mark import LIST_NAME, mark_backup
from liushou_desk.models.content import beside, content_digest, holds_as_much, row_counts
from liushou_desk.models.engine import connect, damaged_file, file_trouble
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.models.upgrade import remove_with_journal, sync_folder
from liushou_desk.services.keeping.old_fingerprints import format_said, note_in_list

SENTENCE = "备份数据文件"
"""What the journal says of a backup; `records` has its `file` and `folder`."""
_CHUNK = 1024 * 1024
_KEPT = "原有数据和以前的备份都完好。"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was read back and found equal to its source."""

    path: Path
    sha256: str
    content_digest: str
    counts: dict[str, int]


def make_backup(office: OfficeFile, folder: Path) -> Backup:
    """Copy the office file into a folder and verify the copy. Raises `FileTrouble`."""
    if office.is_backup:
        raise FileTrouble(f"“{office.path.name}”本身就是备份，没有再作备份。", "请打开数据文件。")
    with file_trouble(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _require_space(office.path, folder)
    part = folder / f"备份中_{os.getpid()}.part"
    with holding(part):
        _clear_left_over(folder)
        return _make(office, folder, part)


def _clear_left_over(folder: Path) -> None:
    """Parts that a killed program left behind go; one that is being written is held."""
    for left in folder.glob("备份中_*.part*"):
        part = left.with_name(left.name.removesuffix("-journal"))
        hold = Hold(part)
        if part.suffix == ".part" and hold.take():
            try:
                with suppress(OSError):
                    remove_with_journal(part)
            finally:
                hold.release()


def _make(office: OfficeFile, folder: Path, part: Path) -> Backup:
    source = connect(office.path, read_only=True)
    try:
        with file_trouble(office.path):
            source.execute("BEGIN")
            counts, digest = row_counts(source), content_digest(source)
        with file_trouble(part):
            _copy(source, part)
            sha256 = _write_through(part)
            if not _is_equal(source, part, sha256):
                raise _cause(source, office.path)
            target = _new_name(office, folder)
            part.rename(target)
            sync_folder(folder)
    finally:
        source.close()
        remove_with_journal(part)
    with suppress(OSError):  # the list is for people; the backup is good without it
        _append(folder / LIST_NAME, target.name, sha256, counts, office.now())
        note_in_list(folder, office.now())
    _record(office, target)
    return Backup(target, sha256, digest, counts)


def _require_space(source: Path, folder: Path) -> None:
    with file_trouble(source):
        size = source.stat().st_size
    if shutil.disk_usage(folder).free < 2 * size:
        raise FileTrouble(
            f"“{folder}”的剩余空间不足，没有备份。{_KEPT}", "请换一个磁盘，或腾出空间后再备份。"
        )


def _copy(source: Any, part: Path) -> None:
    part.touch()
    target = connect(part)
    try:
        source.backup(target)
        mark_backup(target)
    finally:
        target.close()


def _write_through(part: Path) -> str:
    """Sync the copy; returns its digest as it should read from the device."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
        sha256 = _sha256(part)
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return sha256


def _is_equal(source: Any, part: Path, sha256: str) -> bool:
    """Whether the copy reads as it was written, holds what the source holds, and is sound.

    The source is compared in the transaction in which it was copied; that ends here.
    """
    if _sha256(part) != sha256:
        return False
    with beside(source, part, "copy"):
        if not holds_as_much(source, "copy"):
            return False
    copy = connect(part, read_only=True)
    try:
        return _is_sound(copy)
    finally:
        copy.close()


def _is_sound(connection: Any) -> bool:
    whole = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    return whole and not connection.execute("PRAGMA foreign_key_check").fetchall()


def _cause(source: Any, path: Path) -> FileTrouble:
    """Why a copy is no good: the file itself, or else the disk it was written to."""
    if not _is_sound(source):
        return damaged_file(path)
    return FileTrouble(
        f"备份写到磁盘后读回来不一致，已作废这份备份。{_KEPT}", "请换一个U盘或磁盘再备份。"
    )


def _new_name(office: OfficeFile, folder: Path) -> Path:
    """Term, day and a number that only grows, since the clock of an old PC may be wrong."""
    number = 1 + max(
        (int(m[1]) for p in folder.iterdir() if (m := re.search(r"_(\d{6})\.db$", p.name))),
        default=0,
    )
    now = office.now()
    return folder / f"留守备份_{code_for(now.date())}_{now:%Y%m%d-%H%M}_{number:06d}.db"


def _append(path: Path, name: str, sha256: str, counts: dict[str, int], at: datetime) -> None:
    line = f"{at:%Y-%m-%d %H:%M}\t{name}\t儿童{counts['child']}名\tsha256 {sha256}"
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(f"{line}\t{format_said()}\r\n")
        file.flush()
        os.fsync(file.fileno())


def _record(office: OfficeFile, target: Path) -> None:
    """Note the backup in the journal, where the file can be written."""
    try:
        record = {"file": target.name, "folder": str(target.parent)}
        with office.action(SENTENCE, undoable=False, **record):
            pass
    except FileTrouble:
        return


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
