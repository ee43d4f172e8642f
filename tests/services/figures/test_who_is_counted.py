"""学前 beside the totals, an absence through a visit home, three rates of files, two sides."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind, LetterWriter
from liushou_desk.domain.words import DefinitionKind, Mark, ParentStatus, Relation, Stage
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from tests import factories as make
from tests.services.figures.stories import numbers, told

DAY = date(2026, 12, 31)
VERIFIED = DefinitionKind.VERIFIED
LETTERS = {"kind": DiaryKind.LETTER}


def make_small(session: Session) -> make.Child:
    """A child left behind who is in the nursery, and a school child beside it."""
    nursery = make.make_class(session, stage=Stage.PRESCHOOL, grade=0)
    make.make_child(session, sheet={"class_id": make.make_class(session).id})
    return make.make_child(session, sheet={"class_id": nursery.id})


@pytest.mark.parametrize(
    ("settings", "kind", "expected"),
    [
        ({}, DefinitionKind.SCHOOL_RECORD, [1, 1, 1, 1]),
        ({}, VERIFIED, [1, 1, 1, 1]),
        ({}, DefinitionKind.CIVIL, [2, 0, 2, 0]),
        ({"preschool_inside": True}, DefinitionKind.SCHOOL_RECORD, [2, 0, 2, 0]),
    ],
)
def test_preschool_stands_beside_the_totals_unless_the_school_says_otherwise(
    office: OfficeFile, settings: dict[str, bool], kind: DefinitionKind, expected: list[int]
) -> None:
    def story(session: Session) -> None:
        make_small(session)
        for child in session.scalars(sa.select(make.Child)):
            child.born_on = date(2018, 1, 1)

    keys = ("left_behind", "preschool_left_behind", "pupils", "preschool_pupils")
    with told(office, story, settings=settings, kind=kind) as book:
        assert numbers(book, *keys) == expected
        assert book["share"].value == 100


def test_what_is_done_for_preschool_is_not_counted_nor_owed(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_rule(session)
        child = make_small(session)
        make.make_entry(session, child)
        make.make_pairing(session, child)
        make.make_aid(session, child)

    keys = ("times.家访", "paired", "aid_children", "to_file", "rule_children")
    with told(office, story) as book:
        assert numbers(book, *keys, "by_category.学前留守") == [0, 0, 0, 1, 1, 1]


def away_but_for(session: Session, days: int) -> None:
    """Both parents away for years; the father was at home for some days from 1 December."""
    child = make.make_child(session, mark=None, father=None)
    father = make.make_member(session, child.household_id, name="张大山", relation=Relation.FATHER)
    home = date(2026, 12, 1)
    again = home.replace(day=1 + days) if days < 31 else date(2027, 1, 1)
    make.make_whereabouts(session, father, to_on=home)
    make.make_whereabouts(session, father, status=ParentStatus.AT_HOME, from_on=home, to_on=again)
    make.make_whereabouts(session, father, from_on=again, away_since=again)


@pytest.mark.parametrize(
    ("days", "on_the_visit", "after"), [(30, "双亲", "双亲"), (31, "单亲", "单亲")]
)
def test_a_visit_home_neither_ends_the_absence_nor_restarts_its_months(
    office: OfficeFile, days: int, on_the_visit: str, after: str
) -> None:
    today = date(2027, 2, 1)
    with told(
        office, lambda s: away_but_for(s, days), today=today, day=date(2026, 12, 15), kind=VERIFIED
    ) as book:
        assert book.number(f"by_away.{on_the_visit}留守") == 1
    with office.reading() as session:
        later = open_book(office, session, make.TERM_CODE, day=date(2027, 1, 31), kind=VERIFIED)
        assert later.number(f"by_away.{after}留守") == 1


def test_files_have_three_rates_of_all_who_are_to_have_one(office: OfficeFile) -> None:
    named = {"born_on": date(2016, 1, 1), "national_id": "1"}

    def story(session: Session) -> None:
        make.make_child(session, **named)
        make.make_child(session, **(named | {"national_id": "2"}), boards=None)
        make.make_child(session, **(named | {"national_id": "3"}), sheet={"class_id": None})
        make.make_child(session, sheet={"verified_on": None})
        make.make_child(session, mark=Mark.NONE, father=ParentStatus.AT_HOME,
                        mother=ParentStatus.AT_HOME)  # fmt: skip

    keys = ("to_file", "filed", "unfiled", "verified", "complete", "incomplete")
    with told(office, story) as book:
        assert numbers(book, *keys) == [4, 2, 2, 3, 1, 3]
        rates = [book[key].value for key in ("filed_rate", "verified_rate", "complete_rate")]
        assert list(map(float, rates)) == [50, 75, 25]


def test_who_is_left_behind_by_facts_alone_is_to_be_filed_too(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_child(session, mark=Mark.NONE, sheet={"verified_on": None})

    with told(office, story) as book:
        assert numbers(book, "left_behind", "to_file", "unfiled") == [0, 1, 1]


@pytest.mark.parametrize(
    ("changes", "school", "family"),
    [
        ({"kind": DiaryKind.HOME_VISIT}, 1, 0),
        ({"kind": DiaryKind.PARENT_CALL}, 1, 0),
        ({"kind": DiaryKind.GUARDIAN_TALK}, 1, 0),
        ({"kind": DiaryKind.PHONE_CALL}, 0, 1),
        ({"kind": DiaryKind.FAMILY_MEETING}, 0, 1),
        (LETTERS | {"written_by": LetterWriter.TEACHER}, 1, 0),
        (LETTERS | {"written_by": LetterWriter.CHILD}, 0, 1),
        (LETTERS, 0, 0),
        ({"kind": DiaryKind.HOMEROOM_EXCHANGE}, 0, 0),
        ({"kind": DiaryKind.COMFORT_VISIT}, 0, 0),
        ({"kind": DiaryKind.TUTORING}, 0, 0),
    ],
)
def test_a_contact_is_the_schools_or_the_familys_or_neither(
    office: OfficeFile, changes: dict[str, Any], school: int, family: int
) -> None:
    def story(session: Session) -> None:
        make.make_entry(session, make.make_child(session), happened_on=date(2026, 11, 3), **changes)

    with told(office, story) as book:
        assert numbers(book, "school_contacted", "family_contacted") == [school, family]
        assert book.number("not_contacted") == 1 - school


def test_neither_parent_at_home_is_more_than_both_at_work_elsewhere(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_child(session, mother=ParentStatus.LOST_CONTACT)
        make.make_child(session, father=ParentStatus.DETAINED, mother=ParentStatus.AWAY_OTHERWISE)
        make.make_child(session, mother=ParentStatus.DECEASED)
        make.make_child(session, mother=ParentStatus.AT_HOME)

    with told(office, story) as book:
        assert book.number("parents_away") == 2


def test_three_days_of_trying_are_told_and_not_done(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        make.make_rule(session)
        for days in ((1, 2, 3), (1, 1, 2)):
            child = make.make_child(session)
            for day in days:
                make.make_entry(session, child, kind=DiaryKind.TALK, reached=False,
                                happened_on=date(2026, 9, day))  # fmt: skip

    with told(office, story, day=date(2026, 9, 30)) as book:
        assert numbers(book, "rule_tried", "rule_reasons.未填") == [1, 2]
        assert book.total("rule_done") == 0
