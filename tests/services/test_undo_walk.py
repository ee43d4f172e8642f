"""The clerk's real steps in random order, some taken back alone, over restarts, to the start."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from liushou_desk.models import Term
from liushou_desk.models.engine import PRAGMAS
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.places import places
from liushou_desk.services.figures.book import FigureBook, open_book
from liushou_desk.services.journal import history
from liushou_desk.services.keeping.check import check_file
from liushou_desk.services.keeping.office import create_office
from liushou_desk.services.school.profile import name_school
from tests.conftest import OPENING
from tests.models.walk import digest
from tests.services.figures.test_book import LEFT_BEHIND, TOTALS, total
from tests.services.walk import back_and_forth, on_classes, on_paper, on_register, on_work
from tests.services.walk.clerk import Clerk, Clock, Step

FORWARD = on_register.STEPS | on_work.STEPS | on_paper.STEPS | on_classes.STEPS
STEPS = FORWARD | back_and_forth.STEPS
FIGURES_EVERY, CHECKED_EVERY = 50, 100
FIRST_CHILDREN = 4


@pytest.fixture
def clerk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> Iterator[Clerk]:
    """In a school without children."""
    monkeypatch.setitem(PRAGMAS, "synchronous", 0)
    clock = Clock(OPENING)
    office = create_office(tmp_path / "留守工作台.db", clock, "青石坪小学")
    clerk = Clerk(office, random.Random(seed), clock, tmp_path)
    yield clerk
    clerk.office.close()


def expect_sound(office: OfficeFile) -> None:
    assert check_file(office.path).problems == ()
    with office.reading() as session:
        labels = [place.class_label for place in places(session).values()]
    assert len(labels) == len(set(labels))


def expect_figures(office: OfficeFile) -> None:
    """Last term's stock and the changes make this term's; every breakdown makes its whole."""
    begun = sa.select(Term.code).where(Term.first_on <= office.today)
    with office.reading() as session:
        for code in session.scalars(begun).all():
            _expect_sums(open_book(office, session, code))


def _expect_sums(book: FigureBook) -> None:
    number, whole = book.number, TOTALS | dict.fromkeys(LEFT_BEHIND, "left_behind")
    assert number("last_term") + number("added") - number("removed") == number("left_behind")
    assert {key: total(book, key) for key in whole} == {k: number(of) for k, of in whole.items()}


def walk(clerk: Clerk, steps: int) -> None:
    for _ in range(FIRST_CHILDREN):
        clerk.work(on_register.register_child)
    for step in range(1, steps + 1):
        (chosen,) = clerk.rng.choices(list(STEPS), list(STEPS.values()))
        clerk.work(chosen)
        if step % FIGURES_EVERY == 0:
            expect_figures(clerk.office)
        if step % CHECKED_EVERY == 0:
            expect_sound(clerk.office)


def back_to_the_start(office: OfficeFile) -> int:
    """Undo all there is; returns how many steps that were."""
    steps = 0
    while history.undo(office):
        steps += 1
    return steps


LONG = [pytest.param(seed, 2000, marks=pytest.mark.long) for seed in (11, 12, 13)]


@pytest.mark.parametrize(("seed", "steps"), [(2, 150), (4, 150), *LONG])
def test_real_work_is_undone_to_the_start_and_done_again(clerk: Clerk, steps: int) -> None:
    start = digest(clerk.office)
    walk(clerk, steps)
    end = digest(clerk.office)
    count = back_to_the_start(clerk.office)
    assert digest(clerk.office) == start
    clerk.reopen()
    assert all(history.redo(clerk.office) for _ in range(count))
    assert digest(clerk.office) == end
    expect_sound(clerk.office)
    assert len(clerk.alone) > steps / 200
    assert clerk.in_the_way
    assert all("没有改动" in sentence for sentence in clerk.in_the_way)
    never = {step.__name__ for step in FORWARD} - {name for name, n in clerk.done.items() if n}
    assert len(never) < len(FORWARD) / 2
    assert steps < 2000 or not never


def recorded(clerk: Clerk, step: Step) -> tuple[int, str]:
    """Do other things until something comes of a step; its action, and what there was before."""
    for _ in range(400):
        known, before = clerk.newest(), digest(clerk.office)
        clerk.work(step)
        newest = clerk.newest()
        if newest is not None and newest != known:
            return newest, before
        clerk.work(clerk.rng.choice(list(FORWARD)))
    raise AssertionError(step.__name__)


@pytest.mark.parametrize("seed", [3])
def test_every_kind_of_step_is_taken_back_alone_under_a_later_one(clerk: Clerk) -> None:
    for _ in range(FIRST_CHILDREN):
        clerk.work(on_register.register_child)
    for step in (step for step in FORWARD if step is not on_paper.take_import_back):
        action_id, before = recorded(clerk, step)
        after = digest(clerk.office)
        later, _ = recorded(clerk, name_the_school)
        history.undo_one(clerk.office, action_id)
        history.undo_one(clerk.office, later)
        assert digest(clerk.office) == before, step.__name__
        history.redo_one(clerk.office, later)
        history.redo_one(clerk.office, action_id)
        history.undo_one(clerk.office, later)
        assert digest(clerk.office) == after, step.__name__


def name_the_school(clerk: Clerk) -> None:
    name_school(clerk.office, f"青石坪小学{clerk.number()}")
