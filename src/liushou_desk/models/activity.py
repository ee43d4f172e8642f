"""活动日历: activities planned and held, and who took part."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from liushou_desk.domain.activity_kinds import ActivityKind
from liushou_desk.models.base import Base, reference


class Activity(Base):
    """One activity; planned only while `held_on` is empty."""

    __tablename__ = "activity"

    title: Mapped[str]
    planned_on: Mapped[date]
    held_on: Mapped[date | None]
    place: Mapped[str | None]
    led_by: Mapped[str | None]
    content: Mapped[str | None]
    head_count: Mapped[int | None]
    """All who came, typed apart from the list of children in care."""
    kind: Mapped[ActivityKind | None] = mapped_column(sort_order=1)
    guardians: Mapped[int | None] = mapped_column(sort_order=1)
    """监护人 among them, typed apart."""
    teachers: Mapped[int | None] = mapped_column(sort_order=1)
    """教师 among them, typed apart."""
    cost_fen: Mapped[int | None] = mapped_column(sort_order=1)
    materials: Mapped[str | None] = mapped_column(sort_order=1)
    resolution: Mapped[str | None] = mapped_column(sort_order=1)
    """What a 会议 decided."""
    called_off_why: Mapped[str | None] = mapped_column(sort_order=1)
    """Why it was not held and will not be; an activity without it still waits."""

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.Index(None, "held_on"),)


class ActivityChild(Base):
    """A child in care on the attendance list (参加人)."""

    __tablename__ = "activity_child"

    activity_id: Mapped[int] = reference("activity.id", index=False)
    child_id: Mapped[int] = reference("child.id")

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.UniqueConstraint("activity_id", "child_id"),)
