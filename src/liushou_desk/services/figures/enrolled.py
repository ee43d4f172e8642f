"""Lists 在校学生: the children in care, and the pupils of whom only a count is kept."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.terms import other_half
from liushou_desk.domain.words import Stage
from liushou_desk.models import Pupil, PupilClass, RegisterPeriod, Term
from liushou_desk.services.facts.places import place_labels, places
from liushou_desk.services.facts.rows import on_register
from liushou_desk.services.figures.roll import Row, in_scope
from liushou_desk.services.figures.scope import Scope


def enrolled_rows(session: Session, scope: Scope, roll: list[Row]) -> Iterator[Row]:
    """在校学生: children in care who are present, and the other pupils on the register."""
    for row in roll:
        if row["present"]:
            inside = is_inside(row["stage"], scope)
            yield {**row, "source": "child", "person_id": row["child_id"], "inside": inside}
    known, classes = places(session), _pupil_classes(session, scope)
    here = sa.select(RegisterPeriod.pupil_id).where(on_register(scope.day))
    pupils = sa.select(Pupil.id, Pupil.sex).where(Pupil.id.in_(here))
    for pupil_id, sex in session.execute(pupils):
        class_id = classes.get(pupil_id)
        place = known.get(class_id)
        if in_scope(place, scope):
            labels = place_labels(class_id, place)
            labels["inside"] = is_inside(labels["stage"], scope)
            yield {"source": "pupil", "person_id": pupil_id, "sex": sex and sex.label, **labels}


def is_inside(stage: str | None, scope: Scope) -> int:
    """Whether the 口径 speaks of a stage, by label; of an unknown one it does."""
    return int(scope.definition.knows_no_stage or stage != Stage.PRESCHOOL.label)


def _pupil_classes(session: Session, scope: Scope) -> dict[int, int]:
    """The class of each pupil not in care in the term, else in the school year's other term.

    Classes stay through a school year; of a pupil with neither the class is unknown.
    """
    codes = (scope.term.code, other_half(scope.term.code))
    rows = session.execute(
        sa.select(PupilClass.pupil_id, PupilClass.class_id)
        .join(Term, Term.id == PupilClass.term_id)
        .where(Term.code.in_(codes))
        .order_by(PupilClass.term_id == scope.term_id)
    )
    return {pupil_id: class_id for pupil_id, class_id in rows}
