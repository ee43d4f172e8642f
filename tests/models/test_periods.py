"""A clock set back never makes a period end before it begins, whoever writes it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from liushou_desk.errors import RuleConflict
from liushou_desk.models import Base, BoardingPeriod, Whereabouts
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.models.periods import BOUNDS
from tests import factories as make

BEFORE, AFTER = date(2026, 9, 30), date(2026, 10, 2)
DAY = date(2026, 10, 1)


def boarding(office: OfficeFile) -> int:
    with office.action("新增") as session:
        child = make.make_child(session)
        period = BoardingPeriod(child_id=child.id, boards=True, from_on=DAY, to_on=None)
        session.add(period)
        session.flush()
        return period.id


def by_orm(session: Any, period_id: int, day: date) -> None:
    session.get_one(BoardingPeriod, period_id).to_on = day


def by_core(session: Any, period_id: int, day: date) -> None:
    session.execute(
        sa.update(BoardingPeriod).where(BoardingPeriod.id == period_id).values(to_on=day)
    )


def by_driver(session: Any, period_id: int, day: date) -> None:
    statement = f"UPDATE boarding_period SET to_on = '{day}' WHERE id = {period_id}"
    session.connection().exec_driver_sql(statement)


@pytest.mark.parametrize("end", [by_orm, by_core, by_driver])
def test_no_writer_ends_a_period_before_it_begins(
    office: OfficeFile, end: Callable[[Any, int, date], None]
) -> None:
    period_id = boarding(office)
    with pytest.raises(RuleConflict, match="没有改动"), office.action("改") as session:
        end(session, period_id, BEFORE)
    with office.reading() as session:
        assert session.get_one(BoardingPeriod, period_id).to_on is None
    with office.action("改") as session:
        end(session, period_id, AFTER)


def test_what_stood_the_wrong_way_round_can_be_put_back(office: OfficeFile) -> None:
    """An older file may hold such a row: removing it must stay undoable."""
    period_id = boarding(office)
    with office.beside() as session:
        raw = session.connection()
        raw.exec_driver_sql("DROP TRIGGER temp.period_boarding_period_to_on_update")
        raw.exec_driver_sql("DROP TRIGGER temp.journal_boarding_period_update")
        by_driver(session, period_id, BEFORE)
    with office.action("删") as session:
        session.delete(session.get_one(BoardingPeriod, period_id))
    assert office.undo() == "删"
    with office.reading() as session:
        assert session.get_one(BoardingPeriod, period_id).to_on == BEFORE


def test_every_table_with_a_first_day_and_a_last_one_is_guarded(office: OfficeFile) -> None:
    with office.beside() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT DISTINCT tbl_name FROM sqlite_temp_master WHERE name GLOB 'period_*'"
        )
        guarded = {name for (name,) in rows}
    ends = {"to_on", "until_on", "left_on", "last_on", "closed_on", "ended_on"}
    begins = {first for first, _ in BOUNDS}
    with_periods = {
        table.name
        for table in Base.metadata.sorted_tables
        if ends & set(table.columns.keys()) and begins & set(table.columns.keys())
    }
    assert guarded == with_periods
    assert Whereabouts.__tablename__ in guarded
