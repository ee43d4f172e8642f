"""The definitions' own examples, one by one: 次, 户次, 人次, 人 and what satisfies a rule."""

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.words import (
    AidKind,
    AppliesTo,
    DefinitionKind,
    Frequency,
    MentorKind,
    ParentStatus,
    Relation,
)
from liushou_desk.models import Term
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from tests import factories as make
from tests.services.figures.stories import numbers, siblings, told

VISITS = ("times.家访", "household_times.家访", "child_times.家访", "children.家访")
TALK, CALL = DiaryKind.TALK, DiaryKind.PHONE_CALL


def test_three_teachers_on_one_visit_make_one_visit(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        teachers = tuple(make.make_mentor(session) for _ in range(3))
        make.make_entry(session, make.make_child(session), visitors=teachers)

    with told(office, story) as book:
        assert numbers(book, *VISITS) == [1, 1, 1, 1]


def test_two_siblings_on_one_visit_are_two_children_in_one_home(office: OfficeFile) -> None:
    with told(office, lambda session: make.make_entry(session, *siblings(session))) as book:
        assert numbers(book, *VISITS) == [1, 1, 2, 2]


def test_two_homes_on_one_record_are_two_household_times(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        children = [*siblings(session), make.make_child(session)]
        make.make_entry(session, *children)
        make.make_entry(session, children[0], happened_on=date(2026, 11, 2))

    with told(office, story) as book:
        assert numbers(book, *VISITS) == [2, 3, 4, 3]


def test_a_visit_that_reached_nobody_is_in_none_of_the_units(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_entry(session, *siblings(session), reached=False)

    with told(office, story) as book:
        keys = (*VISITS, "school_contacted", "not_reached.家访")
        assert numbers(book, *keys) == [0, 0, 0, 0, 0, 1]


def test_a_group_talk_has_a_line_of_its_own(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_entry(session, *siblings(session), kind=TALK, is_group=True)

    with told(office, story) as book:
        assert numbers(book, "group_times.谈心", "group_child_times.谈心") == [1, 2]
        keys = ("times.谈心", "household_times.谈心", "school_contacted")
        assert numbers(book, *keys) == [0, 0, 0]


def test_a_tally_counts_as_many_times_as_it_says(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        child = make.make_child(session)
        make.make_tally(session, child, kind=CALL, times=3)
        make.make_tally(session, child, kind=TALK, times=5)

    units = ("times", "household_times", "child_times", "children")
    with told(office, story) as book:
        assert numbers(book, *(f"{unit}.亲情电话" for unit in units)) == [3, 3, 3, 1]
        assert [row.source for row in book.rows("times.亲情电话")] == ["tally"]
        assert numbers(book, *(f"{unit}.谈心" for unit in units)) == [0, 0, 0, 0]


def test_a_tally_of_a_month_that_two_terms_share_counts_once(office: OfficeFile) -> None:
    """The autumn term opened on 20 September: most of the month lies before it."""

    def story(session: Session) -> None:
        spring = {"first_on": date(2026, 3, 1), "last_on": date(2026, 9, 19)}
        make.make_term(session, code="2025-2026-2", cutoff_on=date(2026, 7, 5), **spring)
        term = session.scalars(sa.select(Term).where(Term.code == make.TERM_CODE)).one()
        term.first_on = date(2026, 9, 20)
        child = make.make_child(session, entered_on=date(2026, 3, 1))
        make.make_tally(session, child, kind=CALL, month_on=date(2026, 9, 1))

    with told(office, story) as book:
        assert book.number("times.亲情电话") == 0
        earlier = open_book(office, book.session, "2025-2026-2")
        assert earlier.number("times.亲情电话") == 2


def test_a_record_on_a_day_out_of_care_is_not_counted(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        child = make.make_child(session, left_on=date(2026, 10, 10))
        for day in (9, 10):
            make.make_entry(session, child, happened_on=date(2026, 10, day))

    with told(office, story) as book:
        assert numbers(book, *VISITS) == [1, 1, 1, 1]


def test_a_child_that_left_stays_in_the_child_times_but_not_in_the_rate(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_entry(session, make.make_child(session, left_on=date(2026, 11, 1)))
        make.make_child(session)

    with told(office, story) as book:
        assert numbers(book, "child_times.家访", "children.家访", "school_contacted") == [1, 1, 0]
        assert book["school_contact_rate"].value == 0


@pytest.mark.parametrize(("days_late", "late"), [(14, 0), (15, 1)])
def test_more_than_fourteen_days_later_is_entered_late(
    office: OfficeFile, days_late: int, late: int
) -> None:
    def story(session: Session) -> None:
        recorded = make.VISIT_DAY + timedelta(days=days_late)
        make.make_entry(session, make.make_child(session), recorded_on=recorded)

    with told(office, story) as book:
        assert numbers(book, "late", "times.家访") == [late, 1]


def test_a_child_is_handed_over_when_another_grown_up_follows_on_the_day(
    office: OfficeFile,
) -> None:
    """A pupil who follows takes nobody over, nor does a mentor who begins weeks later."""
    ended = date(2026, 11, 1)

    def story(session: Session) -> None:
        teacher = make.make_mentor(session)
        for kind, begun in (
            (MentorKind.TEACHER, ended),
            (MentorKind.PUPIL, ended),
            (MentorKind.TEACHER, date(2026, 11, 16)),
        ):
            child = make.make_child(session)
            make.make_pairing(session, child, teacher, to_on=ended)
            make.make_pairing(session, child, make.make_mentor(session, kind=kind), from_on=begun)

    with told(office, story) as book:
        assert numbers(book, "handed_over") == [1]
        assert len(book.rows("handed_over")) == 1


def test_two_mentors_of_a_child_are_one_child_and_two_pairs(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        child, other = siblings(session)
        teacher = make.make_mentor(session)
        for mentor in (teacher, make.make_mentor(session, kind=MentorKind.CARING_MOTHER)):
            make.make_pairing(session, child, mentor)
        make.make_pairing(session, other, teacher, to_on=date(2026, 11, 1))
        make.make_pairing(session, other, make.make_mentor(session, kind=MentorKind.PUPIL))

    with told(office, story) as book:
        assert numbers(book, "paired", "pairs", "mentors", "pupil_pairs", "unpaired") == [
            1, 2, 2, 1, 1,
        ]  # fmt: skip


def test_cash_and_goods_are_never_added_up(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        child = make.make_child(session)
        make.make_aid(session, child, fen=62_500)
        for count, unit in ((2, "件"), (5, "册"), (1, "件")):
            make.make_aid(
                session, child, kind=AidKind.GOODS, item="书包", quantity=count, quantity_unit=unit
            )

    with told(office, story) as book:
        found = numbers(book, "aid_yuan", "aid_goods.件", "aid_goods.册", "aid_children")
        assert found == [625, 3, 5, 1]


@pytest.mark.parametrize(
    "changes", [{"is_group": True}, {"reached": False}, {"kind": DiaryKind.COMFORT_VISIT}]
)
def test_what_is_no_individual_talk_leaves_the_rule_open(
    office: OfficeFile, changes: dict[str, Any]
) -> None:
    def story(session: Session) -> None:
        make.make_rule(session, frequency=Frequency.EACH_TERM)
        make.make_entry(session, make.make_child(session), **({"kind": TALK} | changes))

    with told(office, story) as book:
        rule = "全部留守儿童每学期谈心1次"
        assert numbers(book, f"rule_owed.{rule}", f"rule_done.{rule}", "rule_met") == [1, 0, 0]


def test_a_rule_for_key_care_asks_only_for_children_with_an_open_plan(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_rule(session, frequency=Frequency.EACH_TERM, applies_to=AppliesTo.KEY_CARE)
        child, other = siblings(session)
        make.make_plan(session, child)
        make.make_plan(session, other, closed_on=date(2026, 9, 30))
        make.make_entry(session, child, other, kind=TALK)

    with told(office, story) as book:
        assert numbers(book, "key_care", "rule_children", "rule_met") == [1, 1, 1]


def test_a_child_with_both_parents_deceased_is_an_orphan_in_every_line(office: OfficeFile) -> None:
    dead = ParentStatus.DECEASED

    def story(session: Session) -> None:
        make.make_child(session, mark=None, father=dead, mother=dead)

    with told(office, story, kind=DefinitionKind.VERIFIED) as book:
        keys = ("orphans", "by_verified.孤儿", "by_civil.孤儿", "by_category.困境", "left_behind")
        assert numbers(book, *keys) == [1, 1, 1, 1, 0]


def test_a_step_parent_does_not_stand_in_for_a_listed_parent_of_whom_nothing_is_known(
    office: OfficeFile,
) -> None:
    def story(session: Session) -> None:
        child = make.make_child(session, father=None)
        make.make_member(session, child.household_id, relation=Relation.FATHER, name="张大山")
        make.make_parent(session, child.household_id, Relation.STEP_FATHER)

    with told(office, story, kind=DefinitionKind.VERIFIED) as book:
        keys = ("left_behind", "by_verified.留守", "by_away.未填", "by_civil.事实不足")
        assert numbers(book, *keys) == [1, 1, 1, 1]


def test_a_sheet_verified_later_is_not_verified_on_an_earlier_day(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_child(session, sheet={"verified_on": date(2026, 9, 20)})

    verified = DefinitionKind.VERIFIED
    with told(office, story, day=date(2026, 9, 19), kind=verified) as book:
        keys = ("left_behind", "to_file", "verified", "by_verified.未核实")
        assert numbers(book, *keys) == [0, 1, 0, 1]
    with office.reading() as session:
        day = date(2026, 9, 20)
        later = open_book(office, session, make.TERM_CODE, day=day, kind=verified)
        assert numbers(later, *keys) == [1, 1, 1, 0]


def test_a_file_is_complete_by_what_held_on_the_day(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        child = make.make_child(session, boards=None, born_on=date(2016, 1, 1), national_id="x")
        make.make_boarding(session, child, from_on=make.FIRST_DAY, to_on=date(2026, 10, 1))

    with told(office, story, day=date(2026, 9, 30)) as book:
        assert numbers(book, "complete", "by_boarding.走读") == [1, 1]
    with office.reading() as session:
        later = open_book(office, session, make.TERM_CODE, day=date(2026, 10, 1))
        assert numbers(later, "filed", "complete", "by_boarding.未填") == [1, 0, 1]


def test_who_left_without_a_reason_is_not_said_to_have_stopped_counting(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        day = date(2026, 7, 5)
        make.make_term(
            session,
            code="2025-2026-2",
            first_on=date(2026, 3, 1),
            last_on=date(2026, 8, 31),
            cutoff_on=day,
        )
        make.make_child(session, entered_on=date(2026, 3, 1), left_on=date(2026, 10, 1))

    with told(office, story) as book:
        keys = ("last_term", "removed", "removed_by_reason.未填", "removed_by_reason.不再符合口径")
        assert numbers(book, *keys) == [1, 1, 1, 0]
