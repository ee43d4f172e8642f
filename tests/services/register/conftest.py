"""A new office whose days can be moved on, and ways to look at what was written."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from liushou_desk.models import Base
from liushou_desk.models.content import content_digest
from liushou_desk.models.journal import journaled_tables
from liushou_desk.models.office_file import OfficeFile, driver_connection
from liushou_desk.services.keeping.office import create_office, open_office
from liushou_desk.services.register.child_file import read_file
from liushou_desk.services.register.child_save import save_child
from tests.conftest import OPENING, ticking

TERM = "2026-2027-1"
TODAY = OPENING.date()


@dataclass
class Clock:
    """The office's own, which a test moves on."""

    now: datetime


@dataclass
class Register:
    """The office, its clock, and its rows."""

    office: OfficeFile
    clock: Clock

    def save(self, child_id: int | None = None, term: str = TERM, **values: Any) -> int:
        """`father__name="…"` stands for the key father.name."""
        photo = values.pop("photo", None)
        told = {key.replace("__", "."): value for key, value in values.items()}
        return save_child(self.office, term, child_id, told, photo=photo)

    def new(self, **values: Any) -> int:
        return self.save(None, **({"child__name": "柏小雨"} | values))

    def values(self, child_id: int, term: str = TERM) -> dict[str, Any]:
        """All that stands on file of a child, nothing covered."""
        with self.office.reading() as session:
            return read_file(session, child_id, term).values()

    def days_later(self, days: int) -> date:
        self.clock.now += timedelta(days=days)
        return self.clock.now.date()

    def rows(self, model: type[Base]) -> list[dict[str, Any]]:
        table = model.__table__
        with self.office.reading() as session:
            found = session.execute(sa.select(table).order_by(table.c.id)).mappings()
            return [dict(row) for row in found]

    def only(self, model: type[Base]) -> dict[str, Any]:
        (row,) = self.rows(model)
        return row

    def digest(self) -> str:
        return digest(self.office)


def digest(office: OfficeFile) -> str:
    """Of every record; the journal itself goes on."""
    with office.reading() as session:
        names = [table.name for table in journaled_tables()]
        return content_digest(driver_connection(session), names)


@pytest.fixture(scope="session")
def new_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("register") / "留守工作台.db"
    create_office(path, ticking(OPENING), "青石坪小学").close()
    return path


@pytest.fixture
def register(new_school: Path, tmp_path: Path) -> Iterator[Register]:
    path = Path(shutil.copyfile(new_school, tmp_path / new_school.name))
    clock = Clock(OPENING)
    with open_office(path, lambda: clock.now) as office:
        yield Register(office, clock)
