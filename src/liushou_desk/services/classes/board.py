"""The classes as they stand in a term: what they are called, who is in them, who leads them."""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.search import search_text
from liushou_desk.models import ClassTeacher, Mentor, Term
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.places import Place, places
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.figures.enrolled import numbers_by_class
from liushou_desk.services.school.terms import term_days
from liushou_desk.services.writing.records import gone


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class in one term; `children` and `pupils` (others) are those the figures count in it."""

    class_id: int
    label: str
    usual: str
    """三年级2班, whatever the class is called."""
    name: str | None
    """What the school calls it where it has a name of its own."""
    number: int
    campus: str
    order: tuple[bool, int, int]
    """The main campus first, then by stage, grade and number."""
    children: int
    pupils: int
    teacher_id: int | None
    teacher: str
    search: str


def list_class_lines(office: OfficeFile, term: str) -> tuple[ClassLine, ...]:
    """Every class of the file in its order. Raises `RuleConflict` where there is no such term."""
    with office.reading() as session:
        days = term_days(session, term)
        here = numbers_by_class(session, days, days.stock_day(office.today))
        teachers = _teachers(session, term)
        read = readings_of(session, [name for _, name in teachers.values()])
        lines = [
            _line(class_id, place, (here.children[class_id], here.pupils[class_id]), teachers, read)
            for class_id, place in places(session).items()
            if class_id is not None
        ]
    return tuple(sorted(lines, key=lambda line: line.order))


def place_of(session: Session, class_id: int) -> Place:
    """A class and where it is. Raises `InputProblem` where it was removed meanwhile."""
    place = places(session).get(class_id)
    if place is None:
        raise gone()
    return place


def _teachers(session: Session, term: str) -> Mapping[int, tuple[int, str]]:
    rows = (
        sa.select(ClassTeacher.class_id, Mentor.id, Mentor.name)
        .join(Mentor, Mentor.id == ClassTeacher.mentor_id)
        .join(Term, Term.id == ClassTeacher.term_id)
        .where(Term.code == term)
    )
    return {class_id: (mentor_id, name) for class_id, mentor_id, name in session.execute(rows)}


def _line(
    class_id: int,
    place: Place,
    numbers: tuple[int, int],
    teachers: Mapping[int, tuple[int, str]],
    read: Mapping[str, str],
) -> ClassLine:
    teacher_id, teacher = teachers.get(class_id, (None, ""))
    usual = place.campus_label + place.name.label
    return ClassLine(
        class_id,
        place.class_label,
        usual,
        place.own,
        place.name.number,
        place.campus,
        place.order,
        *numbers,
        teacher_id,
        teacher,
        search_text(
            place.class_label, usual, place.campus, teacher, readings=read.get(teacher, "")
        ),
    )
