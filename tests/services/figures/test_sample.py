"""The sample workbook, imported into a new office file, gives the figures that came with it."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from liushou_desk.domain.terms import usual_term
from liushou_desk.models import Pupil
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import FigureBook, open_book
from liushou_desk.services.imports.service import import_roster, read_workbook
from liushou_desk.services.keeping.office import create_office
from tests.conftest import OPENING, ticking
from tests.factories import make_term

DATA = Path(__file__).parents[2] / "data"
SAMPLE = DATA / "学籍导出_青石镇中心小学.xlsx"
TERM = "2026-2027-1"


def expected() -> dict[str, int]:
    """The figures of the sample, nested ones joined by a dot."""
    text = SAMPLE.with_suffix(".figures.json").read_text(encoding="utf-8")
    return dict(_joined(json.loads(text)))


def _joined(figures: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, int]]:
    for key, value in figures.items():
        if isinstance(value, dict):
            yield from _joined(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeFile]:
    """A new office file with the sample in it."""
    with create_office(
        tmp_path_factory.mktemp("sample") / "样例.db", ticking(OPENING), "青石镇中心小学"
    ) as office:
        import_roster(office, read_workbook(SAMPLE), TERM)
        yield office


def grades(office: OfficeFile, term: str) -> dict[str, Any]:
    """在校学生 by grade."""
    with office.reading() as session:
        found = open_book(office, session, term).groups("pupils_by_grade")
        return {value.key: value.value for value in found}


def test_next_school_year_leaves_the_grades_of_this_one(tmp_path: Path) -> None:
    clock = ticking(datetime(2027, 12, 1))  # noqa: DTZ001 - the office's own wall clock
    with create_office(tmp_path / "两年.db", clock, "青石镇中心小学") as office:
        import_roster(office, read_workbook(SAMPLE), TERM)
        before = grades(office, TERM)
        import_roster(office, read_workbook(SAMPLE), "2027-2028-1")
        assert grades(office, TERM) == before
        assert grades(office, "2027-2028-1") != before


def test_unknown_class_is_that_of_the_other_half_or_none(tmp_path: Path) -> None:
    """Terms on file of which no roster was imported."""
    clock = ticking(datetime(2027, 12, 1))  # noqa: DTZ001 - the office's own wall clock
    with create_office(tmp_path / "两年.db", clock, "青石镇中心小学") as office:
        import_roster(office, read_workbook(SAMPLE), TERM)
        with office.action("学期") as session:
            for code in ("2026-2027-2", "2027-2028-1"):
                days = usual_term(code)
                make_term(
                    session,
                    code=code,
                    first_on=days.first_on,
                    last_on=days.last_on,
                    cutoff_on=days.cutoff_on,
                )
            pupils = session.scalar(sa.select(sa.func.count(Pupil.id)))
        same_year, next_year = grades(office, "2026-2027-2"), grades(office, "2027-2028-1")
    unknown = "pupils_by_grade.未填"
    in_care = expected()["pupils"] - pupils
    assert same_year[unknown] == in_care
    assert next_year == {unknown: expected()["pupils"]}


@pytest.fixture
def book(imported: OfficeFile) -> Iterator[FigureBook]:
    """The figures of its term."""
    with imported.reading() as session:
        yield open_book(imported, session, TERM)


@pytest.mark.parametrize("key", expected())
def test_the_sample_gives_its_own_figures(book: FigureBook, key: str) -> None:
    assert book[key].value == expected()[key]


@pytest.mark.parametrize("key", ["by_grade", "by_caregiver"])
def test_the_sample_has_no_group_beside_those_listed(book: FigureBook, key: str) -> None:
    listed = {name for name in expected() if name.startswith(f"{key}.")}
    assert {value.key for value in book.groups(key)} == listed
