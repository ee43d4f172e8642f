"""Fills `compliance` and `mentor_compliance`: the follow-up rules evaluated once for everybody."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.definitions import Finding
from liushou_desk.domain.follow_up import Rule, owed_periods, settle
from liushou_desk.domain.rule_words import PRESCHOOL_GRADE
from liushou_desk.domain.terms import Span
from liushou_desk.domain.words import AppliesTo, OwedBy, Stage
from liushou_desk.models import MentorCellReason, OpenCellReason
from liushou_desk.services.facts.places import grade_key
from liushou_desk.services.figures.rule_contacts import Counts, Made, visited_households
from liushou_desk.services.figures.rule_days import Days, RuleDays
from liushou_desk.services.figures.school_rules import rules_of
from liushou_desk.services.figures.scope import Scope
from liushou_desk.services.figures.tables import compliance, mentor_compliance, roll
from liushou_desk.services.figures.temp import put_rows

_Cell = tuple[Any, ...]
_STATE = ("rule_id", "rule", "period_on", "due_on", "times", "done", "is_done", "overdue")
_CELL = ("child_id", "present", *_STATE, "tried")
"""The columns of a cell as it is settled, before the child's others are."""


def fill_compliance(session: Session, scope: Scope) -> None:
    """One row for each rule and period that a child or a mentor owes by the day."""
    days = RuleDays(session, scope)
    cells: list[_Cell] = []
    of_mentors: list[_Cell] = []
    for rule in rules_of(session):
        periods = scope.rule_periods(rule)
        if rule.owed_by is OwedBy.CHILD:
            made = Made(session, scope, rule, periods)
            cells += _of_children(session, _Settling(rule, periods, made, scope), days)
        else:
            visited = visited_households(session, rule, periods)
            of_mentors += _of_mentors(_Settling(rule, periods, None, scope), visited, days)
    _put(session, cells)
    _put_mentors(session, of_mentors)


def _of_children(session: Session, settling: "_Settling", days: RuleDays) -> Iterator[_Cell]:
    rule = settling.rule
    present = roll.c.present * roll.c.counted
    children = session.execute(sa.select(roll.c.child_id, present).where(_for_whom(rule))).all()
    for child_id, is_present in children:
        for period in settling.owed(days.of(rule, child_id)):
            yield (child_id, is_present, *period.cell(child_id))


def _for_whom(rule: Rule) -> sa.ColumnElement[bool]:
    """Whom of the roll a rule is for, as far as a label says it."""
    match rule.applies_to:
        case AppliesTo.BOTH_AWAY:
            return roll.c.away == Finding.BOTH.label
        case AppliesTo.GRADE:
            stage = Stage.PRESCHOOL if rule.grade == PRESCHOOL_GRADE else Stage.PRIMARY
            return roll.c.grade == grade_key(stage, rule.grade or 0)
        case AppliesTo.CLASS:
            return roll.c.class_id == rule.class_id
        case _:
            return sa.true()


def _of_mentors(
    settling: "_Settling", visited: Mapping[Span, Counts], days: RuleDays
) -> Iterator[_Cell]:
    rule, over_on = settling.rule, settling.over_on
    for mentor_id, paired in days.paired().items():
        for owed in owed_periods(rule, settling.periods, (paired,), settling.until):
            done = visited[owed[0]].get(mentor_id, 0)
            yield (mentor_id, *_state(rule, owed, done, over_on))


class _Settling:
    """The cells of one rule, worked out once for all who have equal days and equal contacts."""

    def __init__(self, rule: Rule, periods: list[Span], made: Made | None, scope: Scope) -> None:
        self.rule, self.periods, self._made = rule, periods, made
        self.until = scope.until
        self.over_on = min(scope.over_on, scope.term.last_on)
        self._owed: dict[tuple[Days, ...], list[_Period]] = {}
        self._periods: dict[tuple[Span, int], _Period] = {}

    def owed(self, days: tuple[Days, ...]) -> "list[_Period]":
        """The periods that a child with these days owes."""
        if days not in self._owed:
            found = owed_periods(self.rule, self.periods, days, self.until)
            self._owed[days] = [self._period(owed) for owed in found]
        return self._owed[days]

    def _period(self, owed: tuple[Span, int]) -> "_Period":
        if owed not in self._periods:
            assert self._made is not None
            self._periods[owed] = _Period(self.rule, owed, self._made, self.over_on)
        return self._periods[owed]


class _Period:
    """A period of a rule: the cells of all who owe it, settled once for each number of contacts."""

    def __init__(self, rule: Rule, owed: tuple[Span, int], made: Made, over_on: date) -> None:
        self._rule, self._owed, self._over_on = rule, owed, over_on
        self._done, self._tried = made.done[owed[0]], made.tried[owed[0]]
        self._cells: dict[tuple[int, bool], _Cell] = {}

    def cell(self, child_id: int) -> _Cell:
        """The columns of a cell that tell nothing of the child itself."""
        key = self._done.get(child_id, 0), child_id in self._tried
        if key not in self._cells:
            self._cells[key] = self._settled(*key)
        return self._cells[key]

    def _settled(self, done: int, tried: bool) -> _Cell:
        state = _state(self._rule, self._owed, done, self._over_on)
        is_done = state[_STATE.index("is_done")]
        return (*state, int(tried and not is_done))


def _state(rule: Rule, owed: tuple[Span, int], done: int, over_on: date) -> _Cell:
    cell = settle(rule, owed, done, over_on)
    told = (rule.id, rule.sentence, cell.period.first.isoformat(), cell.due_on.isoformat())
    return (*told, cell.times, cell.done, int(cell.is_done), int(cell.overdue))


def _put(session: Session, cells: list[_Cell]) -> None:
    reasons = _reasons(session, OpenCellReason)
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


def _put_mentors(session: Session, cells: list[_Cell]) -> None:
    reasons = _reasons(session, MentorCellReason)
    columns = ("mentor_id", *_STATE)
    whose, of_rule, begun = map(columns.index, ("mentor_id", "rule_id", "period_on"))
    rows = [(*cell, reasons.get((cell[of_rule], cell[whose], cell[begun]))) for cell in cells]
    put_rows(session, mentor_compliance.table, (*columns, "reason"), rows)


def _reasons(
    session: Session, kept: type[OpenCellReason | MentorCellReason]
) -> Mapping[tuple[int, int, str], str]:
    """未完成原因 by rule, child or mentor, and first day of the period."""
    whose = kept.child_id if issubclass(kept, OpenCellReason) else kept.mentor_id
    cells = sa.select(kept.rule_id, whose, kept.period_on, kept.reason)
    return {
        (rule_id, owner_id, period_on.isoformat()): reason
        for rule_id, owner_id, period_on, reason in session.execute(cells)
    }
