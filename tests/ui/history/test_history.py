"""操作记录, 回收站 and 来历 by keyboard: what is done there is done in the file."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from liushou_desk.models import Child
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.journal.history import list_actions
from liushou_desk.services.register.child_save import save_child
from liushou_desk.services.register.removal import remove_child
from liushou_desk.ui.history import open_history, open_origin, open_recycling
from liushou_desk.ui.history.dialog import BLOCKED, FREE, UNDONE, HistoryDialog
from liushou_desk.ui.history.origin import OriginDialog
from liushou_desk.ui.history.recycling import RecyclingDialog
from liushou_desk.ui.shell import Shell
from tests.factories import TERM_CODE

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Look = Callable[[Shell, Callable[[OfficeFile], Any]], Any]
Settle = Callable[[Shell], None]


def _rename(child: int, name: str) -> Callable[[OfficeFile], int]:
    return lambda office: save_child(office, TERM_CODE, child, {"child.name": name})


def _name(child: int) -> Callable[[OfficeFile], str | None]:
    def read(office: OfficeFile) -> str | None:
        with office.reading() as session:
            return session.scalar(sa.select(Child.name).where(Child.id == child))

    return read


@pytest.fixture
def opened(shell: Shell, settle: Settle, look_into: Look) -> Callable[..., Any]:
    """Opens a dialog after two children were renamed, the first of them twice."""
    for child, name in ((1, "柏大雨"), (2, "柏大雪"), (1, "柏小小")):
        look_into(shell, _rename(child, name))

    def open_one(opener: Callable[..., None], kind: type[QDialog], *rest: Any) -> Any:
        assert shell.workspace is not None
        opener(shell.workspace.desk, *rest)
        settle(shell)
        return next(box for box in shell.findChildren(kind) if box.isVisible())

    return open_one


def states(dialog: HistoryDialog) -> list[str]:
    column = dialog.panel.table.rows_model.columns[3]
    return [column.text(row) for row in dialog.panel.shown()][:3]


def lines(dialog: HistoryDialog) -> list[tuple[str, str]]:
    return [(line.before, line.after) for line in dialog.lines.rows_model.rows]


def test_the_steps_stand_with_names_and_what_they_did(
    opened: Callable[..., Any], shell: Shell, settle: Settle
) -> None:
    dialog = opened(open_history, HistoryDialog)
    told = [row.told for row in dialog.panel.shown()]
    assert told[:3] == ["修改儿童资料：柏小小", "修改儿童资料：柏大雪", "修改儿童资料：柏小小"]
    assert states(dialog) == [FREE, FREE, BLOCKED]
    assert lines(dialog) == [("柏大雨", "柏小小")]
    dialog.panel.table.selectRow(1)
    settle(shell)
    assert lines(dialog)[0][1] == "柏大雪"


def test_an_older_step_alone_and_again(
    opened: Callable[..., Any], shell: Shell, settle: Settle, look_into: Look, qtbot: QtBot
) -> None:
    dialog = opened(open_history, HistoryDialog)
    dialog.panel.table.selectRow(1)
    qtbot.keyClick(dialog, Qt.Key.Key_Z, CONTROL)
    settle(shell)
    assert look_into(shell, _name(2)) != "柏大雪"
    assert look_into(shell, _name(1)) == "柏小小"
    assert UNDONE in states(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Y, CONTROL)
    settle(shell)
    assert look_into(shell, _name(2)) == "柏大雪"


def test_a_step_changed_since_is_refused_by_name(
    opened: Callable[..., Any], shell: Shell, settle: Settle, answers: Any
) -> None:
    dialog = opened(open_history, HistoryDialog)
    dialog.panel.table.selectRow(2)
    dialog.undo_button.click()
    settle(shell)
    assert "儿童（柏小小）" in answers.shown[0]
    assert states(dialog)[0] == FREE


def test_back_to_a_step_asks_how_far(
    opened: Callable[..., Any],
    shell: Shell,
    settle: Settle,
    look_into: Look,
    answers: Any,
    qtbot: QtBot,
) -> None:
    dialog = opened(open_history, HistoryDialog)
    dialog.panel.table.selectRow(2)
    answers.ask = False
    qtbot.keyClick(dialog, Qt.Key.Key_Z, CONTROL | SHIFT)
    settle(shell)
    assert "往回撤销3步" in answers.shown[0]
    assert look_into(shell, _name(1)) == "柏小小"
    answers.ask = True
    dialog.back_button.click()
    settle(shell)
    assert {look_into(shell, _name(1)), look_into(shell, _name(2))}.isdisjoint({"柏大雪", "柏小小"})
    assert [row.is_undone for row in look_into(shell, list_actions)][3:6] == [True] * 3


def test_chips_and_buttons_suit_what_is_shown(opened: Callable[..., Any]) -> None:
    dialog = opened(open_history, HistoryDialog)
    dialog.panel.press_chip("free")
    assert {row.can_undo for row in dialog.panel.shown()} == {True}
    dialog.panel.press_chip("imports")
    assert dialog.panel.shown() == ()
    assert not dialog.undo_button.isEnabled()
    assert not dialog.redo_button.isEnabled()


def test_a_removed_child_comes_back(
    opened: Callable[..., Any],
    shell: Shell,
    settle: Settle,
    look_into: Look,
    qtbot: QtBot,
) -> None:
    look_into(shell, lambda office: remove_child(office, 1))
    dialog = opened(open_recycling, RecyclingDialog)
    assert "一起删除的有：" in dialog.note.text()
    assert [row.who for row in dialog.panel.shown()] == ["柏小小"]
    dialog.panel.table.setFocus()
    qtbot.keyClick(dialog.panel.table, Qt.Key.Key_Return)
    settle(shell)
    assert look_into(shell, _name(1)) == "柏小小"
    assert dialog.panel.shown() == ()
    assert "没有内容" in dialog.lead.text()
    assert not dialog.back_button.isEnabled()


def test_the_origin_of_a_line_is_told(
    opened: Callable[..., Any], shell: Shell, settle: Settle
) -> None:
    told: list[str] = []
    dialog = opened(open_origin, OriginDialog, 1, "child.name", told.append)
    assert "姓名" in dialog.windowTitle()
    assert [step.after for step in dialog.table.rows_model.rows[:2]] == ["柏小小", "柏大雨"]
    dialog.reject()
    assert shell.workspace is not None
    open_origin(shell.workspace.desk, 1, "effective_on", told.append)
    settle(shell)
    assert told == ["“变动日期”从来没有填写过。"]
    assert not [box for box in shell.findChildren(OriginDialog) if box.isVisible()]


def test_the_origin_stands_over_an_open_form(opened: Callable[..., Any], shell: Shell) -> None:
    first = opened(open_history, HistoryDialog)
    dialog = opened(open_origin, OriginDialog, 1, "child.name", print)
    assert dialog.parent() is first
    dialog.reject()
    assert first.isVisible()
