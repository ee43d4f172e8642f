"""What is missing of whom: asked by what is known, answered by a value or by 确认无."""

from datetime import date
from typing import Any

import pytest

from liushou_desk.domain import words
from liushou_desk.domain.words import Care, ParentStatus
from liushou_desk.errors import InputProblem, RuleConflict
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.register.removal import remove_child
from liushou_desk.services.truth.completeness import REQUIRED, completeness, confirm_none
from tests import factories as make

TERM = make.TERM_CODE
KNOWN = {"national_id": "11010519491231002X", "born_on": date(1949, 12, 31)}


def child(office: OfficeFile, **told: Any) -> int:
    with office.action("新增") as session:
        make.make_profile(session)
        make.make_term(session)
        return make.make_child(session, **told).id


def missing(office: OfficeFile) -> set[str]:
    return {row.key for row in completeness(office, TERM).rows}


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ({"sex": None}, "child.sex"),
        ({"born_on": None}, "child.born_on"),
        ({}, "child.national_id"),
        ({"care": None}, "caregiver_period.care"),
        ({"boards": None}, "boarding_period.boards"),
        ({"sheet": {"class_id": None}}, "class"),
        ({"has_sheet": False}, "class"),
        ({"father": None}, "father.name"),
        ({"mother": None}, "mother.status"),
    ],
)
def test_what_is_not_known_is_asked_for(office: OfficeFile, told: dict[str, Any], key: str) -> None:
    child(office, **told)
    assert key in missing(office)


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ({"father": ParentStatus.AT_HOME}, "father.place"),
        ({"father": ParentStatus.DECEASED}, "father.phone"),
        ({"care": Care.ALONE}, "caregiver.name"),
        ({"father": ParentStatus.WORKS_AWAY}, "father.place"),
        (KNOWN, "child.national_id"),
    ],
)
def test_what_does_not_apply_or_is_known_is_not(
    office: OfficeFile, told: dict[str, Any], key: str
) -> None:
    child(office, **told)
    assert key not in missing(office)


def test_required_lines_come_first_and_are_the_figure(office: OfficeFile) -> None:
    incomplete = child(office)
    with office.action("新增") as session:
        whole = make.make_child(session, name="王晓", **KNOWN).id
    read = completeness(office, TERM)
    assert [row.required for row in read.rows] == sorted(
        (r.required for r in read.rows), reverse=True
    )
    with office.reading() as session:
        book = open_book(office, session, TERM)
        assert book["incomplete"].value == 1
        assert book.record_ids("incomplete") == {incomplete}
    assert {row.child_id for row in read.rows if row.required} == {incomplete}
    assert read.percents[incomplete] < read.percents[whole] < 100


def test_none_is_an_answer_that_can_be_taken_back(office: OfficeFile) -> None:
    child_id = child(office, born_on=date(2016, 3, 1))
    assert {row.key for row in completeness(office, TERM).rows if row.required} == {
        "child.national_id"
    }
    for _ in range(2):  # a second answer changes nothing
        confirm_none(office, child_id, "child.national_id")
    with office.reading() as session:
        assert open_book(office, session, TERM)["incomplete"].value == 0
    office.undo()
    assert "child.national_id" in missing(office)


def test_nobody_asks_for_the_telephone_of_nobody(office: OfficeFile) -> None:
    child_id = child(office, father=None)
    confirm_none(office, child_id, "father.name")
    assert not {key for key in missing(office) if key.startswith("father.")}


def test_a_line_that_always_has_an_answer_cannot_be_none(office: OfficeFile) -> None:
    child_id = child(office, sex=None)
    with pytest.raises(InputProblem, match="性别不能回答"):
        confirm_none(office, child_id, "child.sex")


def test_a_removed_child_is_told(office: OfficeFile) -> None:
    child_id = child(office)
    remove_child(office, child_id)
    with pytest.raises(RuleConflict, match="已被删除"):
        confirm_none(office, child_id, "child.national_id")


def test_those_who_left_are_not_asked_about(office: OfficeFile) -> None:
    child(office, left_on=date(2026, 10, 1))
    assert completeness(office, TERM).percents == {}


def test_a_whole_demo_school_is_complete_in_what_is_required(demo: OfficeFile) -> None:
    read = completeness(demo, TERM)
    assert not [row for row in read.rows if row.key in REQUIRED]
    assert words.UNFILLED not in {row.label for row in read.rows}
