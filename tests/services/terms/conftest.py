"""A school at the end of 2026-2027; today is 10 September 2027, so the next term has begun."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.demo import make_demo
from liushou_desk.services.keeping.office import open_office
from tests.conftest import ticking
from tests.services.terms.village import BEFORE, Village

NOW = datetime(2027, 9, 10, 10)  # noqa: DTZ001 - wall clock


@pytest.fixture
def clock() -> Callable[[], datetime]:
    return ticking(NOW)


@pytest.fixture
def village(office: OfficeFile) -> Village:
    """A school with the second term of 2026-2027 and nobody in it."""
    with office.action("学校") as session:
        from tests import factories as make

        make.make_profile(session)
        make.make_campus(session)
        make.make_term(
            session,
            code=BEFORE,
            first_on=date(2027, 3, 1),
            last_on=date(2027, 8, 31),
            survey_on=date(2027, 3, 31),
            cutoff_on=date(2027, 7, 5),
        )
    return Village(office)


@pytest.fixture(scope="module")
def demo_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo school of forty children at the end of a school year; only ever copied."""
    path = tmp_path_factory.mktemp("terms") / "演示学校.db"
    june = datetime(2027, 6, 20, 10)  # noqa: DTZ001 - wall clock
    make_demo(path, ticking(june), children=40, seed=5, intensity=0.1).close()
    return path


@pytest.fixture
def demo(demo_path: Path, tmp_path: Path) -> Iterator[OfficeFile]:
    path = tmp_path / "演示学校.db"
    path.write_bytes(demo_path.read_bytes())
    with open_office(path, ticking(NOW)) as opened:
        yield opened
