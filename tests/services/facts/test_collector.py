"""Many rows are put aside from the collector, and still go when nobody holds them."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from liushou_desk.services.facts.collector import collect_all, collector_at_rest

MANY = 30_000


class _Row:
    """Something that can be watched going."""


@pytest.fixture(autouse=True)
def _nothing_put_aside() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_many_rows_are_walked_through_no_more() -> None:
    before = gc.get_freeze_count()
    with collector_at_rest():
        rows = [_Row() for _ in range(MANY)]
    assert gc.get_freeze_count() - before >= len(rows)
    assert gc.isenabled()


def test_few_rows_stay_where_they_are() -> None:
    gc.collect()
    before = gc.get_freeze_count()
    with collector_at_rest():
        rows = [_Row() for _ in range(100)]
    assert gc.get_freeze_count() == before
    assert rows


def test_rows_put_aside_go_like_anything_else() -> None:
    with collector_at_rest():
        rows = [_Row() for _ in range(MANY)]
    watched = weakref.ref(rows[0])
    del rows
    assert watched() is None


def test_what_holds_itself_goes_when_everything_is_walked_through() -> None:
    with collector_at_rest():
        rows = [_Row() for _ in range(MANY)]
        rows[0].itself = rows[0]  # type: ignore[attr-defined]
    watched = weakref.ref(rows[0])
    del rows
    gc.collect()
    assert watched() is not None
    collect_all()
    assert watched() is None
