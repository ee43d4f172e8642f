"""Ledgers of 结对帮扶: children taken home, mentors on leave, agreements on helping."""

from datetime import date

from sqlalchemy.orm import Mapped

from liushou_desk.models.base import Base, reference


class HomeStay(Base):
    """接回家: a child that somebody took home with everybody's consent, and brought back."""

    __tablename__ = "home_stay"

    child_id: Mapped[int] = reference("child.id")
    mentor_id: Mapped[int | None] = reference("mentor.id")
    left_on: Mapped[date]
    due_on: Mapped[date]
    returned_on: Mapped[date | None]
    father_consent_on: Mapped[date | None]
    mother_consent_on: Mapped[date | None]
    guardian: Mapped[str | None]
    """法定监护人, by name, where not the parents consented."""
    guardian_consent_on: Mapped[date | None]
    child_heard: Mapped[bool | None]
    checked_on: Mapped[date | None]
    """违法犯罪记录查询日期."""


class MentorLeave(Base):
    """帮扶人请假: who stands in for a mentor, up to the last day."""

    __tablename__ = "mentor_leave"

    mentor_id: Mapped[int | None] = reference("mentor.id")
    substitute_id: Mapped[int | None] = reference("mentor.id")
    from_on: Mapped[date]
    until_on: Mapped[date]
    reason: Mapped[str]


class MentorAgreement(Base):
    """帮扶协议: what a mentor and a child agreed on."""

    __tablename__ = "mentor_agreement"

    child_id: Mapped[int] = reference("child.id")
    mentor_id: Mapped[int | None] = reference("mentor.id")
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    thought: Mapped[str | None]
    study: Mapped[str | None]
    life: Mapped[str | None]
    signed_on: Mapped[date | None]
