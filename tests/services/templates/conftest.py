"""One demo school for all tests of templates."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.keeping.office import open_office
from tests.conftest import OPENING, ticking


@pytest.fixture(scope="session")
def school(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeFile]:
    """A demo school for all of these, which add nothing to it but lines of the journal."""
    path = Path(shutil.copyfile(demo_template, tmp_path_factory.mktemp("school") / "演示学校.db"))
    with open_office(path, ticking(OPENING)) as office:
        yield office
