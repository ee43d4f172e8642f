"""行事历: offered on days of school, planned in one action."""

from datetime import date
from typing import Any

import pytest

from liushou_desk.domain.activity_kinds import ActivityKind, Repeat
from liushou_desk.domain.terms import usual_term
from liushou_desk.domain.year_plan import YEAR_PLAN, day_of
from liushou_desk.errors import InputProblem
from liushou_desk.models import Activity
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services import activities
from liushou_desk.services.activities.repeating import repeat_activity
from liushou_desk.services.activities.year_plan import read_year_plan, take_year_plan
from liushou_desk.services.journal import history
from liushou_desk.services.school.terms import plan_term
from liushou_desk.services.writing.ledger import Ledger
from tests.services.working import count

TERM = "2026-2027-1"


@pytest.fixture
def term(office: OfficeFile) -> OfficeFile:
    with office.action("新学期") as session:
        ledger = Ledger(session)
        plan_term(session, ledger, TERM)
        ledger.write(session)
    return office


def test_a_day_is_proposed_by_month_and_week_where_there_is_school() -> None:
    days = usual_term(TERM)
    assert day_of(days, 11, 1) == date(2026, 11, 6)
    assert day_of(days, 10, 1) == date(2026, 10, 8), "the Friday lies in the holidays"
    assert day_of(days, 1, 2) == date(2027, 1, 8)
    assert day_of(days, 6, 1) is None
    keys = [usual.key for usual in YEAR_PLAN]
    assert len(set(keys)) == len(keys) == 30
    assert sum(usual.source == "九个一" for usual in YEAR_PLAN) == 9


def test_what_is_taken_is_planned_at_once_and_offered_no_more(term: OfficeFile) -> None:
    offered = read_year_plan(term, TERM).rows
    assert [one.day for one in offered] == sorted(one.day for one in offered)
    assert not any(one.is_there for one in offered)
    wanted = {one.key: one.day for one in offered if one.source == "九个一"}
    assert take_year_plan(term, TERM, wanted) == 9
    there = [one.key for one in read_year_plan(term, TERM).rows if one.is_there]
    assert sorted(there) == sorted(wanted)
    planned = activities.list_activities(term, date(2026, 9, 1), date(2027, 2, 28))
    assert {row.day_on for row in planned} == set(wanted.values())
    assert all(row.kind and row.held_on is None for row in planned)
    with pytest.raises(InputProblem, match="没有要安排的活动"):
        take_year_plan(term, TERM, wanted)
    history.undo(term)
    assert count(term, Activity) == 0


def test_a_day_outside_the_term_is_refused(term: OfficeFile) -> None:
    with pytest.raises(InputProblem, match="“期中家长会”的日期不在2026"):
        take_year_plan(term, TERM, {"meeting": date(2027, 5, 1)})
    assert count(term, Activity) == 0


@pytest.mark.parametrize(
    ("every", "days"),
    [
        (Repeat.WEEKLY, [(9, 17), (9, 24), (10, 8), (10, 15), (10, 22)]),
        (Repeat.FORTNIGHTLY, [(9, 24), (10, 8), (10, 22)]),
        (Repeat.MONTHLY, [(10, 9)]),
    ],
)
def test_an_activity_is_planned_again_on_days_of_school(
    term: OfficeFile, every: Repeat, days: list[tuple[int, int]]
) -> None:
    plan: dict[str, Any] = {
        "title": "书法小组",
        "planned_on": date(2026, 9, 10),
        "kind": ActivityKind.CLUB,
    }
    first = activities.save_activity(term, None, plan)
    asked = {"every": every, "until_on": date(2026, 10, 25)}
    assert repeat_activity(term, first, asked) == len(days)
    planned = activities.list_activities(term, date(2026, 9, 11), date(2027, 2, 28))
    assert [
        (row.day_on.month, row.day_on.day) for row in planned if row.activity_id != first
    ] == days
    with pytest.raises(InputProblem, match="没有可以再安排的日子"):
        repeat_activity(term, first, asked)
    with pytest.raises(InputProblem, match="不在2026"):
        repeat_activity(term, first, asked | {"until_on": date(2027, 5, 1)})
    history.undo(term)
    assert count(term, Activity) == 1
