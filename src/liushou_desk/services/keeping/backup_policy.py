"""When a backup is due, where it goes, and which old ones make room.

The journal knows when the last one was made and what was done since; the folder beside the office
file is thinned only after a new backup was read back and found good.
"""

import json
import shutil
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.errors import FileTrouble
from liushou_desk.models import Action
from liushou_desk.models.backup_mark import NAME, scratch_of
from liushou_desk.models.engine import file_trouble
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.keeping.backup import SENTENCE, Backup, make_backup

FOLDER = "备份"
STICK_FOLDER = "留守工作台备份"
_NEWEST = 10
_OLD_AFTER = timedelta(days=7)
_KEPT: tuple[tuple[int, Callable[[date], Hashable]], ...] = (
    (7, lambda day: day),
    (5, lambda day: day.isocalendar()[:2]),
    (12, lambda day: (day.year, day.month)),
)
"""So many days, weeks and months, and what makes two backups of the same one."""


@dataclass(frozen=True, slots=True)
class BackupState:
    """The last backup and how many actions were done since; no instant: there was none."""

    last_at: datetime | None
    last_path: Path | None
    changes_since: int

    def is_old(self, today: date) -> bool:
        """Whether a week has gone by with work that is in no backup."""
        if self.last_at is None:
            return True
        return bool(self.changes_since) and today - self.last_at.date() >= _OLD_AFTER


def backup_state(office: OfficeFile) -> BackupState:
    """What the status bar says of backups, by the journal."""
    with office.reading() as session:
        last = session.scalars(
            sa.select(Action).where(_is_backup()).order_by(Action.id.desc()).limit(1)
        ).first()
        since = _actions_since(session, last.id if last else 0)
        return BackupState(last.at, _path(last), since) if last else BackupState(None, None, since)


def lies_elsewhere(office: OfficeFile) -> bool:
    """Whether a backup was ever made that would outlive the folder of the office file."""
    beside = office.path.parent / FOLDER
    with office.reading() as session:
        made = session.scalars(sa.select(Action).where(_is_backup()).order_by(Action.id.desc()))
        return any((path := _path(one)) and path.parent != beside for one in made)


def automatic_backup(office: OfficeFile) -> Backup | None:
    """Back up beside the office file and thin that folder, None where nothing was done since.

    What a restore that was killed left behind goes too: whoever comes here holds the file. Raises
    `FileTrouble`, and then no older backup was touched.
    """
    shutil.rmtree(scratch_of(office.path), ignore_errors=True)
    if office.is_backup or not backup_state(office).changes_since:
        return None
    made = make_backup(office, office.path.parent / FOLDER)
    thin(made.path.parent)
    return made


def backup_to_stick(office: OfficeFile, folder: Path) -> Backup:
    """备份到U盘: into a folder of ours on it, where nothing is ever removed."""
    if not folder.is_dir():
        raise FileTrouble(
            f"找不到“{folder}”，没有备份，原有数据完好。", "请插好U盘，再选择一次它的位置。"
        )
    return make_backup(office, folder if folder.name == STICK_FOLDER else folder / STICK_FOLDER)


def thin(folder: Path) -> list[Path]:
    """Remove backups that newer ones stand for; returns them. Files of others are never touched.

    Kept are the newest ten, and the newest of each of the last 7 days, 5 weeks and 12 months that
    have any. The running number in the name says which is newer: clocks of old PCs go wrong, and a
    copied file gets another time.
    """
    with file_trouble(folder):
        matched = [(p, m) for p in folder.iterdir() if (m := NAME.fullmatch(p.name))]
    ours = [
        (path, day)
        for path, match in sorted(matched, key=lambda found: int(found[1][2]), reverse=True)
        if (day := _day(match[1])) and path.is_file() and not path.is_symlink()
    ]
    kept = {path for path, _ in ours[:_NEWEST]}
    for most, bucket in _KEPT:
        newest: dict[Hashable, Path] = {}
        for path, day in ours:
            newest.setdefault(bucket(day), path)
        kept.update(list(newest.values())[:most])
    return [path for path, _ in ours if path not in kept and _remove(path)]


def _is_backup() -> sa.ColumnElement[bool]:
    return Action.sentence == SENTENCE


def _actions_since(session: Session, action_id: int) -> int:
    statement = sa.select(sa.func.count(Action.id)).where(Action.id > action_id, ~_is_backup())
    return session.scalar(statement) or 0


def _path(action: Action) -> Path | None:
    """Where a backup lay when it was made; the first version did not say."""
    records = json.loads(action.records)
    return Path(records["folder"], records["file"]) if "folder" in records else None


def _day(digits: str) -> date | None:
    with suppress(ValueError):
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return None


def _remove(path: Path) -> bool:
    """An old backup that cannot be removed now is removed another time."""
    try:
        path.unlink()
    except OSError:
        return False
    return True
