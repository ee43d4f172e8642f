"""The school: profile, places, people in charge, terms and classes."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from liushou_desk.domain.words import DefinitionKind, Stage
from liushou_desk.models.base import Base, Dated, added, added_empty, reference


class SchoolProfile(Base):
    """The one school of this file and its settings."""

    __tablename__ = "school_profile"

    name: Mapped[str]
    code: Mapped[str | None]
    """学校标识码, ten digits."""
    primary_years: Mapped[int] = mapped_column(default=6)
    """6, or 5 where 五四制 is kept."""
    pupil_key: Mapped[str]
    """Random key of the hashes that stand for the ID numbers of pupils not in care."""
    definition: Mapped[DefinitionKind]
    away_months: Mapped[int] = mapped_column(default=3)
    late_after_days: Mapped[int] = mapped_column(default=14)
    """A record entered more days later than this is 补录."""
    filled_by: Mapped[str | None]
    """填表人."""
    reviewed_by: Mapped[str | None]
    """审核人."""
    headed_by: Mapped[str | None]
    """单位负责人."""
    age_limit: Mapped[int] = added(16)
    """民政口径 counts children below this age."""
    visit_days: Mapped[int] = added(30)
    """A parent's return of up to so many days is a visit: the absence goes on."""
    preschool_inside: Mapped[bool] = added(value=False)
    """Whether the bureau wants 学前 counted under 学籍口径 and 校内核实口径 too."""
    rural_only: Mapped[bool] = added(value=False)
    """Whether 民政口径 asks for 农业户口."""
    lost_is_away: Mapped[bool] = added(value=True)
    """One parent lost and the other away: 双亲."""
    mentor_limit: Mapped[int] = added(3)
    """Children an adult mentor should have at most."""
    police_phone: Mapped[str | None] = added_empty()
    civil_affairs_phone: Mapped[str | None] = added_empty()
    education_phone: Mapped[str | None] = added_empty()
    procuratorate_phone: Mapped[str | None] = added_empty()
    """The county's own, for a report that is a duty."""
    layout: Mapped[str | None] = added_empty()
    """The name of the layout of official papers; none: GB/T 9704-2012."""


class Campus(Base):
    """校区 or 教学点."""

    __tablename__ = "campus"

    name: Mapped[str] = mapped_column(unique=True)
    is_main: Mapped[bool]


class LeadingGroupMember(Dated, Base):
    """领导小组成员: duty is the post (校长), role the place in the group (组长)."""

    __tablename__ = "leading_group_member"

    name: Mapped[str]
    duty: Mapped[str]
    """职务, at the school."""
    role: Mapped[str]
    """组内职务."""
    duties: Mapped[str | None] = mapped_column(sort_order=1)
    """分工: what the member answers for."""


class Term(Base):
    """学期 with the days its figures are read at."""

    __tablename__ = "term"

    code: Mapped[str] = mapped_column(unique=True)
    first_on: Mapped[date]
    last_on: Mapped[date]
    survey_on: Mapped[date]
    cutoff_on: Mapped[date]

    @classmethod
    def holds(cls, day: Any) -> sa.ColumnElement[bool]:
        """The condition that a day (a date, or a column of days) lies in the term."""
        return sa.and_(cls.first_on <= day, cls.last_on >= day)


class Holiday(Base):
    """A holiday inside a term; its days are no teaching days, its visits count."""

    __tablename__ = "holiday"

    term_id: Mapped[int] = reference("term.id")
    first_on: Mapped[date]
    last_on: Mapped[date]


class SchoolClass(Base):
    """班级: grade counts through, 1 to 6 primary, 7 to 9 junior; of 学前 it is the level."""

    __tablename__ = "school_class"

    campus_id: Mapped[int] = reference("campus.id", index=False)
    stage: Mapped[Stage]
    grade: Mapped[int]
    number: Mapped[int]
    name: Mapped[str | None] = mapped_column(sort_order=1)
    """What the school calls it where that says more than grade and number."""

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.UniqueConstraint("campus_id", "stage", "grade", "number"),)


class ClassTeacher(Base):
    """班主任 of a class in one term."""

    __tablename__ = "class_teacher"

    class_id: Mapped[int] = reference("school_class.id", index=False)
    term_id: Mapped[int] = reference("term.id")
    mentor_id: Mapped[int] = reference("mentor.id")

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.UniqueConstraint("class_id", "term_id"),)
