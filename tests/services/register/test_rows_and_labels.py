"""The roster's rows, found by what they are found by; its chips are the figures."""

from datetime import date

import pytest
import sqlalchemy as sa

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.follow_up import State
from liushou_desk.domain.search import matches
from liushou_desk.domain.words import Care, DefinitionKind, LeaveReason, Mark, ParentStatus, Sex
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Child, SchoolProfile
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.readings import complete_readings
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.register.labels import CHIPS, roster_labels
from liushou_desk.services.register.leaving import leave
from liushou_desk.services.register.picking import children_to_pick, mentors_to_pick
from liushou_desk.services.register.rows import RosterRow, roster_rows
from liushou_desk.services.rules import set_rules_since
from tests import factories as make
from tests.importing.workbooks import national_id
from tests.services.register.conftest import TERM, Register
from tests.services.register.test_child_save import WHOLE


def only_row(register: Register) -> RosterRow:
    (row,) = roster_rows(register.office, TERM)
    return row


def test_a_row_says_what_is_on_file_but_not_the_number(register: Register) -> None:
    child_id = register.new(**WHOLE)
    with register.office.action("结对") as session:
        for name in ("陈文静", "李明"):
            mentor = make.make_mentor(session, name=name)
            make.make_pairing(session, session.get_one(Child, child_id), mentor)
    row = only_row(register)
    assert (row.child_id, row.called, row.sex, row.age) == (child_id, "柏小雨", Sex.MALE, 10)
    assert (row.school_class, row.class_order) == ("三年级2班", 302)
    assert (row.caregiver, row.caregiver_phone) == ("王秀兰（祖母）", "13800000009")
    assert (row.boards, row.mentors, row.verified) == ("否", "陈文静、李明", True)
    assert row.id_tail == national_id(1)[-4:]
    shown = [str(getattr(row, key)) for key in RosterRow.__slots__ if key != "spoken"]
    assert not any(national_id(1) in text for text in shown)


@pytest.mark.parametrize(
    "needle",
    ["柏小雨", "baixiaoyu", "bxy", "青石坪", "三年级2班", "0001", "王秀兰", national_id(1)[-4:]],
)
def test_a_row_is_found_by_name_pinyin_village_and_tails(register: Register, needle: str) -> None:
    register.new(**WHOLE)
    complete_readings(register.office)
    assert matches(only_row(register).search, needle)
    (pick,) = children_to_pick(register.office, TERM)
    assert matches(pick.search, "bxy")


def test_a_row_with_nothing_filled_in(register: Register) -> None:
    register.new()
    row = only_row(register)
    assert (row.sex, row.age, row.school_class, row.boards) == (None, None, "", "未填")
    assert (row.caregiver, row.id_tail, row.verified) == ("", "", False)


def test_namesakes_are_told_apart_on_the_list(register: Register) -> None:
    register.new(child__name="张伟", child__born_on=date(2016, 3, 5), **{"class": "三年级1班"})
    register.new(child__name="张伟", child__born_on=date(2015, 4, 5), **{"class": "四年级1班"})
    called = [row.called for row in roster_rows(register.office, TERM)]
    assert called == ["张伟（三1·2016-03）", "张伟（四1·2015-04）"]


def test_those_who_left_are_listed_when_asked_for(register: Register) -> None:
    gone, here = register.new(child__name="柏一"), register.new(child__name="柏二")
    leave(register.office, gone, date(2026, 10, 1), LeaveReason.GRADUATED)
    assert [row.child_id for row in roster_rows(register.office, TERM)] == [here]
    rows = roster_rows(register.office, TERM, with_gone=True)
    assert {row.child_id: row.left_on for row in rows} == {gone: date(2026, 10, 1), here: None}
    assert [pick.id for pick in children_to_pick(register.office, TERM)] == [here]


def test_a_rosters_dated_facts_are_those_of_the_day(register: Register) -> None:
    child_id = register.new(caregiver_period__care=Care.ALONE)
    register.days_later(4)
    register.save(child_id, caregiver_period__care=Care.OTHER)
    assert only_row(register).caregiver == "其他"
    register.days_later(-1)
    assert only_row(register).caregiver == "独自"


def test_a_term_that_is_not_on_file_is_refused(register: Register) -> None:
    for ask in (roster_rows, roster_labels, children_to_pick):
        with pytest.raises(RuleConflict, match="没有学期"):
            ask(register.office, "2029-2030-1")


@pytest.mark.parametrize("kind", DefinitionKind)
def test_every_chip_is_its_figure(demo: OfficeFile, kind: DefinitionKind) -> None:
    with demo.action("口径") as session:
        session.execute(sa.update(SchoolProfile).values(definition=kind))
    labels = roster_labels(demo, TERM)
    with demo.reading() as session:
        book = open_book(demo, session, TERM)
        for chip in labels.chips:
            assert chip.number == book.number(chip.key) == len(chip.child_ids)
            assert chip.child_ids == {row.record_id for row in book.rows(chip.key)}
    assert [chip.label for chip in labels.chips] == [label for _, label in CHIPS]
    on_roster = {row.child_id for row in roster_rows(demo, TERM)}
    assert labels.chips[0].child_ids == on_roster <= set(labels.children)


def test_labels_and_chips_agree(demo: OfficeFile) -> None:
    labels = roster_labels(demo, TERM)
    chips = {chip.key: chip.child_ids for chip in labels.chips}
    for key, finding in (("both_parents_away", "双亲留守"), ("one_parent_away", "单亲留守")):
        assert {labels.children[child].finding for child in chips[key]} == {finding}
    late = {labels.children[child].follow_up.state for child in chips["overdue_children"]}
    assert late == {State.OVERDUE}
    assert {labels.children[child].category for child in chips["left_behind"]} == {"留守"}


def test_the_reason_is_told_from_the_facts(register: Register) -> None:
    with register.office.action("准备") as session:
        make.make_child(session, mark=Mark.ONE, mother=ParentStatus.AT_HOME)
        make.make_child(session, mark=None, father=None, mother=None, name="李小")
    reasons = [told.reason for told in roster_labels(register.office, TERM).children.values()]
    assert reasons == [
        "学籍标注单亲留守儿童；父亲2024年3月起在广东省东莞市务工，母亲在家：单亲留守",
        "学籍标注未填；父亲去向未填，母亲去向未填：事实不足",
    ]


def test_follow_up_is_told_rule_by_rule(register: Register) -> None:
    set_rules_since(register.office, make.FIRST_DAY)
    with register.office.action("准备") as session:
        child = make.make_child(session)
        for month in (9, 10, 11):
            make.make_entry(session, child, kind=DiaryKind.PHONE_CALL,
                            happened_on=date(2026, month, 12))  # fmt: skip
        make.make_entry(session, child, kind=DiaryKind.TALK, happened_on=date(2026, 9, 12))
    (told,) = roster_labels(register.office, TERM).children.values()
    assert told.follow_up.state is State.OVERDUE
    assert told.follow_up.text == "谈心逾期21天；家访2月28日前应完成；亲情电话已完成"
    assert told.follow_up.due_on == date(2026, 10, 31)


def test_mentors_are_found_by_name_and_kind(register: Register) -> None:
    with register.office.action("准备") as session:
        make.make_mentor(session, phone="13800000003")
    complete_readings(register.office)
    (pick,) = mentors_to_pick(register.office)
    assert pick.called == "陈文静（班主任）"
    assert all(matches(pick.search, needle) for needle in ("cwj", "班主任", "0003"))


def test_children_of_a_class_stand_in_the_order_of_their_pinyin(demo: OfficeFile) -> None:
    complete_readings(demo)
    rows = [(row.class_order, row.school_class, row.name_order) for row in roster_rows(demo, TERM)]
    assert rows == sorted(rows)
    assert all(name.isascii() for _, _, name in rows)
