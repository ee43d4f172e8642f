"""A register of 10,000: every derivation total, exclusive, and as the definitions' text has it."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from liushou_desk.domain import words
from liushou_desk.domain.words import DefinitionKind
from liushou_desk.models.office_file import OfficeFile, driver_connection
from liushou_desk.services.figures import tables
from liushou_desk.services.figures.book import FigureBook
from liushou_desk.services.figures.scope import scope_for
from tests.conftest import OPENING, ticking
from tests.services.figures.large_register import DAY, TERM, fill_office
from tests.services.figures.one_day import LEFT_BEHIND, Days, read_tables, under

pytestmark = pytest.mark.slow
CHILDREN = 10_000
TODAY = date(2026, 12, 1)
OF_ALL = ("by_category", "by_agreement", "by_school_record", "by_verified", "by_civil")
OF_COUNTED = (
    *("by_sex", "by_stage", "by_grade", "by_class", "by_campus"),
    *("by_away", "by_care", "by_caregiver", "by_boarding"),
)


@pytest.fixture(scope="module")
def large(
    template: Any, scripts: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OfficeFile]:
    path = tmp_path_factory.mktemp("large") / "万人.db"
    path.write_bytes(template.read_bytes())
    with OfficeFile.open(path, scripts, ticking(OPENING)) as office:
        fill_office(office, CHILDREN, seed=4)
        yield office


@pytest.fixture(scope="module")
def days(large: OfficeFile) -> Days:
    """The same children read again with plain loops."""
    with large.reading() as session:
        rows = read_tables(driver_connection(session))
    return Days(rows, rows["term"][0]["id"], DAY)


@pytest.fixture(scope="module", params=DefinitionKind)
def book(large: OfficeFile, days: Days, request: pytest.FixtureRequest) -> Iterator[FigureBook]:
    assert len(days.children) == CHILDREN
    with large.reading() as session:
        read = FigureBook(session, scope_for(session, TERM, TODAY, kind=request.param))
        assert read.number("in_care")  # which fills the tables, whichever test comes first
        yield read


def test_every_child_stands_in_exactly_one_group(book: FigureBook) -> None:
    whole = {key: book.number("in_care") for key in OF_ALL}
    whole |= {key: book.number("left_behind") for key in OF_COUNTED}
    assert min(whole.values()) > CHILDREN / 10
    assert {key: book.total(key) for key in whole} == whole
    assert book.number("by_category.留守") == book.number("left_behind")
    for key in ("by_verified", "by_civil", "by_category", "by_agreement"):
        ids = [one for value in book.groups(key) for one in book.record_ids(value.key)]
        assert len(ids) == len(set(ids)) == book.number("in_care")


def test_every_label_equals_the_recount(book: FigureBook, days: Days) -> None:
    kind = book.scope.definition.kind.value
    present = [child for child in days.children if days.on_register(child, DAY)]
    roll = tables.roll.table
    labels = book.session.execute(sa.select(roll).where(roll.c.present == 1)).mappings().all()
    assert [row["child_id"] for row in labels] == present
    for column, said in _recounted(days).items():
        wrong = {
            row["child_id"]: (row[column], said(row["child_id"]))
            for row in labels
            if row[column] != said(row["child_id"])
        }
        assert not wrong, column
    counted = [days.found(child, DAY, kind) in LEFT_BEHIND for child in present]
    assert [bool(row["counted"]) for row in labels] == counted


def _recounted(days: Days) -> dict[str, Callable[[int], Any]]:
    """Each label of the roll, read off the rows again."""

    def care(child: int) -> str | None:
        found = days.care(child, DAY)
        return words.Care(found).label if found else None

    def alone(child: int) -> str | None:
        born = days.children[child]["born_on"]
        if days.care(child, DAY) != "alone" or born is None or not under(16, born, DAY):
            return None
        return "未满8周岁无人看护" if under(8, born, DAY) else "未满16周岁独自生活"

    def record(child: int) -> str | None:
        return days.found(child, DAY, "school_record") if days.mark(child, DAY) else None

    return {
        "school_record_finding": record,
        "verified_finding": lambda child: days.found(child, DAY, "verified"),
        "civil_finding": lambda child: days.found(child, DAY, "civil"),
        "agreement": lambda child: days.agreement(child, DAY),
        "is_orphan": lambda child: int(days.orphan(child, DAY)),
        "care": care,
        "alert": alone,
    }


def test_every_finding_and_category_occurs(book: FigureBook) -> None:
    """Or the tests above would say little."""
    for key in ("by_verified", "by_civil", "by_category", "by_care", "by_hardship_class"):
        seen = Counter({value.name: int(value.value or 0) for value in book.groups(key)})
        assert sum(count > 0 for count in seen.values()) >= 4, (key, seen)
    assert book.number("alone_under_16")
