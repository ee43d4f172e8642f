"""What the desk keeps for itself: how names are read aloud, forms not yet saved, its settings.

None is a record of the office, so none is in the journal: undo passes them by.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from liushou_desk.models.base import Base


class NameReading(Base):
    """拼音 of a name as written, so that it can be found; the same text never reads otherwise."""

    __tablename__ = "name_reading"

    text: Mapped[str] = mapped_column(unique=True)
    readings: Mapped[str]
    """Search keys, one a line; empty where no sign of the name can be read."""


class FormDraft(Base):
    """草稿 of a form that was being filled in, kept until it is saved or given up."""

    __tablename__ = "form_draft"

    form: Mapped[str]
    record_id: Mapped[int]
    """The record being amended; 0 for a new one, since UNIQUE would let every NULL pass."""
    values: Mapped[str]
    """JSON object: field key to the text as typed, valid or not."""
    kept_at: Mapped[datetime]

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.UniqueConstraint("form", "record_id"),)


class DeskSetting(Base):
    """What the clerk chose for the screen or an import, e.g. the roster's columns."""

    __tablename__ = "desk_setting"

    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str]
    """JSON."""
