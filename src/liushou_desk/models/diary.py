"""家访日记: every visit, talk and call; and tallies for logs that stay on paper."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from liushou_desk.domain.diary_kinds import SHOWN_KINDS, DiaryKind, LetterWriter
from liushou_desk.domain.terms import MIDDLE
from liushou_desk.models.base import Base, reference


class DiaryEntry(Base):
    """One record: when it happened and when it was entered are kept apart."""

    __tablename__ = "diary_entry"

    kind: Mapped[DiaryKind]
    happened_on: Mapped[date]
    recorded_on: Mapped[date]
    is_group: Mapped[bool]
    """集体谈心 and the like: counts once, and satisfies no rule about a single child."""
    reached: Mapped[bool]
    place: Mapped[str | None]
    persons_met: Mapped[str | None]
    content: Mapped[str | None]
    concern: Mapped[str | None]
    action_taken: Mapped[str | None]
    due_again_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    written_by: Mapped[LetterWriter | None] = mapped_column(sort_order=1)
    """Who wrote a 书信, which decides whose contact it is."""
    original_at: Mapped[str | None] = mapped_column(sort_order=2)
    """Where the paper lies it was entered from."""
    photo_consent_on: Mapped[date | None] = mapped_column(sort_order=3)
    """监护人同意拍照: without it no picture of a home is kept."""
    stayed_until: Mapped[date | None] = mapped_column(sort_order=4)
    """The last day of a 假期随父母, where it is known."""

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.Index(None, "happened_on", "kind"),)

    @classmethod
    def may_be_shown(cls) -> sa.ColumnElement[bool]:
        """The condition that keeps restricted kinds out of whatever shows records."""
        return cls.kind.in_(SHOWN_KINDS)


class EntryChild(Base):
    """A child that a record is about."""

    __tablename__ = "entry_child"

    entry_id: Mapped[int] = reference("diary_entry.id", index=False)
    child_id: Mapped[int] = reference("child.id")

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.UniqueConstraint("entry_id", "child_id"),)


class EntryVisitor(Base):
    """A mentor who made the visit or call; three teachers on one visit are one visit."""

    __tablename__ = "entry_visitor"

    entry_id: Mapped[int] = reference("diary_entry.id", index=False)
    mentor_id: Mapped[int] = reference("mentor.id")

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.UniqueConstraint("entry_id", "mentor_id"),)


class TallyEntry(Base):
    """汇总条: how often in a month, where the originals lie on paper."""

    __tablename__ = "tally_entry"

    child_id: Mapped[int] = reference("child.id")
    kind: Mapped[DiaryKind]
    month_on: Mapped[date]
    """The first day of the month."""
    times: Mapped[int]
    original_at: Mapped[str]
    days: Mapped[str | None]
    """Which days of the month, as 9、16、23, where the paper says so."""

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.UniqueConstraint("child_id", "kind", "month_on"),)

    @classmethod
    def is_of(cls, first: date, last: date) -> sa.ColumnElement[bool]:
        """The condition that its month belongs to these days: they hold its middle."""
        middle = sa.func.date(cls.month_on, f"+{MIDDLE.days} days")
        return middle.between(first.isoformat(), last.isoformat())
