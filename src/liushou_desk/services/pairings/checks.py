"""What is refused of pairings wherever they are begun or changed."""

from collections.abc import Collection, Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import Pairing, RegisterPeriod
from liushou_desk.services.facts.rows import not_on_register


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
