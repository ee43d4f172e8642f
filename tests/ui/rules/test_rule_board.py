"""频次完成情况 on the screen: from cell to cell, into the diary without a day, a reason kept."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liushou_desk.domain.rule_cells import CellState
from liushou_desk.domain.words import OwedBy
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.rules import list_rules, read_board
from liushou_desk.ui import openers
from liushou_desk.ui.desk import Spot
from liushou_desk.ui.diary.tab import DiaryTab
from liushou_desk.ui.rules.board import RuleBoardDialog, open_board
from liushou_desk.ui.shell import Shell
from tests.ui.keyboard import Keyboard

Key = Qt.Key
TERM = "2026-2027-1"


def test_an_open_cell_is_explained_and_opens_an_entry_without_a_day(
    shell: Shell, settle: Callable[[Shell], None], qtbot: QtBot, keyboard: Keyboard,
    look_into: Callable[[Shell, Callable[[OfficeFile], Any]], Any],
) -> None:  # fmt: skip
    assert shell.workspace is not None
    desk = shell.workspace.desk
    openers.rule_board(desk)
    settle(shell)
    (dialog,) = shell.findChildren(RuleBoardDialog)
    row, place = next(
        (row, place)
        for row in dialog.panel.rows
        for place, cell in enumerate(row.cells)
        if cell.state is CellState.OVERDUE
    )
    dialog.panel.table.select([row])
    for _ in range(4 + place):
        keyboard.press(Key.Key_Right)
    cell = row.cells[place]
    assert dialog.note.text() == f"{row.name}：{cell.why}。"
    dialog.reason.insert("家里没人")
    qtbot.keyClick(dialog.reason, Key.Key_Return)
    settle(shell)
    board = look_into(shell, lambda office: read_board(office, TERM, None))
    kept = next(one for one in board.rows if one.owner_id == row.owner_id).cells[place]
    assert (kept.state, kept.reason) == (CellState.OVERDUE, "家里没人")
    assert dialog.reason.text() == "家里没人"
    keyboard.press(Key.Key_Return)
    settle(shell)
    tab = shell.workspace.bring(Spot.DIARY)
    assert isinstance(tab, DiaryTab)
    tab.quick.begin_day()
    texts = tab.bar.texts()
    assert (texts["happened_on"], texts["content"]) == ("", "")
    assert texts["kind"] == cell.kind.label
    assert tab.bar.child.chosen == [row.owner_id]
    tab.bar.clear()
    _ask_of_teachers(shell, settle, qtbot, keyboard, look_into)


def _ask_of_teachers(
    shell: Shell, settle: Callable[[Shell], None], qtbot: QtBot, keyboard: Keyboard,
    look_into: Callable[[Shell, Callable[[OfficeFile], Any]], Any],
) -> None:  # fmt: skip
    """The same for a cell that a teacher owes: a reason, and an entry by this teacher."""
    assert shell.workspace is not None
    listed = look_into(shell, lambda office: list_rules(office, TERM))
    rule_id = next(row.rule_id for row in listed if row.values["owed_by"] is OwedBy.MENTOR)
    open_board(shell.workspace.desk, rule_id)
    settle(shell)
    (dialog,) = (one for one in shell.findChildren(RuleBoardDialog) if one.isVisible())
    row = next(row for row in dialog.panel.rows if row.cells[0].is_open)
    dialog.panel.table.select([row])
    keyboard.press(Key.Key_Right)
    dialog.reason.insert("进修")
    qtbot.keyClick(dialog.reason, Key.Key_Return)
    settle(shell)
    assert dialog.cell() is not None
    assert dialog.note.text().endswith("未完成原因：进修。")
    keyboard.press(Key.Key_Return)
    settle(shell)
    tab = shell.workspace.bring(Spot.DIARY)
    assert isinstance(tab, DiaryTab)
    assert (tab.bar.visitors.chosen, tab.bar.child.chosen) == ([row.owner_id], [])
    assert tab.bar.texts()["happened_on"] == ""
    tab.bar.child.set_text(next(iter(map(str, tab.bar.child.picks))))
    assert tab.bar.visitors.chosen == [row.owner_id]
