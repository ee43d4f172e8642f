"""An upgrade killed at every statement leaves the old file or the new one, never one between."""

import hashlib
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from liushou_desk.models import upgrade
from liushou_desk.models.content import content_digest
from liushou_desk.models.engine import connect
from tests.migrations.upgrading import AT

ROOT = Path(__file__).parents[2]
RETRY_EACH = 10
LAST = 10
"""Steps at the end of which each is one to be killed at: there the new file takes its place."""
_KNOWN: dict[bytes, str] = {}

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor SIGKILL"),
    pytest.mark.slow,
]


@pytest.fixture
def upgrade_for(old_file: Path, later: Path) -> Iterator[Callable[[int], int]]:
    """Upgrades the file for so many steps; returns how its process ended."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.migrations.upgrading", old_file, later],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:

        def upgrade_for(steps: int) -> int:
            program.stdin.write(f"{steps}\n")
            program.stdin.flush()
            return int(program.stdout.readline())

        yield upgrade_for
        program.communicate()


def digest(path: Path) -> str:
    """What a file holds, which must be sound; the same bytes with no journal are read once."""
    if path.with_name(f"{path.name}-journal").exists():
        return digest_of(path)
    held = hashlib.sha256(path.read_bytes()).digest()
    if held not in _KNOWN:
        _KNOWN[held] = digest_of(path)
    return _KNOWN[held]


def digest_of(path: Path) -> str:
    connection = connect(path, read_only=True)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return content_digest(connection)
    finally:
        connection.close()


def only(path: Path, original: Path) -> None:
    """The folder as it was before the first upgrade."""
    for entry in path.parent.iterdir():
        if entry.is_file():
            entry.unlink()
    shutil.copyfile(original, path)


def upgraded(path: Path, scripts: Path) -> str:
    upgrade.bring_up_to_date(path, scripts, at=AT)
    return digest(path)


def assert_kept_copies_are_whole(folder: Path, old: str) -> None:
    for kept in folder.glob("升级前_*.db"):
        assert digest(kept) == old


@pytest.mark.parametrize("stride", [5, pytest.param(1, marks=pytest.mark.long)])
def test_old_or_new_wherever_it_is_killed(
    old_file: Path, later: Path, upgrade_for: Callable[[int], int], tmp_path: Path, stride: int
) -> None:
    """At every statement with `-m long`, otherwise at every fifth and at each of the last."""
    original = tmp_path / "原件" / "0001.db"
    original.parent.mkdir()
    shutil.copyfile(old_file, original)
    old = digest(original)
    new = upgraded(old_file, later)
    killed: dict[int, str] = {}

    def is_killed_at(step: int) -> bool:
        only(old_file, original)
        ended = upgrade_for(step)
        held = digest(old_file)
        assert_kept_copies_are_whole(old_file.parent, old)
        if ended == 0:
            assert held == new
            return False
        assert ended == -signal.SIGKILL
        killed[step] = held
        if len(killed) % RETRY_EACH == 0 or held == new:
            assert upgraded(old_file, later) == new, f"retry after step {step}"
            assert not list(old_file.parent.glob("*.migrating*"))
        return True

    step = 0
    while is_killed_at(step):
        step += stride
    assert step > 100, "hardly a statement was counted"
    last = next(one for one in range(step - 1, -1, -1) if one in killed or is_killed_at(one))
    for one in range(last - LAST, last):
        assert one in killed or is_killed_at(one)
    seen = [killed[one] for one in sorted(killed)]
    assert seen == [old] * seen.count(old) + [new] * seen.count(new)
    assert {old, new} == {*seen}, "never killed before the swap, or never after it"
