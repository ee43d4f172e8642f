"""Doing what a plan proposes: several pairings begun, or handed over, as one action."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.tables import FIELDS
from liushou_desk.errors import InputProblem
from liushou_desk.models import Child, Mentor, Pairing
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.pairings.checks import (
    refuse_gone,
    refuse_outside,
    refuse_overlap,
    require_on_register,
)
from liushou_desk.services.writing import records

WHY = replace(FIELDS["pairing", "ended_why"], label="移交原因", mandatory=True)
Given = Mapping[int, int]
"""The mentor of each child."""


def begin_pairings(office: OfficeFile, given: Given, from_on: date) -> int:
    """Begin a pairing for each child; returns how many.

    Raises:
        InputProblem: no child, or a day on which one of them is not on the register.
        RuleConflict: a mentor has one of these children already on that day or later.
    """
    _require_some(given)
    with office.reading() as session:
        _require_sense(session, given, from_on)
    with office.action(f"按建议结对{len(given)}对", children=sorted(given)) as session:
        _insert(session, given, from_on)
    return len(given)


def hand_over(office: OfficeFile, mentor_id: int, given: Given, on: date, why: str) -> int:
    """End a mentor's pairings with these children the day before and begin the successors'.

    Whom a successor has already only loses the old one. Returns how many were handed over.

    Raises:
        InputProblem: no child or no reason, or a day before a pairing's own first.
        RuleConflict: a successor has one of the children at some later time.
    """
    _require_some(given)
    reason = records.checked([WHY], {WHY.key: why}, office.today, new=True)
    with office.reading() as session:
        old = _open_pairings(session, mentor_id, given, on)
        new = {child: who for child, who in given.items() if not _has(session, child, who, on)}
        _require_sense(session, new, on)
    sentence = f"移交结对{len(given)}名"
    with office.action(sentence, mentor=mentor_id, children=sorted(given)) as session:
        session.execute(sa.update(Pairing).where(Pairing.id.in_(old)).values(to_on=on, **reason))
        if new:
            _insert(session, new, on)
    return len(given)


def _require_some(given: Given) -> None:
    if not given:
        raise InputProblem("还没有选儿童", "请至少给一名儿童选定帮扶人。", field="children")


def _require_sense(session: Session, given: Given, day: date) -> None:
    records.require_all(session, Child, given)
    records.require_all(session, Mentor, given.values())
    refuse_outside(session, given.values())
    refuse_gone(session, given.values(), day, field="children")
    require_on_register(session, given, day)
    for mentor_id in sorted(set(given.values())):
        mine = [child for child, mentor in given.items() if mentor == mentor_id]
        refuse_overlap(session, mine, mentor_id, day)


def _open_pairings(
    session: Session, mentor_id: int, child_ids: Collection[int], on: date
) -> list[int]:
    """What ends: the mentor's pairings with these children that are not over by the day."""
    rows = session.execute(
        sa.select(Pairing.id, Pairing.child_id, Pairing.from_on)
        .where(Pairing.mentor_id == mentor_id, Pairing.child_id.in_(child_ids))
        .where(sa.or_(Pairing.to_on.is_(None), Pairing.to_on > on))
    ).all()
    if {child_id for _, child_id, _ in rows} != set(child_ids):
        raise records.gone("children")
    begun = [from_on for _, _, from_on in rows if from_on is not None]
    if begun and max(begun) >= on:
        raise InputProblem(
            f"移交日期不晚于结对开始日期{max(begun)}",
            "移交从这一天起算，请改成更晚的日期；登记错的结对请删除。",
            field="from_on",
        )
    return [pairing_id for pairing_id, _, _ in rows]


def _has(session: Session, child_id: int, mentor_id: int, day: date) -> bool:
    """Whether the two are paired from the day on already."""
    open_ended = sa.select(Pairing.id).where(
        Pairing.child_id == child_id,
        Pairing.mentor_id == mentor_id,
        Pairing.to_on.is_(None),
        sa.or_(Pairing.from_on.is_(None), Pairing.from_on <= day),
    )
    return session.scalar(open_ended.limit(1)) is not None


def _insert(session: Session, given: Given, from_on: date) -> None:
    session.execute(
        sa.insert(Pairing),
        [
            {"child_id": child_id, "mentor_id": mentor_id, "from_on": from_on}
            for child_id, mentor_id in sorted(given.items())
        ],
    )
