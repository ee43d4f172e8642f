"""What is refused of pairings wherever they are begun or changed."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.consent import missing, untimely
from liushou_desk.domain.remarks import Remark
from liushou_desk.domain.work_fields import CONSENT_FIELDS
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import Child, Mentor, Pairing, RegisterPeriod
from liushou_desk.services.facts.rows import not_on_register

MENTOR = "mentor"
"""The line of the form that names the mentor; what is wanting of the query is said there."""


def require_on_register(session: Session, child_ids: Collection[int], day: date) -> None:
    """Refuse a day on which one of the children is not on the register."""
    away = not_on_register(session, child_ids, day)
    if not away:
        return
    whose = "该儿童" if len(child_ids) == 1 else f"所选儿童中有{len(away)}名"
    entered = sa.select(sa.func.max(RegisterPeriod.entered_on)).where(
        RegisterPeriod.child_id.in_(away)
    )
    raise InputProblem(
        f"{day}这一天{whose}不在册",
        f"入册日期为{session.scalar(entered)}，结对请从在册之日起。",
        field="from_on",
    )


def refuse_gone(
    session: Session, mentor_ids: Iterable[int], day: date | None, *, field: str = MENTOR
) -> None:
    """Nobody is given a child from a day on which he has left."""
    gone = sa.select(Mentor).where(
        Mentor.id.in_(set(mentor_ids)), sa.not_(Mentor.is_here(day or date.min))
    )
    if (mentor := session.scalars(gone.order_by(Mentor.id)).first()) is not None:
        raise InputProblem(
            f"{mentor.name}{mentor.left_on}离岗，不能从{day}起结对",
            "请另选帮扶人；离岗日期写错的，先在“结对帮扶”里改。",
            field=field,
        )


def refuse_overlap(
    session: Session,
    child_ids: Iterable[int],
    mentor_id: int,
    from_on: date | None,
    to_on: date | None = None,
    *,
    but: int | None = None,
) -> None:
    """Two pairings of the same two must not share a day; another mentor's may."""
    same = sa.select(sa.func.count(sa.distinct(Pairing.child_id))).where(
        Pairing.child_id.in_(child_ids),
        Pairing.mentor_id == mentor_id,
        Pairing.id.is_distinct_from(but),
    )
    if from_on:
        same = same.where(sa.or_(Pairing.to_on.is_(None), Pairing.to_on > from_on))
    if to_on:
        same = same.where(sa.or_(Pairing.from_on.is_(None), Pairing.from_on < to_on))
    if count := session.scalar(same):
        raise RuleConflict(
            f"有{count}名儿童与这位帮扶人在这段时间已有结对，没有改动。",
            "请去掉已结对的儿童，或先结束原来的结对。",
        )


def paper_remarks(
    session: Session,
    child_ids: Collection[int],
    mentor_id: int,
    papers: Mapping[str, Any],
    day: date,
) -> Iterator[Remark]:
    """What a pairing with somebody from outside still needs before it may begin on a day."""
    mentor = session.get(Mentor, mentor_id)
    if mentor is None or not mentor.kind.is_outside:
        return
    homes = sa.select(sa.func.count(sa.distinct(Child.household_id))).where(Child.id.in_(child_ids))
    if (session.scalar(homes) or 0) > 1:
        said = f"{mentor.kind.label}要有每家自己的书面同意，一次只能选一家的儿童。"
        yield Remark(said, "children", blocks=True)
    yield from missing(papers, mentor.checked_on, MENTOR)
    yield from untimely(papers, mentor.checked_on, MENTOR, day)


def require_papers(
    session: Session,
    child_ids: Collection[int],
    mentor_id: int,
    papers: Mapping[str, Any],
    day: date,
) -> None:
    """Raise `InputProblem` with the first thing that is wanting."""
    for remark in paper_remarks(session, child_ids, mentor_id, papers, day):
        raise InputProblem(remark.sentence, "校外帮扶人手续齐全才能结对。", field=remark.key)


def keep_papers(session: Session, pairing: Pairing, row: Mapping[str, Any]) -> None:
    """What was complete is not taken out of a pairing; one that never was may still be ended."""
    mentor = session.get_one(Mentor, pairing.mentor_id)
    before = {field.key: getattr(pairing, field.key) for field in CONSENT_FIELDS}
    if not mentor.kind.is_outside or any(missing(before, mentor.checked_on, MENTOR)):
        return
    for remark in missing(before | dict(row), mentor.checked_on, MENTOR):
        raise InputProblem(remark.sentence, "校外帮扶人的手续不能缺。", field=remark.key)


def refuse_outside(session: Session, mentor_ids: Iterable[int]) -> None:
    """Whoever needs papers for every single child is not given several at once."""
    kinds = session.scalars(sa.select(Mentor.kind).where(Mentor.id.in_(set(mentor_ids))))
    for kind in kinds:
        if kind.is_outside:
            raise InputProblem(
                f"{kind.label}结对要有监护人书面同意等手续，不能成批登记",
                "请给这些儿童另选帮扶人，或用“新增结对”一家一家登记。",
                field="children",
            )
