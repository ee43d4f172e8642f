"""统计表: every number opens its rows; choices, keys, paper, and schools with nothing yet."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from liushou_desk.domain.words import DefinitionKind
from liushou_desk.services.figures.statistics import read_statistics
from liushou_desk.services.keeping.office import create_office
from liushou_desk.services.terms import open_term
from liushou_desk.ui.desk import Journey, Spot
from liushou_desk.ui.list_dialog import ListDialog
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.statistics.tab import Side, StatisticsTab
from liushou_desk.ui.statistics.tables import TablesPane
from tests.conftest import OPENING, ticking

Settle = Callable[[Shell], None]
TABLES = (
    "overview", "classes", "care", "definitions", "changes", "contacts", "rules", "coverage",
    "activities",
)  # fmt: skip


@pytest.fixture
def tab(shell: Shell, settle: Settle) -> StatisticsTab:
    assert shell.workspace is not None
    found = shell.workspace.bring(Spot.STATISTICS)
    settle(shell)
    assert isinstance(found, StatisticsTab)
    return found


@pytest.fixture
def pane(tab: StatisticsTab) -> TablesPane:
    return tab.tables


def opened() -> ListDialog[Any]:
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, ListDialog)]
    return next(dialog for dialog in dialogs if dialog.isVisible())


def numbers(pane: TablesPane) -> list[QModelIndex]:
    cells = pane.grid.cells
    places = [(row, column) for row in range(cells.rowCount()) for column in range(9)]
    found = [cells.index(row, column) for row, column in places if column < cells.columnCount()]
    return [index for index in found if cells.cell(index).key]


@pytest.mark.parametrize("key", TABLES)
def test_number_is_what_its_rows_add_up_to(
    pane: TablesPane, shell: Shell, settle: Settle, qtbot: QtBot, key: str
) -> None:
    pane.choose(key)
    for index in numbers(pane)[:4]:
        text = pane.grid.cells.cell(index).text
        pane.grid.setCurrentIndex(index)
        qtbot.keyClick(pane.grid, Qt.Key.Key_Return)
        settle(shell)
        dialog = opened()
        if "." not in text and text != "—":  # a rate's rows are its numerator's
            assert sum(row.adds for row in dialog.panel.rows) == int(text)
        dialog.reject()


@pytest.mark.parametrize("key", TABLES)
def test_model_is_sound(
    pane: TablesPane, key: str, check_model: Callable[[QAbstractItemModel], None]
) -> None:
    check_model(pane.grid.cells)
    pane.choose(key)
    assert pane.grid.cells.table.key == key
    assert pane.grid.cells.cell(pane.grid.currentIndex()).key


def test_double_click_opens_too_and_search_narrows(
    pane: TablesPane, shell: Shell, settle: Settle, qtbot: QtBot
) -> None:
    pane.grid.doubleClicked.emit(numbers(pane)[2])
    settle(shell)
    dialog = opened()
    name = dialog.panel.rows[0].text[:3]
    qtbot.keyClicks(dialog.panel.search, "2015-")
    assert all("2015-" in row.text for row in dialog.panel.shown())
    dialog.panel.search.setText(name)
    assert dialog.listing().rows[0][2].startswith(name)
    dialog.reject()


def test_enter_on_a_row_goes_to_the_record(
    pane: TablesPane, shell: Shell, settle: Settle, qtbot: QtBot
) -> None:
    went: list[Journey] = []
    pane.desk.journey.connect(went.append)
    pane.open_rows("left_behind")
    settle(shell)
    dialog = opened()
    first = dialog.panel.rows[0]
    qtbot.keyClick(dialog.panel.search, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.panel.table, Qt.Key.Key_Return)
    assert went == [Journey(Spot.ROSTER, record_id=first.record_id)]
    settle(shell)


def test_rows_are_exported_as_they_stand(
    pane: TablesPane, shell: Shell, settle: Settle, qtbot: QtBot, answers: Any, tmp_path: Path
) -> None:
    answers.file_to_save = tmp_path / "名单.xlsx"
    pane.open_rows("left_behind")
    settle(shell)
    dialog = opened()
    qtbot.keyClick(dialog, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    settle(shell)
    assert answers.file_to_save.stat().st_size
    assert f"已导出{len(dialog.panel.rows)}行" in shell.statusBar().currentMessage()
    dialog.reject()


def test_definition_and_place_are_chosen_and_said(
    pane: TablesPane, shell: Shell, settle: Settle, look_into: Any
) -> None:
    pane.kind.setCurrentIndex(pane.kind.findData(DefinitionKind.CIVIL))
    pane.campus.setCurrentIndex(pane.campus.findData("柳溪教学点"))
    pane.kind.activated.emit(pane.kind.currentIndex())
    settle(shell)
    wanted = look_into(
        shell,
        lambda office: read_statistics(
            office, pane.desk.term, campus="柳溪教学点", kind=DefinitionKind.CIVIL
        ),
    )
    assert pane.grid.cells.table == wanted.tables[0]
    assert "柳溪教学点，民政口径" in pane.note.text()


def test_what_is_shown_is_listed(tab: StatisticsTab) -> None:
    tab.go_to(Journey(Spot.STATISTICS, chip="contacts"))
    listing = tab.listing()
    assert listing is not None
    assert (listing.title, len(listing.rows)) == ("记录与联系", 16)
    assert "截止日" in listing.note
    assert "不可相加" in listing.note


def test_cursor_stays_when_the_tables_are_read_anew(
    pane: TablesPane, shell: Shell, settle: Settle
) -> None:
    pane.choose("care")
    pane.grid.setCurrentIndex(pane.grid.cells.index(3, 2))
    pane.refresh()
    settle(shell)
    here = pane.grid.currentIndex()
    assert (pane.grid.cells.table.key, here.row(), here.column()) == ("care", 3, 2)


def test_a_new_file_says_what_to_do_first(
    open_shell: Callable[[Path], Shell], settle: Settle, tmp_path: Path
) -> None:
    create_office(tmp_path / "空.db", ticking(OPENING), "新校").close()
    shell = open_shell(tmp_path / "空.db")
    assert shell.workspace is not None
    tab = shell.workspace.bring(Spot.STATISTICS)
    settle(shell)
    assert isinstance(tab, StatisticsTab)
    assert tab.tables.empty.isVisible()
    assert "还没有建立" in tab.tables.empty.label.text()
    assert tab.listing() is None


@pytest.mark.parametrize("side", list(Side))
def test_a_term_to_come_is_spoken_of_in_the_page_and_in_no_box(
    tab: StatisticsTab, shell: Shell, settle: Settle, look_into: Any, answers: Any, side: Side
) -> None:
    tab.show_side(side)
    look_into(shell, lambda office: open_term(office, "2026-2027-2"))
    tab.desk.choose_term("2026-2027-2")
    settle(shell)
    assert answers.shown == []
    assert tab.listing() is None
    said = [label.text() for label in tab.findChildren(QLabel) if label.isVisible()]
    assert any("还没有开始" in text for text in said)


def test_a_term_without_children_says_so(
    open_shell: Callable[[Path], Shell], settle: Settle, tmp_path: Path, look_into: Any
) -> None:
    create_office(tmp_path / "空.db", ticking(OPENING), "新校").close()
    shell = open_shell(tmp_path / "空.db")
    look_into(shell, lambda office: open_term(office, "2026-2027-1"))
    assert shell.workspace is not None
    tab = shell.workspace.bring(Spot.STATISTICS)
    settle(shell)
    assert isinstance(tab, StatisticsTab)
    assert "还没有登记学生" in tab.tables.empty.label.text()
