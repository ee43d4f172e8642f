"""A long random walk, taken back to the start and gone again, equal row for row at every step."""

import random
from pathlib import Path

import pytest
import sqlalchemy as sa

from liushou_desk.models import Change
from liushou_desk.models.engine import PRAGMAS
from liushou_desk.models.journal import journaled_tables
from liushou_desk.models.office_file import OfficeFile
from tests.models import walk

LONG = 1000
"""As many steps as a busy term has; every other run walks the first 250 of them."""


@pytest.fixture(autouse=True)
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """A walk is about what is written, not about power cuts: nobody waits for the disk."""
    monkeypatch.setitem(PRAGMAS, "synchronous", 0)


class Walk:
    """An office file, the digests at every step, and how far it is from the start."""

    def __init__(self, path: Path, scripts: Path, clock, seed: int) -> None:
        self.open = lambda: OfficeFile.open(path, scripts, clock)
        self.rng = random.Random(seed)
        self.seed = seed
        self.digests: list[str] = []

    def go(self, count: int) -> None:
        with self.open() as office:
            self.digests.append(walk.digest(office))
            for number in range(count):
                walk.act(office, self.rng, number)
                self.digests.append(walk.digest(office))

    def back(self) -> None:
        with self.open() as office:
            for step in reversed(range(len(self.digests) - 1)):
                assert office.undo() == f"第{step}步", self.where("undo", step)
                assert walk.digest(office) == self.digests[step], self.where("undo", step)
            assert office.undo() is None

    def again(self) -> None:
        with self.open() as office:
            for step in range(len(self.digests) - 1):
                assert office.redo() == f"第{step}步", self.where("redo", step)
                assert walk.digest(office) == self.digests[step + 1], self.where("redo", step)
            assert office.redo() is None

    def where(self, way: str, step: int) -> str:
        return f"seed {self.seed}: {way} of step {step} differs"


@pytest.mark.parametrize(
    ("seed", "count"),
    [
        pytest.param(20261121, LONG, marks=pytest.mark.long),
        pytest.param(20261121, LONG // 4, marks=pytest.mark.slow),
        *((seed, 100) for seed in (1, 2, 3)),
    ],
)
def test_a_walk_undone_to_the_start_and_redone(
    office_path: Path, scripts: Path, clock, seed: int, count: int
) -> None:
    walked = Walk(office_path, scripts, clock, seed)
    walked.go(count)
    assert len(set(walked.digests)) > count * 0.7, "the walk hardly moves"
    walked.back()
    walked.again()


def test_a_walk_in_zigzag(office_path: Path, scripts: Path, clock) -> None:
    """Some steps back, some forward, and on with something new, which ends redo."""
    rng = random.Random(7)
    with OfficeFile.open(office_path, scripts, clock) as office:
        stack = [walk.digest(office)]
        for number in range(80):
            walk.act(office, rng, number)
            stack.append(walk.digest(office))
            back = min(rng.choice((0, 0, 0, 1, 2, 5)), len(stack) - 1)
            forward = rng.randint(0, back)
            _go_back_and_forward(office, stack, back, forward)
            del stack[len(stack) - back + forward :]


def _go_back_and_forward(office: OfficeFile, stack: list[str], back: int, forward: int) -> None:
    here = len(stack) - 1
    for step in range(back):
        assert office.undo()
        assert walk.digest(office) == stack[here - step - 1], "seed 7"
    for step in range(forward):
        assert office.redo()
        assert walk.digest(office) == stack[here - back + step + 1], "seed 7"


def test_the_walk_goes_everywhere(office_path: Path, scripts: Path, clock) -> None:
    """All three operations on the tables that matter most, so that the walks prove something."""
    with OfficeFile.open(office_path, scripts, clock) as office:
        rng = random.Random(4)
        for number in range(150):
            walk.act(office, rng, number)
        with office.reading() as session:
            done = {
                tuple(row)
                for row in session.execute(
                    sa.select(Change.table_name, Change.operation).distinct()
                )
            }
    assert {(table, "I") for table in walk.TOUCHED} <= done
    for table in ("child", "entry_child", "aid", "term_sheet", "activity", "pupil"):
        assert (table, "D") in done
    for table in ("child", "term_sheet", "whereabouts", "pupil", "follow_up_rule", "activity"):
        assert (table, "U") in done
    assert {table.name for table in journaled_tables()} >= walk.TOUCHED
