"""One office file for many random schools: each test refills it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from liushou_desk.models.office_file import OfficeFile
from tests.conftest import OPENING, ticking


@pytest.fixture(scope="session")
def random_file(
    template: Path, scripts: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OfficeFile]:
    """An office file that holds whatever the last test left in it."""
    path = Path(shutil.copyfile(template, tmp_path_factory.mktemp("random") / "随机.db"))
    with OfficeFile.open(path, scripts, ticking(OPENING)) as opened:
        yield opened
