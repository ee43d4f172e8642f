"""资助: money and goods given to a child."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from liushou_desk.domain.words import AidKind
from liushou_desk.models.base import Base, reference


class Aid(Base):
    """One grant: cash in whole 分 so that sums are exact, or goods by quantity and unit."""

    __tablename__ = "aid"

    child_id: Mapped[int] = reference("child.id")
    granted_on: Mapped[date]
    kind: Mapped[AidKind]
    item: Mapped[str]
    fen: Mapped[int | None]
    quantity: Mapped[int | None]
    quantity_unit: Mapped[str | None]
    """件, 册, 份 as they are."""
    giver: Mapped[str | None]


class AidStandard(Base):
    """资助标准: what one grant of an item comes to, in whole 分."""

    __tablename__ = "aid_standard"

    item: Mapped[str]
    fen: Mapped[int]
    since_on: Mapped[date | None]
    """The first day of it; none where it has always been so."""

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.UniqueConstraint("item", "since_on"),)
