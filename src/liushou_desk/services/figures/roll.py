"""Builds the roll: one row a child in care with every derived label, and the days it counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.classes import ClassName
from liushou_desk.domain.definitions import (
    Definition,
    Facts,
    Finding,
    agreement,
    finding,
    orphaned,
)
from liushou_desk.domain.fields import ROSTER_FIELDS
from liushou_desk.domain.terms import DAY, Span
from liushou_desk.domain.words import (
    Category,
    DefinitionKind,
    Health,
    MentorKind,
    ParentStatus,
    Stage,
)
from liushou_desk.models import (
    Base,
    Campus,
    Child,
    Household,
    Mentor,
    Pairing,
    SchoolClass,
    SupportPlan,
)
from liushou_desk.services.figures import facts
from liushou_desk.services.figures.scope import Scope

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A class and where it is."""

    campus_id: int
    campus: str
    is_main: bool
    name: ClassName

    @property
    def class_label(self) -> str:
        """三年级2班, outside the main campus with the place before it."""
        return self.name.label if self.is_main else f"{self.campus}{self.name.label}"


def roll_rows(session: Session, scope: Scope, reader: facts.Reader) -> tuple[list[Row], list[Row]]:
    """The roll and the care spans of a scope."""
    builder = _RollBuilder(session, scope, reader)
    roll: list[Row] = []
    spans: list[Row] = []
    for periods in _by_child(session, scope):
        place = builder.places.get(periods[0].class_id)
        if scope.campus_id is not None and (place is None or place.campus_id != scope.campus_id):
            continue
        row, counted = builder.build(periods, place)
        roll.append(row)
        spans += [
            {"child_id": row["child_id"], "first_on": span.first, "last_on": span.last}
            for span in counted
        ]
    return roll, [_texts(span) for span in spans]


def hardship_rows(session: Session, scope: Scope, roll: list[Row]) -> Iterator[Row]:
    """困境类型 ticked on the term's sheets, with 孤儿 and 残疾 from the child's own facts."""
    counted = {row["child_id"]: row for row in roll if row["present"] and row["counted"]}
    ticked = session.execute(
        sa.text(
            "SELECT s.child_id, h.hardship FROM sheet_hardship h"
            " JOIN term_sheet s ON s.id = h.sheet_id WHERE s.term_id = :term"
        ),
        {"term": scope.term_id},
    )
    for child_id, name in ticked:
        if child_id in counted:
            yield {"child_id": child_id, "hardship": name}
    for child_id, row in counted.items():
        for label in row["own_hardships"]:
            yield {"child_id": child_id, "hardship": label}


class _RollBuilder:
    """Reads every dated table once, then labels child by child."""

    def __init__(self, session: Session, scope: Scope, reader: facts.Reader) -> None:
        self.scope, self.reader = scope, reader
        self.caregivers = facts.caregiver_rows(session)
        self.boarding = facts.boarding_rows(session)
        self.places = places(session)
        self.left = facts.reasons_left(session, scope.day)
        self.complete = _complete_children(session, scope.day)
        self.hardships = _with_hardship(session, scope)
        self.paired = _paired_children(session, scope.day)
        self.plans = _children_with_plan(session, scope.day)
        self.other = {
            kind: Definition(kind, months=scope.definition.months) for kind in DefinitionKind
        }

    def build(self, periods: list[Any], place: Place | None) -> tuple[Row, list[Span]]:
        """One child from its register periods of the term."""
        child, scope = periods[-1], self.scope
        on_register = [_days(period, scope) for period in periods]
        present = any(scope.day in span for span in on_register)
        label_day = scope.day if present else _nearest(on_register, scope.day)
        history = self.reader.history(child, scope.day)
        facts_now = history.facts_on(label_day)
        found = finding(facts_now, label_day, scope.definition)
        counted = [
            piece for span in on_register for piece in history.counted(span, scope.definition)
        ]
        row = {
            "child_id": child.child_id,
            "household_id": child.household_id,
            "present": int(present),
            "at_start": int(any(scope.term.first_on in span for span in counted)),
            "entered_in_term": int(child.entered_on >= scope.term.first_on),
            "left_why": None if present else self._why_left(child.child_id),
            "sex": child.sex.label if child.sex else None,
            "counted": int(found.counts),
            "counted_before": 0,
            **_place_labels(child.class_id, place),
            **self._findings(facts_now, label_day, found),
            **self._care(child.child_id, label_day),
            **self._file(child, facts_now, found),
        }
        return row, counted

    def _why_left(self, child_id: int) -> str | None:
        reason = self.left.get(child_id)
        return reason.label if reason else None

    def _findings(self, known: Facts, day: date, found: Finding) -> Row:
        record = finding(known, day, self.other[DefinitionKind.SCHOOL_RECORD])
        verified = finding(known, day, self.other[DefinitionKind.VERIFIED])
        civil = finding(known, day, self.other[DefinitionKind.CIVIL])
        statuses = {known.father.status, known.mother.status}
        return {
            "away": found.label if found.counts else None,
            "record_finding": record.label if known.mark else None,
            "verified_finding": verified.label,
            "civil_finding": civil.label,
            "agreement": agreement(known, day, self.scope.definition).label,
            "lost_and_away": int(statuses == {ParentStatus.LOST_CONTACT, ParentStatus.WORKS_AWAY}),
        }

    def _care(self, child_id: int, day: date) -> Row:
        caregiver = facts.on_day(self.caregivers.get(child_id, ()), day)
        boards = facts.on_day(self.boarding.get(child_id, ()), day)
        return {
            "care": caregiver.care.label if caregiver else None,
            "caregiver": _caregiver_label(caregiver),
            "boards": None if boards is None else "寄宿" if boards.boards else "走读",
        }

    def _file(self, child: Any, known: Facts, found: Finding) -> Row:
        own = [
            label
            for label, is_so in (
                ("孤儿", orphaned(known)),
                ("残疾", child.disability or child.health is Health.DISABLED),
            )
            if is_so
        ]
        hardship = bool(own) or child.child_id in self.hardships
        verified = facts.is_verified(child, self.scope.day)
        answered = child.child_id in self.complete
        return {
            "category": _category(found.counts, hardship, bool(child.is_migrant)).label,
            "is_orphan": int(orphaned(known)),
            "own_hardships": own,
            "has_hardship": int(hardship),
            "verified": int(verified),
            "complete": int(verified and answered and child.class_id is not None),
            "paired": int(child.child_id in self.paired),
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


def _place_labels(class_id: int | None, place: Place | None) -> Row:
    if place is None:
        names = ("campus_id", "campus", "stage", "grade", "school_class", "class_order")
        return {"class_id": class_id, **dict.fromkeys(names)}
    return {
        "class_id": class_id,
        "campus_id": place.campus_id,
        "campus": place.campus,
        "stage": place.name.stage.label,
        "grade": grade_key(place.name.stage, place.name.grade),
        "school_class": place.class_label,
        "class_order": place.name.grade * 100 + place.name.number,
    }


def grade_key(stage: Stage, grade: int) -> str:
    """How a grade is named as a group: 1 to 9, or 学前."""
    return Stage.PRESCHOOL.label if stage is Stage.PRESCHOOL else str(grade)


def _caregiver_label(caregiver: Any) -> str | None:
    """The caregiver by relation (祖父); where only a wide word is on file, the note or that."""
    if caregiver is None:
        return None
    if caregiver.relation is None:
        return str(caregiver.care.label)
    wide = caregiver.relation.value in {"other", "grandparent"}
    return (caregiver.relation_note if wide else None) or str(caregiver.relation.label)


def _category(counted: bool, hardship: bool, migrant: bool) -> Category:
    if counted:
        return Category.LEFT_BEHIND
    if hardship:
        return Category.HARDSHIP
    return Category.MIGRANT if migrant else Category.OTHER


def places(session: Session) -> dict[int | None, Place]:
    """Every class with where it is."""
    rows = session.execute(
        sa.select(
            SchoolClass.id,
            Campus.id,
            Campus.name,
            Campus.is_main,
            SchoolClass.stage,
            SchoolClass.grade,
            SchoolClass.number,
        ).join(Campus, Campus.id == SchoolClass.campus_id)
    )
    return {
        class_id: Place(campus_id, campus, is_main, ClassName(stage, grade, number))
        for class_id, campus_id, campus, is_main, stage, grade, number in rows
    }


def _complete_children(session: Session, day: date) -> set[int]:
    """Children with every required field of the catalogue answered; dated ones on the day."""
    owners: dict[str, type[Base]] = {"child": Child, "household": Household}
    conditions = [
        owners[entry.table].__table__.c[entry.key].is_not(None)
        for entry in ROSTER_FIELDS
        if entry.required and entry.table in owners
    ]
    dated = [
        f"EXISTS (SELECT 1 FROM {entry.table} p WHERE p.child_id = child.id"
        " AND (p.from_on IS NULL OR p.from_on <= :day) AND (p.to_on IS NULL OR p.to_on > :day))"
        for entry in ROSTER_FIELDS
        if entry.required and entry.table not in owners
    ]
    statement = (
        sa.select(Child.id)
        .join(Household, Household.id == Child.household_id)
        .where(*conditions, *(sa.text(condition) for condition in dated))
    )
    return set(session.scalars(statement, {"day": day.isoformat()}))


def _with_hardship(session: Session, scope: Scope) -> set[int]:
    rows = session.execute(
        sa.text(
            "SELECT s.child_id FROM sheet_hardship h JOIN term_sheet s ON s.id = h.sheet_id"
            " WHERE s.term_id = :term"
        ),
        {"term": scope.term_id},
    )
    return {child_id for (child_id,) in rows}


def _paired_children(session: Session, day: date) -> set[int]:
    """Children with an adult mentor on a day."""
    return set(
        session.scalars(
            sa.select(Pairing.child_id)
            .join(Mentor, Mentor.id == Pairing.mentor_id)
            .where(in_force(Pairing, day), Mentor.kind != MentorKind.PUPIL)
        )
    )


def in_force(model: Any, day: date) -> sa.ColumnElement[bool]:
    """Whether a dated row holds on a day."""
    return sa.and_(
        sa.or_(model.from_on.is_(None), model.from_on <= day),
        sa.or_(model.to_on.is_(None), model.to_on > day),
    )


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
