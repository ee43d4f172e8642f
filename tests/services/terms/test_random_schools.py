"""Untidy random schools are opened term after term: the arithmetic holds, one undo is enough."""

import random

import pytest
import sqlalchemy as sa

from liushou_desk.domain.terms import next_code
from liushou_desk.domain.words import DefinitionKind, MentorKind
from liushou_desk.models import Child, RegisterPeriod, SchoolClass, Term
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.terms import Choices, Fate, open_term, plan_opening
from tests.models.walk import digest
from tests.services.figures.random_office import refill

SCHOOLS = 8
LAST = "2027-2028-1"


@pytest.fixture
def backups_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Backups are tried elsewhere; here they would only take time."""
    monkeypatch.setattr("liushou_desk.services.terms.opening.automatic_backup", lambda _: None)


@pytest.mark.usefixtures("backups_made")
@pytest.mark.parametrize("seed", range(SCHOOLS))
def test_a_random_school_goes_on_to_the_next_year(office: OfficeFile, seed: int) -> None:
    refill(office, seed)
    let_the_oldest_end(office)
    rng = random.Random(seed)
    code = latest(office)
    while code < LAST:
        code = next_code(code)
        choices = some_choices(office, rng)
        before = digest(office)
        shown = plan_opening(office, code, choices)
        assert digest(office) == before
        assert open_term(office, code, choices).plan == shown
        done = digest(office)
        office.undo()
        assert digest(office) == before
        office.redo()
        assert digest(office) == done
        for kind in DefinitionKind:
            with office.reading() as session:
                book = open_book(office, session, code, kind=kind)
                held = book.number("last_term") + book.number("added") - book.number("removed")
                assert held == book.number("left_behind")
        nobody_is_lost(office, shown.count(Fate.GRADUATES) + shown.pupils_graduating)


def let_the_oldest_end(office: OfficeFile) -> None:
    """The highest grade is the last, so that somebody graduates."""
    oldest = sa.select(sa.func.max(SchoolClass.grade)).scalar_subquery()
    with office.action("毕业班") as session:
        session.execute(sa.update(SchoolClass).where(SchoolClass.grade == oldest).values(grade=9))


def latest(office: OfficeFile) -> str:
    with office.reading() as session:
        return session.scalars(sa.select(Term.code).order_by(Term.code.desc())).first() or ""


def some_choices(office: OfficeFile, rng: random.Random) -> Choices:
    with office.reading() as session:
        ids = session.scalars(sa.select(Child.id)).all()
    return Choices(
        repeating=frozenset(child for child in ids if rng.random() < 0.1),
        ended_kinds=frozenset(kind for kind in MentorKind if rng.random() < 0.3),
        branches_move_up=rng.random() < 0.5,
    )


def nobody_is_lost(office: OfficeFile, graduated: int) -> None:
    """Every period ends after it begins, and as many were closed last as graduated."""
    with office.reading() as session:
        ends = sa.select(RegisterPeriod).where(RegisterPeriod.left_on < RegisterPeriod.entered_on)
        assert not session.scalars(ends).all()
        closed = sa.text(
            "SELECT count(*) FROM change WHERE table_name = 'register_period'"
            " AND action_id = (SELECT max(action_id) FROM change)"
        )
        assert session.scalar(closed) in {graduated * 2, graduated}
