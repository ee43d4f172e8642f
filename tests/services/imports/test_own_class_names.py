"""A class with a name of its own is the same class, however a roster or a form writes it."""

from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from liushou_desk.models import SchoolClass, TermSheet
from liushou_desk.services.classes import rename_class
from liushou_desk.services.register.school_class import plan_class
from liushou_desk.services.writing.ledger import Ledger
from tests.importing.workbooks import left_behind
from tests.services.imports.desk import TERM, Desk, doubts, verdicts

BY_NAME = {"班号": "班级"}


@pytest.fixture
def named(desk: Desk) -> int:
    """五年级1班, which is called 启智班, with one child."""
    desk.take(left_behind(1))
    class_id = desk.only(SchoolClass)["id"]
    rename_class(desk.office, class_id, {"name": "启智班"})
    return class_id


@pytest.mark.parametrize("written", ["202201", "五年级1班", "五（1）班", "启智班", " 启智 班 "])
@pytest.mark.parametrize("serial", [1, 3])
def test_no_second_class_is_made(desk: Desk, named: int, written: str, serial: int) -> None:
    result = desk.take(left_behind(serial, 班级=written, 班号=written), renamed=BY_NAME)
    assert verdicts(result) == ["unchanged" if serial == 1 else "new"]
    assert doubts(result.outcomes[0]) == {}
    assert {row["class_id"] for row in desk.rows(TermSheet)} == {named}
    assert desk.count(SchoolClass) == 1


def test_the_sheet_may_bear_the_name(desk: Desk, named: int) -> None:
    def odd(sheet: Worksheet) -> None:
        sheet.title = "启智班"
        (column,) = [cell.column for cell in sheet[1] if cell.value == "班号"]
        sheet.delete_cols(column)

    desk.take(left_behind(3), odd=odd)
    assert {row["class_id"] for row in desk.rows(TermSheet)} == {named}


def test_another_grade_beside_the_name_is_doubted(desk: Desk, named: int) -> None:
    person = left_behind(3, 班号="启智班", 特长="四年级")
    result = desk.take(person, renamed={**BY_NAME, "特长": "年级"})
    assert "年级写的是“四年级”" in " ".join(doubts(result.outcomes[0]).values())


def test_the_preview_calls_it_by_its_name(desk: Desk, named: int) -> None:
    result = desk.preview(desk.book(left_behind(1, 班号="202301")))
    changes: list[Any] = [change for one in result.outcomes for change in one.changes]
    assert [(change.before, change.after) for change in changes] == [("启智班", "四年级1班")]


@pytest.mark.parametrize("written", ["启智班", "启智 班", "五年级1班", "五(1)班"])
def test_a_form_finds_it_too(desk: Desk, named: int, written: str) -> None:
    with desk.office.reading() as session:
        assert plan_class(session, Ledger(session), TERM, written, None) == named
