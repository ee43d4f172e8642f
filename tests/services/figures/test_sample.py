"""The sample workbook, imported into a new office file, gives the figures that came with it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import FigureBook, open_book
from liushou_desk.services.imports.service import import_roster, read_workbook
from liushou_desk.services.office import create_office
from tests.conftest import OPENING, ticking

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
