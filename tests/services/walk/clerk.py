"""A clerk who works through the real services, step after random step, in one office file."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from liushou_desk.domain.terms import code_for
from liushou_desk.errors import DeskError, RuleConflict
from liushou_desk.models import Action, Base, Term
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.keeping.office import open_office

Thing = TypeVar("Thing")
PEOPLE = 60
"""So many numbers there are: forms and rosters meet the same children."""


@dataclass
class Clock:
    """The office's own: a second later at each call, and days later now and then."""

    at: datetime

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@dataclass
class Clerk:
    """Does one thing after the other, now and then something that the office's rules refuse."""

    office: OfficeFile
    rng: random.Random
    clock: Clock
    folder: Path
    """Where workbooks are made and come back to."""
    done: Counter[str] = field(default_factory=Counter[str])
    refused: Counter[str] = field(default_factory=Counter[str])
    alone: list[str] = field(default_factory=list[str])
    """What was taken back alone."""
    in_the_way: list[str] = field(default_factory=list[str])
    """Why other things were not."""
    serial: int = 0

    def work(self, step: "Step") -> None:
        """One step; what the rules refuse has changed nothing, anything else is a defect."""
        before, name, outcome = self.newest(), step.__name__, self.done
        try:
            step(self)
        except DeskError:
            outcome = self.refused
        is_written = self.newest() != before
        assert not (is_written and outcome is self.refused), name
        outcome[name] += is_written or outcome is self.refused
        if self.likely(0.1):
            self.clock.at += timedelta(days=self.rng.randint(1, 10))

    def reopen(self) -> None:
        path = self.office.path
        self.office.close()
        self.office = open_office(path, self.clock)

    def newest(self) -> int | None:
        """The latest entry of the journal but for those that only note something."""
        with self.office.reading() as session:
            return session.scalar(sa.select(sa.func.max(Action.id)).where(Action.undoable))

    @property
    def term(self) -> str:
        """Mostly the present one, else any on file."""
        with self.office.reading() as session:
            known = list(session.scalars(sa.select(Term.code).order_by(Term.code)))
        present = code_for(self.office.today)
        if not known or (present in known and self.likely(0.8)):
            return present
        return self.rng.choice(known)

    def number(self) -> int:
        """One that was never used."""
        self.serial += 1
        return self.serial

    def likely(self, chance: float) -> bool:
        return self.rng.random() < chance

    def maybe(self, thing: Thing) -> Thing | None:
        return self.rng.choice((thing, None))

    def day(self, most: int = 40) -> date:
        """Today or one of the days before."""
        return self.office.today - timedelta(days=self.rng.randrange(most))

    def one(self, kind: type[Base], *where: Any) -> int:
        return self.some(kind, 1, *where)[0]

    def some(self, kind: type[Base], most: int, *where: Any) -> list[int]:
        """Ids of one to `most` rows."""
        ids = sa.select(kind.id).where(*where).order_by(kind.id)
        with self.office.reading() as session:
            found = list(session.scalars(ids))
        if not found:
            raise RuleConflict("没有")
        return self.rng.sample(found, min(len(found), self.rng.randint(1, most)))


Step = Callable[[Clerk], None]
