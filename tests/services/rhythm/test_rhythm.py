"""一年的节奏: when each list is due, what answers a line, and what a tick is worth."""

from datetime import date

import pytest
import sqlalchemy as sa

from liushou_desk.domain.rhythm import BEFORE_LEAVING, CHECKLISTS, CLOSING, OPENING, SPRING, turns
from liushou_desk.domain.terms import usual_term
from liushou_desk.errors import InputProblem
from liushou_desk.models import RhythmTick
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.figures.catalogue import FIGURES
from liushou_desk.services.journal import history
from liushou_desk.services.rhythm import read_rhythm, tick

AUTUMN = usual_term("2026-2027-1")
TERM = AUTUMN.code


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 9, 1), {"opening", "monthly"}),
        (date(2026, 10, 2), {"monthly"}),
        (AUTUMN.long_holiday.first if AUTUMN.long_holiday else None, {"before_holiday"}),
    ],
)
def test_each_list_is_due_at_its_time(day: date, due: set[str]) -> None:
    found = {turn.checklist.key for turn in turns(AUTUMN, day) if turn.is_due(day)}
    assert due <= found
    assert ("opening" in found) == (day < date(2026, 10, 2))


def test_spring_festival_belongs_to_the_first_term_alone() -> None:
    day = date(2027, 4, 1)
    of_spring = {turn.checklist for turn in turns(usual_term("2026-2027-2"), day)}
    of_autumn = {turn.checklist for turn in turns(AUTUMN, date(2026, 11, 1))}
    assert SPRING in of_autumn - of_spring
    assert {OPENING, BEFORE_LEAVING, CLOSING} <= of_spring


def test_every_figure_that_a_line_asks_for_is_one() -> None:
    keys = {figure.key for figure in FIGURES}
    asked = {
        key
        for checklist in CHECKLISTS
        for line in checklist.lines
        for key in (line.part, line.whole, line.none, line.chip)
        if key
    }
    assert asked <= keys


def test_what_the_figures_know_they_answer(demo: OfficeFile) -> None:
    states = {state.line.key: state for state in read_rhythm(demo, TERM) if not state.line.by_hand}
    with demo.reading() as session:
        book = open_book(demo, session, TERM)
        verified, to_file = book.number("verified"), book.number("to_file")
        late = int(book.total("rule_overdue"))
    assert states["verified"].told == f"{verified}/{to_file}人"
    assert states["verified"].is_done == (verified == to_file)
    assert states["open"].told == f"还有{late}项"
    with pytest.raises(InputProblem, match="数据自己判断"):
        tick(demo, states["verified"].key, True)


def test_a_tick_is_kept_for_its_period_and_taken_back(demo: OfficeFile) -> None:
    office = demo

    def brief() -> tuple[bool, str]:
        (state,) = [s for s in read_rhythm(office, TERM) if s.line.key == "brief"]
        return state.is_done, state.turn.period

    (key,) = [s.key for s in read_rhythm(office, TERM) if s.line.key == "brief"]
    assert not brief()[0]
    tick(office, key, True)
    tick(office, key, True)
    with office.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(RhythmTick)) == 1
    assert brief() == (True, f"{office.today:%Y-%m}")
    history.undo(office)
    assert not brief()[0]
    tick(office, (f"{office.today:%Y}-01", *key[1:]), True)
    assert not brief()[0]
