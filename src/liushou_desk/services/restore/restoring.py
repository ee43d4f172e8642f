"""A backup takes the office file's place: checked first, the present file kept, old or new at once.

Whenever the program is killed, the name holds the file of before or the restored one, whole, and no
journal of either lies beside the other. What is built lies in a folder of its own until it is done.
"""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from liushou_desk import paths
from liushou_desk.errors import FileTrouble
from liushou_desk.hold import holding
from liushou_desk.models.backup_mark import is_backup, scratch_of
from liushou_desk.models.engine import connect, damaged_file, file_trouble
from liushou_desk.models.office_file import OfficeFile, driver_connection
from liushou_desk.models.upgrade import (
    HEAD,
    copy_to_work_in,
    journal_of,
    read_revision,
    sync_folder,
)
from liushou_desk.services.keeping.check import Report, check_file
from liushou_desk.services.keeping.old_fingerprints import HELD
from liushou_desk.services.restore.comparing import Difference, differences

SENTENCE = "从备份恢复"
LEFT_OVER = ("-journal", "-wal", "-shm")
"""What SQLite may leave beside a file, behind its name."""
Step = Callable[[str], None]
"""Told of each step that is done."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A backup that was checked, and what would change; `differences` None: nothing to compare."""

    backup: Path
    last_at: datetime | None
    """When the last action in it was done."""
    differences: tuple[Difference, ...] | None
    holds_fingerprints: bool = False
    """Whether the backup holds whole fingerprints of other pupils' numbers."""

    def sentences(self) -> list[str]:
        """What is said before anybody restores it."""
        last = f"{self.last_at:%Y-%m-%d %H:%M}" if self.last_at else "没有记录"
        said = [f"备份完好：{self.backup.name}，其中最后一次操作：{last}。"]
        if self.holds_fingerprints:
            said.append(f"这份备份是{HELD}。恢复以后的数据里只留8位特征。")
        if self.differences is None:
            return [*said, "现在的数据文件读不出来或还没有，不能比较。"]
        lines = [line for one in self.differences for line in one.sentences()]
        return said + (lines or ["各类记录与现在的数据文件一样。"])


@dataclass(frozen=True, slots=True)
class Restored:
    """The file as it is now, and the copy that was kept of the former one."""

    path: Path
    kept: Path | None

    def sentences(self) -> list[str]:
        """What was done and how it is undone."""
        said = [f"已从备份恢复：{self.path}"]
        if self.kept:
            said.append(f"原来的文件保留为“{self.kept.name}”；要退回去，就从它恢复。")
        return said


def preview(backup: Path, office: Path, now: Callable[[], datetime]) -> Preview:
    """Check a backup and compare it with the present file; neither is changed.

    Raises `FileTrouble` for what is no whole office file of ours, `NewerFile`.
    """
    report = _require_whole(backup)
    opened = OfficeFile.open_to_look(backup, paths.migrations(), now)
    with opened as then, then.reading() as session:
        connection = driver_connection(session)
        at = connection.execute("SELECT max(at) FROM action").fetchone()[0]
        found = _compared(connection, office)
    last_at = datetime.fromisoformat(at) if at else None
    return Preview(backup, last_at, found, report.holds_fingerprints)


def restore(
    backup: Path, office: Path, now: Callable[[], datetime], *, step: Step = lambda _: None
) -> Restored:
    """Let a backup take the place of the office file, which is kept beside under another name.

    Raises `FileTrouble` or `NewerFile` and then nothing was changed: not whole, no space, the file
    in use by another program.
    """
    office = office.resolve()
    with file_trouble(office):
        office.parent.mkdir(parents=True, exist_ok=True)
    with holding(office):
        return restore_held(backup, office, now, step=step)


def restore_held(
    backup: Path, office: Path, now: Callable[[], datetime], *, step: Step = lambda _: None
) -> Restored:
    """The same by a program that holds the file and has closed it."""
    office = office.resolve()
    _require_whole(backup)
    folder = scratch_of(office)
    kept = kept_name(office, now()) if office.exists() else None
    try:
        with file_trouble(office):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        built = _built(backup, folder / office.name, now, kept)
        step("built")
        with file_trouble(office):
            if kept:
                _settle(office)
                keep(office, folder, kept, step)
                step("kept")
            take_place(built, office, step)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Restored(office, kept)


def _require_whole(backup: Path) -> Report:
    """Raise where a file is no office file, newer than this program, damaged or made by others."""
    with file_trouble(backup):
        if not backup.is_file():
            raise FileTrouble(f"找不到备份“{backup.name}”，没有恢复。", "请选择备份文件。")
    report = check_file(backup)
    broken = [line for line in report.problems if line.startswith(("结构", "关联", "缺少"))]
    if broken:
        raise FileTrouble(
            f"备份“{backup.name}”不完整（{'；'.join(broken[:3])}），没有恢复，现在的数据没有改动。",
            "请换一份备份。",
        )
    connection = connect(backup, read_only=True, immutable=is_backup(backup))
    try:
        with file_trouble(backup):
            foreign = connection.execute(
                "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"
                " OR sql LIKE 'CREATE VIRTUAL%'"
            ).fetchone()[0]
    finally:
        connection.close()
    if foreign:
        raise FileTrouble(
            f"“{backup.name}”里有不属于留守工作台的内容，没有恢复，现在的数据没有改动。",
            "请换一份备份。",
        )
    return report


def _compared(backup: Any, office: Path) -> tuple[Difference, ...] | None:
    try:
        if read_revision(office, immutable=is_backup(office)) != HEAD:
            return None
        present = connect(office, read_only=True, immutable=is_backup(office))
    except FileTrouble:
        return None
    try:
        with file_trouble(office):
            present.execute("BEGIN")
            return differences(backup, present)
    except FileTrouble:
        return None
    finally:
        present.close()


def _built(backup: Path, part: Path, now: Callable[[], datetime], kept: Path | None) -> Path:
    """A copy of the backup that can be worked in: upgraded, sound, with the note of the restore."""
    copy_to_work_in(backup, part)
    with OfficeFile.open(part, paths.migrations(), now) as restored:
        records = {"file": backup.name, "kept": kept.name if kept else ""}
        with restored.action(SENTENCE, undoable=False, **records):
            pass
    with file_trouble(part), part.open("rb+") as file:
        os.fsync(file.fileno())
    return part


def kept_name(office: Path, at: datetime) -> Path:
    """A name of its own for what is there now."""
    stem, number = f"恢复前_{office.stem}_{at:%Y%m%d-%H%M%S}", 1
    name = office.with_name(f"{stem}{office.suffix}")
    while name.exists():
        number += 1
        name = office.with_name(f"{stem}_{number}{office.suffix}")
    return name


def _settle(office: Path) -> None:
    """Let SQLite roll back what a power cut left half-done, as opening would; damage stays."""
    with suppress(FileTrouble):
        read_revision(office)


def keep(office: Path, folder: Path, kept: Path, step: Step) -> None:
    """The present file whole under its other name, with its journal where it still needs one."""
    for name in (*LEFT_OVER, ""):
        source, target = (path.with_name(f"{path.name}{name}") for path in (office, kept))
        if name and not (source.exists() and source.stat().st_size):
            continue
        part = folder / target.name
        shutil.copyfile(source, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
        step("copied")
    sync_folder(office.parent)
    if kept.stat().st_size != office.stat().st_size:
        raise damaged_file(office)


def take_place(built: Path, office: Path, step: Step) -> None:
    """The old journal goes first: it would be rolled back into the new file."""
    for name in LEFT_OVER:
        office.with_name(f"{office.name}{name}").unlink(missing_ok=True)
    sync_folder(office.parent)
    step("alone")
    journal_of(built).unlink(missing_ok=True)
    built.replace(office)
    sync_folder(office.parent)
    step("placed")
