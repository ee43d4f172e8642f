"""Lists say what narrows them and what to do where they are empty; copies bring their headings."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from liushou_desk.services.keeping.office import create_office
from liushou_desk.ui.desk import Journey, Spot
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.table.guide import EmptyGuide
from tests.conftest import OPENING, ticking
from tests.ui.keyboard import Keyboard

Settle = Callable[[Shell], None]


def bring(shell: Shell, spot: Spot, settle: Settle) -> Any:
    assert shell.workspace is not None
    found = shell.workspace.bring(spot)
    settle(shell)
    return found


def context_menu(widget: QWidget) -> list[str]:
    """What the menu key shows."""
    at = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
    (menu,) = [menu for menu in widget.findChildren(QMenu) if menu.isVisible()]
    said = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    menu.close()
    return said


@pytest.mark.parametrize("keys", [True, False])
def test_a_filter_set_by_a_reminder_is_said_and_leaves_with_one_press(
    shell: Shell, settle: Settle, keyboard: Keyboard, keys: bool
) -> None:
    tab = bring(shell, Spot.ROSTER, settle)
    tab.desk.go(Journey(Spot.ROSTER, chip="unpaired"))
    settle(shell)
    panel = tab.panel
    assert panel.filtered.isVisible()
    assert panel.pressed_words()[0] in panel.filtered.words.text()
    panel.table.setFocus()
    keyboard.press(Qt.Key.Key_Escape) if keys else panel.filtered.clear.click()
    assert not panel.filtered.isVisible()
    assert len(panel.shown()) == len(panel.rows)


def test_a_search_that_finds_nothing_says_so(shell: Shell, settle: Settle) -> None:
    panel = bring(shell, Spot.ROSTER, settle).panel
    panel.search.setText("没有这个人")
    assert "没有这个人" in panel.filtered.words.text()
    panel.filtered.clear.click()
    assert panel.shown()


@pytest.mark.parametrize("spot", list(Spot))
def test_an_empty_table_says_what_to_do_next(
    open_shell: Callable[[Path], Shell], tmp_path: Path, settle: Settle, spot: Spot
) -> None:
    path = tmp_path / "新校.db"
    create_office(path, ticking(OPENING), "新校").close()
    tab = bring(open_shell(path), spot, settle)
    guides = [guide for guide in tab.findChildren(EmptyGuide) if guide.isVisible()]
    assert guides
    assert all(guide.buttons for guide in guides)


def test_the_import_opens_with_one_press(
    open_shell: Callable[[Path], Shell], tmp_path: Path, settle: Settle
) -> None:
    path = tmp_path / "新校.db"
    create_office(path, ticking(OPENING), "新校").close()
    shell = open_shell(path)
    tab = bring(shell, Spot.ROSTER, settle)
    tab.panel.guide.buttons[0].click()
    settle(shell)
    assert [box for box in Keyboard(shell).dialogs() if box.windowTitle().startswith("导入名册")]


def test_copied_rows_come_below_their_headings(shell: Shell, settle: Settle) -> None:
    table = bring(shell, Spot.DIARY, settle).panel.table
    table.selectRow(0)
    table.copy()
    head, row = QGuiApplication.clipboard().text().split("\n")
    assert head.split("\t")[:2] == ["日期", "类别"]
    assert len(head.split("\t")) == len(row.split("\t"))


def test_one_figure_is_copied_alone_and_several_with_headings(shell: Shell, settle: Settle) -> None:
    grid = bring(shell, Spot.STATISTICS, settle).tables.grid
    grid.copy()
    assert "\t" not in grid.copied()
    assert "\n" not in grid.copied()
    grid.selectionModel().select(
        grid.cells.index(0, 0),
        QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
    )
    lines = grid.copied().split("\n")
    assert len(lines) == 2
    assert lines[0].count("\t") == lines[1].count("\t") == grid.cells.columnCount() - 1


def test_every_table_has_a_menu(shell: Shell, settle: Settle) -> None:
    today = bring(shell, Spot.TODAY, settle)
    today.panel.table.selectRow(0)
    assert {"记一次（应完成的）", "结对", "复制（连同表头）"} <= set(
        context_menu(today.panel.table)
    )
    today.lines.setCurrentRow(1)
    assert "去处理" in context_menu(today.lines)
    grid = bring(shell, Spot.STATISTICS, settle).tables.grid
    assert "看这个数的每一行" in context_menu(grid)


def test_the_roster_begins_a_visit_and_a_pairing(shell: Shell, settle: Settle) -> None:
    tab = bring(shell, Spot.ROSTER, settle)
    tab.panel.table.selectRow(0)
    child_id = tab.panel.table.current().child_id
    tab.menu.fill()
    entries = {action.text(): action for action in tab.menu.actions()}
    entries["记家访"].trigger()
    settle(shell)
    assert shell.workspace is not None
    bar: Any = shell.workspace.front
    assert (bar.bar.child.chosen, bar.bar.kind.text()) == ([child_id], "家访")
    entries["结对"].trigger()
    settle(shell)
    form: Any = Keyboard(shell).dialogs()[-1]
    assert form.forms[0].inputs["children"].text() == str(child_id)


def test_several_children_are_paired_from_the_roster_at_once(shell: Shell, settle: Settle) -> None:
    tab = bring(shell, Spot.ROSTER, settle)
    chosen = tab.panel.shown()[:3]
    tab.panel.table.select(chosen)
    tab.menu.fill()
    next(action for action in tab.menu.actions() if action.text() == "结对").trigger()
    settle(shell)
    form: Any = Keyboard(shell).dialogs()[-1]
    picked = {int(text) for text in re.findall(r"\d+", form.forms[0].inputs["children"].text())}
    assert picked == {line.child_id for line in chosen}


def test_the_diary_finds_a_day_however_it_is_written(shell: Shell, settle: Settle) -> None:
    panel = bring(shell, Spot.DIARY, settle).panel
    day = panel.rows[0].happened_on
    for typed in (f"{day.month}.{day.day}", f"{day.month}月{day.day}日", f"{day}"):
        panel.search.setText(typed)
        assert panel.shown()
        assert {row.happened_on for row in panel.shown()} == {day}
