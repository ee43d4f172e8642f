"""Changing rules and explaining what stayed open, each as one action."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain import reading
from liushou_desk.domain.rule_words import refuse_nonsense
from liushou_desk.domain.words import AppliesTo, OwedBy
from liushou_desk.domain.work_fields import RULE_FIELDS
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import (
    Child,
    FollowUpRule,
    Mentor,
    MentorCellReason,
    OpenCellReason,
    SchoolClass,
)
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.school_rules import rule_from
from liushou_desk.services.writing import records

MOST_TIMES = 31
SINCE_SAID = "设定规则起算日"
"""The action by which it is known that the clerk was asked."""
SAME = ("kind", "frequency", "applies_to", "season", "owed_by", "grade", "class_id")
"""Two rules in force that agree in these would owe the same contact twice."""
_KEPT = {OwedBy.CHILD: (OpenCellReason, Child), OwedBy.MENTOR: (MentorCellReason, Mentor)}
"""Where the reason of an open cell is kept, and who owes the cell."""
_WHICH = {"grade": AppliesTo.GRADE, "class_id": AppliesTo.CLASS}
"""Said of a rule for one of them only."""


def save_rule(office: OfficeFile, rule_id: int | None, values: records.Values) -> int:
    """Add a rule, in force at once, or change one. Raises `InputProblem`, `RuleConflict`."""
    row = records.checked(RULE_FIELDS, values, office.today, new=rule_id is None)
    if not 1 <= row.get("times", 1) <= MOST_TIMES:
        raise InputProblem(f"次数要在1到{MOST_TIMES}之间", "请改次数。", field="times")
    if rule_id is None:
        row["is_active"] = True
    with office.reading() as session:
        row |= _whole(session, rule_id, row)
        if rule_id is not None and records.holds(session, FollowUpRule, rule_id, row):
            return rule_id
        _refuse_double(session, rule_id, row)
    sentence = "新增随访规则" if rule_id is None else "修改随访规则"
    with office.action(sentence, rule=rule_id) as session:
        if rule_id is not None:
            records.require_as_seen(session, FollowUpRule, rule_id, RULE_FIELDS, values)
        return records.write(session, FollowUpRule, rule_id, row)


def _whole(session: Session, rule_id: int | None, row: dict[str, Any]) -> dict[str, Any]:
    """What follows from the rest: no class of a rule for a grade. Raises `InputProblem`."""
    there = records.found(session, FollowUpRule, rule_id).cells() if rule_id is not None else {}
    whole = there | row
    follows = {key: whole[key] if whole["applies_to"] == of else None for key, of in _WHICH.items()}
    if follows["class_id"] is not None:
        records.found(session, SchoolClass, follows["class_id"], field="class_id")
    refuse_nonsense(rule_from({"id": 0} | whole | follows, ""))
    return follows


def set_rules_since(office: OfficeFile, since_on: date) -> None:
    """Let every rule count from a day, as one action; it is kept that the day was asked for."""
    with office.action(SINCE_SAID) as session:
        for rule in session.scalars(sa.select(FollowUpRule)):
            rule.since_on = since_on


def switch_rule(office: OfficeFile, rule_id: int, on: bool) -> None:
    """Put a rule in force or out of it. Raises `RuleConflict` where the same one is in force."""
    with office.reading() as session:
        if records.holds(session, FollowUpRule, rule_id, {"is_active": on}):
            return
        _refuse_double(session, rule_id, {"is_active": on})
    with office.action("启用随访规则" if on else "停用随访规则", rule=rule_id) as session:
        records.write(session, FollowUpRule, rule_id, {"is_active": on})


def _refuse_double(session: Session, rule_id: int | None, row: dict[str, Any]) -> None:
    if rule_id is not None:
        there = records.found(session, FollowUpRule, rule_id)
        row = {key: getattr(there, key) for key in (*SAME, "is_active")} | row
    if not row["is_active"]:
        return
    same = sa.select(FollowUpRule.id).where(
        FollowUpRule.is_active,
        FollowUpRule.id.is_distinct_from(rule_id),
        *(getattr(FollowUpRule, key).is_not_distinct_from(row[key]) for key in SAME),
    )
    if session.scalars(same).first() is not None:
        raise RuleConflict(
            "已有一条启用的规则要求同样的联系，没有改动。", "请修改那一条的次数，或先停用它。"
        )


def open_reason(
    office: OfficeFile, rule_id: int, owner_id: int, period_on: date, reason: str
) -> None:
    """Explain why a cell stayed open (未完成原因); it stays open. Empty takes the reason away.

    The owner is a child, or a mentor where the rule is owed by mentors.
    """
    text = reading.text(reason)
    with office.reading() as session:
        kept, owner = _KEPT[records.found(session, FollowUpRule, rule_id).owed_by]
        records.found(session, owner, owner_id)
        whose = f"{owner.__tablename__}_id"
        cell = {"rule_id": rule_id, whose: owner_id, "period_on": period_on}
        there = session.scalars(sa.select(kept).filter_by(**cell)).first()
        reason_id, before = (there.id, there.reason) if there else (None, None)
    if text == before:
        return
    whom = {"mentor" if owner is Mentor else "child": owner_id}
    with office.action("填写未完成原因", undoable=True, rule=rule_id, **whom) as session:
        if text is None:
            records.remove(session, kept, reason_id or 0)
        else:
            records.write(session, kept, reason_id, {**cell, "reason": text})
