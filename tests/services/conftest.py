"""A demo school of this test, copied from one made once per session."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.demo import make_demo
from liushou_desk.services.office import open_office
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
