"""Children in care, their time on the register, and pupils of whom only a count is kept."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from liushou_desk.domain.words import Hukou, IdKind, LeaveReason, Mark, Sex
from liushou_desk.models.base import Base, reference


class Child(Base):
    """A child in care (关爱对象): 留守, 困境, 随迁 or other; which of them is derived."""

    __tablename__ = "child"

    household_id: Mapped[int] = reference("household.id")
    name: Mapped[str] = mapped_column(index=True)
    former_name: Mapped[str | None]
    sex: Mapped[Sex | None]
    born_on: Mapped[date | None]
    nation: Mapped[str | None]
    id_kind: Mapped[IdKind | None]
    national_id: Mapped[str | None] = mapped_column(unique=True)
    student_number: Mapped[str | None] = mapped_column(unique=True)
    hukou: Mapped[Hukou | None]
    registered_address: Mapped[str | None]
    enrolled_in: Mapped[str | None]
    """入学年月, YYYYMM."""
    phone: Mapped[str | None]
    disability: Mapped[str | None]
    is_orphan: Mapped[bool | None]
    is_migrant: Mapped[bool | None]
    is_other_care: Mapped[bool | None]
    """其他关爱: taken into care by the school for another reason."""
    remarks: Mapped[str | None]
    is_private: Mapped[bool | None]
    """家长不愿公开: counted like everybody, but in no photo, case or award."""
    village: Mapped[str | None] = mapped_column(sort_order=1)
    """The village or neighbourhood the child lives in, as bureaus ask for lists by it."""
    declines_label: Mapped[bool | None] = mapped_column(sort_order=1)
    """家长不愿登记为留守: the facts count all the same; whoever meets the family should know."""


class RegisterPeriod(Base):
    """在册: from `entered_on` until before `left_on`, of a child in care or another pupil."""

    __tablename__ = "register_period"

    child_id: Mapped[int | None] = reference("child.id")
    pupil_id: Mapped[int | None] = reference("pupil.id")
    entered_on: Mapped[date]
    left_on: Mapped[date | None]
    left_why: Mapped[LeaveReason | None]
    receiving_school: Mapped[str | None] = mapped_column(sort_order=1)
    """接收学校: a 转出 without it is 疑似辍学."""

    @classmethod
    def constraints(cls) -> tuple[sa.CheckConstraint, ...]:
        return (sa.CheckConstraint("(child_id IS NULL) <> (pupil_id IS NULL)", name="one_owner"),)


class SchoolRecordMark(Base):
    """学籍标注 as imported: which mark, from which file, on which day. A kept fact."""

    __tablename__ = "school_record_mark"

    child_id: Mapped[int] = reference("child.id")
    mark: Mapped[Mark]
    source: Mapped[str]
    marked_on: Mapped[date]


class Pupil(Base):
    """A pupil not in care: no more than name, sex, class and eight bits of the ID number's hash.

    The key of the hash lies in the same file: eight bits tell two pupils of one name apart and name
    nobody. Whoever bears the name, the sex and the bits is the pupil; two of them are asked about.

    The class is `PupilClass`: a new school year's class leaves the earlier terms' as it was.
    """

    __tablename__ = "pupil"

    name: Mapped[str]
    sex: Mapped[Sex | None]
    id_bits: Mapped[int]


class PupilClass(Base):
    """The class of a pupil not in care in one term; no row where it is not known."""

    __tablename__ = "pupil_class"

    pupil_id: Mapped[int] = reference("pupil.id", index=False)
    term_id: Mapped[int] = reference("term.id")
    class_id: Mapped[int] = reference("school_class.id")

    @classmethod
    def constraints(cls) -> tuple[sa.UniqueConstraint, ...]:
        return (sa.UniqueConstraint("pupil_id", "term_id"),)
