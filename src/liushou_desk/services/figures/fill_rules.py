"""Fills `compliance`: the follow-up rules evaluated once for every child of the roll."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.follow_up import LEAST_ATTEMPTS, Rule, owed_periods, settle
from liushou_desk.domain.terms import DAY, Span
from liushou_desk.domain.words import AppliesTo
from liushou_desk.models import OpenCellReason, SupportPlan
from liushou_desk.services.figures.school_rules import rules_of
from liushou_desk.services.figures.scope import Scope
from liushou_desk.services.figures.tables import care_span, compliance, contact, roll
from liushou_desk.services.figures.temp import put_rows

Days = tuple[Span, ...]
"""Days in spans that do not meet; most children share them."""
_Cell = tuple[Any, ...]
_CELL = (
    *("child_id", "present", "rule_id", "rule", "period_on", "due_on"),
    *("times", "done", "is_done", "overdue", "tried"),
)
"""The columns of a cell as it is settled, before the child's others are."""


def fill_compliance(session: Session, scope: Scope) -> None:
    """One row for each rule and period that a child owes by the day."""
    in_care, planned = _days_in_care(session), _days_planned(session, scope)
    asked = [(rule, rule.periods(scope.term, scope.until)) for rule in rules_of(session)]
    made = _Made(session.connection(), [(rule, p) for rule, periods in asked for p in periods])
    children = session.execute(sa.select(roll.c.child_id, roll.c.present * roll.c.counted)).all()
    cells: list[_Cell] = []
    for rule, periods in asked:
        owed: dict[tuple[Days, ...], list[_Period]] = {}
        for child_id, present in children:
            days = (in_care.get(child_id, ()),)
            if rule.applies_to is AppliesTo.KEY_CARE:
                days = (*days, planned.get(child_id, ()))
            if days not in owed:
                found = owed_periods(rule, periods, days, scope.until)
                owed[days] = [_Period(rule, period, made, scope.over_on) for period in found]
            cells += [(child_id, present, *period.cell(child_id)) for period in owed[days]]
    _put(session, cells)


def _put(session: Session, cells: list[_Cell]) -> None:
    reasons = _reasons(session)
    of_child, of_rule, begun, is_done = map(
        _CELL.index, ("child_id", "rule_id", "period_on", "is_done")
    )
    open_children = {cell[of_child] for cell in cells if not cell[is_done]}
    rows = [
        (
            *cell,
            int(cell[of_child] not in open_children),
            reasons.get((cell[of_rule], cell[of_child], cell[begun])) if reasons else None,
        )
        for cell in cells
    ]
    put_rows(session, compliance.table, (*_CELL, "child_met", "reason"), rows)


class _Period:
    """A period of a rule: the cells of all who owe it, settled once for each number of contacts."""

    def __init__(self, rule: Rule, period: Span, made: "_Made", over_on: date) -> None:
        self._rule, self._period, self._over_on = rule, period, over_on
        self._done, self._tried = made.done[rule.id, period], made.tried[rule.id, period]
        self._cells: dict[tuple[int, bool], _Cell] = {}
        self._told = (rule.id, rule.sentence, period.first.isoformat(), period.last.isoformat())

    def cell(self, child_id: int) -> _Cell:
        """The columns of a cell that tell nothing of the child itself."""
        key = self._done.get(child_id, 0), child_id in self._tried
        if key not in self._cells:
            self._cells[key] = self._settled(*key)
        return self._cells[key]

    def _settled(self, done: int, tried: bool) -> _Cell:
        cell = settle(self._rule, self._period, done, self._over_on)
        state = (cell.is_done, cell.overdue, tried and not cell.is_done)
        return (*self._told, cell.times, cell.done, *map(int, state))


class _Made:
    """Individual contacts by rule, period and child, each counted in one pass."""

    def __init__(self, connection: sa.Connection, asked: list[tuple[Rule, Span]]) -> None:
        times, days = contact.c.times, contact.c.happened_on
        done = [sa.func.sum(sa.case((_satisfies(*one), times))) for one in asked]
        tried = [sa.func.count(sa.distinct(sa.case((_satisfies(*one), days)))) for one in asked]
        found = _by_child(connection, contact.c.reached == 1, done)
        self.done = {_key(one): values for one, values in zip(asked, found, strict=True)}
        """How often somebody was reached, by child."""
        found = _by_child(connection, contact.c.reached == 0, tried)
        self.tried = {
            _key(one): {child for child, count in values.items() if count >= LEAST_ATTEMPTS}
            for one, values in zip(asked, found, strict=True)
        }
        """For whom enough different days saw an attempt that reached nobody."""


def _key(asked: tuple[Rule, Span]) -> tuple[int, Span]:
    return asked[0].id, asked[1]


def _satisfies(rule: Rule, period: Span) -> sa.ColumnElement[bool]:
    """Whether a record is of a kind that a rule accepts, in a period."""
    within = contact.c.happened_on.between(period.first.isoformat(), period.last.isoformat())
    return sa.and_(contact.c.kind.in_([kind.value for kind in rule.accepts]), within)


def _by_child(
    connection: sa.Connection, where: sa.ColumnElement[bool], numbers: Sequence[Any]
) -> list[dict[int, int]]:
    """Numbers of individual records by child, those that are nought left out."""
    statement = sa.select(contact.c.child_id, *numbers).where(contact.c.is_group == 0, where)
    rows: Sequence[Any] = connection.execute(statement.group_by(contact.c.child_id)).all()
    return [
        {row[0]: row[place] for row in rows if row[place]}
        for place, _ in enumerate(numbers, start=1)
    ]


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
