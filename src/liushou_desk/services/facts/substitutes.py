"""代班: which mentors are on leave on a day, and who stands in for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.ledgers import MENTOR_LEAVE
from liushou_desk.domain.words import MentorKind
from liushou_desk.models import Mentor, MentorLeave
from liushou_desk.services.facts.rows import holding


@dataclass(frozen=True, slots=True)
class Substitute:
    """A mentor in another's place."""

    mentor_id: int
    name: str
    kind: MentorKind
    phone: str | None


def on_leave(session: Session, day: date) -> frozenset[int]:
    """The mentors who are on leave on a day, whether or not anybody can stand in."""
    away = session.scalars(sa.select(MentorLeave.mentor_id).where(holding(MENTOR_LEAVE, day)))
    return frozenset(mentor_id for mentor_id in away if mentor_id is not None)


def substitutes_on(session: Session, day: date) -> Mapping[int, Substitute]:
    """The substitute of each mentor who is on leave on a day, last day included; none who left."""
    leaves: Any = (
        sa.select(MentorLeave.mentor_id, Mentor.id, Mentor.name, Mentor.kind, Mentor.phone)
        .join(Mentor, Mentor.id == MentorLeave.substitute_id)
        .where(holding(MENTOR_LEAVE, day), Mentor.is_here(day))
        .order_by(MentorLeave.id)
    )
    return {
        mentor_id: Substitute(*row)
        for mentor_id, *row in session.execute(leaves)
        if mentor_id is not None
    }
