"""今日: the figures' own numbers, and every line leads to where its work is done."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QAbstractItemModel, QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from liushou_desk.domain.draft_forms import CALLED
from liushou_desk.domain.words import OwedBy
from liushou_desk.models import DiaryEntry
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.keeping.drafts import keep_draft
from liushou_desk.services.keeping.office import create_office
from liushou_desk.services.plans.writing import save_review
from liushou_desk.services.rules import due_list, list_rules, read_board
from liushou_desk.services.school.terms import list_terms
from liushou_desk.services.terms import open_term
from liushou_desk.services.today import BoardLine, Place
from liushou_desk.services.today.drafts import HOMES
from liushou_desk.ui import left_forms
from liushou_desk.ui.desk import Desk, Journey, Spot
from liushou_desk.ui.dialog import RecordDialog
from liushou_desk.ui.draft_keeper import DraftKeeper, Kept
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.today.lines import LINE_ROLE
from liushou_desk.ui.today.mentor_choice import NOBODY
from liushou_desk.ui.today.tab import TodayTab
from tests.conftest import OPENING, ticking

TERM = "2026-2027-1"
Settle = Callable[[Shell], None]
Look = Callable[[Shell, Callable[..., Any]], Any]


@pytest.fixture
def desk(shell: Shell) -> Desk:
    assert shell.workspace is not None
    return shell.workspace.desk


@pytest.fixture
def tab(shell: Shell) -> TodayTab:
    return today_of(shell)


@pytest.fixture
def journeys(desk: Desk) -> list[Journey]:
    """Where somebody wished to go."""
    wished: list[Journey] = []
    desk.journey.connect(wished.append)
    return wished


def today_of(shell: Shell) -> TodayTab:
    assert shell.workspace is not None
    found = shell.workspace.tabs[Spot.TODAY]
    assert isinstance(found, TodayTab)
    return found


def lines(tab: TodayTab) -> list[BoardLine]:
    items = [tab.lines.item(row).data(LINE_ROLE) for row in range(tab.lines.count())]
    return [line for line in items if line is not None]


def test_qt_finds_nothing_wrong_with_the_lists(
    shell: Shell,
    tab: TodayTab,
    settle: Settle,
    check_model: Callable[[QAbstractItemModel], None],
) -> None:
    check_model(tab.panel.table.rows_model)
    check_model(tab.lines.model())
    tab.panel.search.setText("z")
    tab.refresh()
    settle(shell)


def test_the_due_lines_are_the_figures(
    shell: Shell, tab: TodayTab, look_into: Look, qtbot: QtBot
) -> None:
    def figures(office: Any) -> list[int]:
        with office.reading() as session:
            book = open_book(office, session, TERM)
            return [
                sum(int(group.value or 0) for group in book.groups(key))
                for key in ("rule_overdue", "rule_due")
            ]

    overdue, owed = look_into(shell, figures)
    assert overdue + owed > 0
    assert len(tab.panel.rows) == overdue + owed
    assert f"逾期 {overdue} 项，未到期 {owed} 项" in tab.head.text()
    for key, number in (("overdue", overdue), ("owed", owed)):
        tab.panel.press_chip(key)
        assert len(tab.panel.shown()) == number
    tab.panel.press_chip("")
    tab.mentors.setFocus()
    told = {"": 0}
    for _ in range(tab.mentors.count() - 1):  # mentor by mentor with the arrow, nobody left out
        qtbot.keyClick(tab.mentors, Qt.Key.Key_Down)
        shown, name = tab.panel.shown(), tab.mentors.name
        assert {row.mentor or NOBODY for row in shown} == {name}
        late, week = sum(r.overdue for r in shown), sum(0 <= r.days <= 7 for r in shown)
        assert tab.mentors.currentText() == f"{name}：逾期{late}，7天内{week}"
        told[name] = len(shown)
    assert sum(told.values()) == overdue + owed
    assert tab.listing().note.startswith(f"帮扶人：{tab.mentors.name}")


def test_what_teachers_owe_leads_to_a_record_by_them(
    shell: Shell, tab: TodayTab, look_into: Look, settle: Settle, journeys: list[Journey]
) -> None:
    mine = [line for line in lines(tab) if line.place is Place.NEW_ENTRY_BY]
    assert sum(line.pressing for line in mine) == look_into(shell, mentors_late) > 0
    tab.lines.opened.emit(mine[0])
    settle(shell)
    assert [(one.mentor_id, one.kind) for one in journeys] == [(mine[0].record_id, mine[0].kind)]


def mentors_late(office: OfficeFile) -> int:
    """How many teachers have a cell overdue on the board of their rule."""
    rule = next(row for row in list_rules(office, TERM) if row.values["owed_by"] is OwedBy.MENTOR)
    board = read_board(office, TERM, rule.rule_id)
    return sum(any(cell.overdue for cell in row.cells) for row in board.rows)


def test_enter_on_a_due_line_opens_the_diary_with_the_child(
    tab: TodayTab, qtbot: QtBot, journeys: list[Journey]
) -> None:
    row = tab.panel.shown()[0]
    qtbot.keyClick(tab.panel.search, Qt.Key.Key_Return)
    qtbot.keyClick(tab.panel.table, Qt.Key.Key_Return)
    assert journeys == [Journey(Spot.DIARY, child_id=row.child_id)]


@pytest.mark.parametrize(
    ("line", "where"),
    [
        (BoardLine("一", "", Place.ROSTER, 3, chip="x"), Journey(Spot.ROSTER, 3, chip="x")),
        (BoardLine("一", "", Place.PAIRING), Journey(Spot.PAIRING)),
        (BoardLine("一", "", Place.NEW_ENTRY, 3), Journey(Spot.DIARY, child_id=3)),
        (BoardLine("一", "", Place.DIARY, 1), Journey(Spot.DIARY, 1)),
        (BoardLine("一", "", Place.CALENDAR, 1), Journey(Spot.CALENDAR, 1)),
        (BoardLine("一", "", Place.STATISTICS), Journey(Spot.STATISTICS)),
        (BoardLine("一", "", Place.DRAFT, form="quick_entry"), Journey(Spot.DIARY)),
        (
            BoardLine("一", "", Place.DRAFT, form="summary 2026-2027-1"),
            Journey(Spot.STATISTICS, form="summary 2026-2027-1"),
        ),
        (BoardLine("一", "", Place.DRAFT, 1, form="child"), Journey(Spot.ROSTER, 1, form="child")),
    ],
)
def test_a_line_leads_to_its_place(
    shell: Shell,
    tab: TodayTab,
    settle: Settle,
    journeys: list[Journey],
    line: BoardLine,
    where: Journey,
) -> None:
    tab.lines.opened.emit(line)
    settle(shell)
    assert journeys == [where]
    assert shell.tabs.tabText(shell.tabs.currentIndex()) == where.spot.value


def test_every_line_of_the_demo_can_be_followed(
    shell: Shell, tab: TodayTab, settle: Settle, qtbot: QtBot, answers: Any
) -> None:
    followed = lines(tab)
    assert {Place.ROSTER, Place.RHYTHM, Place.BACKUP} <= {line.place for line in followed}
    for line in followed:
        tab.lines.opened.emit(line)
        settle(shell)
    assert answers.shown == []


def test_headings_are_not_lines_and_enter_opens_one(
    shell: Shell, tab: TodayTab, qtbot: QtBot
) -> None:
    tab.lines.setFocus()
    row = next(r for r in range(tab.lines.count()) if tab.lines.item(r).data(LINE_ROLE))
    heading = tab.lines.item(row - 1)
    assert not heading.flags() & Qt.ItemFlag.ItemIsSelectable
    tab.lines.setCurrentRow(row)
    with qtbot.waitSignal(tab.lines.opened) as opened:
        qtbot.keyClick(tab.lines, Qt.Key.Key_Return)
    assert opened.args == [tab.lines.item(row).data(LINE_ROLE)]


NAMES = {
    "class_teacher": f"class_teacher {TERM}",
    "summary": f"summary {TERM}",
    "ledger": "ledger aid",
    "ledger_of": "ledger_of aid",
}
"""Drafts whose names say more than one word."""
SHEET = {"mentor": "1", "month": "2026-11-01", "kind": "talk", "1 2026-11-02": '["reached","",""]'}
LEFT = {"diary_grid": {"0 content": "半"}, "month_sheet": SHEET}
NEW = {"child", "mentor", "diary_entry", "activity", "rule", "ledger"}
"""Forms of a record that may be a new one too."""


def test_a_form_left_half_filled_is_listed_and_opened_again(
    shell: Shell, tab: TodayTab, settle: Settle, look_into: Look
) -> None:
    look_into(shell, lambda office: keep_draft(office, "activity", None, {"title": "读书会"}))
    tab.outdate()
    settle(shell)
    line = next(line for line in lines(tab) if line.place is Place.DRAFT)
    assert line.text == "活动（新增到一半）"
    tab.lines.opened.emit(line)
    settle(shell)
    (dialog,) = (box for box in shell.findChildren(RecordDialog) if box.isVisible())
    assert "已恢复" in dialog.banner.text()


def test_every_form_that_keeps_a_draft_is_taken_up(
    shell: Shell, tab: TodayTab, settle: Settle, look_into: Look, answers: Any
) -> None:
    firsts = look_into(shell, _first_of_each)
    left = [(word, firsts.get(NAMES.get(word, word), firsts.get(word))) for word in CALLED]
    for word, record_id in [*left, *((word, None) for word in sorted(NEW))]:
        form = NAMES.get(word, word)
        texts = LEFT.get(word, {"name": "半"})
        look_into(shell, partial(_keep, form, record_id, texts))
        left_forms.take_up(tab.desk, form, record_id)
        settle(shell)
        keepers = [one for one in shell.findChildren(DraftKeeper) if one.kept.form == form]
        above = [_shown_in(one) for one in keepers if one.kept.record_id == record_id]
        assert [one.isVisible() for one in above] == [True], form
        assert not isinstance(above[0], RecordDialog) or "已恢复" in above[0].banner.text(), form
        for dialog in shell.findChildren(QDialog):
            dialog.done(0)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert answers.shown == []


def _shown_in(keeper: DraftKeeper) -> QWidget:
    above = keeper.parent()
    while not isinstance(above, QWidget):
        above = above.parent()
    return above


def _first_of_each(office: OfficeFile) -> dict[str, int]:
    save_review(office, 1, None, {"reviewed_on": office.today, "finding": "好转"})
    with office.reading() as session:
        found = {form: session.scalar(sa.select(sa.func.min(t.id))) for form, t in HOMES.items()}
        asks = DiaryEntry.concern.is_not(None) & DiaryEntry.closed_on.is_(None)
        found["close_concern"] = session.scalar(sa.select(sa.func.min(DiaryEntry.id)).where(asks))
    return {form: first for form, first in found.items() if first}


def _keep(form: str, record_id: int | None, texts: dict[str, str], office: OfficeFile) -> None:
    keep_draft(office, form, record_id, texts)


def test_a_change_elsewhere_is_seen_at_once(shell: Shell, desk: Desk, settle: Settle) -> None:
    tab = today_of(shell)
    before = tab.head.text()
    row = tab.panel.rows[0]

    def close_all(office: Any) -> None:
        from liushou_desk.services.register.removal import remove_child

        remove_child(office, row.child_id)

    desk.tasks.run(shell, close_all)
    settle(shell)
    settle(shell)
    assert row.child_id not in {shown.child_id for shown in tab.panel.rows}
    assert tab.head.text() != before


def test_without_a_term_the_board_says_what_to_do_first(
    open_shell: Callable[[Path], Shell], tmp_path: Path, settle: Settle, look_into: Look
) -> None:
    path = tmp_path / "新校.db"
    create_office(path, ticking(OPENING), "新校").close()
    shell = open_shell(path)
    tab = today_of(shell)
    assert "导入名册" in tab.head.text()
    assert "新学期" in tab.head.text()
    assert tab.panel.rows == ()
    assert any("学期" in line.text for line in lines(tab))
    look_into(shell, lambda office: open_term(office, TERM))
    settle(shell)
    assert [term.code for term in look_into(shell, list_terms)] == [TERM]
    assert "没有待完成的联系" in tab.head.text()


def test_the_printed_list_is_what_is_due(shell: Shell, tab: TodayTab, look_into: Look) -> None:
    tab.panel.press_chip("overdue")
    listing = tab.listing()
    due = look_into(shell, lambda office: due_list(office, TERM))
    assert len(listing.rows) == sum(row.overdue for row in due)
    assert "2026-11-21" in listing.title


def test_the_tab_fits_a_small_screen(tab: TodayTab) -> None:
    wanted = tab.minimumSizeHint()
    assert (wanted.width() <= 911, wanted.height() <= 400) == (True, True), wanted


def test_a_discarded_draft_leaves_the_board_at_once(
    tab: TodayTab, shell: Shell, settle: Settle
) -> None:
    keeper = DraftKeeper(tab, tab.desk, Kept("activity", None, lambda: {"title": "读书会"}))
    keeper.keep()
    settle(shell)
    assert any(line.place is Place.DRAFT for line in lines(tab))
    keeper.drop()
    settle(shell)
    assert not any(line.place is Place.DRAFT for line in lines(tab))
