"""Builds the roll: one row a child in care with every derived label, and the days it counts."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.terms import DAY, Span
from liushou_desk.domain.words import label_of
from liushou_desk.models import SupportPlan
from liushou_desk.services.facts import rows as facts
from liushou_desk.services.facts.labelling import Labeller, Row
from liushou_desk.services.facts.places import Place, place_labels, places
from liushou_desk.services.figures.complete import FILING, REQUIRED, answered_children
from liushou_desk.services.figures.scope import Scope


def roll_rows(session: Session, scope: Scope, reader: facts.Reader) -> tuple[list[Row], list[Row]]:
    """The roll and the care spans of a scope."""
    builder = _RollBuilder(session, scope, reader)
    roll: list[Row] = []
    spans: list[Row] = []
    for periods in _by_child(session, scope):
        place = builder.places.get(periods[0].class_id)
        if not in_scope(place, scope):
            continue
        row, counted = builder.build(periods, place)
        roll.append(row)
        spans += [
            {"child_id": row["child_id"], "first_on": span.first, "last_on": span.last}
            for span in counted
        ]
    return roll, [_texts(span) for span in spans]


def hardship_rows(roll: list[Row]) -> Iterator[Row]:
    """困境类型 of each counted child."""
    for row in roll:
        if row["present"] and row["counted"]:
            for ground in row["hardships"]:
                yield {
                    "child_id": row["child_id"],
                    "hardship": ground.label,
                    "hardship_class": ground.of.label,
                }


def in_scope(place: Place | None, scope: Scope) -> bool:
    """Whether a class belongs to the campus that is asked about."""
    return scope.campus_id is None or (place is not None and place.campus_id == scope.campus_id)


class _RollBuilder:
    """Puts a child's place and time on the register beside its labels."""

    def __init__(self, session: Session, scope: Scope, reader: facts.Reader) -> None:
        self.scope, self.reader = scope, reader
        self.labeller = Labeller.read(session, scope.term_id, scope.definition)
        self.places = places(session)
        self.left = facts.departures(session, scope.leaving_day)
        self.filed = answered_children(session, scope, FILING)
        self.complete = answered_children(session, scope, REQUIRED)
        self.plans = _children_with_plan(session, scope.day)

    def build(self, periods: list[Any], place: Place | None) -> tuple[Row, list[Span]]:
        """One child from its register periods of the term."""
        child, scope = periods[-1], self.scope
        on_register = [_days(period, scope) for period in periods]
        present = any(scope.day in span for span in on_register)
        label_day = scope.day if present else _nearest(on_register, scope.day)
        history = self.reader.history(child, scope.day)
        counted = [
            piece for span in on_register for piece in history.counted(span, scope.definition)
        ]
        row = {
            "child_id": child.child_id,
            "household_id": child.household_id,
            "present": int(present),
            "at_start": int(any(scope.term.first_on in span for span in counted)),
            **self._leaving(child.child_id, periods),
            "sex": label_of(child.sex),
            "counted_before": 0,
            **place_labels(child.class_id, place),
            **self.labeller.labels(child, history, label_day),
            **self._file(child, verified=history.verified),
        }
        return row, counted

    def _leaving(self, child_id: int, periods: list[Any]) -> Row:
        """Whether the child was gone when the term was over, and as what that counts."""
        here = any(
            period.left_on is None or period.left_on > self.scope.leaving_day for period in periods
        )
        left = None if here else self.left.get(child_id)
        return {"gone": int(not here), "left_why": left and left.counted_as}

    def _file(self, child: Any, *, verified: bool) -> Row:
        # The class is no field of the catalogue but what the file is kept under: always asked.
        has_class = child.class_id is not None
        return {
            "verified": int(verified),
            "filed": int(has_class and child.child_id in self.filed),
            "complete": int(has_class and child.child_id in self.complete),
            "key_care": int(child.child_id in self.plans),
        }


def _by_child(session: Session, scope: Scope) -> Iterator[list[Any]]:
    rows = facts.register_rows(session, scope.term.first_on, scope.until, scope.term_id)
    yield from facts.by_first(rows).values()


def _days(period: Any, scope: Scope) -> Span:
    last = scope.until if period.left_on is None else min(period.left_on - DAY, scope.until)
    return Span(max(period.entered_on, scope.term.first_on), last)


def _nearest(on_register: list[Span], day: date) -> date:
    """The day a child's labels are read at who is not on the register on the day itself."""
    past = [span.last for span in on_register if span.last < day]
    return past[-1] if past else on_register[0].first


def _children_with_plan(session: Session, day: date) -> set[int]:
    plans = sa.select(SupportPlan.child_id).where(
        SupportPlan.opened_on <= day,
        sa.or_(SupportPlan.closed_on.is_(None), SupportPlan.closed_on > day),
    )
    return set(session.scalars(plans))


def _texts(span: Row) -> Row:
    return {
        key: value.isoformat() if isinstance(value, date) else value for key, value in span.items()
    }
