"""Lists 在校学生: the children in care, and the pupils of whom only a count is kept."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.terms import TermDays, other_half
from liushou_desk.domain.words import Stage
from liushou_desk.models import Pupil, PupilClass, RegisterPeriod, Term
from liushou_desk.services.facts.lazy_rows import LazyRows, Plain
from liushou_desk.services.facts.places import place_labels, places
from liushou_desk.services.facts.rows import on_register, register_rows
from liushou_desk.services.figures.roll import SEXES, Row, in_scope
from liushou_desk.services.figures.scope import Scope
from liushou_desk.services.school.terms import term_id


@dataclass(frozen=True, slots=True)
class ByClass:
    """How many are on the register by class; those of no class stand under None."""

    children: Counter[int | None]
    pupils: Counter[int | None]


COLUMNS = ("class_id", "source", "person_id", "sex", "stage", "grade", "campus", "inside")


def enrolled_rows(session: Session, scope: Scope, roll: list[Row]) -> list[Plain]:
    """在校学生: children in care who are present, and the other pupils on the register.

    Rows of `COLUMNS`; a school has many pupils of whom nothing else is kept.
    """
    known = places(session)
    placed = {
        class_id: _placed(place_labels(class_id, place), scope)
        for class_id, place in (*known.items(), (None, None))
        if in_scope(class_id, place, scope)
    }
    rows: list[Plain] = [
        (row["class_id"], "child", row["child_id"], row["sex"], *_placed(row, scope))
        for row in roll
        if row["present"]
    ]
    for pupil_id, sex, class_id in _pupils(session, scope.term.code, scope.term_id, scope.day):
        place = placed.get(class_id if class_id in known else None)
        if place:
            rows.append((class_id, "pupil", pupil_id, SEXES[sex], *place))
    return rows


def _placed(labels: Row, scope: Scope) -> Plain:
    stage = labels["stage"]
    return stage, labels["grade"], labels["campus"], is_inside(stage, scope)


def numbers_by_class(session: Session, days: TermDays, day: date) -> ByClass:
    """The children in care and the other pupils of a day by class, as 在校学生 counts them.

    Cheaper than the figures, which need every label; a test holds it against them.
    """
    of_term = term_id(session, days.code)
    register = register_rows(session, day, day, of_term)
    children = (register.row._make(periods[-1]).class_id for periods in register.plain.values())
    pupils = _pupils(session, days.code, of_term, day)
    return ByClass(Counter(children), Counter(class_id for _, _, class_id in pupils))


def is_inside(stage: str | None, scope: Scope) -> int:
    """Whether the 口径 speaks of a stage, by label; of an unknown one it does."""
    return int(scope.definition.knows_no_stage or stage != Stage.PRESCHOOL.label)


def _pupils(session: Session, term: str, of_term: int, day: date) -> list[tuple[int, Any, Any]]:
    """Each pupil not in care on the register on a day, its sex as it is stored and its class."""
    classes = _pupil_classes(session, term, of_term)
    here = sa.select(RegisterPeriod.pupil_id).where(on_register(day))
    pupils = sa.select(Pupil.id, Pupil.sex).where(Pupil.id.in_(here))
    found = LazyRows(session.connection(), pupils).plain.values()
    return [(pupil_id, sex, classes.get(pupil_id)) for ((pupil_id, sex),) in found]


def _pupil_classes(session: Session, term: str, of_term: int) -> dict[int, int]:
    """The class of each pupil not in care in the term, else in the school year's other term.

    Classes stay through a school year; of a pupil with neither the class is unknown.
    """
    codes = (term, other_half(term))
    rows = session.execute(
        sa.select(PupilClass.pupil_id, PupilClass.class_id)
        .join(Term, Term.id == PupilClass.term_id)
        .where(Term.code.in_(codes))
        .order_by(PupilClass.term_id == of_term)
    )
    return {pupil_id: class_id for pupil_id, class_id in rows}
