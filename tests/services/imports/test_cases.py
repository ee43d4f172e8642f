"""Lists that went wrong once, whole: who is taken in, into which class, and what is said."""

from datetime import date
from pathlib import Path

from liushou_desk.domain.words import Mark, Stage
from liushou_desk.models import (
    Child,
    FamilyMember,
    Pupil,
    SchoolClass,
    SchoolRecordMark,
    TermSheet,
    Whereabouts,
)
from liushou_desk.services.figures.book import open_book
from tests.services.imports.desk import TERM, Desk, doubts

DATA = Path(__file__).parents[2] / "data" / "cases"


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


def test_a_civil_affairs_register_gives_the_child_nothing_of_others(desk: Desk) -> None:
    result = desk.take_file(DATA / "06-civil-affairs-register.xlsx")
    child = desk.only(Child)
    assert (child["born_on"], child["phone"]) == (date(2016, 3, 12), None)
    told = {row["name"]: (row["phone"], row["national_id"]) for row in desk.rows(FamilyMember)}
    assert told == {
        "田大江": ("13900000001", "529999198505060111"),
        "罗水仙": ("13900000002", "529999198707080225"),
        "田老大": (None, None),
        "龙阿婆": ("13900000003", "529999195203040445"),
    }
    assert {row["place"] for row in desk.rows(Whereabouts)} == {"广东东莞", "浙江温州"}
    assert "父亲的出生日期" in result.unknown_headings


def test_one_parent_in_a_list_keeps_what_is_said_of_him(desk: Desk) -> None:
    result = desk.take_file(DATA / "19-father-alone.xlsx")
    assert desk.only(Child)["phone"] is None
    assert desk.only(FamilyMember)["phone"] == "13900000001"
    assert desk.only(Whereabouts)["place"] == "广东东莞"
    assert desk.only(TermSheet)["health"] is None
    assert result.unknown_headings == ("父亲的健康状况",)


def test_a_birth_date_behind_the_father_is_not_the_childs(desk: Desk) -> None:
    desk.take_file(DATA / "06-minimal.xlsx")
    assert (desk.only(Child)["born_on"], desk.only(Child)["phone"]) == (date(2016, 3, 12), None)
