"""随访单: what is owed, whom to ring; its numbers mean the same for ever."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.document import Table
from liushou_desk.domain.sheet_number import line_of
from liushou_desk.domain.words import MentorKind
from liushou_desk.errors import InputProblem
from liushou_desk.models import CallSheetLine, Child, Mentor
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.papers.batch import collect
from liushou_desk.services.papers.forms.call_sheet import (
    CALL_SHEET,
    CLASS_CALL_SHEET,
    VILLAGE_CALL_SHEET,
)
from liushou_desk.services.papers.forms.mentor_named import mentor_named
from liushou_desk.services.papers.kind import PaperKind, Wish
from liushou_desk.services.register.removal import remove_child
from liushou_desk.services.rules import find_line
from tests import factories as make
from tests.services.working import count, school


@pytest.fixture
def child(office: OfficeFile) -> int:
    def story(session: Session) -> int:
        make.make_rule(session)
        child = make.make_child(session)
        make.make_pairing(session, child)
        make.make_pairing(session, child, make.make_mentor(session, kind=MentorKind.PUPIL))
        make.make_entry(session, child, kind=DiaryKind.TALK, happened_on=date(2026, 10, 12),
                        concern="想父母")  # fmt: skip
        return child.id

    return school(office, story)


def rows(office: OfficeFile, kind: PaperKind = CALL_SHEET) -> list[list[str]]:
    (sheet,) = collect(office, kind, Wish(make.TERM_CODE)).sheets
    _, table, _ = sheet.document.blocks
    assert isinstance(table, Table)
    return [[cell.text for cell in row] for row in table.rows[1:]]


def test_a_line_says_what_is_owed_and_its_number_opens_it(office: OfficeFile, child: int) -> None:
    (row,) = rows(office)
    number, who, owed, _, concern, day, words = row
    assert who.startswith("张小雨 ")
    assert (owed, concern, day, words) == ("谈心2次 9月30日已到期", "10月12日 想父母", "", "")
    found = find_line(office, line_of(number) or 0)
    assert (found.child_id, found.kind, found.told) == (
        child,
        DiaryKind.TALK,
        "张小雨，谈心，陈文静",
    )
    assert found.mentor_id is not None


def test_printed_again_a_line_keeps_its_number(office: OfficeFile, child: int) -> None:
    first = rows(office)
    assert rows(office) == first
    of_class = rows(office, CLASS_CALL_SHEET)
    assert of_class[0][0] != first[0][0]
    assert find_line(office, line_of(of_class[0][0]) or 0).mentor_id is None
    assert rows(office, VILLAGE_CALL_SHEET) == of_class
    assert count(office, CallSheetLine) == 2


def test_a_sheet_of_one_of_two_namesakes_holds_only_her_own(office: OfficeFile, child: int) -> None:
    with office.action("又一位陈文静") as session:
        paired = session.get_one(Child, child)
        make.make_pairing(session, paired, make.make_mentor(session))
    seen = [
        find_line(office, line_of(row[0].text) or 0).mentor_id or 0
        for sheet in collect(office, CALL_SHEET, Wish(make.TERM_CODE)).sheets
        for block in sheet.document.blocks
        if isinstance(block, Table)
        for row in block.rows[1:]
    ]
    with office.reading() as session:
        namesakes = sa.select(Mentor.id).where(Mentor.is_adult(), Mentor.name == "陈文静")
        assert sorted(seen) == sorted(session.scalars(namesakes))
    with pytest.raises(InputProblem, match="有2名") as caught:
        mentor_named(office, CALL_SHEET, "陈文静")
    assert "、".join(map(str, sorted(seen))) in caught.value.advice
    assert mentor_named(office, CALL_SHEET, str(seen[0])) == seen[0]


def test_a_number_never_points_to_another_child(office: OfficeFile, child: int) -> None:
    number = rows(office)[0][0]
    remove_child(office, child)
    with pytest.raises(InputProblem, match="没有这个编号"):
        find_line(office, line_of(number) or 0)
    office.undo()
    assert find_line(office, line_of(number) or 0).child_id == child
    with office.action("去掉教师") as session:
        line = session.get_one(CallSheetLine, line_of(number))
        line.mentor_number = 999
    assert find_line(office, line_of(number) or 0).mentor_id is None
