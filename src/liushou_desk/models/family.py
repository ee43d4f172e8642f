"""The family: household, members, where parents are, who looks after a child, boarding."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from liushou_desk.domain.words import Care, ParentStatus, Relation, Returns
from liushou_desk.models.base import Base, Dated, reference


class Household(Base):
    """A home; siblings share one."""

    __tablename__ = "household"

    home_address: Mapped[str | None]


class FamilyMember(Base):
    """A member of a household, related as `relation` to its children."""

    __tablename__ = "family_member"

    household_id: Mapped[int] = reference("household.id")
    name: Mapped[str]
    relation: Mapped[Relation]
    relation_note: Mapped[str | None]
    """关系说明 as written, where the relation has no word of its own."""
    phone: Mapped[str | None]
    national_id: Mapped[str | None]
    is_guardian: Mapped[bool | None]
    """是否监护人 as written; parents stay 法定监护人 whatever it says."""
    birth_year: Mapped[int | None] = mapped_column(sort_order=1)  # added later, so they stand last
    occupation: Mapped[str | None] = mapped_column(sort_order=1)
    health: Mapped[str | None] = mapped_column(sort_order=1)
    """身体状况 of whoever looks after a child, in the school's own words."""
    call_order: Mapped[int | None] = mapped_column(sort_order=1)
    """紧急联系顺序: 1 is rung first."""


class Whereabouts(Dated, Base):
    """Where a parent is, and whether able to care for the child.

    `away_since` is when the absence began, which may be unknown even where the row's own first
    day is known.
    """

    __tablename__ = "whereabouts"

    member_id: Mapped[int] = reference("family_member.id")
    status: Mapped[ParentStatus]
    place: Mapped[str | None]
    work: Mapped[str | None]
    away_since: Mapped[date | None]
    able_to_care: Mapped[bool | None]
    unable_why: Mapped[str | None] = mapped_column(sort_order=1)  # added later, so they stand last
    returns: Mapped[Returns | None] = mapped_column(sort_order=1)


class CaregiverPeriod(Dated, Base):
    """实际照料人: one main caregiver at a time; no member where the child lives alone."""

    __tablename__ = "caregiver_period"

    child_id: Mapped[int] = reference("child.id")
    member_id: Mapped[int | None] = reference("family_member.id")
    care: Mapped[Care]


class BoardingPeriod(Dated, Base):
    """寄宿 or 走读."""

    __tablename__ = "boarding_period"

    child_id: Mapped[int] = reference("child.id")
    boards: Mapped[bool]
