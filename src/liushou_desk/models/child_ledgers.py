"""What the small ledgers (台账) of the office keep of a child."""

from datetime import date

from sqlalchemy.orm import Mapped

from liushou_desk.domain.ledger_words import AbsenceKind, GrowthKind, MedicalKind, Way, WishKind
from liushou_desk.models.base import Base, reference


class SafetyPledge(Base):
    """安全责任书 of a child, signed at home and kept by the school."""

    __tablename__ = "safety_pledge"

    child_id: Mapped[int] = reference("child.id")
    signed_on: Mapped[date]
    until_on: Mapped[date]
    signed_by: Mapped[str | None]


class CareConfirmation(Base):
    """委托监护责任确认书: the trustee signs that he looks after the child."""

    __tablename__ = "care_confirmation"

    child_id: Mapped[int] = reference("child.id")
    member_id: Mapped[int | None] = reference("family_member.id")
    signed_on: Mapped[date]
    until_on: Mapped[date | None]
    witness: Mapped[str | None]


class Absence(Base):
    """缺勤: `days` without school from a day on; open until the child is back."""

    __tablename__ = "absence"

    child_id: Mapped[int] = reference("child.id")
    from_on: Mapped[date]
    days: Mapped[int]
    kind: Mapped[AbsenceKind]
    reason: Mapped[str]
    told_whom: Mapped[str | None]
    visited_on: Mapped[date | None]
    back_on: Mapped[date | None]


class Medical(Base):
    """就医与突发: what befell a child; its words are shown on demand only."""

    __tablename__ = "medical"

    child_id: Mapped[int] = reference("child.id")
    happened_on: Mapped[date]
    kind: Mapped[MedicalKind]
    what: Mapped[str]
    taken_to: Mapped[str | None]
    taken_by: Mapped[str | None]
    told_on: Mapped[date | None]
    outcome: Mapped[str | None]
    closed_on: Mapped[date | None]


class Checkup(Base):
    """体检: measures in tenths (of a centimetre, a kilogram, a mark of vision)."""

    __tablename__ = "checkup"

    child_id: Mapped[int] = reference("child.id")
    checked_on: Mapped[date]
    height: Mapped[int | None]
    weight: Mapped[int | None]
    vision_left: Mapped[int | None]
    vision_right: Mapped[int | None]
    result: Mapped[str | None]
    told_on: Mapped[date | None]


class Award(Base):
    """学生表彰; `printed_as` is what the certificate says."""

    __tablename__ = "award"

    child_id: Mapped[int] = reference("child.id")
    awarded_on: Mapped[date]
    title: Mapped[str]
    printed_as: Mapped[str | None]
    giver: Mapped[str | None]


class StudyPlan(Base):
    """学习帮扶计划 of a child."""

    __tablename__ = "study_plan"

    child_id: Mapped[int] = reference("child.id")
    mentor_id: Mapped[int | None] = reference("mentor.id")
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    hours: Mapped[str | None]
    content: Mapped[str]
    result: Mapped[str | None]


class FileTransfer(Base):
    """转学档案移交: a child's file handed to another school or taken over from it."""

    __tablename__ = "file_transfer"

    child_id: Mapped[int] = reference("child.id")
    way: Mapped[Way]
    moved_on: Mapped[date]
    other_school: Mapped[str]
    papers: Mapped[str | None]
    handed_on: Mapped[date | None]
    receipt_on: Mapped[date | None]


class GrowthNote(Base):
    """成长记录: one look at a child."""

    __tablename__ = "growth_note"

    child_id: Mapped[int] = reference("child.id")
    noted_on: Mapped[date]
    kind: Mapped[GrowthKind]
    what: Mapped[str]
    noted_by: Mapped[str | None]


class Wish(Base):
    """心愿与求助; open until it is granted."""

    __tablename__ = "wish"

    child_id: Mapped[int] = reference("child.id")
    asked_on: Mapped[date]
    kind: Mapped[WishKind]
    what: Mapped[str]
    helped_by: Mapped[str | None]
    settled_on: Mapped[date | None]
