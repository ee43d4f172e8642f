"""学期摸底表: what the school found out about a child in one term."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from liushou_desk.domain.words import CareGrade, Hardship, Health
from liushou_desk.models.base import Base, reference


class TermSheet(Base):
    """One child in one term; not verified (未核实) while `verified_on` is empty."""

    __tablename__ = "term_sheet"

    child_id: Mapped[int] = reference("child.id", index=False)
    term_id: Mapped[int] = reference("term.id")
    class_id: Mapped[int | None] = reference("school_class.id")
    health: Mapped[Health | None]
    study: Mapped[str | None]
    care_grade: Mapped[CareGrade | None]
    verified_on: Mapped[date | None]
    dormitory: Mapped[str | None] = mapped_column(sort_order=1)  # added later, so they stand last
    bed: Mapped[str | None] = mapped_column(sort_order=1)
    weekend_to: Mapped[str | None] = mapped_column(sort_order=1)
    fetched_by: Mapped[str | None] = mapped_column(sort_order=1)
    back_by: Mapped[str | None] = mapped_column(sort_order=1)
    first_to_board: Mapped[bool | None] = mapped_column(sort_order=1)
    first_to_eat: Mapped[bool | None] = mapped_column(sort_order=1)
    first_to_ride: Mapped[bool | None] = mapped_column(sort_order=1)
    """三优先: served before others with a bed, meals, the school bus."""

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.UniqueConstraint("child_id", "term_id"),)


class SheetHardship(Base):
    """A 困境类型 ticked on a sheet; there may be several."""

    __tablename__ = "sheet_hardship"

    sheet_id: Mapped[int] = reference("term_sheet.id", index=False)
    hardship: Mapped[Hardship]

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.UniqueConstraint("sheet_id", "hardship"),)
