"""Builds the roll: one row a child in care with every derived label, and the days it counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ages import age_band
from liushou_desk.domain.history import History
from liushou_desk.domain.terms import DAY, Span
from liushou_desk.domain.words import UNFILLED, Sex
from liushou_desk.models import SupportPlan
from liushou_desk.services.facts import rows as facts
from liushou_desk.services.facts.alike import Alike, Key
from liushou_desk.services.facts.labelling import Labeller, Row
from liushou_desk.services.facts.places import Place, place_labels, places
from liushou_desk.services.figures.complete import FILING, REQUIRED, answered_children
from liushou_desk.services.figures.scope import Scope


def roll_rows(session: Session, scope: Scope, reader: facts.Reader) -> tuple[list[Row], list[Row]]:
    """The roll and the care spans of a scope."""
    builder = _RollBuilder(session, scope, reader)
    roll: list[Row] = []
    spans: list[Row] = []
    for child_id in builder.register:
        row, counted = builder.build(child_id)
        if row is not None:
            roll.append(row)
            spans += [{"child_id": child_id, **span} for span in counted]
    return roll, spans


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


def in_scope(class_id: int | None, place: Place | None, scope: Scope) -> bool:
    """Whether a class is the one that is asked about, and belongs to the campus that is."""
    if scope.class_id is not None and class_id != scope.class_id:
        return False
    return scope.campus_id is None or (place is not None and place.campus_id == scope.campus_id)


@dataclass(frozen=True, slots=True)
class _Stay:
    """A child's days on the register in the term, and what they alone decide."""

    spans: list[Span]
    label_day: date
    labels: Row


@dataclass(frozen=True, slots=True)
class _Story:
    """What the history of some children says, who are alike in it and in their days."""

    history: History
    labels: Row
    counted: list[Row]
    categories: dict[Key, Row] = field(default_factory=dict[Key, Row])
    """By what else is asked of a child for its category."""


class _RollBuilder:
    """Puts a child's place and time on the register beside its labels.

    Every rule is asked once for all children who are alike in what it rests on.
    """

    def __init__(self, session: Session, scope: Scope, reader: facts.Reader) -> None:
        self.scope, self.reader = scope, reader
        first, until = scope.term.first_on, scope.until
        self.register = facts.register_rows(session, first, until, scope.term_id)
        self.labeller = Labeller.read(session, scope.term_id, scope.definition)
        self.alike = Alike(reader, scope.definition, Span(first, until), scope.day)
        self.places = places(session)
        self.left = facts.departures(session, scope.leaving_day)
        self.filed = answered_children(session, scope, FILING)
        self.complete = answered_children(session, scope, REQUIRED)
        self.plans = _children_with_plan(session, scope.day)
        self._placed: dict[int | None, Row] = {}
        self._stays: dict[Key, _Stay] = {}
        self._stories: dict[Key, _Story] = {}
        self._cares: dict[Key, Row] = {}

    def build(self, child_id: int) -> tuple[Row | None, list[Row]]:
        """One child with the days it counts; None for one of another campus."""
        periods = self.register.plain[child_id]
        child = self.register.row._make(periods[-1])
        place = self.places.get(child.class_id)
        if not in_scope(child.class_id, place, self.scope):
            return None, []
        key = tuple(period[_STAY] for period in periods)
        stay = self._stays.get(key) or self._stay(key, child_id)
        story_key = (key, self.alike.history(child, stay.label_day))
        story = self._stories.get(story_key) or self._story(story_key, child_id, stay)
        row: Row = {
            "child_id": child_id,
            "household_id": child.household_id,
            "sex": SEXES[child.sex],
            "village": child.village,
            "age_band": self._age_band(child.born_on, stay.label_day),
            "counted_before": 0,
            **stay.labels,
            **(self._placed.get(child.class_id) or self._place(child.class_id, place)),
            **story.labels,
            **self._care(child, story, stay.label_day),
            **self._category(child, story, stay.label_day),
            **self._file(child),
            **{key: int(bool(getattr(child, key))) for key in ASKED_AS_THEY_ARE},
            "left_why": self._left_why(child_id, stay),
        }
        row["stage_boards"] = _crossed(row["stage"], row["boards"])
        return row, story.counted

    def _age_band(self, born_on: str | None, day: date) -> str | None:
        """Of an age past all sense none: a birth date that lies ahead."""
        known = self.alike.born(born_on, day)
        return age_band(known[0]) if known and known[0] >= 0 else None

    def _stay(self, key: Key, child_id: int) -> _Stay:
        scope, periods = self.scope, self.register[child_id]
        spans = [_days(period, scope) for period in periods]
        present = any(scope.day in span for span in spans)
        gone = all(
            period.left_on is not None and period.left_on <= scope.leaving_day for period in periods
        )
        label_day = scope.day if present else _nearest(spans, scope.day)
        stay = _Stay(spans, label_day, {"present": int(present), "gone": int(gone)})
        self._stays[key] = stay
        return stay

    def _story(self, key: Key, child_id: int, stay: _Stay) -> _Story:
        scope = self.scope
        history = self.reader.history(self.register[child_id][-1], scope.day)
        counted = [p for span in stay.spans for p in history.counted(span, scope.definition)]
        story = _Story(
            history,
            {
                **self.labeller.findings(history, stay.label_day),
                "at_start": int(any(scope.term.first_on in span for span in counted)),
                "verified": int(history.verified),
            },
            [{"first_on": s.first.isoformat(), "last_on": s.last.isoformat()} for s in counted],
        )
        self._stories[key] = story
        return story

    def _place(self, class_id: int | None, place: Place | None) -> Row:
        return self._placed.setdefault(class_id, place_labels(class_id, place))

    def _care(self, child: Any, story: _Story, day: date) -> Row:
        labeller, child_id = self.labeller, child.child_id
        key = (
            self.alike.dated(labeller.caregivers, child_id),
            self.alike.dated(labeller.boarding, child_id),
            tuple(row[1:] for row in labeller.agreements.plain.get(child_id, ())),
            self.alike.decisions(child_id),
            self.alike.born(child.born_on, day),
            day,
        )
        if key not in self._cares:
            typed = self.register[child_id][-1]
            self._cares[key] = labeller.care(typed, story.history, day)
        return self._cares[key]

    def _category(self, child: Any, story: _Story, day: date) -> Row:
        labeller, child_id = self.labeller, child.child_id
        key = (
            tuple(row[1] for row in labeller.ticked.plain.get(child_id, ())),
            *(child.disability, child.health, child.is_migrant, child.is_other_care),
        )
        if key not in story.categories:
            typed = self.register[child_id][-1]
            story.categories[key] = labeller.category(typed, story.history, day)
        return story.categories[key]

    def _left_why(self, child_id: int, stay: _Stay) -> str | None:
        """As what it counts that the child was gone when the term was over."""
        left = self.left.get(child_id) if stay.labels["gone"] else None
        return left and left.counted_as

    def _file(self, child: Any) -> Row:
        # The class is no field of the catalogue but what the file is kept under: always asked.
        has_class = child.class_id is not None
        return {
            "filed": int(has_class and child.child_id in self.filed),
            "complete": int(has_class and child.child_id in self.complete),
            "key_care": int(child.child_id in self.plans),
        }


ASKED_AS_THEY_ARE = (
    "numbered",
    "declines_label",
    "first_to_board",
    "first_to_eat",
    "first_to_ride",
)
"""Yes or no, as child and sheet have it."""
_STAY = slice(-3, -1)
"""Entered and left, in a plain row of the register."""
SEXES: Mapping[str | None, str | None] = {None: None, **{sex.value: sex.label for sex in Sex}}


def _crossed(stage: str | None, boards: str | None) -> str | None:
    """小学·寄宿, for the table of stage by boarding; None where neither is known."""
    return f"{stage or UNFILLED}·{boards or UNFILLED}" if stage or boards else None


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
