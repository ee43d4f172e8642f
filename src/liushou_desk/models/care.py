"""What the school settles about a child: agreements, decisions and answers."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from liushou_desk.domain.words import Overridable
from liushou_desk.models.base import Base, Dated, reference


class CareAgreement(Base):
    """委托照护协议: parents who are away entrust a child to somebody (未成年人保护法 22、23)."""

    __tablename__ = "care_agreement"

    child_id: Mapped[int] = reference("child.id")
    member_id: Mapped[int | None] = reference("family_member.id")
    """受托人, as a member of the household."""
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    """The last day it holds; none where it was made without a term."""
    informed_on: Mapped[date | None]
    """书面告知学校: when the school was told in writing."""
    child_heard: Mapped[bool | None]
    """Whether the child was asked."""
    is_screened: Mapped[bool | None]
    """Whether it was checked that none of the four grounds shuts the trustee out."""
    ended_on: Mapped[date | None]
    """The first day on which it no longer held, where it ended early."""


class LabelOverride(Dated, Base):
    """The school decides a derived label otherwise for some days; the reason is always kept."""

    __tablename__ = "label_override"

    child_id: Mapped[int] = reference("child.id")
    about: Mapped[Overridable]
    value: Mapped[str]
    """The word decided for, by its stored value."""
    reason: Mapped[str]


class ConfirmedNone(Base):
    """确认无: somebody asked, and there is nothing to fill in; an answer like any other."""

    __tablename__ = "confirmed_none"

    child_id: Mapped[int] = reference("child.id", index=False)
    key: Mapped[str]
    """The catalogue's field, e.g. child.national_id."""
    said_on: Mapped[date]

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.UniqueConstraint("child_id", "key"),)


class NotDuplicate(Base):
    """Two children who look like one are two persons; `first_id` is the smaller."""

    __tablename__ = "not_duplicate"

    first_id: Mapped[int] = reference("child.id", index=False)
    second_id: Mapped[int] = reference("child.id")

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (
            sa.UniqueConstraint("first_id", "second_id"),
            sa.CheckConstraint("first_id < second_id", name="ordered"),
        )
