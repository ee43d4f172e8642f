"""Support plans are opened, amended, reviewed, closed and removed, each as one action."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.field import Field
from liushou_desk.domain.work_fields import PLAN_FIELDS, REVIEW_FIELDS
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import Child, Mentor, PlanReview, SupportPlan
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.rows import not_on_register
from liushou_desk.services.writing import records
from liushou_desk.services.writing.stale import refuse_stale

CHILD, PERSON = "children", "mentor_id"
"""The lines of the form that name the child and the person who answers for the plan."""


def save_plan(office: OfficeFile, plan_id: int | None, values: Mapping[str, Any]) -> int:
    """Open a plan or amend one; returns its id. A form that closes one fills its last lines.

    Raises:
        InputProblem: naming the line of the form; also where the plan was removed meanwhile.
        RuleConflict: the child has another open plan.
    """
    with office.reading() as session:
        there = None if plan_id is None else records.found(session, SupportPlan, plan_id)
        known = {} if there is None else _shown(there)
        row = records.checked(PLAN_FIELDS, known | dict(values), office.today, new=True)
        row[PERSON] = next(iter((known | dict(values)).get(PERSON) or ()), None)
        row["child_id"] = there.child_id if there is not None else _child(values)
        _require_sense(session, plan_id, row)
        if plan_id is not None and records.holds(session, SupportPlan, plan_id, row):
            return plan_id
    with office.action(_sentence(known, row), child=row["child_id"]) as session:
        if plan_id is not None:
            _refuse_stale(session, plan_id, values)
            row = {key: value for key, value in row.items() if key in values}
        return records.write(session, SupportPlan, plan_id, row)


def save_review(
    office: OfficeFile, plan_id: int, review_id: int | None, values: Mapping[str, Any]
) -> int:
    """Write down what a look back at a plan found, or amend it; returns its id.

    Raises `InputProblem` for a day outside the plan's.
    """
    with office.reading() as session:
        plan = records.found(session, SupportPlan, plan_id)
        row = records.checked(REVIEW_FIELDS, values, office.today, new=review_id is None)
        day: date | None = row.get("reviewed_on")
        if day and not plan.opened_on <= day <= (plan.closed_on or office.today):
            raise _problem("reviewed_on", "回访日期不在方案期间", f"方案从{plan.opened_on}开始。")
        child_id = plan.child_id
        if review_id is not None and records.holds(session, PlanReview, review_id, row):
            return review_id
    sentence = "登记方案回访" if review_id is None else "修改方案回访"
    with office.action(sentence, child=child_id) as session:
        if review_id is not None:
            records.require_as_seen(session, PlanReview, review_id, REVIEW_FIELDS, values)
        return records.write(session, PlanReview, review_id, {"plan_id": plan_id, **row})


def remove_plan(office: OfficeFile, plan_id: int) -> None:
    """Take out a plan that was opened by mistake, with its reviews."""
    with office.reading() as session:
        child_id = records.found(session, SupportPlan, plan_id).child_id
    with office.action("删除个别方案", child=child_id) as session:
        session.execute(sa.delete(PlanReview).where(PlanReview.plan_id == plan_id))
        records.remove(session, SupportPlan, plan_id)


def _child(values: Mapping[str, Any]) -> int:
    chosen = next(iter(values.get(CHILD) or ()), None)
    if chosen is None:
        raise _problem(CHILD, "还没有选儿童", "请选一名儿童。")
    return int(chosen)


def _sentence(known: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    if not known:
        return "个别方案立案"
    return "个别方案结案" if row["closed_on"] and not known["closed_on"] else "修改个别方案"


def _require_sense(session: Session, plan_id: int | None, row: Mapping[str, Any]) -> None:
    """The child, the order of the days, the result of a closed plan, and one open plan a child."""
    records.require_all(session, Child, [row["child_id"]], field=CHILD)
    if row[PERSON] is not None:
        records.require_all(session, Mentor, [row[PERSON]], field=PERSON)
    opened_on, closed_on = row["opened_on"], row["closed_on"]
    if not_on_register(session, [row["child_id"]], opened_on):
        raise _problem("opened_on", f"{opened_on}这一天该儿童不在册", "请改立案日期。")
    if closed_on and closed_on < opened_on:
        raise _problem("closed_on", "结案日期早于立案日期", "请改其中一个日期。")
    if closed_on and not row["result"]:
        raise _problem("result", "结案要写结果", "请写一句方案达到了什么。")
    if row["result"] and not closed_on:
        raise _problem("closed_on", "写了结果，没有结案日期", "请填写结案日期，或清空结果。")
    _refuse_outside_reviews(session, plan_id, opened_on, closed_on)
    _refuse_overlap(session, plan_id, row)


def _refuse_outside_reviews(
    session: Session, plan_id: int | None, opened_on: date, closed_on: date | None
) -> None:
    day = PlanReview.reviewed_on
    outside = sa.or_(day < opened_on, sa.false() if closed_on is None else day > closed_on)
    review = sa.select(day).where(PlanReview.plan_id == plan_id, outside).limit(1)
    if (found := session.scalar(review)) is not None:
        key = "opened_on" if found < opened_on else "closed_on"
        raise _problem(key, f"方案在{found}有回访", "请把日期改到包含这次回访。")


def _refuse_overlap(session: Session, plan_id: int | None, row: Mapping[str, Any]) -> None:
    """A child has one plan at a time; one that is closed on a day leaves that day to the next.

    Two that overlap all the same, come together out of the recycle bin or two files of one child,
    can be closed and amended, so long as none of them gets longer.
    """
    if plan_id is not None and _is_within(records.found(session, SupportPlan, plan_id), row):
        return
    other = sa.select(SupportPlan.id).where(
        SupportPlan.child_id == row["child_id"],
        SupportPlan.id.is_distinct_from(plan_id),
        sa.or_(SupportPlan.closed_on.is_(None), SupportPlan.closed_on > row["opened_on"]),
    )
    if row["closed_on"]:
        other = other.where(SupportPlan.opened_on < row["closed_on"])
    if session.scalar(other.limit(1)) is not None:
        raise RuleConflict(
            "这名儿童在这段时间已有个别方案，没有改动。", "请修改那一份，或先把它结案。"
        )


def _is_within(plan: SupportPlan, row: Mapping[str, Any]) -> bool:
    """Whether a plan of the same child is to have no day that it has not already."""
    ends = plan.closed_on is None or bool(row["closed_on"] and row["closed_on"] <= plan.closed_on)
    return plan.child_id == row["child_id"] and plan.opened_on <= row["opened_on"] and ends


def _refuse_stale(session: Session, plan_id: int, values: Mapping[str, Any]) -> None:
    def named(ids: Any) -> str:
        chosen = sa.select(Mentor.name).where(Mentor.id.in_(ids or ()))
        return "、".join(session.scalars(chosen)) or "（空）"

    now = _shown(records.found(session, SupportPlan, plan_id))
    refuse_stale(values, now, PLAN_FIELDS, people={PERSON: ("负责人", named)})


def _shown(plan: SupportPlan) -> dict[str, Any]:
    """A plan on file by the keys of its form."""
    values = {field.key: getattr(plan, field.key) for field in PLAN_FIELDS}
    return values | {PERSON: () if plan.mentor_id is None else (plan.mentor_id,)}


def _problem(key: str, sentence: str, advice: str) -> InputProblem:
    return InputProblem(sentence, advice, field=key)


OPENING_FIELDS: tuple[Field, ...] = tuple(
    field for field in PLAN_FIELDS if field.key not in {"closed_on", "result"}
)
CLOSING_FIELDS: tuple[Field, ...] = tuple(
    field for field in PLAN_FIELDS if field not in OPENING_FIELDS
)
"""What is asked when a plan is opened, and when it is closed."""
