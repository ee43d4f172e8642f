"""A left-over journal is rolled back into its own file, always, and into no other."""

import random
import shutil
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from liushou_desk.errors import FileTrouble
from liushou_desk.models import Mentor
from liushou_desk.models.content import content_digest
from liushou_desk.models.engine import connect
from liushou_desk.models.left_journal import is_its_own
from liushou_desk.models.office_file import OfficeFile, driver_connection
from liushou_desk.services.keeping.backup import make_backup

PAGE, SECTOR = 4096, 512
RECORD = 4 + PAGE + 4
HEADER = struct.Struct(">8sIIIII")


@dataclass(frozen=True)
class Step:
    """One saved action: the file before and after, and the whole journal of the way between."""

    before: bytes
    after: bytes
    journal: bytes

    def uncounted(self) -> bytes:
        """The journal while it is written: its header counts nothing yet."""
        return self.journal[:8] + bytes(4) + self.journal[12:]


def record_step(office: OfficeFile, save: Callable[[OfficeFile], object]) -> Step:
    """Save with PERSIST, which leaves all of the journal but its header; that is put back."""
    with office.reading() as session:
        raw = driver_connection(session)
    raw.execute("PRAGMA journal_mode = persist")
    before = office.path.read_bytes()
    save(office)
    path = journal_of(office.path)
    left = path.read_bytes()
    raw.execute("PRAGMA journal_mode = truncate")
    pages: list[bytes] = []
    nonces: list[int] = []
    for place in range(SECTOR, len(left) - RECORD + 1, RECORD):
        page = left[place + 4 : place + 4 + PAGE]
        (check,) = struct.unpack_from(">I", left, place + 4 + PAGE)
        nonces.append((check - sum(page[PAGE - 200 : 0 : -200])) & 0xFFFFFFFF)
        if nonces[-1] != nonces[0]:
            break  # what an earlier and longer step has left behind
        pages.append(page)
    magic = bytes.fromhex("d9d505f920a163d7")
    header = HEADER.pack(magic, len(pages), nonces[0], len(before) // PAGE, SECTOR, PAGE)
    end = SECTOR + len(pages) * RECORD
    journal = header + left[HEADER.size : end]
    return Step(before, office.path.read_bytes(), journal)


def journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def add(count: int, length: int) -> Callable[[OfficeFile], None]:
    def save(office: OfficeFile) -> None:
        rows = [{"name": "甲" * length, "kind": "pupil"}] * count
        with office.action("新增") as session:
            session.execute(sa.insert(Mentor), rows)

    return save


@pytest.fixture
def steps(office: OfficeFile) -> list[Step]:
    """Small ones and large ones, taken back and done again."""
    saves = [add(1, 2), add(300, 90), OfficeFile.undo, OfficeFile.redo, add(2, 9), OfficeFile.undo]
    return [record_step(office, save) for save in saves]


def cut_off(step: Step, rng: random.Random) -> tuple[bytes, bytes]:
    """File and journal as a power cut may leave them at some moment of a step."""
    if rng.random() < 0.4:  # the journal is not on the disk yet, so the file is as it was
        journal = step.uncounted()
        return step.before, journal[: rng.randrange(len(journal) + 1)]
    first, last = len(step.before) // PAGE, len(step.after) // PAGE
    size = rng.randint(min(first, last), max(first, last)) * PAGE
    base = step.before.ljust(size, b"\0")[:size]
    new = step.after.ljust(size, b"\0")[:size]
    share = rng.choice((0, 0.1, 0.5, 0.9, 1))
    pieces = [
        (new if rng.random() < share else base)[start : start + SECTOR]
        for start in range(0, size, SECTOR)
    ]
    return b"".join(pieces), step.journal


def rolled_back(path: Path) -> str:
    connection = connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return content_digest(connection)
    finally:
        connection.close()


def try_states(steps: list[Step], folder: Path, count: int) -> None:
    path = folder / "断电" / "留守工作台.db"
    path.parent.mkdir()
    digests: list[str] = []
    for step in steps:
        path.write_bytes(step.before)
        digests.append(rolled_back(path))
    rng = random.Random(20261129)
    for number in range(count):
        place = rng.randrange(len(steps))
        file, journal = cut_off(steps[place], rng)
        path.write_bytes(file)
        journal_of(path).write_bytes(journal)
        assert is_its_own(path), f"state {number} of step {place}"
        assert rolled_back(path) == digests[place], f"state {number} of step {place}"


def test_no_genuine_journal_is_refused(steps: list[Step], tmp_path: Path) -> None:
    try_states(steps, tmp_path, 400)


@pytest.mark.long
def test_no_genuine_journal_is_refused_in_8000_states(steps: list[Step], tmp_path: Path) -> None:
    try_states(steps, tmp_path, 8000)


def test_backup_copied_over_the_file_is_not_destroyed(office: OfficeFile, tmp_path: Path) -> None:
    """Backups of forty days, each copied by hand over a file that a power cut had left."""
    copied = tmp_path / "原处" / "留守工作台.db"
    copied.parent.mkdir()
    backups: list[Path] = []
    for day in range(40):
        backups.append(make_backup(office, tmp_path / "U盘").path)
        add(1 + day % 3, 5)(office)
    step = record_step(office, add(2, 30))
    for backup in backups:
        shutil.copyfile(backup, copied)
        journal_of(copied).write_bytes(step.journal)
        with pytest.raises(FileTrouble, match="对不上"):
            connect(copied)
        assert copied.read_bytes() == backup.read_bytes()
        assert journal_of(copied).read_bytes() == step.journal


def test_an_older_state_of_the_file_is_told_apart(steps: list[Step], tmp_path: Path) -> None:
    path = tmp_path / "旧.db"
    for place, step in enumerate(steps[2:]):
        path.write_bytes(steps[place].before)
        journal_of(path).write_bytes(step.journal)
        assert not is_its_own(path)


def test_another_page_size_a_wal_and_a_joint_step_are_refused(
    steps: list[Step], tmp_path: Path
) -> None:
    path, step = tmp_path / "留守工作台.db", steps[1]
    path.write_bytes(step.after)
    journal_of(path).write_bytes(step.journal + step.journal[:8])
    assert not is_its_own(path)
    journal_of(path).write_bytes(b"")
    assert is_its_own(path)
    path.with_name(path.name + "-wal").write_bytes(b"x" * 32)
    assert not is_its_own(path)


@pytest.mark.parametrize("left", [b"", bytes(5000), b"\xd9\xd5", b"hot" * 900])
def test_what_would_roll_nothing_back_is_no_matter(
    office: OfficeFile, scripts: Path, left: bytes, clock: Callable[[], datetime]
) -> None:
    office.close()
    journal_of(office.path).write_bytes(left)
    assert is_its_own(office.path)
    OfficeFile.open(office.path, scripts, clock).close()
