"""照片: pictures of children, of visits and of activities; the bytes of each stand here once."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from liushou_desk.models.base import Base, reference


class Photo(Base):
    """A picture, scaled down before; never changed, and kept once however often it is used."""

    __tablename__ = "photo"

    sha256: Mapped[str] = mapped_column(unique=True)
    content: Mapped[bytes]


class ChildPhoto(Base):
    """The picture of a child; a new one takes the old one's place."""

    __tablename__ = "child_photo"

    child_id: Mapped[int] = mapped_column(sa.ForeignKey("child.id"), unique=True)
    photo_id: Mapped[int] = reference("photo.id")
    taken_on: Mapped[date | None]


class RecordPhoto(Base):
    """A picture of a record of the diary or of an activity; each of them has it once."""

    __tablename__ = "record_photo"

    entry_id: Mapped[int | None] = reference("diary_entry.id", index=False)
    activity_id: Mapped[int | None] = reference("activity.id", index=False)
    photo_id: Mapped[int] = reference("photo.id")
    position: Mapped[int]
    """Its place among the pictures of its record, from 1."""
    caption: Mapped[str | None]

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (
            sa.UniqueConstraint("entry_id", "photo_id"),
            sa.UniqueConstraint("activity_id", "photo_id"),
            sa.CheckConstraint("(entry_id IS NULL) <> (activity_id IS NULL)", name="one_owner"),
        )
