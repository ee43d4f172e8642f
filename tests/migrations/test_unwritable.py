"""Files that are locked, read-only or on a full disk: a sentence, an advice, and the old bytes."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from liushou_desk.errors import FileTrouble
from liushou_desk.models import upgrade
from liushou_desk.models.engine import PRAGMAS, connect
from liushou_desk.models.office_file import OfficeFile
from tests import factories as make
from tests.migrations.test_bad_files import assert_explained, snapshot
from tests.migrations.test_upgrade import AT

linux = pytest.mark.skipif(sys.platform != "linux", reason="mounts and limits as Linux has them")


def mounted(*arguments: str) -> bool:
    """Whether a mount could be made; few may."""
    if os.geteuid() or not shutil.which("mount"):
        return False
    return subprocess.run(["mount", *arguments], capture_output=True).returncode == 0


@pytest.fixture
def read_only_folder(filled_file: Path) -> Iterator[Path]:
    """The folder of a file, mounted a second time so that nobody can write to it."""
    place = filled_file.parent.with_name(filled_file.parent.name + "_只读")
    place.mkdir()
    if not mounted("--bind", str(filled_file.parent), str(place)):
        pytest.skip("a read-only mount needs root and the right to mount")
    try:
        assert mounted("-o", "remount,bind,ro", str(place))
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes, which is five times an empty file."""
    place = tmp_path / "小盘"
    place.mkdir()
    if not mounted("-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)):
        pytest.skip("a small disk needs root and the right to mount")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.fixture
def locked(filled_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file that another program keeps to itself; nobody waits for it."""
    other = connect(filled_file)
    other.execute("BEGIN EXCLUSIVE")
    monkeypatch.setitem(PRAGMAS, "busy_timeout", 1)
    monkeypatch.setitem(connect.__kwdefaults__, "timeout", 0.001)
    yield filled_file
    other.execute("ROLLBACK")
    other.close()


def test_a_locked_file_is_not_opened(locked: Path, scripts: Path, clock) -> None:
    before = snapshot(locked.parent)
    with pytest.raises(FileTrouble, match="另一个程序") as caught:
        OfficeFile.open(locked, scripts, clock)
    assert_explained(caught.value)
    assert snapshot(locked.parent) == before


def test_a_file_locked_while_open_refuses_to_save(filled_file: Path, clock, monkeypatch) -> None:
    monkeypatch.setitem(PRAGMAS, "busy_timeout", 1)
    office, other = OfficeFile(filled_file, clock), connect(filled_file)
    with office:
        other.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(FileTrouble, match="没有保存") as caught,
            office.action("新增") as session,
        ):
            make.make_mentor(session)
        other.execute("ROLLBACK")
        other.close()
        assert_explained(caught.value)
        assert office.undo() == "新增"


@linux
def test_a_read_only_file_is_read(read_only_folder: Path, scripts: Path, clock) -> None:
    path = next(read_only_folder.glob("*.db"))
    before = snapshot(read_only_folder)
    with OfficeFile.open(path, scripts, clock, read_only=True) as office:
        with (
            pytest.raises(FileTrouble, match="只读") as caught,
            office.action("新增") as session,
        ):
            make.make_mentor(session)
        assert office.today
    assert_explained(caught.value)
    assert snapshot(read_only_folder) == before


@linux
def test_a_read_only_file_refuses_to_save(read_only_folder: Path, scripts: Path, clock) -> None:
    path = next(read_only_folder.glob("*.db"))
    with pytest.raises(FileTrouble) as caught:
        _save(path, scripts, clock)
    assert "只读" in caught.value.sentence
    assert_explained(caught.value)


def _save(path: Path, scripts: Path, clock) -> None:
    with OfficeFile.open(path, scripts, clock) as office, office.action("新增") as session:
        make.make_mentor(session)


@linux
def test_a_read_only_folder_is_not_upgraded(read_only_folder: Path, later: Path) -> None:
    path = next(read_only_folder.glob("*.db"))
    before = snapshot(read_only_folder)
    with pytest.raises(FileTrouble, match="只读") as caught:
        upgrade.bring_up_to_date(path, later, at=AT)
    assert_explained(caught.value)
    assert snapshot(read_only_folder) == before


@linux
def test_nothing_is_created_in_a_read_only_folder(read_only_folder: Path, scripts: Path) -> None:
    with pytest.raises(FileTrouble, match="只读") as caught:
        upgrade.create(read_only_folder / "新.db", scripts)
    assert_explained(caught.value)


def fill(disk: Path, free: int) -> Path:
    """Leaves so many bytes free."""
    ballast = disk / "占位"
    room = shutil.disk_usage(disk).free
    ballast.write_bytes(b"x" * max(0, room - free))
    return ballast


@linux
@pytest.mark.parametrize("free", [0, 4096, 100_000, 300_000, 500_000, 700_000])
def test_an_upgrade_on_a_full_disk(
    small_disk: Path, old_file: Path, later: Path, free: int
) -> None:
    path = Path(shutil.copyfile(old_file, small_disk / old_file.name))
    ballast = fill(small_disk, free)
    before = snapshot(small_disk)
    with pytest.raises(FileTrouble, match="磁盘空间不足") as caught:
        upgrade.bring_up_to_date(path, later, at=AT)
    assert_explained(caught.value)
    assert snapshot(small_disk) == before
    ballast.unlink()
    upgrade.bring_up_to_date(path, later, at=AT)
    assert upgrade.read_revision(path) == "later"


@linux
def test_creating_on_a_full_disk(small_disk: Path, scripts: Path) -> None:
    for free in (0, 50_000, 200_000):
        ballast = fill(small_disk, free)
        with pytest.raises(FileTrouble, match="磁盘空间不足") as caught:
            upgrade.create(small_disk / "新.db", scripts)
        assert_explained(caught.value)
        assert [entry.name for entry in small_disk.iterdir()] == [ballast.name]
        ballast.unlink()


@linux
def test_saving_on_a_full_disk(small_disk: Path, filled_file: Path, scripts: Path, clock) -> None:
    path = Path(shutil.copyfile(filled_file, small_disk / filled_file.name))
    with OfficeFile.open(path, scripts, clock) as office:
        ballast = fill(small_disk, 0)
        before = path.read_bytes()
        with pytest.raises(FileTrouble, match="磁盘空间不足") as caught:
            _save_much(office)
        assert_explained(caught.value)
        assert path.read_bytes() == before
        ballast.unlink()
        _save_much(office)
        assert office.undo() == "新增"


def _save_much(office: OfficeFile) -> None:
    with office.action("新增") as session:
        make.make_mentor(session, name="长" * 100_000)


LIMITED = """
import resource, signal, sys
from datetime import datetime
from pathlib import Path
from liushou_desk.errors import FileTrouble
from liushou_desk.models.office_file import OfficeFile
from tests import factories as make

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
with OfficeFile(path, datetime.now) as office:
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, resource.RLIM_INFINITY))
    try:
        with office.action("新增") as session:
            make.make_mentor(session, name="长" * 200_000)
    except FileTrouble as trouble:
        sys.exit("没有保存" not in trouble.sentence or "已满" not in trouble.advice)
sys.exit("nothing was refused")
"""


@linux
def test_a_file_that_may_not_grow_is_a_full_disk(filled_file: Path) -> None:
    before = filled_file.read_bytes()
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, filled_file],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert filled_file.read_bytes() == before
