"""巩固率 and 人数变动: every leaver in exactly one term, counted as what is known of it."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from liushou_desk.domain.words import LeaveReason, Mark
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from tests import factories as make
from tests.services.figures.stories import numbers, told

SPRING, LAST_SPRING = date(2027, 3, 1), date(2027, 8, 31)
AFTER = date(2027, 9, 5)
KEPT = ("at_start", "at_start_staying", "retained")


def leaver(session: Session, left_on: date, why: LeaveReason, school: str | None = None) -> None:
    child = make.make_child(session, entered_on=None)
    make.make_register_period(
        session, child, left_on=left_on, left_why=why, receiving_school=school
    )


def make_spring(session: Session) -> None:
    """The term after; children without a sheet count in it as in any other."""
    make.make_term(
        session,
        code="2026-2027-2",
        first_on=SPRING,
        last_on=LAST_SPRING,
        survey_on=date(2027, 3, 31),
        cutoff_on=date(2027, 7, 5),
    )


def test_retention_begins_with_those_who_counted_on_the_first_day(office: OfficeFile) -> None:
    """One parent came home and one went away meanwhile: only the former was there at the start."""

    def story(session: Session) -> None:
        for before, after in ((Mark.BOTH, Mark.NONE), (Mark.NONE, Mark.BOTH)):
            child = make.make_child(session, mark=before)
            make.make_mark(session, child, mark=after, marked_on=date(2026, 10, 20))
        leaver(session, date(2026, 10, 1), LeaveReason.TRANSFERRED, "县二小")
        leaver(session, date(2026, 10, 1), LeaveReason.DROPPED_OUT)

    with told(office, story) as book:
        assert numbers(book, *KEPT) == [3, 2, 1]
        assert numbers(book, "left_by_reason.转出", "left_by_reason.辍学") == [1, 1]
        assert book["retention_rate"].value == 50
        assert book.rows("retention_rate") == book.rows("retained")


@pytest.mark.parametrize(
    ("why", "school", "staying", "word"),
    [
        (LeaveReason.TRANSFERRED, "县二小", 1, "转出"),
        (LeaveReason.TRANSFERRED, None, 2, "疑似辍学"),
        (LeaveReason.GRADUATED, None, 1, "毕业"),
        (LeaveReason.DECEASED, None, 1, "死亡"),
        (LeaveReason.SUSPENDED, None, 2, "休学"),
        (LeaveReason.DROPPED_OUT, None, 2, "辍学"),
        (LeaveReason.UNKNOWN, None, 2, "去向不明"),
        (LeaveReason.OTHER, None, 2, "其他"),
        (None, None, 2, "未填"),
    ],
)
def test_only_who_moved_on_leaves_the_denominator(
    office: OfficeFile, why: LeaveReason, school: str | None, staying: int, word: str
) -> None:
    def story(session: Session) -> None:
        make.make_child(session)
        leaver(session, date(2026, 10, 1), why, school)

    with told(office, story) as book:
        assert numbers(book, *KEPT) == [2, staying, 1]
        assert numbers(book, f"left_by_reason.{word}") == [1]


@pytest.mark.parametrize(
    ("left_on", "autumn", "spring"),
    [
        (date(2027, 1, 1), 1, 0),
        (date(2027, 2, 28), 1, 0),
        (SPRING, 1, 0),
        (date(2027, 3, 2), 0, 1),
        (LAST_SPRING, 0, 1),
        (date(2027, 9, 1), 0, 1),
    ],
)
def test_no_leaver_falls_between_two_terms(
    office: OfficeFile, left_on: date, autumn: int, spring: int
) -> None:
    """The autumn's stocks are read at 31 December: who leaves later is still its leaver."""

    def story(session: Session) -> None:
        make_spring(session)
        leaver(session, left_on, LeaveReason.DROPPED_OUT)

    key = "left_by_reason.辍学"
    with told(office, story, today=AFTER) as book:
        later = open_book(office, book.session, "2026-2027-2")
        assert (book.number(key), later.number(key)) == (autumn, spring)
        assert book.number("at_start") == 1
        assert later.number("at_start") == spring


def test_change_and_retention_say_which_leavers_they_do_not_share(office: OfficeFile) -> None:
    """He left in the holidays: gone from the autumn's end, and from the spring's numbers."""

    def story(session: Session) -> None:
        make_spring(session)
        leaver(session, date(2027, 2, 1), LeaveReason.DROPPED_OUT)
        make.make_child(session)

    with told(office, story, today=AFTER) as book:
        assert numbers(book, "left_behind", *KEPT, "left_after_day") == [2, 2, 2, 1, 1]
        spring = open_book(office, book.session, "2026-2027-2")
        keys = ("last_term", "removed", "removed_by_reason.辍学", "removed_before_term")
        assert numbers(spring, *keys) == [2, 1, 1, 1]
        assert numbers(spring, *KEPT, "left_by_reason.辍学") == [1, 1, 1, 0]


def test_while_a_term_runs_retention_looks_at_today(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        leaver(session, date(2026, 11, 22), LeaveReason.DROPPED_OUT)

    with told(office, story, today=date(2026, 11, 21)) as book:
        assert numbers(book, *KEPT) == [1, 1, 1]
    with office.reading() as session:
        asked = open_book(office, session, make.TERM_CODE, day=date(2026, 10, 1))
        assert numbers(asked, *KEPT) == [1, 1, 1]


def test_who_came_back_is_retained(office: OfficeFile) -> None:
    def story(session: Session) -> None:
        child = make.make_child(session, left_on=date(2026, 10, 1))
        make.make_register_period(session, child, entered_on=date(2026, 11, 1))

    with told(office, story) as book:
        assert numbers(book, *KEPT) == [1, 1, 1]
