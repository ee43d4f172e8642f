"""The school's own page: its profile, its terms and its classes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from liushou_desk.domain.fields import Value
from liushou_desk.domain.terms import grade_label, term_title
from liushou_desk.domain.work_fields import DEFINITION_FIELDS, SCHOOL_FIELDS
from liushou_desk.errors import InputProblem
from liushou_desk.models import SchoolProfile, Term, TermSheet
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.roll import places
from liushou_desk.services.keeping.office import profile_of
from liushou_desk.services.writing import records

_FIELDS = (*SCHOOL_FIELDS, *DEFINITION_FIELDS)
_BOUNDS = {"away_months": (1, 12), "visit_days": (0, 90), "age_limit": (6, 18),
           "late_after_days": (1, 60)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term; `is_current` where today lies in it."""

    code: str
    label: str
    first_on: date
    last_on: date
    is_current: bool


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


def read_school(office: OfficeFile) -> Mapping[str, Value | None]:
    """The profile by the keys of its fields."""
    with office.reading() as session:
        profile = profile_of(session)
        return {field.key: getattr(profile, field.key) for field in _FIELDS}


def save_school(office: OfficeFile, values: records.Values) -> None:
    """Change the profile. Raises `InputProblem`."""
    row = records.checked(_FIELDS, values, office.today, new=False)
    for key, (least, most) in _BOUNDS.items():
        if not least <= row.get(key, least) <= most:
            raise InputProblem(f"要在{least}到{most}之间", "请改这个数字。", field=key)
    with office.reading() as session:
        profile_id = profile_of(session).id
        if records.holds(session, SchoolProfile, profile_id, row):
            return
    with office.action("修改学校资料") as session:
        records.require_as_seen(session, SchoolProfile, profile_id, _FIELDS, values)
        records.write(session, SchoolProfile, profile_id, row)


def list_terms(office: OfficeFile) -> tuple[TermRow, ...]:
    """The terms of this file, the latest first."""
    with office.reading() as session:
        terms = session.scalars(sa.select(Term).order_by(Term.first_on.desc())).all()
        return tuple(
            TermRow(
                term.code,
                term_title(term.code),
                term.first_on,
                term.last_on,
                term.first_on <= office.today <= term.last_on,
            )
            for term in terms
        )


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
    known.sort(key=lambda one: (not one[1].is_main, one[1].campus_id, one[1].name.order))
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
