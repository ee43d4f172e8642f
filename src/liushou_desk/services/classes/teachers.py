"""班主任 of a class in one term."""

from collections.abc import Sequence

import sqlalchemy as sa

from liushou_desk.domain.picking import Pick
from liushou_desk.errors import InputProblem
from liushou_desk.models import ClassTeacher, Mentor
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.classes.board import place_of
from liushou_desk.services.register.picking import mentors_to_pick
from liushou_desk.services.school.terms import term_id
from liushou_desk.services.writing import records


def teachers_to_pick(office: OfficeFile) -> tuple[Pick, ...]:
    """The mentors who can lead a class: all but pupils (小老师)."""
    with office.reading() as session:
        adults = set(session.scalars(sa.select(Mentor.id).where(Mentor.is_adult())))
    return tuple(pick for pick in mentors_to_pick(office) if pick.id in adults)


def set_teacher(office: OfficeFile, class_id: int, term: str, mentor_ids: Sequence[int]) -> None:
    """Let one mentor be 班主任 of a class in a term, or nobody. Raises `InputProblem`."""
    with office.reading() as session:
        place_of(session, class_id)
        mentor_id = mentor_ids[0] if mentor_ids else None
        if mentor_id is not None:
            chosen = records.found(session, Mentor, mentor_id, field="teacher")
            if not chosen.kind.is_adult:
                raise InputProblem(
                    "同伴小老师不能当班主任", "请选老师或其他帮扶人。", field="teacher"
                )
        of_term = term_id(session, term)
        there = session.scalars(
            sa.select(ClassTeacher).where(
                ClassTeacher.class_id == class_id, ClassTeacher.term_id == of_term
            )
        ).first()
        row_id, before = (there.id, there.mentor_id) if there else (None, None)
    if mentor_id == before:
        return
    sentence = "设班主任" if mentor_id else "取消班主任"
    mentor = mentor_id or before
    with office.action(sentence, school_class=class_id, mentor=mentor, term=term) as session:
        if mentor_id is None:
            records.remove(session, ClassTeacher, row_id or 0)
            return
        row = {"class_id": class_id, "term_id": of_term, "mentor_id": mentor_id}
        records.write(session, ClassTeacher, row_id, row)
