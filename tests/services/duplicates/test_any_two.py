"""Any two children of a school merged one after the other: sound each time, undone to the start."""

import random

import pytest
import sqlalchemy as sa

from liushou_desk.models import Child
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.duplicates import Kind, Side, compare, merge
from liushou_desk.services.keeping.check import check_file
from tests.services.duplicates.twice import digest, referring

TIMES = 6


def two_ids(office: OfficeFile, rng: random.Random) -> list[int]:
    with office.reading() as session:
        return rng.sample(list(session.scalars(sa.select(Child.id).order_by(Child.id))), 2)


@pytest.mark.parametrize("seed", [1, 2])
def test_any_two_can_be_merged_and_come_back(demo: OfficeFile, seed: int) -> None:
    rng = random.Random(seed)
    before, problems = digest(demo), check_file(demo.path).problems
    for _ in range(TIMES):
        left, right = two_ids(demo, rng)
        shown = compare(demo, Kind.CHILD, left, right)
        merge(demo, shown, {line.key: rng.choice(list(Side)) for line in shown.lines})
        assert check_file(demo.path).problems == problems
        assert referring(demo, "child", right) == []
    after = digest(demo)
    for step in (demo.undo, demo.redo, demo.undo):
        assert [step() for _ in range(TIMES)] == ["合并重复儿童"] * TIMES
        assert digest(demo) == (after if step == demo.redo else before)
