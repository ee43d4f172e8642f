"""Files of before revision 0005: they hold the whole fingerprint of other pupils' numbers.

The key lies in the same file, so that whoever has it can find out the numbers. An upgrade cuts the
fingerprints to eight bits; what was kept of the file before, and older backups, hold them as ever.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from liushou_desk import paths
from liushou_desk.errors import FileTrouble
from liushou_desk.models.backup_mark import KEPT, LIST_NAME, NAME, is_backup
from liushou_desk.models.engine import connect, file_trouble
from liushou_desk.models.upgrade import HEAD, read_revision

HELD = "旧版格式，里面还有其他在校学生证件号的完整指纹，可以推算出号码；用完请妥善保管或删除"
"""What is said of a backup behind its name."""
UNTIL_OPENED = "是旧版格式，里面还有其他在校学生证件号的完整指纹；用本程序打开以后只留8位特征"
"""What is said of a file that is worked in."""
_FORMAT = "格式"
"""Stands in every line of the list that says how old a backup's format is."""


def holds_fingerprints(path: Path) -> bool:
    """Whether a file ever held a whole fingerprint and is older than the cut; it is not touched.

    Raises `FileTrouble` for what is no office file.
    """
    lies_still = is_backup(path)
    if read_revision(path, immutable=lies_still) == HEAD:
        return False
    connection = connect(path, read_only=True, immutable=lies_still)
    try:
        with file_trouble(path):
            return ever_held(connection)
    finally:
        connection.close()


def ever_held(connection: Any) -> bool:
    """The same of an open file: also of pupils that were removed, whom the journal remembers."""
    if "id_hash" not in {row[1] for row in connection.execute("PRAGMA table_info(pupil)")}:
        return False
    used = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'pupil'").fetchone()
    return bool(used and used[0])


def holding(files: Iterable[Path]) -> frozenset[Path]:
    """Those of some files that hold fingerprints; one that cannot be read is told of elsewhere."""
    return frozenset(path for path in files if _holds(path))


def kept_beside(office: Path) -> tuple[Path, ...]:
    """What was kept beside an office file before an upgrade or a restore and holds them."""
    kept: list[Path] = []
    with suppress(OSError):
        kept = sorted(path for path in office.parent.iterdir() if path.name.startswith(KEPT))
    return tuple(path for path in kept if path.suffix in paths.OFFICE_SUFFIXES and _holds(path))


def format_said() -> str:
    """Of a backup that is made today, as the last word of its line in the list."""
    return f"{_FORMAT}{HEAD}"


def note_in_list(folder: Path, at: datetime) -> None:
    """Name in the list of a folder each older backup that holds fingerprints, once."""
    listed = folder / LIST_NAME
    lines = listed.read_text("utf-8", errors="replace").splitlines()
    told = {part for line in lines if _FORMAT in line for part in line.split("\t")}
    names = sorted(p.name for p in folder.iterdir() if NAME.fullmatch(p.name))
    held = [name for name in names if name not in told and _holds(folder / name)]
    if held:
        with listed.open("a", encoding="utf-8", newline="") as file:
            file.writelines(f"{at:%Y-%m-%d %H:%M}\t{name}\t{HELD}\r\n" for name in held)


def _holds(path: Path) -> bool:
    try:
        return holds_fingerprints(path)
    except FileTrouble:
        return False
