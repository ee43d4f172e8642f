"""What the rules owe, as the figures say it: what is over, 重点关爱, days without the label."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.words import AppliesTo, DefinitionKind, Frequency, Mark
from liushou_desk.models.office_file import OfficeFile
from tests import factories as make
from tests.services.figures.stories import numbers, told

TALKS = "全部留守儿童每月谈心1次"
STATES = [f"rule_{state}.{TALKS}" for state in ("owed", "done", "due", "overdue")]


def left_undone(session: Session) -> None:
    make.make_rule(session)
    make.make_child(session)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [6, 0, 0, 6]),
        ({"day": date(2026, 9, 30)}, [1, 0, 0, 1]),
        ({"day": date(2026, 9, 29)}, [1, 0, 1, 0]),
    ],
)
def test_what_is_undone_when_a_period_is_over_is_overdue(
    office: OfficeFile, asked: dict[str, date], expected: list[int]
) -> None:
    with told(office, left_undone, today=date(2027, 3, 1), **asked) as book:
        assert numbers(book, *STATES) == expected


def test_on_its_last_day_a_period_is_not_over_yet(office: OfficeFile) -> None:
    with told(office, left_undone, today=date(2026, 9, 30)) as book:
        assert numbers(book, *STATES) == [1, 0, 1, 0]


def test_a_rule_for_key_care_looks_at_the_plan_of_each_month(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_rule(session, applies_to=AppliesTo.KEY_CARE)
        child = make.make_child(session)
        make.make_plan(session, child, opened_on=date(2026, 9, 16), closed_on=date(2026, 10, 15))
        make.make_plan(session, child, opened_on=date(2026, 11, 5))

    with told(office, story) as book:
        assert numbers(book, "rule_owed.重点关爱对象每月谈心1次", "key_care") == [2, 1]


def test_two_plans_of_the_same_days_are_not_counted_twice(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_rule(session, applies_to=AppliesTo.KEY_CARE)
        child = make.make_child(session)
        for _ in range(2):
            make.make_plan(
                session, child, opened_on=date(2026, 10, 1), closed_on=date(2026, 10, 11)
            )

    with told(office, story) as book:
        assert numbers(book, "rule_owed.重点关爱对象每月谈心1次") == [0]


def test_a_contact_on_a_day_without_the_label_does_for_the_rule_and_is_not_counted(
    office: OfficeFile,
) -> None:
    """The mark changed in mid-September: of 30 days 16 were in care, the talk was before."""

    def story(session: Session) -> None:
        make.make_rule(session)
        child = make.make_child(session, mark=None)
        make.make_mark(session, child, mark=Mark.NONE, marked_on=date(2026, 9, 1))
        make.make_mark(session, child, mark=Mark.BOTH, marked_on=date(2026, 9, 15))
        make.make_entry(session, child, kind=DiaryKind.TALK, happened_on=date(2026, 9, 3))

    day = date(2026, 9, 30)
    with told(office, story, day=day, kind=DefinitionKind.SCHOOL_RECORD) as book:
        assert numbers(book, *STATES, "times.谈心") == [1, 1, 0, 0, 0]


def test_a_contact_after_the_child_left_does_for_nothing(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_rule(session)
        child = make.make_child(session, left_on=date(2026, 9, 25))
        make.make_entry(session, child, kind=DiaryKind.TALK, happened_on=date(2026, 9, 25))

    with told(office, story, day=date(2026, 9, 30)) as book:
        assert numbers(book, *STATES) == [1, 0, 0, 1]


def test_a_rule_counts_from_its_day(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_rule(session, since_on=date(2026, 10, 2))
        make.make_rule(
            session,
            kind=DiaryKind.HOME_VISIT,
            frequency=Frequency.EACH_TERM,
            since_on=date(2026, 10, 2),
        )
        make.make_child(session)

    with told(office, story) as book:
        assert numbers(book, *STATES) == [1, 0, 1, 0]
        assert book.total("rule_owed") == 1


def test_a_video_call_does_for_a_telephone_call_and_the_rule_says_so(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_rule(session, kind=DiaryKind.PHONE_CALL)
        child = make.make_child(session)
        make.make_entry(session, child, kind=DiaryKind.VIDEO_CALL, happened_on=date(2026, 9, 3))
        make.make_entry(session, child, kind=DiaryKind.PARENT_CALL, happened_on=date(2026, 10, 3))

    sentence = "全部留守儿童每月亲情电话1次（亲情视频也算）"
    with told(office, story, day=date(2026, 10, 31)) as book:
        assert numbers(book, f"rule_owed.{sentence}", f"rule_done.{sentence}") == [2, 1]
