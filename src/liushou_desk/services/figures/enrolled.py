"""Lists 在校学生: the children in care, and the pupils of whom only a count is kept."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.terms import TermDays, other_half
from liushou_desk.domain.words import Stage
from liushou_desk.models import Pupil, PupilClass, RegisterPeriod, Term
from liushou_desk.services.facts.places import place_labels, places
from liushou_desk.services.facts.rows import on_register, register_rows
from liushou_desk.services.figures.roll import Row, in_scope
from liushou_desk.services.figures.scope import Scope
from liushou_desk.services.school.terms import term_id


@dataclass(frozen=True, slots=True)
class ByClass:
    """How many are on the register by class; those of no class stand under None."""

    children: Counter[int | None]
    pupils: Counter[int | None]


def enrolled_rows(session: Session, scope: Scope, roll: list[Row]) -> Iterator[Row]:
    """在校学生: children in care who are present, and the other pupils on the register."""
    for row in roll:
        if row["present"]:
            inside = is_inside(row["stage"], scope)
            yield {**row, "source": "child", "person_id": row["child_id"], "inside": inside}
    known = places(session)
    for pupil_id, sex, class_id in _pupils(session, scope.term.code, scope.term_id, scope.day):
        place = known.get(class_id)
        if in_scope(place, scope):
            labels = place_labels(class_id, place)
            labels["inside"] = is_inside(labels["stage"], scope)
            yield {"source": "pupil", "person_id": pupil_id, "sex": sex and sex.label, **labels}


def numbers_by_class(session: Session, days: TermDays, day: date) -> ByClass:
    """The children in care and the other pupils of a day by class, as 在校学生 counts them.

    Cheaper than the figures, which need every label; a test holds it against them.
    """
    of_term = term_id(session, days.code)
    children = {row.child_id: row.class_id for row in register_rows(session, day, day, of_term)}
    pupils = _pupils(session, days.code, of_term, day)
    return ByClass(Counter(children.values()), Counter(class_id for _, _, class_id in pupils))


def is_inside(stage: str | None, scope: Scope) -> int:
    """Whether the 口径 speaks of a stage, by label; of an unknown one it does."""
    return int(scope.definition.knows_no_stage or stage != Stage.PRESCHOOL.label)


def _pupils(session: Session, term: str, of_term: int, day: date) -> list[tuple[int, Any, Any]]:
    """Each pupil not in care on the register on a day, its sex and its class."""
    classes = _pupil_classes(session, term, of_term)
    here = sa.select(RegisterPeriod.pupil_id).where(on_register(day))
    pupils = session.execute(sa.select(Pupil.id, Pupil.sex).where(Pupil.id.in_(here)))
    return [(pupil_id, sex, classes.get(pupil_id)) for pupil_id, sex in pupils]


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
