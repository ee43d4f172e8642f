"""A long walk with older actions undone alone, and restarts: in the end it leads to the start."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sa

from liushou_desk.models import Action
from liushou_desk.models.engine import PRAGMAS
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.models.reverting import ChangedSince
from tests.models import walk

RESTART_EVERY = 150
LOOKED_AT_EVERY = 12
"""So many lone undos until one is compared, there and back, row for row."""


@pytest.fixture(autouse=True)
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """A walk is about what is written, not about power cuts: nobody waits for the disk."""
    monkeypatch.setitem(PRAGMAS, "synchronous", 0)


@dataclass
class Wanderer:
    """Does new things, goes back and forth, and takes older steps back alone."""

    office: OfficeFile
    rng: random.Random
    done: Counter[str] = field(default_factory=Counter[str])

    def step(self, number: int) -> None:
        ways = [self.act, self.lone_undo, self.lone_redo, self.back, self.forth]
        way = self.rng.choices(ways, (12, 5, 2, 2, 1))[0]
        way(number)

    def act(self, number: int) -> None:
        walk.act(self.office, self.rng, number)
        self.done["new"] += 1

    def lone_undo(self, _: int) -> None:
        standing = self._ids(Action.undone_by.is_(None))
        if not standing:
            return
        chosen = self.rng.choice(standing)
        watched = self.done["alone"] % LOOKED_AT_EVERY == 0
        before = walk.digest(self.office) if watched else ""
        if self._tried("alone", self.office.undo_action, chosen) and watched:
            self.office.redo_action(chosen)
            assert walk.digest(self.office) == before
            self.office.undo_action(chosen)

    def lone_redo(self, _: int) -> None:
        if undone := self._ids(Action.undone_by.is_not(None)):
            self._tried("again", self.office.redo_action, self.rng.choice(undone))

    def back(self, _: int) -> None:
        self.done["back"] += self.office.undo() is not None

    def forth(self, _: int) -> None:
        self._tried("forth", lambda _: self.office.redo(), 0)

    def _tried(self, what: str, way, chosen: int) -> bool:
        try:
            way(chosen)
        except ChangedSince as conflict:
            self.done[f"{what} refused"] += 1
            self.done["named"] += bool(conflict.rows)
            return False
        self.done[what] += 1
        return True

    def _ids(self, condition: sa.ColumnElement[bool]) -> list[int]:
        """Some of the latest actions; most lie a while back."""
        with self.office.reading() as session:
            found = sa.select(Action.id).where(Action.undoes.is_(None), condition)
            return list(session.scalars(found.order_by(Action.id.desc()).limit(25)))


@pytest.fixture
def wanderer(office_path: Path, scripts: Path, clock) -> Iterator[Wanderer]:
    wanderer = Wanderer(OfficeFile.open(office_path, scripts, clock), random.Random(20261122))
    yield wanderer
    wanderer.office.close()


def reopen(wanderer: Wanderer, scripts: Path, clock) -> None:
    path = wanderer.office.path
    wanderer.office.close()
    wanderer.office = OfficeFile.open(path, scripts, clock)


@pytest.mark.parametrize("count", [200, pytest.param(2000, marks=pytest.mark.long)])
def test_lone_undos_and_restarts_lead_back_to_the_start(
    wanderer: Wanderer, scripts: Path, clock, count: int
) -> None:
    start = walk.digest(wanderer.office)
    while (number := _count(wanderer.office)) < count:
        wanderer.step(number)
        if number % RESTART_EVERY == 0:
            reopen(wanderer, scripts, clock)
    while wanderer.office.undo():
        pass
    assert walk.digest(wanderer.office) == start
    done = wanderer.done
    assert done["alone"] > count / 20
    assert done["alone refused"] > count / 20
    assert done["again"] > count / 60
    refused = ("alone refused", "again refused", "forth refused")
    assert done["named"] == sum(done[what] for what in refused), "a refusal names rows"


def _count(office: OfficeFile) -> int:
    with office.reading() as session:
        return session.scalar(sa.select(sa.func.count(Action.id))) or 0
