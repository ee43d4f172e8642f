"""The program killed at random moments while it saves: nothing acknowledged is lost."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from liushou_desk.models import Action, Change, Child, Mentor
from liushou_desk.models.engine import connect
from liushou_desk.models.office_file import OfficeFile, driver_connection
from tests import factories as make

KILLS = 60
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")


@pytest.fixture
def saving(office_path: Path, scripts: Path) -> Iterator[subprocess.Popen[str]]:
    """The program that starts saving processes."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.models.saving", office_path, scripts],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        yield program
        program.communicate()


def save_and_kill(
    saving: subprocess.Popen[str], first: int, seconds: float, *, after_a_save: bool
) -> int:
    """Save from step `first`; returns the last acknowledged one, 0 where there was none."""
    saving.stdin.write(f"{first}\n")
    saving.stdin.flush()
    word, process = saving.stdout.readline().split()
    assert word == "open"
    told = [saving.stdout.readline()] if after_a_save else []
    time.sleep(seconds)
    os.kill(int(process), signal.SIGKILL)
    told += list(iter(saving.stdout.readline, f"killed by {signal.SIGKILL:d}\n"))
    return max((int(line) for line in told), default=0)


def last_step(office: OfficeFile) -> int:
    """Of the actions that stand, an undone one being no step."""
    with office.reading() as session:
        return session.scalar(sa.select(sa.func.count(Mentor.id))) or 0


def assert_whole(office: OfficeFile) -> None:
    """Sound, and every action there with all its changes or not at all."""
    with office.reading() as session:
        raw = driver_connection(session)
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        mentors = list(session.scalars(sa.select(Mentor.name).order_by(Mentor.id)))
        phones = set(session.scalars(sa.select(Mentor.phone)))
        children = list(session.scalars(sa.select(Child.name).order_by(Child.id)))
        without = session.scalar(
            sa.select(sa.func.count(Action.id)).where(
                ~sa.exists().where(Change.action_id == Action.id)
            )
        )
    assert mentors == [f"帮扶人{number + 1}" for number in range(len(mentors))]
    assert children == [f"学生{number + 1}" for number in range(len(mentors))]
    assert phones <= {str(len(mentors))}
    assert without == 0


def assert_steps_recorded(office: OfficeFile, steps: int) -> None:
    with office.reading() as session:
        standing = sa.select(Action.sentence).where(
            Action.undoes.is_(None), Action.undone_by.is_(None)
        )
        assert list(session.scalars(standing.order_by(Action.id))) == [
            f"第{number + 1}步" for number in range(steps)
        ]


@pytest.mark.slow
def test_no_acknowledged_action_is_lost(saving, office_path: Path, scripts: Path, clock) -> None:
    seed = int(os.environ.get("KILL_SEED", "20261121"))
    rng = random.Random(seed)
    steps = acknowledging = 0
    for kill in range(KILLS):
        told = save_and_kill(saving, steps + 1, rng.uniform(0, 0.25), after_a_save=bool(kill % 2))
        acknowledging += told > 0
        with OfficeFile.open(office_path, scripts, clock) as office:
            found = last_step(office)
            assert found in {max(told, steps), max(told, steps) + 1}, f"seed {seed}, kill {kill}"
            assert_whole(office)
            assert_steps_recorded(office, found)
        steps = found
    assert acknowledging >= KILLS / 2, "the test does not bite"


@pytest.fixture
def half_written(office: OfficeFile, tmp_path: Path) -> Path:
    """A file as a power cut leaves it: changed pages, and the journal that takes them back."""
    with office.action("新增") as session:
        session.execute(sa.insert(Mentor), [{"name": "甲" * 200, "kind": "pupil"}] * 3000)
    home = tmp_path / "断电"
    home.mkdir()
    writer = connect(office.path)
    for statement in ("PRAGMA cache_spill = 1", "PRAGMA cache_size = 2", "BEGIN IMMEDIATE"):
        writer.execute(statement)
    writer.execute("UPDATE mentor SET name = '半' || name")
    for name in (office.path.name, office.path.name + "-journal"):
        shutil.copyfile(office.path.with_name(name), home / name)
    writer.execute("ROLLBACK")
    writer.close()
    return home / office.path.name


def test_what_a_power_cut_left_is_taken_back(half_written: Path, scripts: Path, clock) -> None:
    assert half_written.with_name(half_written.name + "-journal").stat().st_size > 0
    with OfficeFile.open(half_written, scripts, clock) as office, office.reading() as session:
        assert set(session.scalars(sa.select(Mentor.name))) == {"甲" * 200}


def test_after_a_power_cut_work_goes_on(half_written: Path, scripts: Path, clock) -> None:
    with OfficeFile.open(half_written, scripts, clock) as office:
        with office.action("新增") as session:
            make.make_child(session)
        assert office.undo() == "新增"
        assert office.undo() == "新增"
        assert last_step(office) == 0
