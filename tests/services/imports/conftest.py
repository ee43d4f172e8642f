"""An empty office of this test, and the desk that imports rosters into it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from liushou_desk.services.keeping.office import create_office, open_office
from tests.conftest import OPENING, ticking
from tests.services.imports.desk import Desk


@pytest.fixture(scope="session")
def empty_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "留守工作台.db"
    create_office(path, ticking(OPENING), "青石坪小学").close()
    return path


@pytest.fixture
def desk(empty_office: Path, tmp_path: Path) -> Iterator[Desk]:
    path = Path(shutil.copyfile(empty_office, tmp_path / empty_office.name))
    with open_office(path, ticking(OPENING)) as office:
        yield Desk(office, tmp_path)


@pytest.fixture
def make_desk(tmp_path: Path) -> Iterator[Callable[[Path], Desk]]:
    """Opens a desk on another office file; closed after the test."""
    with ExitStack() as stack:
        yield lambda path: Desk(stack.enter_context(open_office(path, ticking(OPENING))), tmp_path)
