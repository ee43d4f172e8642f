"""Lists that went wrong once, whole: who is taken in, into which class, and what is said."""

from pathlib import Path

from liushou_desk.domain.words import Mark, Stage
from liushou_desk.models import Child, Pupil, SchoolClass, SchoolRecordMark
from liushou_desk.services.figures.book import open_book
from tests.services.imports.desk import TERM, Desk, doubts

DATA = Path(__file__).parents[2] / "data"


def test_five_denials_take_nobody_in(desk: Desk) -> None:
    desk.take_file(DATA / "10-denied-in-words.xlsx")
    assert (desk.count(Child), desk.count(Pupil)) == (0, 5)


def test_a_bare_yes_counts_as_the_message_says(desk: Desk) -> None:
    result = desk.take_file(DATA / "10-yes-only.xlsx")
    assert (desk.count(Child), desk.count(Pupil)) == (3, 1)
    assert [row["mark"] for row in desk.rows(SchoolRecordMark)] == [Mark.YES] * 3
    assert ["计为留守" in " ".join(doubts(row).values()) for row in result.outcomes] == [
        True, True, False, True,
    ]  # fmt: skip
    with desk.office.reading() as session:
        book = open_book(desk.office, session, TERM)
        told = {entry.key: entry.value for entry in book}
    assert (told["left_behind"], told["by_school_record.留守"]) == (3, 3)


def test_nursery_classes_are_three(desk: Desk) -> None:
    desk.take_file(DATA / "21-nursery-classes.xlsx")
    found = [(row["stage"], row["grade"], row["number"]) for row in desk.rows(SchoolClass)]
    assert sorted(found) == [(Stage.PRESCHOOL, level, 0) for level in (2, 3, 4)]
