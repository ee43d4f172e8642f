"""What all list dialogs have in common: the cursor, the order of Tab, the keys, the undo."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from liushou_desk.services.register.removal import remove_child
from liushou_desk.ui import openers
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog
from liushou_desk.ui.shell import Shell
from tests.ui.keyboard import CTRL, Keyboard

Key = Qt.Key
Opener = Callable[[Desk], None]
LISTS: tuple[Opener, ...] = (
    openers.duplicates,
    openers.rules,
    openers.classes,
    openers.history,
    openers.recycling,
    openers.import_history,
    openers.truth,
    openers.verifying,
    openers.term,
    openers.send_sheets,
)


@pytest.fixture
def opened(shell: Shell, keyboard: Keyboard) -> Callable[[Opener], ListDialog[object]]:
    def open_one(opener: Opener) -> ListDialog[object]:
        assert shell.workspace is not None
        opener(shell.workspace.desk)
        keyboard.settle()
        (dialog,) = shell.findChildren(ListDialog)
        return dialog

    return open_one


def following(button: QPushButton) -> QWidget:
    """What Tab brings next; the window where nothing follows."""
    widget = button.nextInFocusChain()
    while widget.focusPolicy() == Qt.FocusPolicy.NoFocus and not widget.isWindow():
        widget = widget.nextInFocusChain()
    return widget


@pytest.mark.parametrize("opener", LISTS, ids=lambda opener: opener.__name__)
def test_work_begins_in_the_list_and_tab_ends_at_close(
    opened: Callable[[Opener], ListDialog[object]], keyboard: Keyboard, opener: Opener
) -> None:
    dialog = opened(opener)
    assert dialog.focusWidget() is dialog.panel.table
    assert bool(dialog.panel.table.current()) == bool(dialog.panel.rows)
    assert following(dialog.close_button) is dialog
    keyboard.press(Key.Key_F, held=CTRL)
    assert dialog.focusWidget() is dialog.panel.search
    keyboard.press(Key.Key_Escape)
    assert keyboard.dialogs() == []


def test_a_button_that_goes_grey_gives_the_cursor_to_the_list(
    shell: Shell, opened: Callable[[Opener], ListDialog[object]], keyboard: Keyboard
) -> None:
    shell.tasks.run(shell, lambda office: remove_child(office, 1))
    dialog = opened(openers.recycling)
    button = next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("恢复"))
    button.setFocus()
    keyboard.press(Key.Key_Space)
    assert not button.isEnabled()
    assert dialog.focusWidget() is dialog.panel.table
    assert dialog.said.text().startswith("已恢复：")
    assert dialog.lead.text() == "回收站里没有内容。"


def test_the_last_step_is_taken_back_without_leaving_the_list(
    opened: Callable[[Opener], ListDialog[object]], keyboard: Keyboard
) -> None:
    dialog = opened(openers.rules)
    before = dialog.panel.rows
    keyboard.press(Key.Key_T, held=CTRL)
    assert dialog.panel.rows != before
    keyboard.press(Key.Key_Z, held=CTRL)
    assert dialog.panel.rows == before
    assert dialog.said.text().startswith("已撤销：")
