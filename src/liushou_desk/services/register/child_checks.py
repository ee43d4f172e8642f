"""What a child's numbers are compared with before saving; the sentences are the importer's."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain import identity
from liushou_desk.domain.words import Care, IdKind
from liushou_desk.errors import InputProblem
from liushou_desk.models import Child
from liushou_desk.services.register.child_file import Row
from liushou_desk.services.register.child_form import problem
from liushou_desk.services.register.numbers import numbers_of

_OF_NUMBER = ("national_id", "id_kind", "born_on", "sex")


def check_number(values: dict[str, Any], known: Row) -> None:
    """The identity number against kind, birth date and sex; a missing birth date is taken from it.

    What stands on file as it is (`known`, the child's own row) was accepted once and stays.
    """
    number = values["child.national_id"]
    unchanged = known and all(values[f"child.{key}"] == known[key] for key in _OF_NUMBER)
    if number is None or unchanged:
        return
    if values["child.id_kind"] not in (None, IdKind.RESIDENT):
        return
    try:
        number = values["child.national_id"] = identity.check_national_id(number)
    except InputProblem as wrong:
        advice = f"{wrong.advice}护照等请先选身份证件类型。"
        raise problem("child.national_id", wrong.sentence, advice) from None
    born_on = values["child.born_on"] = values["child.born_on"] or identity.born_on(number)
    for key, sentence in identity.disagreements(number, born_on, values["child.sex"]):
        raise problem(f"child.{key}", sentence, "请对照户口簿核对。")


def number_warning(values: Row) -> str:
    """What is odd about a 学籍号 beside the identity number; nothing to refuse, numbers change."""
    student, national = values["child.student_number"], values["child.national_id"]
    if not student or not national or not student.startswith("G") or student[1:] == national:
        return ""
    return "学籍号里的身份证号与上面的不同。号码变更过的不用改，否则请核对。"


def refuse_company(values: Row) -> None:
    """Raise `InputProblem` where a child lives alone with somebody who looks after it."""
    if values["caregiver_period.care"] is Care.ALONE and values["caregiver.relation"] is not None:
        raise problem("caregiver_period.care", "实际照料为独自，却写了照料人", "请改其中一项。")


def refuse_double(session: Session, values: Row, child_id: int | None) -> None:
    """Raise `InputProblem` where another child bears one of the numbers; it is not told who."""
    numbers = set(numbers_of(values))
    alike = numbers | {number[1:] for number in numbers} | {f"G{number}" for number in numbers}
    found = session.execute(
        sa.select(Child.id, Child.national_id, Child.student_number).where(
            sa.or_(Child.national_id.in_(alike), Child.student_number.in_(alike)),
            Child.id != (child_id or 0),
        )
    )
    for _, national_id, student_number in found:
        other = {"child.national_id": national_id, "child.student_number": student_number}
        if numbers & set(numbers_of(other)):
            same_id = values["child.national_id"] in numbers_of(other)
            key = "child.national_id" if same_id else "child.student_number"
            raise problem(
                key,
                "花名册里已有这个号码的儿童，没有保存",
                "请查找那名儿童；已经离校的请登记返校。",
            )
