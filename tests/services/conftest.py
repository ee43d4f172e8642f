"""A demo school of this test, copied from one made once; a file that many random schools share."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.demo import make_demo
from liushou_desk.services.keeping.office import open_office
from tests.conftest import OPENING, ticking


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "演示学校.db"
    make_demo(path, lambda: OPENING, children=40, seed=3).close()
    return path


@pytest.fixture
def demo(demo_template: Path, tmp_path: Path) -> Iterator[OfficeFile]:
    path = Path(shutil.copyfile(demo_template, tmp_path / "演示学校.db"))
    with open_office(path, ticking(datetime(2026, 11, 21, 10))) as office:  # noqa: DTZ001 - wall clock
        yield office


@pytest.fixture(scope="session")
def random_file(
    template: Path, scripts: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OfficeFile]:
    """An office file that holds whatever the last test left in it: each test refills it."""
    path = Path(shutil.copyfile(template, tmp_path_factory.mktemp("random") / "随机.db"))
    with OfficeFile.open(path, scripts, ticking(OPENING)) as opened:
        yield opened
