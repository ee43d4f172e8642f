"""Turning 16, coming home, transferring, graduating: the count ends on the day, history stays."""

from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa

from liushou_desk.domain.words import DefinitionKind, LeaveReason, ParentStatus
from liushou_desk.models import (
    CaregiverPeriod,
    RegisterPeriod,
    SchoolProfile,
    TermSheet,
    Whereabouts,
)
from liushou_desk.services.figures import tables
from liushou_desk.services.figures.fill import fill
from liushou_desk.services.figures.scope import scope_for
from liushou_desk.services.register.leaving import come_back, leave
from liushou_desk.services.register.on_day import derive
from tests import factories as make
from tests.services.register.conftest import TERM, TODAY, Register

BEFORE, FROM = date(2026, 11, 9), date(2026, 11, 10)


@pytest.fixture
def child_id(register: Register) -> int:
    """Sixteen on 10 November; visited in October."""
    with register.office.action("准备") as session:
        session.execute(sa.update(SchoolProfile).values(definition=DefinitionKind.CIVIL))
        child = make.make_child(session, born_on=date(2010, 11, 10))
        make.make_entry(session, child, happened_on=date(2026, 10, 12))
        return child.id


def young(register: Register, child_id: int) -> None:
    with register.office.action("更正") as session:
        child = session.get_one(make.models.Child, child_id)
        child.born_on = date(2015, 1, 1)


def counted(register: Register, kind: DefinitionKind) -> list[tuple[str, str]]:
    """The days of the term on which the child counts."""
    with register.office.reading() as session:
        fill(session, scope_for(session, TERM, TODAY, kind=kind))
        spans = sa.select(tables.care_span.c.first_on, tables.care_span.c.last_on)
        return [(first, last) for first, last in session.connection().execute(spans)]


def visits(register: Register) -> int:
    """人次 of the term; what was done for a child that counted then stays counted."""
    with register.office.reading() as session:
        fill(session, scope_for(session, TERM, TODAY))
        return len(session.connection().execute(sa.select(tables.contact.table)).all())


def test_turning_16_ends_the_civil_count_only(register: Register, child_id: int) -> None:
    assert counted(register, DefinitionKind.CIVIL) == [("2026-09-01", "2026-11-09")]
    assert counted(register, DefinitionKind.SCHOOL_RECORD) == [("2026-09-01", "2026-11-21")]
    words = [derive(register.office, child_id, day).civil.word for day in (BEFORE, FROM)]
    assert words == ["留守", "非留守"]
    assert visits(register) == 1


def test_turning_16_ends_the_alert(register: Register, child_id: int) -> None:
    with register.office.action("照料") as session:
        session.execute(sa.update(CaregiverPeriod).values(care=make.words.Care.ALONE))
    alerts = [derive(register.office, child_id, day).alert for day in (BEFORE, FROM)]
    assert [bool(alert) for alert in alerts] == [True, False]


def test_a_parent_who_comes_home_closes_a_period(register: Register, child_id: int) -> None:
    young(register, child_id)
    register.save(child_id, father__status=ParentStatus.AT_HOME, effective_on=FROM)
    father = [row for row in register.rows(Whereabouts) if row["member_id"] == 1]
    assert [(row["status"], row["to_on"]) for row in father] == [
        (ParentStatus.WORKS_AWAY, FROM),
        (ParentStatus.AT_HOME, None),
    ]
    assert counted(register, DefinitionKind.CIVIL) == [("2026-09-01", "2026-11-09")]
    found = [derive(register.office, child_id, day) for day in (BEFORE, FROM)]
    assert [day.verified.word for day in found] == ["双亲留守", "单亲留守"]
    assert visits(register) == 1


@pytest.mark.parametrize("why", [LeaveReason.TRANSFERRED, LeaveReason.GRADUATED])
def test_leaving_closes_the_time_on_the_register(
    register: Register, child_id: int, why: LeaveReason
) -> None:
    young(register, child_id)
    leave(register.office, child_id, FROM, why)
    period = register.only(RegisterPeriod)
    assert (period["left_on"], period["left_why"]) == (FROM, why)
    assert counted(register, DefinitionKind.CIVIL) == [("2026-09-01", "2026-11-09")]
    assert visits(register) == 1
    assert [row["to_on"] for row in register.rows(Whereabouts)] == [None, None]
    assert len(register.rows(TermSheet)) == 1, "the family's history goes on"


def test_who_comes_back_begins_a_second_time(register: Register, child_id: int) -> None:
    young(register, child_id)
    leave(register.office, child_id, FROM, LeaveReason.TRANSFERRED)
    come_back(register.office, child_id, date(2026, 11, 16))
    spans = [("2026-09-01", "2026-11-09"), ("2026-11-16", "2026-11-21")]
    assert counted(register, DefinitionKind.CIVIL) == spans


CHANGES: dict[str, Callable[[Register, int], object]] = {
    "home": lambda register, child: register.save(
        child, father__status=ParentStatus.AT_HOME, effective_on=FROM
    ),
    "left": lambda register, child: leave(register.office, child, FROM, LeaveReason.TRANSFERRED),
}


@pytest.mark.parametrize("change", CHANGES)
def test_undo_gives_the_days_back(register: Register, child_id: int, change: str) -> None:
    before = register.digest(), counted(register, DefinitionKind.SCHOOL_RECORD)
    CHANGES[change](register, child_id)
    register.office.undo()
    assert (register.digest(), counted(register, DefinitionKind.SCHOOL_RECORD)) == before
