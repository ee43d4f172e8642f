"""个别方案: opening makes a child 重点关爱, closing ends it; what cannot be is refused."""

from datetime import date
from typing import Any

import pytest

from liushou_desk.domain.words import Mark
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import PlanReview
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.journal.recycling import bring_back, removed
from liushou_desk.services.plans.listing import list_plans
from liushou_desk.services.plans.writing import remove_plan, save_plan, save_review
from liushou_desk.services.register.timeline import timeline
from tests.services.register.conftest import TERM, TODAY, Register

OPENED, LATER = date(2026, 9, 10), date(2026, 10, 10)


@pytest.fixture
def child_id(register: Register) -> int:
    return register.new(entered_on=date(2026, 9, 1), school_record_mark__mark=Mark.BOTH)


def plan(child_id: int, **changes: Any) -> dict[str, Any]:
    return {"children": (child_id,), "opened_on": OPENED, "reason": "照料力量不足"} | changes


def key_care(register: Register) -> int:
    with register.office.reading() as session:
        return open_book(register.office, session, TERM).number("key_care")


def test_a_plan_is_opened_reviewed_and_closed(register: Register, child_id: int) -> None:
    assert key_care(register) == 0
    plan_id = save_plan(register.office, None, plan(child_id))
    assert key_care(register) == 1
    save_review(register.office, plan_id, None, {"reviewed_on": LATER, "finding": "按时到校"})
    (row,) = list_plans(register.office, TERM)
    assert (row.is_open, row.reviewed_on, row.reviews[0].finding) == (True, LATER, "按时到校")
    save_plan(register.office, plan_id, {"closed_on": TODAY, "result": "照料落实"})
    assert key_care(register) == 0
    told = {(item.kind, item.text) for item in timeline(register.office, child_id)}
    assert {
        ("个别方案", "照料力量不足"),
        ("方案回访", "按时到校"),
        ("方案结束", "照料落实"),
    } <= told
    register.office.undo()
    assert key_care(register) == 1


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("children", {"children": ()}),
        ("reason", {"reason": None}),
        ("opened_on", {"opened_on": date(2026, 8, 1)}),
        ("closed_on", {"closed_on": date(2026, 9, 9), "result": "好"}),
        ("result", {"closed_on": LATER}),
        ("closed_on", {"result": "好"}),
        ("mentor_id", {"mentor_id": (404,)}),
    ],
)
def test_what_cannot_be_is_refused(
    register: Register, child_id: int, field: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(InputProblem) as refused:
        save_plan(register.office, None, plan(child_id, **changes))
    assert refused.value.field == field
    assert list_plans(register.office, TERM) == ()


def test_a_child_has_one_open_plan(register: Register, child_id: int) -> None:
    plan_id = save_plan(register.office, None, plan(child_id))
    with pytest.raises(RuleConflict, match="已有个别方案"):
        save_plan(register.office, None, plan(child_id, opened_on=LATER))
    save_plan(register.office, plan_id, {"closed_on": LATER, "result": "好转"})
    save_plan(register.office, None, plan(child_id, opened_on=LATER))
    assert [row.is_open for row in list_plans(register.office, TERM)] == [True, False]


def test_reviews_lie_within_their_plan(register: Register, child_id: int) -> None:
    plan_id = save_plan(register.office, None, plan(child_id))
    early = {"reviewed_on": date(2026, 9, 1), "finding": "按时到校"}
    with pytest.raises(InputProblem, match="不在方案期间"):
        save_review(register.office, plan_id, None, early)
    save_review(register.office, plan_id, None, early | {"reviewed_on": LATER})
    with pytest.raises(InputProblem, match="有回访"):
        save_plan(register.office, plan_id, {"opened_on": date(2026, 10, 11)})


def test_a_removed_plan_comes_back_with_its_reviews(register: Register, child_id: int) -> None:
    plan_id = save_plan(register.office, None, plan(child_id))
    save_review(register.office, plan_id, None, {"reviewed_on": LATER, "finding": "按时到校"})
    remove_plan(register.office, plan_id)
    assert register.rows(PlanReview) == []
    (gone,) = removed(register.office)
    assert (gone.kind, gone.hung) == ("个别方案", "方案回访1次")
    bring_back(register.office, gone.action_id)
    assert len(list_plans(register.office, TERM)[0].reviews) == 1


def test_two_that_came_together_can_both_be_closed(register: Register, child_id: int) -> None:
    first = save_plan(register.office, None, plan(child_id))
    remove_plan(register.office, first)
    second = save_plan(register.office, None, plan(child_id))
    bring_back(register.office, removed(register.office)[0].action_id)
    first, second = sorted(row.plan_id for row in list_plans(register.office, TERM))
    save_plan(register.office, second, {"goal": "每周到校"})
    with pytest.raises(RuleConflict, match="已有个别方案"):
        save_plan(register.office, second, {"opened_on": date(2026, 9, 2)})
    for plan_id in (first, second):
        save_plan(register.office, plan_id, {"closed_on": TODAY, "result": "照料落实"})
    assert key_care(register) == 0
