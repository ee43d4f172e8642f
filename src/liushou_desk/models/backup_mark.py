"""How a backup is told from the office file that is worked in: by name, by list, by content.

A backup that is opened in place is changed by that, and its digest no longer stands in the list. So
it is recognised before anything opens it, from its name and the first bytes alone.
"""

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from liushou_desk.models.engine import APPLICATION_ID

LIST_NAME = "备份清单.txt"
NAME = re.compile(r"留守备份_\d{4}-\d{4}-[12]_(\d{8})-\d{4}_(\d{6})\.db")
KEPT = ("升级前_", "恢复前_")
"""How the names of files begin that were kept of an office file before a change of the whole."""
_KEPT_NAME = re.compile(rf"(?:{'|'.join(KEPT)}).+_\d{{8}}-\d{{6}}(?:_\d+)?\.\w+")
_MARK = 0x4C534255  # "LSBU"
_USER_VERSION, _APPLICATION_ID = slice(60, 64), slice(68, 72)
"""Where the head of an SQLite file holds the two numbers."""


def scratch_of(office: Path) -> Path:
    """The folder in which what takes an office file's place is built, of use to one run only."""
    return office.with_name(f".{office.name}.恢复中")


def mark_backup(connection: Any) -> None:
    """Let a copy say itself that it is a backup, whatever its name will be."""
    connection.execute(f"PRAGMA user_version = {_MARK}")


def unmark(connection: Any) -> None:
    """Let a copy be worked in."""
    connection.execute("PRAGMA user_version = 0")


def is_backup(path: Path) -> bool:
    """Whether a file is a backup; False also where it cannot be read, which opening will say."""
    with suppress(OSError):
        return is_called_backup(path) or _is_marked(path)
    return False


def is_called_backup(path: Path) -> bool:
    """Whether name or list say that a file is a backup.

    One that only its content tells was given the name of a file to work in by somebody.
    """
    path = path.resolve()  # a link may be called anything
    by_name = NAME.fullmatch(path.name) or _KEPT_NAME.fullmatch(path.name)
    return bool(by_name) or _is_listed(path)


def _is_marked(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(100)
    ours = head[_APPLICATION_ID] == APPLICATION_ID.to_bytes(4, "big")
    return ours and head[_USER_VERSION] == _MARK.to_bytes(4, "big")


def _is_listed(path: Path) -> bool:
    """Whether the list of backups beside it names it."""
    listed = path.with_name(LIST_NAME)
    if not listed.is_file():
        return False
    lines = listed.read_text("utf-8", errors="replace").splitlines()
    return any(path.name in line.split("\t") for line in lines)
