"""随访规则 of this school, and why a cell of the rule board stayed open."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.words import AppliesTo, Frequency, OwedBy, Season
from liushou_desk.models.base import Base, added, added_empty, reference


class FollowUpRule(Base):
    """A rule in force from `since_on` (see `domain.follow_up`); switched off, not removed."""

    __tablename__ = "follow_up_rule"

    kind: Mapped[DiaryKind]
    frequency: Mapped[Frequency]
    times: Mapped[int]
    applies_to: Mapped[AppliesTo]
    since_on: Mapped[date]
    is_active: Mapped[bool]
    season: Mapped[Season] = added(Season.IN_TERM)
    also: Mapped[str | None] = added_empty()
    """The other kinds that do as well, as `domain.rule_words` keeps them."""
    owed_by: Mapped[OwedBy] = added(OwedBy.CHILD)
    is_prorated: Mapped[bool] = added(False)
    grade: Mapped[int | None] = added_empty()
    class_id: Mapped[int | None] = mapped_column(sa.ForeignKey("school_class.id"), sort_order=1)
    source: Mapped[str | None] = added_empty()


class OpenCellReason(Base):
    """未完成原因: explains an open cell and does not count as done."""

    __tablename__ = "open_cell_reason"

    rule_id: Mapped[int] = reference("follow_up_rule.id", index=False)
    child_id: Mapped[int] = reference("child.id")
    period_on: Mapped[date]
    """The first day of the period."""
    reason: Mapped[str]

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.UniqueConstraint("rule_id", "child_id", "period_on"),)


class MentorCellReason(Base):
    """未完成原因 of a cell that a teacher owes."""

    __tablename__ = "mentor_cell_reason"

    rule_id: Mapped[int] = reference("follow_up_rule.id", index=False)
    mentor_id: Mapped[int] = reference("mentor.id")
    period_on: Mapped[date]
    reason: Mapped[str]

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.UniqueConstraint("rule_id", "mentor_id", "period_on"),)
