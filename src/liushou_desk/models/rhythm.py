"""一年的节奏: what the clerk ticked by hand of a checklist."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from liushou_desk.models.base import Base


class RhythmTick(Base):
    """A line of a checklist (see `domain.rhythm`) that was done in one of its periods."""

    __tablename__ = "rhythm_tick"

    period: Mapped[str]
    checklist: Mapped[str]
    line: Mapped[str]
    done_on: Mapped[date]

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.UniqueConstraint("period", "checklist", "line"),)
