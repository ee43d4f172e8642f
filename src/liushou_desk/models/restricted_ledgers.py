"""Ledgers of what is kept without a child: 心理辅导 and 强制报告."""

from datetime import date

from sqlalchemy.orm import Mapped

from liushou_desk.domain.ledger_words import CounsellingForm
from liushou_desk.domain.mandatory_report import Authority
from liushou_desk.models.base import Base, reference


class Counselling(Base):
    """心理辅导: that it took place, and with how many; what was said stays with the counsellor."""

    __tablename__ = "counselling"

    counsellor_id: Mapped[int | None] = reference("mentor.id")
    held_on: Mapped[date]
    form: Mapped[CounsellingForm]
    head_count: Mapped[int]
    referred: Mapped[bool | None]


class MandatoryReport(Base):
    """强制报告: when it was made, and to whom."""

    __tablename__ = "mandatory_report"

    reported_on: Mapped[date]
    authority: Mapped[Authority]
