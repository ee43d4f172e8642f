"""The school's own page: its profile, its terms and its classes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.fields import Value
from liushou_desk.domain.terms import TermDays, grade_label, parse_code, term_title, usual_term
from liushou_desk.domain.work_fields import SCHOOL_FIELDS
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import RegisterPeriod, SchoolProfile, SheetHardship, Term, TermSheet
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services import records
from liushou_desk.services.figures.facts import by_first, on_register
from liushou_desk.services.figures.roll import places
from liushou_desk.services.ledger import Ledger
from liushou_desk.services.office import has_term, plan_term, profile_of
from liushou_desk.services.register.history import carried_forward


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
        return {field.key: getattr(profile, field.key) for field in SCHOOL_FIELDS}


def save_school(office: OfficeFile, values: records.Values) -> None:
    """Change the profile. Raises `InputProblem`."""
    row = records.checked(SCHOOL_FIELDS, values, office.today, new=False)
    with office.reading() as session:
        profile_id = profile_of(session).id
        if records.holds(session, SchoolProfile, profile_id, row):
            return
    with office.action("修改学校资料") as session:
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


def add_term(office: OfficeFile, code: str) -> None:
    """Plan a term with its usual days; sheets of earlier terms are carried forward as 未核实.

    Raises:
        InputProblem: the code is none.
        RuleConflict: the term is there already, or its days are another's.
    """
    try:
        parse_code(code)
    except InputProblem as problem:
        raise InputProblem(problem.sentence, problem.advice, field="code") from None
    days = usual_term(code)
    with office.reading() as session:
        if has_term(session, code):
            raise RuleConflict(f"{days.title}已经有了，没有改动。")
        met = session.scalars(
            sa.select(Term.code).where(Term.first_on <= days.last_on, Term.last_on >= days.first_on)
        ).first()
        if met:
            raise RuleConflict(
                f"{days.title}的日期与{term_title(met)}重叠，没有改动。", "请先改那个学期的日期。"
            )
    with office.action(f"新增{days.title}") as session:
        ledger = Ledger(session)
        term_id, _ = plan_term(session, ledger, code)
        _carry_sheets(session, ledger, term_id, days)
        ledger.write(session)


def _carry_sheets(session: Session, ledger: Ledger, term_id: int, term: TermDays) -> None:
    """A sheet for each child on the register in the term of whom an earlier one is on file."""
    ticked = by_first(session.execute(_TICKED).all())
    for child_id, sheet in _latest_sheets(session, term).items():
        carried = carried_forward(sheet, sheet["code"], parse_code(term.code)[0])
        values = {key: carried[key] for key in ("class_id", "health", "study", "care_grade")}
        new_id = ledger.insert(TermSheet, child_id=child_id, term_id=term_id, **values)
        for _, hardship in ticked.get(sheet["id"], ()):
            ledger.insert(SheetHardship, sheet_id=new_id, hardship=hardship)


_TICKED = sa.select(SheetHardship.sheet_id, SheetHardship.hardship).order_by(SheetHardship.id)


def _latest_sheets(session: Session, term: TermDays) -> dict[int, dict[str, Any]]:
    """The latest sheet before a term of each child on the register in it."""
    here = sa.select(RegisterPeriod.child_id).where(on_register(term.first_on, term.last_on))
    statement = (
        sa.select(TermSheet.__table__, Term.code)
        .join(Term, Term.id == TermSheet.term_id)
        .where(Term.code < term.code, TermSheet.child_id.in_(here))
        .order_by(Term.code, TermSheet.id)
    )
    rows = session.execute(statement).mappings()
    return {row["child_id"]: {str(key): cell for key, cell in row.items()} for row in rows}


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
