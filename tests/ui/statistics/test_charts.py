"""统计图 in the window: a press opens the rows, keys reach every number, its table agrees."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from liushou_desk.services.figures.statistics import read_statistics
from liushou_desk.services.summary.charts import wants_charts
from liushou_desk.ui.desk import Journey, Spot
from liushou_desk.ui.list_dialog import ListDialog
from liushou_desk.ui.look import GAP
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.statistics.charts import ChartsPane
from liushou_desk.ui.statistics.tab import StatisticsTab

Settle = Callable[[Shell], None]


@pytest.fixture
def tab(shell: Shell, settle: Settle) -> StatisticsTab:
    assert shell.workspace is not None
    found = shell.workspace.bring(Spot.STATISTICS)
    assert isinstance(found, StatisticsTab)
    found.go_to(Journey(Spot.STATISTICS, chip="charts"))
    settle(shell)
    return found


def opened() -> ListDialog[Any]:
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, ListDialog)]
    return next(dialog for dialog in dialogs if dialog.isVisible())


def where(pane: ChartsPane, at: int) -> QPoint:
    view, spot = pane.view, pane.view.drawing.spots[at]
    middle = QPointF(spot.x + spot.width / 2, spot.y + spot.height / 2) * view.scale
    return (middle + QPointF(GAP, GAP)).toPoint()


def test_a_press_or_a_key_opens_the_rows_of_its_own_term(
    tab: StatisticsTab, shell: Shell, settle: Settle, qtbot: QtBot, look_into: Any
) -> None:
    pane, view = tab.charts, tab.charts.view
    before, now = (
        {c.key: c.text for t in told.tables for row in t.rows for c in row}
        for told in (
            look_into(shell, lambda office, term=term: read_statistics(office, term))
            for term in ("2025-2026-2", "2026-2027-1")
        )
    )
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=where(pane, 0))
    settle(shell)
    assert len(opened().panel.rows) == int(before["left_behind"])
    opened().reject()
    tab.take_cursor()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(view, key)
    settle(shell)
    assert len(opened().panel.rows) == int(now["both_parents_away"])
    opened().reject()
    assert view.accessibleDescription() == f"双亲留守（人），2026年秋 {now['both_parents_away']}"
    event = QHelpEvent(QEvent.Type.ToolTip, where(pane, 0), view.mapToGlobal(where(pane, 0)))
    QApplication.sendEvent(view, event)
    assert QToolTip.text().startswith(f"留守儿童（人），2026年春 {before['left_behind']}")
    pane.grid.setCurrentIndex(pane.grid.cells.index(0, 1))
    qtbot.keyClick(pane.grid, Qt.Key.Key_Return)
    settle(shell)
    assert len(opened().panel.rows) == int(before["left_behind"])
    opened().reject()


def test_every_chart_has_its_table_and_goes_into_the_summary_where_ticked(
    tab: StatisticsTab, shell: Shell, settle: Settle, qtbot: QtBot, look_into: Any
) -> None:
    pane = tab.charts
    for row in range(pane.subjects.count()):
        pane.subjects.setCurrentRow(row)
        listing = tab.listing()
        assert listing is not None
        assert listing.title == pane.subjects.item(row).text()
        shown = {pane.view.point(spot).text for spot in pane.view.drawing.spots}
        assert {text for line in listing.rows for text in line[1:]} == shown
        assert pane.view.width() >= pane.view.drawing.width * pane.view.scale
    tab.tables.campus.setCurrentIndex(tab.tables.campus.findData("柳溪教学点"))
    tab.tables.campus.activated.emit(1)
    settle(shell)
    assert "柳溪教学点" in pane.charts.note
    qtbot.mouseClick(pane.in_summary, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    settle(shell)
    assert look_into(shell, wants_charts)
