"""Who of the pupils not in care a child is; taken into care, the count-only record gives way."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.dots import name_dot
from liushou_desk.domain.terms import term_title
from liushou_desk.domain.words import Sex
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Pupil, PupilClass, RegisterPeriod, Term
from liushou_desk.services.facts.places import places
from liushou_desk.services.register.child_form import CLASS
from liushou_desk.services.register.numbers import bits_of
from liushou_desk.services.register.school_class import plan_class
from liushou_desk.services.school.profile import profile_of
from liushou_desk.services.writing.ledger import Ledger


@dataclass(frozen=True, slots=True)
class PupilLike:
    """A pupil not in care whom a child's form may mean; the days are of the latest time here."""

    pupil_id: int
    name: str
    sex: Sex | None
    school_class: str
    """In the term of the form, else the latest known one with its term; empty where none is."""
    entered_on: date | None
    left_on: date | None


@dataclass(frozen=True, slots=True)
class PupilAnswer:
    """Which of the pupils that were shown a child is; none of them where `pupil_id` is None."""

    among: frozenset[int]
    pupil_id: int | None


class Unasked(Enum):
    """Stands for an answer where nobody is asked: of a sheet the rows are asked about instead."""

    LIKELIER = "likelier"
    """One of the child's own class, else the first, as an import takes it."""


class PupilDoubt(RuleConflict):
    """Several pupils may be the child: somebody has to say which, nothing was written."""

    def __init__(self, candidates: Sequence[PupilLike]) -> None:
        self.candidates = tuple(candidates)
        super().__init__(
            f"其他在校学生里有{len(self.candidates)}名同名同性别的分不清，还没有保存",
            "请在这名儿童的表里保存一次，选出是哪一名。",
        )


def pupil_meant(
    session: Session,
    values: Mapping[str, Any],
    term: str,
    answer: PupilAnswer | Unasked | None,
) -> int | None:
    """The pupil that a child's form means, by the answer where several may be meant.

    Raises `PupilDoubt` where nobody has said it of these pupils yet, `RuleConflict` where the one
    that was named is not among them any more.
    """
    found = pupils_like(session, values)
    if not isinstance(answer, PupilAnswer) or not answer.among.issuperset(found):
        if len(found) < 2:
            return found[0] if found else None
        likelier_first = candidates(session, found, values, term)
        if answer is Unasked.LIKELIER:
            return likelier_first[0].pupil_id
        raise PupilDoubt(likelier_first)
    if answer.pupil_id is not None and answer.pupil_id not in found:
        raise RuleConflict(
            "刚才选的那名在校学生已经不在了，可能在别处移出或改过，没有保存",
            "填写的内容都还在，请再保存一次，重新核对。",
        )
    return answer.pupil_id


def several_said(count: int) -> str:
    """What is told of a row where nobody is asked and the likelier pupil is taken."""
    return f"其他在校学生里有{count}名同名同性别的分不清，先认作其中同班或先登记的一名，请核对"


def release_pupil(session: Session, ledger: Ledger, pupil_id: int) -> list[dict[str, Any]]:
    """Take out the pupil the child was until now; its times on the register, oldest first."""
    for class_id in session.scalars(
        sa.select(PupilClass.id).where(PupilClass.pupil_id == pupil_id)
    ):
        ledger.delete(PupilClass, class_id)
    periods = session.scalars(
        sa.select(RegisterPeriod)
        .where(RegisterPeriod.pupil_id == pupil_id)
        .order_by(RegisterPeriod.entered_on)
    ).all()
    for period in periods:
        ledger.delete(RegisterPeriod, period.id)
    ledger.delete(Pupil, pupil_id)
    told = ("entered_on", "left_on", "left_why", "receiving_school")
    return [{key: getattr(period, key) for key in told} for period in periods]


def pupils_like(session: Session, values: Mapping[str, Any]) -> list[int]:
    """The pupils of one name, sex (where both are known) and bits of a number, by id."""
    rows = session.execute(
        sa.select(Pupil.id, Pupil.name, Pupil.sex).where(
            Pupil.id_bits.in_(bits_of(profile_of(session).pupil_key, values))
        )
    )
    told = name_dot(values.get("child.name") or ""), values.get("child.sex")
    return sorted(row.id for row in rows if is_like(row.name, row.sex, *told))


def is_like(name: str, sex: Sex | None, told_name: str, told_sex: Sex | None) -> bool:
    """Whether a pupil may be the person told of, by what is told of name and sex."""
    return told_name in {"", name_dot(name)} and (sex is None or told_sex in {None, sex})


def candidates(
    session: Session, pupil_ids: Collection[int], values: Mapping[str, Any], term: str
) -> tuple[PupilLike, ...]:
    """The pupils to choose from, those of the child's own class first, else by id.

    Raises `InputProblem` where the form's class is none.
    """
    written: str | None = values.get(CLASS.key)
    own: int | None = None
    if written:
        born_on: date | None = values.get("child.born_on")
        own = plan_class(session, Ledger(session), term, written, born_on)
    rows = session.scalars(sa.select(Pupil).where(Pupil.id.in_(pupil_ids))).all()
    classes = {row.id: _latest_class(session, row.id, term) for row in rows}
    likelier_first = sorted(
        rows, key=lambda row: (own is None or classes[row.id][0] != own, row.id)
    )
    return tuple(
        PupilLike(row.id, row.name, row.sex, classes[row.id][1], *_latest_time(session, row.id))
        for row in likelier_first
    )


def _latest_class(session: Session, pupil_id: int, term: str) -> tuple[int | None, str]:
    """The class in the term and its name; that of another term tells it, and is nobody's own."""
    row = session.execute(
        sa.select(PupilClass.class_id, Term.code)
        .join(Term, Term.id == PupilClass.term_id)
        .where(PupilClass.pupil_id == pupil_id)
        .order_by((Term.code == term).desc(), Term.first_on.desc())
    ).first()
    if row is None:
        return None, ""
    said = places(session)[row.class_id].class_label
    return (row.class_id, said) if row.code == term else (None, f"{said}（{term_title(row.code)}）")


def _latest_time(session: Session, pupil_id: int) -> tuple[date | None, date | None]:
    row = session.execute(
        sa.select(RegisterPeriod.entered_on, RegisterPeriod.left_on)
        .where(RegisterPeriod.pupil_id == pupil_id)
        .order_by(RegisterPeriod.entered_on.desc())
    ).first()
    return (row.entered_on, row.left_on) if row else (None, None)
