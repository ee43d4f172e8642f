"""Ten times the children cost at most about ten times the work: counted in steps, not in seconds.

A missing index once made filling seventy times slower; a clock would have blamed the machine.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from liushou_desk.models.office_file import OfficeFile, driver_connection
from liushou_desk.services.demo import make_demo
from liushou_desk.services.figures.book import open_book
from tests.conftest import OPENING, ticking

FEW, MANY = 100, 1000
AT_MOST = 12
STEP = 1000
TERM = "2026-2027-1"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, OfficeFile]]:
    """A demo school with few children and one with many."""
    folder = tmp_path_factory.mktemp("growth")
    made = {count: _demo(folder / f"{count}.db", count) for count in (FEW, MANY)}
    yield made
    for office in made.values():
        office.close()


def test_steps_of_the_database_grow_with_the_children(schools: dict[int, OfficeFile]) -> None:
    steps = {count: _database_steps(office) for count, office in schools.items()}
    assert steps[MANY] < AT_MOST * steps[FEW], steps


def test_calls_of_the_rules_grow_with_the_children(schools: dict[int, OfficeFile]) -> None:
    calls = {count: _python_calls(office) for count, office in schools.items()}
    assert calls[MANY] < AT_MOST * calls[FEW], calls


def _demo(path: Path, children: int) -> OfficeFile:
    clock = ticking(datetime(OPENING.year, 12, 20))  # noqa: DTZ001 - the office's own wall clock
    return make_demo(path, clock, children=children, intensity=0.5)


def _open_afresh(office: OfficeFile, session: Any) -> None:
    """Fill and evaluate, whatever the TEMP tables hold."""
    open_book(office, session, "2025-2026-2")
    driver_connection(session).execute("DELETE FROM temp.filled")
    session.commit()
    open_book(office, session, TERM)


def _database_steps(office: OfficeFile) -> int:
    """Steps of SQLite's machine, to the thousand."""
    ticks: list[int] = []
    with office.reading() as session:
        connection = driver_connection(session)
        connection.set_progress_handler(lambda: ticks.append(1), STEP)
        _open_afresh(office, session)
        connection.set_progress_handler(None, 0)
    return len(ticks)


def _python_calls(office: OfficeFile) -> int:
    """Calls of functions of our own."""
    with office.reading() as session, _counted_calls() as calls:
        _open_afresh(office, session)
    return len(calls)


@contextmanager
def _counted_calls() -> Iterator[list[int]]:
    calls: list[int] = []

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and "liushou_desk" in frame.f_code.co_filename:
            calls.append(1)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield calls
    finally:
        sys.setprofile(before)
