"""A journal that does not seem to be of its file: both ways tried on copies, one of them chosen."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from liushou_desk.errors import DeskError, FileTrouble
from liushou_desk.hold import holding
from liushou_desk.models.backup_mark import scratch_of
from liushou_desk.models.content import row_counts
from liushou_desk.models.engine import connect, file_trouble
from liushou_desk.services.keeping.check import check_file
from liushou_desk.services.restore.restoring import (
    LEFT_OVER,
    Restored,
    keep,
    kept_name,
    take_place,
)

WAYS = ("退回日志里没做完的改动", "不用日志，文件照现在的样子")
"""The two ways, the first with the journal."""


def both_ways(office: Path) -> tuple[str, ...]:
    """What each way would give, in words; file and journal stay as they are."""
    said: list[str] = []
    for way, with_journal in zip(WAYS, (True, False), strict=True):
        with tempfile.TemporaryDirectory(prefix="liushou-") as folder:
            try:
                part = _tried(office, Path(folder), with_journal=with_journal)
                said.append(f"{way}：{_told(part)}")
            except DeskError:
                said.append(f"{way}：读不出来，文件会损坏。")
    return tuple(said)


def choose(office: Path, now: Callable[[], datetime], *, with_journal: bool) -> Restored:
    """Go one way; file and journal as they were are kept beside under another name.

    Raises `FileTrouble` where that way gives no whole file, or another program has it.
    """
    with holding(office):
        return choose_held(office, now, with_journal=with_journal)


def choose_held(office: Path, now: Callable[[], datetime], *, with_journal: bool) -> Restored:
    """The same by a program that holds the file."""
    office = office.resolve()
    folder, kept = scratch_of(office), kept_name(office, now())
    try:
        with file_trouble(office):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        part = _tried(office, folder, with_journal=with_journal)
        broken = [said for said in check_file(part).problems if said.startswith(("结构", "关联"))]
        if broken:
            raise FileTrouble(
                f"这样得到的文件不完整，没有采用，“{office.name}”没有改动。",
                "请选另一种，或恢复备份。",
            )
        with file_trouble(office):
            keep(office, folder, kept, lambda _: None)
            take_place(part, office, lambda _: None)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Restored(office, kept)


def _tried(office: Path, folder: Path, *, with_journal: bool) -> Path:
    """A copy on which one way was gone."""
    part = folder / office.name
    with file_trouble(office):
        for name in ("", *(LEFT_OVER if with_journal else ())):
            source = office.with_name(f"{office.name}{name}")
            if source.exists():
                shutil.copyfile(source, part.with_name(f"{part.name}{name}"))
    with file_trouble(part):
        connection = connect(part, trusted=True)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    return part


def _told(part: Path) -> str:
    broken = [said for said in check_file(part).problems if said.startswith(("结构", "关联"))]
    connection = connect(part, read_only=True, trusted=True)
    try:
        with file_trouble(part):
            counts = row_counts(connection, ("child", "diary_entry", "activity"))
            at = connection.execute("SELECT max(at) FROM action").fetchone()[0]
    finally:
        connection.close()
    number = f"儿童{counts['child']}名，记录{counts['diary_entry']}条，活动{counts['activity']}次"
    whole = "内部不完整" if broken else "完整"
    return f"{whole}；{number}；最后一次操作{(at or '没有')[:16].replace('T', ' ')}。"
