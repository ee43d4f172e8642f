"""The backups that lie where the program itself puts them, the newest first."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from liushou_desk.models.backup_mark import KEPT, is_backup
from liushou_desk.services.keeping.backup_policy import FOLDER


@dataclass(frozen=True, slots=True)
class Candidate:
    """A backup on offer; `kind` says how it came about."""

    path: Path
    kind: str
    holds_fingerprints: bool = False
    """Of an older format; known only once the file was looked into."""


def list_backups(office: Path) -> tuple[Candidate, ...]:
    """Automatic backups beside an office file, and what was kept of it before a whole change.

    By the running number or the day in their names: the time of a file says nothing after a copy.
    """
    found: list[Candidate] = []
    with suppress(OSError):  # a folder that cannot be read offers nothing
        found += _in(office.parent / FOLDER, "自动备份")
    with suppress(OSError):
        found += _in(office.parent, "")
    return tuple(found)


def _in(folder: Path, kind: str) -> Iterator[Candidate]:
    files = [path for path in folder.iterdir() if path.is_file() and is_backup(path)]
    for path in sorted(files, key=_age, reverse=True):
        kept = next((word.removesuffix("_") for word in KEPT if path.name.startswith(word)), "备份")
        yield Candidate(path, kind or kept)


def _age(path: Path) -> str:
    """What stands behind the name of the file itself: day, time, number."""
    *_, day, last = ("", *path.stem.rsplit("_", 2)[-2:])
    return f"{day}{last}" if day.isdecimal() else last
