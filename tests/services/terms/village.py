"""A village school told in few words: who is in which class, and what became of them."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from liushou_desk.domain.words import MentorKind, Stage
from liushou_desk.models import Campus, Child, SchoolClass, SchoolProfile, Term, TermSheet
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.terms import Choices, Fate, OpeningPlan, plan_opening
from tests import factories as make

BEFORE, NEXT = "2026-2027-2", "2027-2028-1"
JUNE = date(2027, 6, 1)
LAST_DAY = date(2027, 8, 31)


class Village:
    """Adds to an office file; classes are named (stage, grade, number)."""

    def __init__(self, office: OfficeFile) -> None:
        self.office = office

    def school_class(
        self, grade: int, number: int = 1, stage: Stage = Stage.PRIMARY, campus: str = "本部"
    ) -> int:
        with self.office.action("班级") as session:
            where = session.scalars(sa.select(Campus).where(Campus.name == campus)).first()
            where = where or make.make_campus(session, name=campus, is_main=False)
            made = make.make_class(
                session, campus_id=where.id, stage=stage, grade=grade, number=number
            )
            return made.id

    def child(self, class_id: int | None, name: str = "张小雨", **changes: Any) -> int:
        """A child with a verified sheet of the term before."""
        sheet = {"class_id": class_id, "verified_on": date(2027, 4, 1)}
        with self.office.action("儿童") as session:
            return make.make_child(session, name=name, sheet=sheet, **changes).id

    def in_grade(self, grade: int, **changes: Any) -> int:
        """A child in a new class of a primary grade of the main campus."""
        return self.child(self.school_class(grade), **changes)

    def pupil(self, class_id: int) -> int:
        with self.office.action("学生") as session:
            pupil = make.make_pupil(session)
            term = session.scalars(sa.select(Term.id)).first()
            session.add(make.models.PupilClass(pupil_id=pupil.id, term_id=term, class_id=class_id))
            return pupil.id

    def pair(self, child_id: int, kind: MentorKind, **changes: Any) -> int:
        with self.office.action("结对") as session:
            child = session.get_one(Child, child_id)
            return make.make_pairing(session, child, make.make_mentor(session, kind=kind),
                                     **changes).id  # fmt: skip

    def set_primary_years(self, years: int) -> None:
        with self.office.action("学制") as session:
            session.execute(sa.update(SchoolProfile).values(primary_years=years))

    def plan(self, code: str = NEXT, **choices: Any) -> OpeningPlan:
        return plan_opening(self.office, code, Choices(**choices))

    def fate(self, code: str = NEXT, **choices: Any) -> tuple[Fate, str]:
        """What becomes of the only child, and its class then."""
        (row,) = self.plan(code, **choices).rows
        return row.fate, row.class_then

    def rows(self, model: Any) -> list[Any]:
        with self.office.reading() as session:
            return [row._mapping for row in session.execute(sa.select(model.__table__))]

    def classes_in(self, code: str) -> list[tuple[str, int, int]]:
        """Stage, grade and number on each sheet of a term."""
        statement = (
            sa.select(SchoolClass.stage, SchoolClass.grade, SchoolClass.number)
            .join(TermSheet, TermSheet.class_id == SchoolClass.id)
            .join(Term, Term.id == TermSheet.term_id)
            .where(Term.code == code)
            .order_by(TermSheet.child_id)
        )
        with self.office.reading() as session:
            return [(stage.value, g, n) for stage, g, n in session.execute(statement)]
