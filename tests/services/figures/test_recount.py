"""Every figure of hundreds of random schools against the recount."""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.summary_kinds import SummaryKind
from liushou_desk.domain.words import DefinitionKind
from liushou_desk.models import Campus, Term
from liushou_desk.models.office_file import OfficeFile, driver_connection
from liushou_desk.services.figures.book import FigureBook
from liushou_desk.services.figures.window import scope_of
from tests.services.figures.one_day import Question, read_tables
from tests.services.figures.paper_days import paper_question
from tests.services.figures.random_office import refill
from tests.services.figures.random_rows import some_day
from tests.services.figures.recount import Recount

SEEDS = (*range(10), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(10, 210)))
LAST_TODAY = date(2027, 3, 1)


def asked_of(session: Session, rng: random.Random) -> Iterator[Question]:
    """One question for each 口径, about a random term, day and campus, seen from a random day."""
    for kind in DefinitionKind:
        term = rng.choice(session.scalars(sa.select(Term).order_by(Term.code)).all())
        today = some_day(rng, term.first_on, LAST_TODAY)
        day = some_day(rng, term.first_on, min(today, term.last_on))
        campuses = session.scalars(sa.select(Campus.name).order_by(Campus.id)).all()
        yield Question(
            term.code,
            kind.value,
            today,
            day if rng.random() < 0.3 else None,
            rng.choice(campuses) if rng.random() < 0.3 else None,
        )


def open_asked(session: Session, asked: Question) -> FigureBook:
    return open_paper(session, SummaryKind.TERM, asked.term, asked)


def open_paper(session: Session, paper: SummaryKind, term: str, asked: Question) -> FigureBook:
    scope = scope_of(
        session,
        paper,
        term,
        asked.today,
        day=asked.day,
        campus=asked.campus,
        class_id=asked.class_id,
        definition=DefinitionKind(asked.kind),
    )
    return FigureBook(session, scope)


def differences(book: FigureBook, expected: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Key to (program, recount); a group that one of them leaves out is nought."""
    found = {value.key: value.value for value in book}
    plain = {key for key in found if "." not in key} ^ {key for key in expected if "." not in key}
    assert not plain, f"only one of the two knows {plain}"
    return {
        key: (found.get(key, 0), expected.get(key, 0))
        for key in found | expected
        if found.get(key, 0) != expected.get(key, 0)
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_of_a_random_school_equals_the_recount(
    random_file: OfficeFile, seed: int
) -> None:
    refill(random_file, seed)
    with random_file.reading() as session:
        tables = read_tables(driver_connection(session))
        for asked in asked_of(session, random.Random(seed)):
            expected = Recount(tables, asked).numbers()
            wrong = differences(open_asked(session, asked), expected)
            assert not wrong, f"seed {seed}, {asked}: (program, recount) {wrong}"
        paper, term, asked = paper_question(tables, random.Random(seed), seed)
        expected = Recount(tables, asked).numbers()
        wrong = differences(open_paper(session, paper, term, asked), expected)
        assert not wrong, f"seed {seed}, {paper} {asked}: (program, recount) {wrong}"
