"""Off the register and on again; out of the file with everything, and back."""

from datetime import date

import pytest
import sqlalchemy as sa

from liushou_desk.domain.words import LeaveReason
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models import (
    Child,
    DiaryEntry,
    EntryChild,
    Household,
    Pairing,
    RegisterPeriod,
)
from liushou_desk.models.journal import journaled_tables
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.register.leaving import come_back, leave, name_receiving_school
from liushou_desk.services.register.removal import remove_child, what_hangs_on
from liushou_desk.services.register.timeline import timeline
from tests import factories as make
from tests.conftest import OPENING
from tests.services.register.conftest import Register, digest

TODAY = OPENING.date()
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def test_leaving_closes_the_period_and_the_pairings(register: Register) -> None:
    child_id = register.new()
    with register.office.action("结对") as session:
        child = session.get_one(Child, child_id)
        make.make_pairing(session, child)
        make.make_pairing(session, child, to_on=date(2026, 9, 20), ended_why="调动")
    leave(register.office, child_id, OCTOBER, LeaveReason.TRANSFERRED)
    period = register.only(RegisterPeriod)
    assert (period["left_on"], period["left_why"]) == (OCTOBER, LeaveReason.TRANSFERRED)
    ends = [(row["to_on"], row["ended_why"]) for row in register.rows(Pairing)]
    assert ends == [(OCTOBER, "儿童离校（转出）"), (date(2026, 9, 20), "调动")]
    come_back(register.office, child_id, NOVEMBER)
    assert [row["entered_on"] for row in register.rows(RegisterPeriod)][1:] == [NOVEMBER]
    register.office.undo()
    register.office.undo()
    assert register.only(RegisterPeriod)["left_on"] is None


@pytest.mark.parametrize("day", [date(2026, 9, 1), date(2026, 8, 1), date(2026, 11, 22)])
def test_a_child_leaves_after_it_came_and_not_in_the_future(register: Register, day: date) -> None:
    child_id = register.new()
    with pytest.raises(InputProblem) as told:
        leave(register.office, child_id, day, LeaveReason.OTHER)
    assert told.value.field == "left_on"


def test_a_transfer_is_suspected_until_its_school_is_named(register: Register) -> None:
    office, child_id = register.office, register.new()
    with pytest.raises(RuleConflict, match="没有登记转出"):
        name_receiving_school(office, child_id, "县二小")
    leave(office, child_id, OCTOBER, LeaveReason.TRANSFERRED)
    assert "疑似辍学" in [item.text for item in timeline(office, child_id)]
    name_receiving_school(office, child_id, "县二小")
    assert "转出（县二小）" in [item.text for item in timeline(office, child_id)]
    assert office.undo() == "登记接收学校"
    assert register.only(RegisterPeriod)["receiving_school"] is None


@pytest.mark.parametrize("why", [LeaveReason.TRANSFERRED, LeaveReason.DROPPED_OUT])
def test_only_a_transfer_keeps_a_receiving_school(register: Register, why: LeaveReason) -> None:
    leave(register.office, register.new(), OCTOBER, why, "县二小")
    kept = register.only(RegisterPeriod)["receiving_school"]
    assert kept == ("县二小" if why is LeaveReason.TRANSFERRED else None)


@pytest.mark.parametrize("begun", [OCTOBER, NOVEMBER])
def test_no_pairing_ends_before_it_began(register: Register, begun: date) -> None:
    child_id = register.new()
    with register.office.action("结对") as session:
        make.make_pairing(session, session.get_one(Child, child_id), from_on=begun)
    with pytest.raises(InputProblem, match="离校日期应在结对之后") as told:
        leave(register.office, child_id, OCTOBER, LeaveReason.OTHER)
    assert told.value.field == "left_on"


def test_two_times_on_the_register_never_meet(register: Register) -> None:
    child_id = register.new()
    leave(register.office, child_id, OCTOBER, LeaveReason.OTHER)
    come_back(register.office, child_id, NOVEMBER)
    with pytest.raises(InputProblem, match="早于上一次离校"):
        register.save(child_id, entered_on=date(2026, 9, 30))
    register.save(child_id, entered_on=OCTOBER)


@pytest.mark.parametrize("day", [date(2026, 9, 30), date(2026, 11, 22)])
def test_a_child_comes_back_after_it_left_and_not_in_the_future(
    register: Register, day: date
) -> None:
    child_id = register.new()
    leave(register.office, child_id, OCTOBER, LeaveReason.OTHER)
    with pytest.raises(InputProblem) as told:
        come_back(register.office, child_id, day)
    assert told.value.field == "entered_on"


def test_nobody_leaves_or_comes_back_twice(register: Register) -> None:
    child_id = register.new()
    with pytest.raises(RuleConflict, match="在册"):
        come_back(register.office, child_id, NOVEMBER)
    leave(register.office, child_id, OCTOBER, LeaveReason.OTHER)
    with pytest.raises(RuleConflict, match="已经登记离校"):
        leave(register.office, child_id, NOVEMBER, LeaveReason.OTHER)


@pytest.mark.parametrize(
    "ask",
    [
        lambda office: leave(office, 404, OCTOBER, LeaveReason.OTHER),
        lambda office: come_back(office, 404, OCTOBER),
        lambda office: remove_child(office, 404),
        lambda office: what_hangs_on(office, 404),
        lambda office: timeline(office, 404),
    ],
)
def test_a_removed_child_is_told(register: Register, ask: object) -> None:
    assert callable(ask)
    with pytest.raises(RuleConflict, match="已被删除"):
        ask(register.office)


def references(office: OfficeFile, name: str, row_id: int) -> list[str]:
    """Tables that refer to a row."""
    with office.reading() as session:
        return [
            table.name
            for table in journaled_tables()
            for column in table.columns
            for key in column.foreign_keys
            if key.column.table.name == name
            and session.scalar(sa.select(table.c.id).where(column == row_id).limit(1))
        ]


def test_every_child_of_a_school_goes_whole_and_comes_back(demo: OfficeFile) -> None:
    with demo.reading() as session:
        ids = session.scalars(sa.select(Child.id)).all()
    for child_id in ids:
        before = digest(demo)
        assert what_hangs_on(demo, child_id)
        remove_child(demo, child_id)
        assert references(demo, "child", child_id) == []
        demo.undo()
        assert digest(demo) == before
    for child_id in ids:
        remove_child(demo, child_id)
    with demo.reading() as session:
        for model in (Child, DiaryEntry, Household):
            assert session.scalar(sa.select(sa.func.count(model.id))) == 0


def test_shared_records_and_a_siblings_home_stay(register: Register) -> None:
    with register.office.action("准备") as session:
        child = make.make_child(session)
        sibling = make.make_child(session, household_id=child.household_id, name="张小雪")
        make.make_entry(session, child)
        make.make_entry(session, child, sibling)
        make.make_tally(session, child)
        child_id, sibling_id, home_id = child.id, sibling.id, child.household_id
    said = what_hangs_on(register.office, child_id)
    assert said[0] == "家访等记录1条"
    assert said[-1] == "从与其他儿童共有的1条记录里去掉这名儿童"
    remove_child(register.office, child_id)
    assert register.only(EntryChild)["child_id"] == sibling_id
    assert register.only(DiaryEntry)["id"] == 2
    assert register.only(Household)["id"] == home_id


def test_a_timeline_tells_everything_newest_first(register: Register) -> None:
    with register.office.action("准备") as session:
        child = make.make_child(session)
        for add in (make.make_pairing, make.make_plan, make.make_entry, make.make_tally,
                    make.make_aid):  # fmt: skip
            add(session, child)
        make.make_activity(session, child)
        make.make_entry(session, make.make_child(session, name="别人"))
        child_id = child.id
    leave(register.office, child_id, TODAY, LeaveReason.GRADUATED)
    items = timeline(register.office, child_id)
    assert (items[0].kind, items[0].day) in {("离校", TODAY), ("结对结束", TODAY)}
    days = [item.day for item in items if item.day]
    assert days == sorted(days, reverse=True)
    assert {item.kind for item in items} == {
        "在册", "离校", "学籍标注", "学期摸底表", "父母去向", "照料人", "寄宿", "结对", "结对结束",
        "家访", "汇总条", "活动", "资助", "个别方案",
    }  # fmt: skip
    (aid,) = [item for item in items if item.kind == "资助"]
    assert (aid.text, aid.source, aid.record_id) == ("助学金500.00元", "aid", 1)
    assert len([item for item in items if item.source == "diary_entry"]) == 1
