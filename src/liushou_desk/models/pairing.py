"""结对帮扶: mentors, pairings and support plans."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from liushou_desk.domain.words import MentorKind
from liushou_desk.models.base import Base, Dated, reference


class Mentor(Base):
    """帮扶人."""

    __tablename__ = "mentor"

    name: Mapped[str]
    kind: Mapped[MentorKind]
    phone: Mapped[str | None]
    checked_on: Mapped[date | None] = mapped_column(sort_order=1)
    """违法犯罪记录查询日期: when it was last asked whether there are any."""
    left_on: Mapped[date | None] = mapped_column(sort_order=2)
    """离岗日期 (调离、退休): the first day on which nobody is given to the mentor any more."""

    @classmethod
    def is_adult(cls) -> sa.ColumnElement[bool]:
        """The condition that leaves pupils (小老师) out, as `MentorKind.is_adult` says of one."""
        return cls.kind.in_([kind for kind in MentorKind if kind.is_adult])

    @classmethod
    def is_here(cls, day: date) -> sa.ColumnElement[bool]:
        """The condition that a mentor has not left by a day."""
        return sa.or_(cls.left_on.is_(None), cls.left_on > day)


class Pairing(Dated, Base):
    """One mentor and one child for some time; begun anew as a new row, never reopened."""

    __tablename__ = "pairing"

    child_id: Mapped[int] = reference("child.id")
    mentor_id: Mapped[int] = reference("mentor.id")
    ended_why: Mapped[str | None]
    father_consent_on: Mapped[date | None] = mapped_column(sort_order=1)
    mother_consent_on: Mapped[date | None] = mapped_column(sort_order=1)
    guardian: Mapped[str | None] = mapped_column(sort_order=1)
    """法定监护人, by name, where not the parents consent."""
    guardian_consent_on: Mapped[date | None] = mapped_column(sort_order=1)
    child_heard: Mapped[bool | None] = mapped_column(sort_order=1)


class SupportPlan(Base):
    """个别方案; a child with an open plan is 重点关爱对象."""

    __tablename__ = "support_plan"

    child_id: Mapped[int] = reference("child.id")
    mentor_id: Mapped[int | None] = reference("mentor.id")
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    reason: Mapped[str]
    goal: Mapped[str | None]
    result: Mapped[str | None]


class PlanReview(Base):
    """方案回访: what a look back at a plan found on a day."""

    __tablename__ = "plan_review"

    plan_id: Mapped[int] = reference("support_plan.id")
    reviewed_on: Mapped[date]
    finding: Mapped[str]
