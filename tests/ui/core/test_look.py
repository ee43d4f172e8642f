"""Every kind of widget has the program's font, whatever the system keeps for menus and lists."""

from collections.abc import Callable
from typing import Any, cast

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QListView,
    QListWidget,
    QMenu,
    QMenuBar,
    QMessageBox,
    QStatusBar,
    QTableView,
    QToolButton,
    QTreeView,
    QWidget,
)

from liushou_desk import paths
from liushou_desk.ui.look import FONT_POINTS, dress

SYSTEM_HAS_ITS_OWN = [
    "QAbstractItemView", "QCheckBox", "QComboLineEdit", "QComboMenuItem", "QDockWidgetTitle",
    "QHeaderView", "QLabel", "QListBox", "QListView", "QMdiSubWindowTitleBar", "QMenu", "QMenuBar",
    "QMenuItem", "QMessageBox", "QMiniFont", "QPushButton", "QRadioButton", "QSmallFont",
    "QStatusBar", "QTipLabel", "QTitleBar", "QToolButton",
]  # fmt: skip
"""The names under which Qt keeps the fonts of the system's theme."""
WIDGETS: tuple[Callable[[], QWidget], ...] = (
    QComboBox, QLabel, QListView, QListWidget, QMenu, QMenuBar, QMessageBox, QStatusBar,
    QTableView, QToolButton, QTreeView,
)  # fmt: skip


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """Dressed anew after the system has put its own small fonts in."""
    for name in SYSTEM_HAS_ITS_OWN:
        QApplication.setFont(QFont("DejaVu Sans", 8), name)
    dress(qapp, paths.resources() / "fonts")
    return qapp


@pytest.mark.parametrize("make", WIDGETS)
def test_every_widget_has_the_programs_font(
    dressed: QApplication, make: Callable[[], QWidget]
) -> None:
    widget = make()
    widget.ensurePolished()
    assert widget.font().family() == dressed.font().family()
    assert widget.font().pointSizeF() == FONT_POINTS


@pytest.mark.parametrize("name", SYSTEM_HAS_ITS_OWN)
def test_no_class_keeps_the_systems_font(dressed: QApplication, name: str) -> None:
    assert QApplication.font(name) == dressed.font()


@pytest.mark.usefixtures("dressed")
def test_a_head_of_a_table_has_it_too() -> None:
    assert QTableView().horizontalHeader().font().pointSizeF() == FONT_POINTS
    assert QApplication.font(QHeaderView.__name__).pointSizeF() == FONT_POINTS


class Orders:
    """An application that only notes what it is told, as Windows' theme cannot be had here."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_: self.given.append(name)


def test_the_font_is_set_after_all_that_brings_the_systems_fonts_back() -> None:
    orders = Orders()
    dress(cast("Any", orders), paths.resources() / "fonts")
    assert orders.given[-1] == "setFont"
    assert {"setStyle", "setStyleSheet"} <= set(orders.given)
