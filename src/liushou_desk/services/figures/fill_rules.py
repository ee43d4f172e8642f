"""Fills `compliance`: the follow-up rules evaluated once for every child of the roll."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.follow_up import LEAST_ATTEMPTS, Owed, Rule, owed_periods, settle
from liushou_desk.domain.terms import DAY, Span
from liushou_desk.domain.words import AppliesTo
from liushou_desk.models import OpenCellReason, SupportPlan
from liushou_desk.services.figures.school_rules import rules_of
from liushou_desk.services.figures.scope import Scope
from liushou_desk.services.figures.tables import care_span, compliance, contact, roll
from liushou_desk.services.figures.temp import put

Days = tuple[Span, ...]
"""Days in spans that do not meet; most children share them."""


def fill_compliance(session: Session, scope: Scope) -> None:
    """One row for each rule and period that a child owes by the day."""
    in_care, planned = _days_in_care(session), _days_planned(session, scope)
    reasons = _reasons(session)
    children = session.execute(sa.select(roll.c.child_id, roll.c.present * roll.c.counted)).all()
    rows: list[dict[str, Any]] = []
    for rule in rules_of(session):
        periods = rule.periods(scope.term, scope.until)
        done = {period: _done(session, rule, period) for period in periods}
        tried = {period: _tried(session, rule, period) for period in periods}
        owed: dict[tuple[Days, ...], list[Span]] = {}
        for child_id, present in children:
            days = (in_care.get(child_id, ()),)
            if rule.applies_to is AppliesTo.KEY_CARE:
                days = (*days, planned.get(child_id, ()))
            if days not in owed:
                owed[days] = owed_periods(rule, periods, days, scope.until)
            for period in owed[days]:
                cell = settle(rule, period, done[period].get(child_id, 0), scope.over_on)
                row = _row(rule, child_id, present, cell)
                row["tried"] = int(child_id in tried[period] and not cell.is_done)
                row["reason"] = reasons.get((rule.id, child_id, row["period_on"]))
                rows.append(row)
    open_children = {row["child_id"] for row in rows if not row["is_done"]}
    for row in rows:
        row["child_met"] = int(row["child_id"] not in open_children)
    put(session, compliance.table, rows)


def _done(session: Session, rule: Rule, period: Span) -> dict[int, int]:
    """Individual contacts that reached somebody and satisfy a rule in a period, by child."""
    times = sa.func.sum(contact.c.times)
    statement = _individual(rule, period, times).where(contact.c.reached == 1)
    return {child_id: times for child_id, times in session.execute(statement).all()}


def _tried(session: Session, rule: Rule, period: Span) -> set[int]:
    """Children for whom enough different days of a period saw an attempt that reached nobody."""
    days = sa.func.count(sa.distinct(contact.c.happened_on))
    statement = _individual(rule, period, days).where(contact.c.reached == 0)
    rows = session.execute(statement.having(days >= LEAST_ATTEMPTS))
    return {child_id for child_id, _ in rows}


def _individual(rule: Rule, period: Span, number: sa.ColumnElement[int]) -> sa.Select[Any, int]:
    """Something counted of a period's individual records of the kinds that a rule accepts."""
    return (
        sa.select(contact.c.child_id, number)
        .where(contact.c.is_group == 0)
        .where(contact.c.kind.in_([kind.value for kind in rule.accepts]))
        .where(contact.c.happened_on.between(period.first.isoformat(), period.last.isoformat()))
        .group_by(contact.c.child_id)
    )


def _reasons(session: Session) -> Mapping[tuple[int, int, str], str]:
    """未完成原因 by rule, child and first day of the period."""
    cells = sa.select(
        OpenCellReason.rule_id,
        OpenCellReason.child_id,
        OpenCellReason.period_on,
        OpenCellReason.reason,
    )
    return {
        (rule_id, child_id, period_on.isoformat()): reason
        for rule_id, child_id, period_on, reason in session.execute(cells)
    }


def _days_in_care(session: Session) -> Mapping[int, Days]:
    found: dict[int, list[Span]] = defaultdict(list)
    for child_id, first, last in session.execute(sa.select(care_span)).all():
        found[child_id].append(Span(date.fromisoformat(first), date.fromisoformat(last)))
    return {child_id: tuple(spans) for child_id, spans in found.items()}


def _days_planned(session: Session, scope: Scope) -> Mapping[int, Days]:
    """Days by `until` on which a child had an open plan (重点关爱); two plans of a day are one."""
    plans = sa.select(SupportPlan.child_id, SupportPlan.opened_on, SupportPlan.closed_on)
    found: dict[int, list[Span]] = defaultdict(list)
    for child_id, opened_on, closed_on in session.execute(plans.order_by(SupportPlan.opened_on)):
        last = scope.until if closed_on is None else min(closed_on - DAY, scope.until)
        if found[child_id]:
            opened_on = max(opened_on, found[child_id][-1].last + DAY)
        if opened_on <= last:
            found[child_id].append(Span(opened_on, last))
    return {child_id: tuple(spans) for child_id, spans in found.items()}


def _row(rule: Rule, child_id: int, present: int, cell: Owed) -> dict[str, Any]:
    return {
        "rule_id": rule.id,
        "rule": rule.sentence,
        "child_id": child_id,
        "period_on": cell.period.first.isoformat(),
        "due_on": cell.due_on.isoformat(),
        "times": cell.times,
        "done": cell.done,
        "is_done": int(cell.is_done),
        "overdue": int(cell.overdue),
        "present": present,
    }
