"""The clerk's real steps in random order, some taken back alone, over restarts, to the start."""

import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from liushou_desk.domain.words import DiaryKind, LeaveReason, MentorKind, ParentStatus
from liushou_desk.errors import DeskError, RuleConflict
from liushou_desk.models import Child, DiaryEntry, Mentor, Pairing
from liushou_desk.models.engine import PRAGMAS
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services import history, pairings
from liushou_desk.services.diary import remove_entry, save_entry
from liushou_desk.services.office import create_office, open_office
from liushou_desk.services.recycling import bring_back, removed
from liushou_desk.services.register.child_save import save_child
from liushou_desk.services.register.leaving import leave
from liushou_desk.services.register.removal import remove_child
from tests.conftest import OPENING, ticking
from tests.models.walk import digest

TERM = "2026-2027-1"
DAY = date(2026, 10, 12)
STEPS, RESTARTS = 36, 3


@dataclass
class Clerk:
    """Works in one file, now and then with something that the office's rules refuse."""

    office: OfficeFile
    rng: random.Random
    alone: list[str] = field(default_factory=list[str])
    refused: list[str] = field(default_factory=list[str])

    def work(self) -> None:
        steps = [self.save, self.save, self.visit, self.pair, self.leave, self.remove]
        with suppress(DeskError):  # nobody left to visit, or the rules say no: nothing happens
            self.rng.choice([*steps, self.lone_undo, self.lone_undo, self.back_from_the_bin])()

    def save(self, *, new: bool = False) -> None:
        new = new or self.rng.random() < 0.4
        values = {
            "child.name": self.rng.choice(["柏小雨", "李春生", "王𠮷"]),
            "child.remarks": str(self.rng.random()),
            "father.name": "柏山",
            "father.status": self.rng.choice([ParentStatus.AT_HOME, ParentStatus.WORKS_AWAY]),
        }
        save_child(self.office, TERM, None if new else self.one(Child), values)

    def visit(self) -> None:
        values = {"kind": DiaryKind.TALK, "happened_on": DAY, "reached": True}
        save_entry(self.office, None, values, {self.one(Child), self.one(Child)})

    def pair(self) -> None:
        values = {"name": f"陈静{self.rng.random()}", "kind": MentorKind.TEACHER}
        mentor = pairings.save_mentor(self.office, None, values)
        pairings.start_pairings(self.office, [self.one(Child)], mentor, DAY)

    def leave(self) -> None:
        leave(self.office, self.one(Child), DAY, LeaveReason.TRANSFERRED)

    def remove(self) -> None:
        match self.rng.randrange(4):
            case 0:
                remove_child(self.office, self.one(Child))
            case 1:
                remove_entry(self.office, self.one(DiaryEntry))
            case 2:
                pairings.remove_pairing(self.office, self.one(Pairing))
            case _:
                pairings.remove_mentor(self.office, self.one(Mentor))

    def lone_undo(self) -> None:
        rows = [row for row in history.list_actions(self.office, 15) if row.undoable]
        row = self.rng.choice([row for row in rows if not row.is_undone])
        try:
            history.undo_one(self.office, row.action_id)
            assert row.can_undo
            self.alone.append(row.told)
        except RuleConflict as conflict:
            assert not row.can_undo
            self.refused.append(conflict.sentence)

    def back_from_the_bin(self) -> None:
        bin_rows = removed(self.office)
        if bin_rows:
            bring_back(self.office, self.rng.choice(bin_rows).action_id)

    def one(self, kind: type) -> int:
        with self.office.reading() as session:
            ids = session.scalars(sa.select(kind.id)).all()
        if not ids:
            raise RuleConflict("没有")
        return self.rng.choice(ids)


@contextmanager
def at_work(path: Path, clerk: Clerk) -> Iterator[None]:
    with open_office(path, ticking(OPENING)) as clerk.office:
        yield


@pytest.mark.parametrize("seed", [1, 2])
def test_real_work_is_undone_to_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setitem(PRAGMAS, "synchronous", 0)
    path = tmp_path / "留守工作台.db"
    office = create_office(path, ticking(OPENING), "青石坪小学")
    clerk = Clerk(office, random.Random(seed))
    start = digest(office)
    for _ in range(4):
        clerk.save(new=True)
    office.close()
    for _ in range(RESTARTS):
        with at_work(path, clerk):
            for _ in range(STEPS // RESTARTS):
                clerk.work()
    with at_work(path, clerk):
        while history.undo(clerk.office):
            pass
        assert digest(clerk.office) == start
    assert clerk.alone
    assert all("没有改动" in sentence for sentence in clerk.refused)
