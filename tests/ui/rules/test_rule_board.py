"""频次完成情况 on the screen: from cell to cell, into the diary without a day, a reason kept."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liushou_desk.domain.rule_cells import CellState
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.rules import read_board
from liushou_desk.ui import openers
from liushou_desk.ui.desk import Spot
from liushou_desk.ui.diary.tab import DiaryTab
from liushou_desk.ui.rules.board import RuleBoardDialog
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
