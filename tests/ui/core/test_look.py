"""Every kind of widget has the program's font, whatever the system keeps for menus and lists."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any, cast

import pytest

from liushou_desk import paths
from liushou_desk.ui.look import FONT_POINTS, dress

_FRESH = """
import json, sys
from pathlib import Path
from PySide6 import QtWidgets
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from liushou_desk.ui.look import dress

application, keeps, widgets = QApplication(), json.loads(sys.argv[2]), json.loads(sys.argv[3])
for name in keeps:
    QApplication.setFont(QFont("DejaVu Sans", 8), name)
dress(application, Path(sys.argv[1]))
fonts = {name: QApplication.font(name) for name in keeps} | {"": application.font()}
made = [getattr(QtWidgets, name)() for name in widgets]
for widget in made:
    widget.ensurePolished()
fonts |= {f"a {name}": widget.font() for name, widget in zip(widgets, made, strict=True)}
table = QtWidgets.QTableView()
fonts["a head"] = table.horizontalHeader().font()
print(json.dumps({name: (font.family(), font.pointSizeF()) for name, font in fonts.items()}))
"""
"""In a program of its own: each font that is set goes through all the widgets that are alive."""
SYSTEM_HAS_ITS_OWN = [
    "QAbstractItemView", "QCheckBox", "QComboLineEdit", "QComboMenuItem", "QDockWidgetTitle",
    "QHeaderView", "QLabel", "QListBox", "QListView", "QMdiSubWindowTitleBar", "QMenu", "QMenuBar",
    "QMenuItem", "QMessageBox", "QMiniFont", "QPushButton", "QRadioButton", "QSmallFont",
    "QStatusBar", "QTipLabel", "QTitleBar", "QToolButton",
]  # fmt: skip
"""The names under which Qt keeps the fonts of the system's theme."""
WIDGETS = [
    "QComboBox", "QLabel", "QListView", "QListWidget", "QMenu", "QMenuBar", "QMessageBox",
    "QStatusBar", "QTableView", "QToolButton", "QTreeView",
]  # fmt: skip


def test_every_widget_has_the_programs_font() -> None:
    told = subprocess.run(
        [
            *(sys.executable, "-c", _FRESH, str(paths.fonts())),
            *(json.dumps(SYSTEM_HAS_ITS_OWN), json.dumps(WIDGETS)),
        ],
        check=True,
        capture_output=True,
    )
    fonts = json.loads(told.stdout)
    ours = fonts.pop("")
    assert ours[1] == FONT_POINTS
    assert len(fonts) == len(SYSTEM_HAS_ITS_OWN) + len(WIDGETS) + 1
    assert {name: font for name, font in fonts.items() if font != ours} == {}


class Orders:
    """An application that only notes what it is told, as Windows' theme cannot be had here."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_: self.given.append(name)


@pytest.mark.usefixtures("qapp")
def test_the_font_is_set_after_all_that_brings_the_systems_fonts_back() -> None:
    orders = Orders()
    dress(cast("Any", orders), paths.fonts())
    assert orders.given[-1] == "setFont"
    assert {"setStyle", "setStyleSheet"} <= set(orders.given)
