"""What every test may ask for: an office file of its own and the way to the revisions."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything loads Qt
os.environ.setdefault(
    "LIUSHOU_DESK_READS_HERE", "1"
)  # see importing.foreign; one test takes it back

import gc
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from liushou_desk import paths
from liushou_desk.models import upgrade
from liushou_desk.models.office_file import OfficeFile

OPENING = datetime(2026, 11, 21, 10, 0)  # noqa: DTZ001 - the office's own wall clock


def pytest_collection_finish() -> None:
    """Let the collector look at what tests make, not again and again at what was imported."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def scripts() -> Path:
    """The folder of the revisions."""
    return paths.migrations()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, scripts: Path) -> Path:
    """An empty office file of the newest revision; only ever copied."""
    path = tmp_path_factory.mktemp("template") / "留守工作台.db"
    upgrade.create(path, scripts)
    return path


@pytest.fixture
def office_path(template: Path, tmp_path: Path) -> Path:
    """An empty office file of this test."""
    return Path(shutil.copyfile(template, tmp_path / template.name))


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """Ten o'clock on 21 November 2026, and one second later at each call."""
    return ticking(OPENING)


@pytest.fixture
def office(office_path: Path, scripts: Path, clock: Callable[[], datetime]) -> Iterator[OfficeFile]:
    """The open office file of this test."""
    with OfficeFile.open(office_path, scripts, clock) as opened:
        yield opened


def ticking(start: datetime) -> Callable[[], datetime]:
    """A clock that begins at `start` and moves on a second at each call."""
    instants = iter(start + timedelta(seconds=count) for count in range(10_000_000))
    return lambda: next(instants)
