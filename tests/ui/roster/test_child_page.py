"""The page of one child on the screen: chips, the way to a record, and what changes meanwhile."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.register.child_save import save_child
from liushou_desk.services.register.removal import remove_child
from liushou_desk.ui.desk import Spot
from liushou_desk.ui.roster.child_dialog import ChildDialog
from liushou_desk.ui.roster.child_page import ChildPageDialog, open_child_page
from liushou_desk.ui.shell import Shell
from tests.ui.keyboard import Keyboard

Ask = Callable[[Shell, Callable[[OfficeFile], Any]], Any]
TERM = "2026-2027-1"


@pytest.fixture
def page(shell: Shell, settle: Callable[[Shell], None]) -> Iterator[ChildPageDialog]:
    assert shell.workspace is not None
    open_child_page(shell.workspace.desk, 2)
    settle(shell)
    (dialog,) = shell.findChildren(ChildPageDialog)
    yield dialog
    if isValid(dialog):
        dialog.done(0)


def test_facts_and_time_line_stand_beside_each_other(page: ChildPageDialog) -> None:
    assert page.page is not None
    assert "历学期摸底表" in page.facts.toPlainText()
    assert page.panel.rows == page.page.items
    page.panel.press_chip("contact")
    assert {"家访", "谈心"} & {item.kind for item in page.panel.shown()}
    assert not {"在册", "活动"} & {item.kind for item in page.panel.shown()}


def test_enter_goes_to_the_record(page: ChildPageDialog, shell: Shell, keyboard: Keyboard) -> None:
    page.panel.press_chip("contact")
    page.panel.table.selectRow(0)
    page.panel.table.setFocus()
    keyboard.press(Qt.Key.Key_Return)
    assert shell.tabs.currentIndex() == list(Spot).index(Spot.DIARY)


def test_f2_opens_the_form(page: ChildPageDialog, shell: Shell, keyboard: Keyboard) -> None:
    page.panel.search.setFocus()
    keyboard.press(Qt.Key.Key_F2)
    (form,) = shell.findChildren(ChildDialog)
    form.done(0)


def test_what_changes_meanwhile_is_shown(
    page: ChildPageDialog, shell: Shell, look_into: Ask, settle: Callable[[Shell], None]
) -> None:
    look_into(shell, lambda o: save_child(o, TERM, 2, {"household.home_address": "云上村9组"}))
    settle(shell)
    assert "云上村9组" in page.facts.toPlainText()


def test_a_removed_child_closes_its_page(
    page: ChildPageDialog, shell: Shell, look_into: Ask, settle: Callable[[Shell], None]
) -> None:
    look_into(shell, lambda office: remove_child(office, 2))
    settle(shell)
    assert not isValid(page)
