"""The days that make somebody owe a rule: in care, with an open plan, boarding, paired."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.follow_up import TEACHERS, Rule
from liushou_desk.domain.terms import DAY, Span
from liushou_desk.domain.words import AppliesTo
from liushou_desk.models import BoardingPeriod, Mentor, Pairing, SupportPlan
from liushou_desk.services.figures.scope import Scope
from liushou_desk.services.figures.tables import care_span

Days = tuple[Span, ...]
"""Days in spans that do not meet; most children share them."""


class RuleDays:
    """The days of every child by the scope's last one, each kind read when a rule asks for it."""

    def __init__(self, session: Session, scope: Scope) -> None:
        self._session, self._scope = session, scope
        self.in_care = _days_in_care(session)
        self._beside: dict[AppliesTo, Mapping[int, Days]] = {}

    def of(self, rule: Rule, child_id: int) -> tuple[Days, ...]:
        """Of each kind that a rule looks at."""
        in_care = self.in_care.get(child_id, ())
        if rule.applies_to not in _READ:
            return (in_care,)
        if rule.applies_to not in self._beside:
            self._beside[rule.applies_to] = _READ[rule.applies_to](self._session, self._scope)
        return in_care, self._beside[rule.applies_to].get(child_id, ())

    def paired(self) -> Mapping[int, Days]:
        """Days on which a teacher still here was paired with a child in care, by teacher."""
        pairs = (
            sa.select(
                Pairing.mentor_id, Pairing.child_id, Pairing.from_on, Pairing.to_on, Mentor.left_on
            )
            .join(Mentor, Mentor.id == Pairing.mentor_id)
            .where(Mentor.kind.in_(TEACHERS))
        )
        found: dict[int, list[Span]] = defaultdict(list)
        for mentor_id, child_id, from_on, to_on, left_on in self._session.execute(pairs):
            days = _days(from_on, min(filter(None, (to_on, left_on)), default=None), self._scope)
            found[mentor_id] += [days.overlap(span) for span in self.in_care.get(child_id, ())]
        return {mentor_id: _apart(spans) for mentor_id, spans in found.items()}


def _days_in_care(session: Session) -> Mapping[int, Days]:
    found: dict[int, list[Span]] = defaultdict(list)
    for child_id, first, last in session.execute(sa.select(care_span)).all():
        found[child_id].append(Span(date.fromisoformat(first), date.fromisoformat(last)))
    return {child_id: tuple(spans) for child_id, spans in found.items()}


def _days_planned(session: Session, scope: Scope) -> Mapping[int, Days]:
    """Days by `until` on which a child had an open plan (重点关爱)."""
    plans = sa.select(SupportPlan.child_id, SupportPlan.opened_on, SupportPlan.closed_on)
    return _by_child(session, plans, scope)


def _days_boarding(session: Session, scope: Scope) -> Mapping[int, Days]:
    boarding = sa.select(
        BoardingPeriod.child_id, BoardingPeriod.from_on, BoardingPeriod.to_on
    ).where(BoardingPeriod.boards)
    return _by_child(session, boarding, scope)


_READ = {AppliesTo.KEY_CARE: _days_planned, AppliesTo.BOARDERS: _days_boarding}


def _by_child(
    session: Session, dated: sa.Select[int, Any, Any], scope: Scope
) -> Mapping[int, Days]:
    found: dict[int, list[Span]] = defaultdict(list)
    for child_id, from_on, to_on in session.execute(dated):
        found[child_id].append(_days(from_on, to_on, scope))
    return {child_id: _apart(spans) for child_id, spans in found.items()}


def _days(from_on: date | None, to_on: date | None, scope: Scope) -> Span:
    last = scope.until if to_on is None else min(to_on - DAY, scope.until)
    return Span(from_on or date.min, last)


def _apart(spans: Iterable[Span]) -> Days:
    """The same days, each once."""
    found: list[Span] = []
    for span in sorted(spans, key=_begin):
        first = max(span.first, found[-1].last + DAY) if found else span.first
        if first <= span.last:
            found.append(Span(first, span.last))
    return tuple(found)


def _begin(span: Span) -> date:
    return span.first
