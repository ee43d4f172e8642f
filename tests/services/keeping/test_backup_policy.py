"""Backups are made when there is something new, and thinned only behind a good one."""

import random
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from liushou_desk.errors import FileTrouble
from liushou_desk.models import Mentor
from liushou_desk.models.engine import connect
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.keeping import backup
from liushou_desk.services.keeping.backup_policy import (
    FOLDER,
    STICK_FOLDER,
    BackupState,
    automatic_backup,
    backup_state,
    backup_to_stick,
    lies_elsewhere,
    thin,
)
from liushou_desk.services.keeping.check import check_file
from liushou_desk.services.keeping.office import open_office

FOREIGN = [
    "留守备份_2026-2027-1_20260101-0900_000001.db.bak",
    "留守备份_2026-2027-1_20260101-0900_00001.db",
    "留守备份_2026-2027-3_20260101-0900_000001.db",
    "留守备份_2026-2027-1_20261399-0900_000001.db",
    "我的留守备份_2026-2027-1_20260101-0900_000001.db",
    "留守工作台.db",
    "备份清单.txt",
    "照片.jpg",
]


def work(office: OfficeFile, times: int = 1) -> None:
    for _ in range(times):
        with office.action("改电话") as session:
            session.execute(sa.update(Mentor).values(phone=str(random.random())))


def put(folder: Path, number: int, day: date) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"留守备份_2026-2027-1_{day:%Y%m%d}-0900_{number:06d}.db"
    path.touch()
    return path


def test_only_where_something_was_done(demo: OfficeFile) -> None:
    made = automatic_backup(demo)
    assert made.path.parent == demo.path.parent / FOLDER
    assert check_file(made.path).is_sound
    assert automatic_backup(demo) is None
    work(demo)
    assert automatic_backup(demo).path.name.endswith("_000002.db")
    demo.undo()
    assert automatic_backup(demo).path.name.endswith("_000003.db")
    assert automatic_backup(demo) is None


def test_the_state_tells_when_where_and_how_much_since(office: OfficeFile, tmp_path: Path) -> None:
    assert backup_state(office) == BackupState(None, None, 0)
    work(office, 3)
    assert backup_state(office) == BackupState(None, None, 3)
    automatic_backup(office)
    assert not lies_elsewhere(office)
    made = backup_to_stick(office, tmp_path)
    assert lies_elsewhere(office)
    work(office, 2)
    office.undo()
    state = backup_state(office)
    assert (state.last_path, state.changes_since) == (made.path, 3)
    assert state.last_at.date() == office.today


def test_a_backup_of_the_first_version_did_not_say_where(office: OfficeFile) -> None:
    with office.action(backup.SENTENCE, undoable=False, file="旧.db"):
        pass
    assert backup_state(office).last_path is None
    assert backup_state(office).last_at


def test_the_stick_gets_a_folder_of_ours(office: OfficeFile, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    first = backup_to_stick(office, stick).path
    second = backup_to_stick(office, stick / STICK_FOLDER).path
    assert first.parent == second.parent == stick / STICK_FOLDER
    assert {first.name, second.name, backup.LIST_NAME} == {p.name for p in first.parent.iterdir()}


def test_a_stick_that_is_gone_is_not_made_up(office: OfficeFile, tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="找不到"):
        backup_to_stick(office, tmp_path / "没有插")
    assert not (tmp_path / "没有插").exists()


def test_the_newest_ten_stay(tmp_path: Path) -> None:
    made = [put(tmp_path, number, date(2026, 11, 21)) for number in range(1, 31)]
    assert sorted(thin(tmp_path)) == made[:20]
    assert thin(tmp_path) == []
    assert sorted(tmp_path.iterdir()) == made[20:]


def test_days_weeks_and_months_stay(tmp_path: Path) -> None:
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(690)]
    for number, day in enumerate(day for day in days for _ in range(3)):
        put(tmp_path, number + 1, day)
    thin(tmp_path)
    kept = sorted(datetime.strptime(p.name[17:25], "%Y%m%d").date() for p in tmp_path.iterdir())  # noqa: DTZ007
    assert set(days[-7:]) <= set(kept)
    assert len({day.isocalendar()[:2] for day in kept}) >= 5 + 10
    assert len({(day.year, day.month) for day in kept}) == 12
    assert len(kept) <= 10 + 7 + 5 + 12


def test_the_number_decides_not_the_clock(tmp_path: Path) -> None:
    """The clock fell back to 2000: what was made then is the newest all the same."""
    for number in range(1, 21):
        put(tmp_path, number, date(2026, 11, 21))
    fallen = [put(tmp_path, number, date(2000, 1, 1)) for number in range(21, 32)]
    removed = thin(tmp_path)
    assert set(fallen[1:]) <= set(tmp_path.iterdir())
    assert len(removed) == 31 - 10 - 1


@pytest.mark.parametrize("name", FOREIGN)
def test_files_of_others_are_never_touched(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    (tmp_path / "留守备份_2026-2027-1_20200101-0900_000000.db").mkdir()
    for number in range(100, 130):
        put(tmp_path, number, date(2026, 11, 21))
    thin(tmp_path)
    assert (tmp_path / name).read_text() == "x"
    assert (tmp_path / "留守备份_2026-2027-1_20200101-0900_000000.db").is_dir()


def test_a_damaged_file_is_said_so_and_nothing_thinned(demo: OfficeFile) -> None:
    folder = demo.path.parent / FOLDER
    made = [put(folder, number, date(2026, 11, 21)) for number in range(1, 31)]
    work(demo)
    content = bytearray(demo.path.read_bytes())
    for page in range(20 * 4096, len(content), 4096):
        content[page : page + 64] = b"\xff" * 64
    state = backup_state(demo)
    demo.path.write_bytes(content)
    with pytest.raises(FileTrouble, match=f"{demo.path.name}.*已损坏"):
        automatic_backup(demo)
    assert sorted(folder.iterdir()) == made
    assert state.changes_since > 0


def test_a_file_damaged_without_a_read_error_is_said_so(demo: OfficeFile) -> None:
    """Every row can be read; only the check of the copy finds what is missing."""
    raw = connect(demo.path)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("DELETE FROM household WHERE id = 1")
    raw.close()
    with pytest.raises(FileTrouble, match=f"{demo.path.name}.*已损坏"):
        automatic_backup(demo)
    assert list((demo.path.parent / FOLDER).iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said_so(demo: OfficeFile) -> None:
    (demo.path.parent / FOLDER).write_text("x")
    with pytest.raises(FileTrouble):
        automatic_backup(demo)
    assert backup_state(demo).last_at is None


def test_a_backup_opens_as_an_office(demo: OfficeFile, tmp_path: Path) -> None:
    made = automatic_backup(demo)
    restored = Path(shutil.copyfile(made.path, tmp_path / "恢复.db"))
    with open_office(restored, demo.now) as again:
        assert backup_state(again).last_at is None
        assert backup_state(again).changes_since
