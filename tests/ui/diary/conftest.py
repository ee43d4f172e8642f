"""The tab in front of a real window, and a hand on its keyboard."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from liushou_desk.domain.picking import Pick
from liushou_desk.services.diary import EntryRow, list_entries
from liushou_desk.ui.desk import Spot
from liushou_desk.ui.diary.tab import DiaryTab
from liushou_desk.ui.shell import Shell
from tests.conftest import OPENING
from tests.ui.keyboard import Keyboard, Press

TODAY = OPENING.date()
YESTERDAY = TODAY - timedelta(days=1)
ENTER, ESCAPE, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab


@pytest.fixture
def tab(shell: Shell, settle: Callable[[Shell], None]) -> DiaryTab:
    """The tab as a clerk finds it, read and with the cursor in it."""
    shell.activateWindow()
    assert shell.workspace is not None
    found = shell.workspace.bring(Spot.DIARY)
    settle(shell)
    assert isinstance(found, DiaryTab)
    return found


@pytest.fixture
def press(keyboard: Keyboard, tab: DiaryTab) -> Press:
    """Presses keys where the focus is, which is in the tab."""
    return keyboard.press


@pytest.fixture
def children(tab: DiaryTab) -> list[Pick]:
    """Children whose initials nobody else of the school has."""
    picks = list(tab.bar.child.picks.values())
    return [
        pick for pick in picks if [initials(other) for other in picks].count(initials(pick)) == 1
    ]


def initials(pick: Pick) -> str:
    """The shortest reading: zwj."""
    lines = pick.search.split("\v")[0].split("\n")
    return min((line for line in lines if line.isascii() and line.isalpha()), key=len)


@pytest.fixture
def kept(shell: Shell, look_into: Callable[..., Any]) -> Callable[[], list[EntryRow]]:
    """All records on file, those entered last in front."""

    def rows() -> list[EntryRow]:
        found: tuple[EntryRow, ...] = look_into(shell, lambda office: list_entries(office, None))
        return sorted(found, key=lambda row: -row.entry_id)

    return rows
