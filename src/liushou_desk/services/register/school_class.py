"""The class that a form's 班级 means; one that is not there yet is made, as the importer does."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.classes import parse_class, plain_class
from liushou_desk.domain.terms import parse_code
from liushou_desk.models import Campus, SchoolClass
from liushou_desk.services.facts.places import places
from liushou_desk.services.register.child_form import CLASS, problem
from liushou_desk.services.school.profile import profile_of
from liushou_desk.services.writing.ledger import Ledger


def plan_class(
    session: Session, ledger: Ledger, term: str, written: str, born_on: date | None
) -> int:
    """三年级2班, 启智班 or 河东教学点三年级2班 as a row. Raises `InputProblem` for no class.

    A class that has a name of its own is found by grade and number too.
    """
    known = places(session)
    for class_id, place in known.items():
        if class_id is not None and place.class_label == written:
            return class_id
    campus_id, rest = _campus(session, written)
    for class_id, place in known.items():
        is_called = place.own is not None and plain_class(place.own) == plain_class(rest)
        if class_id is not None and place.campus_id == campus_id and is_called:
            return class_id
    found = parse_class(
        rest,
        year=parse_code(term)[0],
        born_on=born_on,
        primary_years=profile_of(session).primary_years,
    )
    if found is None:
        raise problem(CLASS.key, f"看不出班级“{written}”是几年级几班", "请写成三年级2班。")
    for class_id, place in known.items():
        if class_id is not None and (place.campus_id, place.name) == (campus_id, found):
            return class_id
    return ledger.insert(
        SchoolClass,
        campus_id=campus_id,
        stage=found.stage,
        grade=found.grade,
        number=found.number,
    )


def _campus(session: Session, written: str) -> tuple[int, str]:
    """The campus named first, by default the main one, and the rest."""
    rows = session.execute(
        sa.select(Campus.id, Campus.name).order_by(Campus.is_main.desc(), Campus.id)
    ).all()
    for campus_id, name in rows:
        if written.startswith(name):
            return campus_id, written.removeprefix(name)
    return rows[0][0], written
