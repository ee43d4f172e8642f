"""One program per office file: the second one raises the first and ends."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from liushou_desk.errors import FileTrouble
from liushou_desk.ui.instance import Instance, Keeper, call_first

ROOT = Path(__file__).parents[3]
FIRST = """
import sys
from pathlib import Path
from liushou_desk.ui.application import application
from liushou_desk.ui.instance import Instance
app = application()
held = Instance(Path(sys.argv[1]), lambda: print("raised", flush=True))
print("taken" if held.take() else "told the first", flush=True)
held.listen()
app.exec()
"""
SECOND = """
import sys
from datetime import datetime
from pathlib import Path
from liushou_desk.ui.application import run
sys.exit(run(Path(sys.argv[1]), datetime.now))
"""
NAMES = ["留守 工作台.db", "a#b%41.db", "%E4%BD%A0?好.db", "-x'\"&.db", "长" * 70 + ".db"]


@pytest.fixture
def start() -> Iterator[Callable[[str, Path], subprocess.Popen[str]]]:
    """Starts real programs, and ends those that still run after the test."""
    started: list[subprocess.Popen[str]] = []

    def begin(source: str, path: Path) -> subprocess.Popen[str]:
        child = subprocess.Popen(
            [sys.executable, "-c", source, str(path)],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
            cwd=ROOT,
        )
        started.append(child)
        return child

    yield begin
    for child in started:
        child.kill()
        child.communicate()


def said(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    return child.stdout.readline().strip()


def test_the_second_program_raises_the_first_and_ends(
    start: Callable[[str, Path], subprocess.Popen[str]], demo_path: Path
) -> None:
    first = start(FIRST, demo_path)
    assert said(first) == "taken"
    began = time.monotonic()
    second = start(SECOND, demo_path)
    assert second.wait(20) == 0
    assert said(first) == "raised"
    assert time.monotonic() - began < 10
    assert first.poll() is None


def test_one_file_by_another_name_is_held_already(
    demo_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper(lambda: None)
    assert keeper.hold(demo_path)
    monkeypatch.chdir(demo_path.parent)
    began = time.monotonic()
    assert keeper.hold(Path(demo_path.name))
    assert time.monotonic() - began < 1
    keeper.release()


def test_a_place_that_takes_no_lock_is_not_taken_for_another_program() -> None:
    assert Instance(Path("/dev/null/没有/a.db"), lambda: None).take()


def test_a_folder_that_is_gone_is_not_made(tmp_path: Path) -> None:
    assert Instance(tmp_path / "U盘" / "a.liushou", lambda: None).take()
    assert not (tmp_path / "U盘").exists()


def test_a_killed_program_leaves_no_lock(
    start: Callable[[str, Path], subprocess.Popen[str]], tmp_path: Path
) -> None:
    path = tmp_path / "数据.db"
    for _ in range(2):
        first = start(FIRST, path)
        assert said(first) == "taken"
        first.kill()
        first.wait(10)


@pytest.mark.parametrize("name", NAMES)
def test_any_path_can_be_held_and_called(
    start: Callable[[str, Path], subprocess.Popen[str]], tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "张 老师#100%"
    folder.mkdir()
    first = start(FIRST, folder / name)
    assert said(first) == "taken"
    assert call_first(folder / name)
    assert said(first) == "raised"
    assert not call_first(folder / "别的.db")


def test_two_names_of_one_file_are_one(
    start: Callable[[str, Path], subprocess.Popen[str]], tmp_path: Path
) -> None:
    real = tmp_path / "数据.db"
    real.touch()
    other = tmp_path / "快捷"
    other.symlink_to(real)
    assert said(start(FIRST, real)) == "taken"
    assert said(start(FIRST, other)) == "told the first"


def test_one_that_does_not_answer_is_said_in_words(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "数据.db"
    held = Instance(path, lambda: None)
    assert held.take()
    monkeypatch.setattr("liushou_desk.ui.instance.ANSWER_WITHIN", 100)
    with pytest.raises(FileTrouble, match=r"数据\.db”正被另一个程序使用"):
        Instance(path, lambda: None).take()
    held.release()
    assert Instance(path, lambda: None).take()


def test_a_click_too_many_while_the_first_one_starts(
    start: Callable[[str, Path], subprocess.Popen[str]], demo_path: Path
) -> None:
    both = [start(SECOND, demo_path) for _ in range(2)]
    ended: list[int] = []
    deadline = time.monotonic() + 20
    while not ended and time.monotonic() < deadline:
        ended = [child.returncode for child in both if child.poll() is not None]
        time.sleep(0.05)
    assert ended == [0]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere")
def test_nobody_is_in_the_way_in_a_folder_nobody_can_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert Instance(tmp_path / "数据.db", lambda: None).take()
    finally:
        tmp_path.chmod(0o700)
