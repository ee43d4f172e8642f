"""What the small ledgers (台账) keep of the school, and which of them it keeps."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from liushou_desk.domain.ledger_words import DayKind, DrillKind, GivingKind, RoundKind, WorkKind
from liushou_desk.domain.words import AidKind
from liushou_desk.models.base import Base


class LedgerChoice(Base):
    """Whether the school keeps a ledger, where somebody said so."""

    __tablename__ = "ledger_choice"

    ledger: Mapped[str] = mapped_column(unique=True)
    """The table of its records."""
    is_used: Mapped[bool]


class Hazard(Base):
    """隐患: where it was found, who mends it and by when; open until it is mended."""

    __tablename__ = "hazard"

    found_on: Mapped[date]
    place: Mapped[str]
    finding: Mapped[str]
    mender: Mapped[str]
    due_on: Mapped[date | None]
    mended_on: Mapped[date | None]


class Drill(Base):
    """应急演练."""

    __tablename__ = "drill"

    held_on: Mapped[date]
    kind: Mapped[DrillKind]
    head_count: Mapped[int]
    led_by: Mapped[str | None]
    evaluation: Mapped[str | None]


class HomeLetter(Base):
    """致家长一封信: one letter to many families."""

    __tablename__ = "home_letter"

    sent_on: Mapped[date]
    subject: Mapped[str]
    families: Mapped[int]
    receipts: Mapped[int | None]


class HomeItem(Base):
    """设施 of the 留守儿童之家, from its acceptance until it is scrapped."""

    __tablename__ = "home_item"

    received_on: Mapped[date]
    name: Mapped[str]
    quantity: Mapped[int]
    quantity_unit: Mapped[str]
    source: Mapped[str | None]
    accepted_by: Mapped[str]
    scrapped_on: Mapped[date | None]
    scrapped_why: Mapped[str | None]


class HomeOpening(Base):
    """值班与开放 of the 留守儿童之家; `hours` in tenths."""

    __tablename__ = "home_opening"

    opened_on: Mapped[date]
    hours: Mapped[int]
    on_duty: Mapped[str]
    came: Mapped[int | None]
    what: Mapped[str | None]


class Giving(Base):
    """捐赠与投入: cash in whole 分, or goods by quantity and unit."""

    __tablename__ = "giving"

    given_on: Mapped[date]
    kind: Mapped[GivingKind]
    giver: Mapped[str]
    form: Mapped[AidKind]
    item: Mapped[str]
    fen: Mapped[int | None]
    quantity: Mapped[int | None]
    quantity_unit: Mapped[str | None]
    purpose: Mapped[str | None]


class Publicity(Base):
    """宣传报道."""

    __tablename__ = "publicity"

    published_on: Mapped[date]
    title: Mapped[str]
    medium: Mapped[str]
    reference: Mapped[str | None]


class Training(Base):
    """教师培训; `hours` in tenths."""

    __tablename__ = "training"

    held_on: Mapped[date]
    topic: Mapped[str]
    hours: Mapped[int | None]
    trainer: Mapped[str | None]
    head_count: Mapped[int]


class Inspection(Base):
    """检查意见 of somebody above, open until it is answered and closed."""

    __tablename__ = "inspection"

    inspected_on: Mapped[date]
    inspector: Mapped[str]
    findings: Mapped[str]
    reply: Mapped[str | None]
    due_on: Mapped[date | None]
    closed_on: Mapped[date | None]


class Regulation(Base):
    """制度 in force from a day until it is repealed."""

    __tablename__ = "regulation"

    title: Mapped[str]
    since_on: Mapped[date]
    on_wall: Mapped[bool | None]
    number: Mapped[str | None]
    ended_on: Mapped[date | None]


class HelperAward(Base):
    """表彰 of a teacher or volunteer, by name."""

    __tablename__ = "helper_award"

    name: Mapped[str]
    awarded_on: Mapped[date]
    title: Mapped[str]
    printed_as: Mapped[str | None]
    giver: Mapped[str | None]


class WorkNote(Base):
    """工作记录: what has no other place."""

    __tablename__ = "work_note"

    happened_on: Mapped[date]
    what: Mapped[str]
    done_by: Mapped[str | None]
    kind: Mapped[WorkKind | None] = mapped_column(sort_order=1)
    """None of what was written down before there were kinds."""


class DutyRound(Base):
    """看护与巡查: somebody on duty beside the children."""

    __tablename__ = "duty_round"

    held_on: Mapped[date]
    kind: Mapped[RoundKind]
    on_duty: Mapped[str]
    came: Mapped[int | None]
    found: Mapped[str | None]


class SchoolDay(Base):
    """放假 or 补班 otherwise than the week says; without a last day it is one day."""

    __tablename__ = "school_day"

    first_on: Mapped[date]
    last_on: Mapped[date | None]
    name: Mapped[str]
    kind: Mapped[DayKind]
