"""频次完成情况: every cell as the figures count it, with the reason in one sentence."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.rule_cells import CellState
from liushou_desk.domain.words import AppliesTo, Frequency, OwedBy
from liushou_desk.errors import RuleConflict
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services import rules
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.pairings import save_mentor
from tests import factories as make
from tests.services.working import school

TERM = make.TERM_CODE


def test_boards_of_a_whole_school_say_what_the_figures_count(demo: OfficeFile) -> None:
    listed = [row for row in rules.list_rules(demo, TERM) if row.is_active]
    for row in listed:
        board = rules.read_board(demo, TERM, row.rule_id)
        cells = [cell for line in board.rows for cell in line.cells]
        assert sum(cell.state is not CellState.NONE for cell in cells) == row.owed > 0
        assert board.number(CellState.DONE) == row.done
        assert sum(cell.overdue for cell in cells) == row.overdue
    with demo.reading() as session:
        asked = open_book(demo, session, TERM).number("rule_children")
    whole = rules.read_board(demo, TERM, None)
    assert len(whole.rows) >= asked > 0
    assert len(whole.headings) == len([row for row in listed if "每名帮扶教师" not in row.sentence])


def test_a_cell_says_why(office: OfficeFile) -> None:
    def story(session: Session) -> tuple[int, int]:
        child = make.make_child(session)
        make.make_entry(session, child, kind=DiaryKind.TALK, happened_on=date(2026, 10, 12))
        for day in (3, 4, 5):
            missed = {"kind": DiaryKind.TALK, "happened_on": date(2026, 11, day), "reached": False}
            make.make_entry(session, child, **missed)
        boards = {"applies_to": AppliesTo.BOARDERS, "frequency": Frequency.WEEKLY}
        make.make_rule(session, **boards)
        return make.make_rule(session).id, child.id

    rule_id, child_id = school(office, story)
    rules.open_reason(office, rule_id, child_id, date(2026, 9, 1), "住院")
    (row,) = rules.read_board(office, TERM, rule_id).rows
    assert [cell.state for cell in row.cells] == [
        CellState.OVERDUE, CellState.DONE, CellState.TRIED,
    ]  # fmt: skip
    overdue, done, tried = (cell.why for cell in row.cells)
    last = "最近一次谈心 2026-10-12；规则要求每月1次"
    assert overdue == f"{last}，9月已有0次；还差1次，9月30日已到期；未完成原因：住院"
    assert done == f"{last}，10月已有1次；达标"
    assert tried.startswith(f"{last}，11月已有0次；三个不同的日子都没有联系上，已尽力")
    (whole,) = rules.read_board(office, TERM, None).rows
    assert [cell.state for cell in whole.cells] == [CellState.NONE, CellState.OVERDUE]


def test_teachers_have_rows_of_their_own(office: OfficeFile) -> None:
    def story(session: Session) -> int:
        child, mentor = make.make_child(session), make.make_mentor(session)
        make.make_pairing(session, child, mentor=mentor)
        visit = {"kind": DiaryKind.HOME_VISIT, "happened_on": date(2026, 11, 5)}
        make.make_entry(session, child, visitors=[mentor], **visit)
        kind = {"kind": DiaryKind.HOME_VISIT, "owed_by": OwedBy.MENTOR}
        return make.make_rule(session, **kind).id

    rule_id = school(office, story)
    board = rules.read_board(office, TERM, rule_id)
    (row,) = board.rows
    assert (board.is_mentors, row.name, row.cells[-1].state) == (True, "陈文静", CellState.DONE)
    assert (
        row.cells[0].why
        == "最近一次家访 2026-11-05；规则要求每月1户，9月已有0户；还差1户，9月30日已到期"
    )
    save_mentor(office, row.owner_id, {"left_on": date(2026, 10, 10)})
    (row,) = rules.read_board(office, TERM, rule_id).rows
    states = [cell.state for cell in row.cells]
    assert states == [CellState.OVERDUE, CellState.NONE, CellState.NONE], "gone since"


def test_a_rule_out_of_force_has_no_board(office: OfficeFile) -> None:
    rule_id = school(office, lambda session: make.make_rule(session, is_active=False).id)
    with pytest.raises(RuleConflict, match="没有启用"):
        rules.read_board(office, TERM, rule_id)
