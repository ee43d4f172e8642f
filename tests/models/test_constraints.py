"""What the file itself refuses, whoever writes to it."""

from datetime import date

import pytest
import sqlalchemy as sa

from liushou_desk.domain.words import CareGrade, Hardship, LeaveReason, Mark, Sex
from liushou_desk.errors import RuleConflict
from liushou_desk.models import (
    ActivityChild,
    Base,
    Child,
    EntryChild,
    Household,
    RegisterPeriod,
    SheetHardship,
    TermSheet,
)
from liushou_desk.models.office_file import OfficeFile
from tests import factories as make

Refused = pytest.raises(sa.exc.IntegrityError)


@pytest.mark.parametrize("number", ["national_id", "student_number"])
def test_two_children_never_share_a_number(office: OfficeFile, number: str) -> None:
    with Refused, office.action("新增") as session:
        make.make_child(session, **{number: "152801201601010012"})
        make.make_child(session, **{number: "152801201601010012"})


def test_many_children_may_lack_their_numbers(office: OfficeFile) -> None:
    with office.action("新增") as session:
        for _ in range(3):
            make.make_child(session, national_id=None, student_number=None)


def test_a_period_has_exactly_one_owner(office: OfficeFile) -> None:
    for child_id, pupil_id in ((None, None), (1, 1)):
        with Refused, office.action("新增") as session:
            child, pupil = make.make_child(session), make.make_pupil(session)
            owners = {"child_id": child_id and child.id, "pupil_id": pupil_id and pupil.id}
            session.add(RegisterPeriod(entered_on=make.FIRST_DAY, **owners))


def test_one_sheet_for_each_child_and_term(office: OfficeFile) -> None:
    with Refused, office.action("新增") as session:
        make.make_sheet(session, make.make_child(session))


def test_rows_of_a_child_keep_it(office: OfficeFile) -> None:
    with office.action("新增") as session:
        child_id = make.make_child(session).id
    with Refused, office.action("删除") as session:
        session.delete(session.get_one(Child, child_id))


def test_a_child_needs_a_household_that_is_there(office: OfficeFile) -> None:
    with Refused, office.action("新增") as session:
        session.add(Child(household_id=99, name="张小雨"))


@pytest.mark.parametrize("link", [EntryChild, ActivityChild, SheetHardship])
def test_a_link_stands_once(office: OfficeFile, link: type) -> None:
    with office.action("新增") as session:
        child = make.make_child(session, hardships=(Hardship.LOW_INCOME,))
        make.make_entry(session, child)
        make.make_activity(session, child)
    with Refused, office.action("再加") as session:
        table = link.__table__
        columns = [column.name for column in table.columns if column.name != "id"]
        again = sa.select(*(table.c[name] for name in columns))
        session.execute(sa.insert(table).from_select(columns, again))


def test_required_columns_refuse_nothing(office: OfficeFile) -> None:
    with Refused, office.action("新增") as session:
        session.add(Child(household_id=make.make_household(session).id, name=None))


@pytest.mark.parametrize("word", ["男", "MALE", "", "other"])
def test_only_a_word_of_the_list_is_stored(office: OfficeFile, word: str) -> None:
    with pytest.raises(sa.exc.StatementError), office.action("新增") as session:
        make.make_child(session, sex=word)


def test_words_stand_in_the_file_by_their_english_value(office: OfficeFile) -> None:
    with office.action("新增") as session:
        make.make_child(
            session,
            sex=Sex.FEMALE,
            mark=Mark.ONE,
            left_on=date(2026, 11, 1),
            sheet={"care_grade": CareGrade.POOR},
        )
        session.execute(sa.update(RegisterPeriod).values(left_why=LeaveReason.DROPPED_OUT))
    stored = "SELECT sex, mark, left_why, care_grade FROM child, school_record_mark,"
    with office.reading() as session:
        row = session.execute(sa.text(f"{stored} register_period, term_sheet")).one()
        assert tuple(row) == ("female", "one", "dropped_out", "poor")
        assert session.get_one(TermSheet, 1).care_grade is CareGrade.POOR
        assert session.get_one(Child, 1).sex is Sex.FEMALE


def test_what_is_refused_leaves_nothing_behind(office: OfficeFile) -> None:
    with Refused, office.action("新增") as session:
        make.make_household(session)
        make.make_class(session, campus_id=77)
    with office.reading() as session:
        assert session.scalar(sa.select(sa.func.count(Household.id))) == 0
        assert session.scalar(sa.text('SELECT count(*) FROM "action"')) == 0


def test_a_rule_conflict_of_a_service_rolls_the_action_back(office: OfficeFile) -> None:
    with pytest.raises(RuleConflict):
        _refuse_midway(office)
    with office.reading() as session:
        assert session.scalar(sa.select(sa.func.count(Household.id))) == 0


def _refuse_midway(office: OfficeFile) -> None:
    with office.action("新增") as session:
        make.make_household(session)
        raise RuleConflict("不可以。")


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_has_an_id_that_is_never_reused(office: OfficeFile, table: sa.Table) -> None:
    assert [column.name for column in table.primary_key] == ["id"]
    with office.reading() as session:
        created = session.scalar(
            sa.text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table.name}
        )
    assert "AUTOINCREMENT" in created
