"""The classes of a file as they are chosen from."""

from dataclasses import dataclass

import sqlalchemy as sa

from liushou_desk.domain.terms import grade_label
from liushou_desk.models import Term, TermSheet
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.places import places


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class; `is_used` where a child in care is in it in the term that was asked about."""

    class_id: int
    label: str
    campus: str
    stage: str
    grade: str
    number: int
    is_used: bool


def list_classes(office: OfficeFile, term: str | None) -> tuple[ClassRow, ...]:
    """Every class of the file by stage, grade and number, the main campus first."""
    with office.reading() as session:
        used = set(
            session.scalars(
                sa.select(TermSheet.class_id)
                .join(Term, Term.id == TermSheet.term_id)
                .where(Term.code == term)
            )
        )
        known = [(class_id, place) for class_id, place in places(session).items() if class_id]
    known.sort(key=lambda one: one[1].order)
    return tuple(
        ClassRow(
            class_id,
            place.class_label,
            place.campus,
            place.name.stage.label,
            grade_label(place.name.stage, place.name.grade),
            place.name.number,
            class_id in used,
        )
        for class_id, place in known
    )
