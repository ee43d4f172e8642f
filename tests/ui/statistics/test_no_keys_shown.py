"""Nothing that the clerk sees calls a figure by its key."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.services.figures.statistics import CATALOGUE
from liushou_desk.services.summary.draft import amend
from liushou_desk.ui.desk import Spot
from liushou_desk.ui.history import open_history
from liushou_desk.ui.history.dialog import HistoryDialog
from liushou_desk.ui.list_dialog import ListDialog
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.statistics.figure_box import FigureBox
from liushou_desk.ui.statistics.tab import Side, StatisticsTab

TERM = "2026-2027-1"
OWN = {
    "opening": "本学期由祖辈照料的{by_care.祖辈}人，上学期{上学期.left_behind}人。",
    "results": f"家访{{times.{DiaryKind.HOME_VISIT.label}}}次，没有的{{by_care.谁}}人。",
    "plans.records": "第一行{share}\n第二行{ left_behind }，{增减.left_behind}。",
}
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
_KEY = re.compile(r"\{|\b(?:" + "|".join(key for key in CATALOGUE if "_" in key) + r")\b")


def texts(top: QWidget) -> Iterator[str]:
    """Everything that can be read in a window, its tips too."""
    yield top.windowTitle()
    for widget in (top, *top.findChildren(QWidget)):
        yield widget.toolTip()
        yield widget.accessibleName()
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            yield widget.text()
        if isinstance(widget, FigureBox):
            yield widget.document().toRawText()
            yield from map(widget.said, widget.figures())
        if isinstance(widget, QAbstractItemView) and widget.model():
            yield from cells(widget.model())


def cells(model: QAbstractItemModel) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(model.rowCount()):
        for column in range(columns):
            yield from (str(model.data(model.index(row, column), role) or "") for role in ROLES)


def keys(top: QWidget) -> list[str]:
    return [text for text in texts(top) if _KEY.search(text)]


def dialog(kind: type[Any]) -> Any:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def test_no_screen_shows_a_key(
    shell: Shell, settle: Callable[[Shell], None], look_into: Any, qtbot: QtBot
) -> None:
    assert shell.workspace is not None
    look_into(shell, lambda office: amend(office, TERM, OWN))
    look_into(shell, lambda office: amend(office, TERM, {"opening": None}))
    look_into(shell, lambda office: office.undo())
    tab = shell.workspace.bring(Spot.STATISTICS)
    assert isinstance(tab, StatisticsTab)
    for side in Side:
        tab.show_side(side)
        settle(shell)
        assert keys(shell) == []
    for key in tab.summary.paragraphs():
        tab.summary.view.outline.select(key)
        tab.summary.view.editor.box.selectAll()
        settle(shell)
        assert keys(shell) == []
    tab.summary.view.outline.select("opening")
    tab.summary.view.editor.box.insert_text("改成{by_sex.男}人，{by_care.谁}人。")
    tab.summary.view.editor.insert.click()
    settle(shell)
    assert len(dialog(ListDialog).panel.rows) > 100
    assert keys(dialog(ListDialog)) == []
    dialog(ListDialog).reject()
    tab.summary.save()
    settle(shell)
    assert "谁" in tab.summary.view.editor.problem.text()
    assert keys(shell) == []
    open_history(shell.workspace.desk)
    settle(shell)
    opened: HistoryDialog = dialog(HistoryDialog)
    told = []
    for row in range(min(3, len(opened.panel.shown()))):
        opened.panel.table.selectRow(row)
        settle(shell)
        told += [line.before + line.after for line in opened.lines.rows_model.rows]
        assert keys(opened) == []
    assert any("〔留守儿童按照料方式：祖辈〕" in text for text in told)
