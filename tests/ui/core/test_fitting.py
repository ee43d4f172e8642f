"""Windows fit the screen, and come again as they were left."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QToolBar, QToolButton, QWidget

from liushou_desk import paths
from liushou_desk.ui.fitting import FRAME, Fitting, room_of, sizes_kept_in
from liushou_desk.ui.shell import Shell
from tests.conftest import OPENING, ticking

_MEASURE = """
import re
import sys
from datetime import datetime
from pathlib import Path
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton, QDialog, QLabel, QPushButton, QToolBar, QToolButton,
)
from liushou_desk.ui import pictures
from liushou_desk.ui.application import application
application()
from liushou_desk.ui.gallery import DIALOGS
from liushou_desk.ui.shell import Shell
shell = Shell(datetime.now)
shell.show()
shell.open(Path(sys.argv[1]))
pictures.settle(shell)
room = QGuiApplication.primaryScreen().availableGeometry().size()
def check(window, name):
    size = window.size()
    assert size == size.boundedTo(room), (name, size, room)
def check_keys(window, name):
    texts = [one.text() for one in window.findChildren(QAbstractButton) if one.isVisibleTo(window)]
    texts += [one.text() for one in window.findChildren(QLabel) if one.isVisibleTo(window)]
    letters = [letter for text in texts for letter in re.findall(r"&(\\w)", text)]
    assert len(letters) == len(set(letters)), (name, letters)
    mine = [one for one in window.findChildren(QShortcut) if one.parent() is window]
    keys = [one.key().toString() for one in mine if one.isEnabled()]
    assert len(keys) == len(set(keys)), (name, keys)
    for one in window.findChildren(QPushButton):
        text, is_asked = one.text(), one.isVisibleTo(window) and one.property("role") != "chip"
        has_key = re.search(r"&\\w|\\((Ctrl|Alt|F\\d|Enter|Delete|Esc|空格)", text)
        assert not (is_asked and text) or has_key or one.accessibleName(), (name, text)
for spot in shell.workspace.tabs:
    shell.workspace.bring(spot)
    pictures.settle(shell)
    check(shell, spot)
bar = shell.workspace.commands.bar
rest = bar.findChild(QToolButton, "qt_toolbar_ext_button")  # » opens what has no room
assert bar.sizeHint().width() <= bar.width() or rest.isVisible(), (bar.sizeHint(), bar.width())
for name, open_it in DIALOGS.items():
    before = set(pictures._dialogs())
    open_it(shell.workspace)
    pictures.settle(shell)
    for dialog in set(pictures._dialogs()) - before:
        check(dialog, name)
        check_keys(dialog, name)
        dialog.done(QDialog.DialogCode.Rejected)
    pictures.settle(shell)
shell.tasks.close()
"""


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(1366, 768, 1.25), (1366, 768, 1.5), (1366, 768, 2.0)],
)
def test_all_windows_fit(
    demo_path: Path, tmp_path: Path, width: int, height: int, scale: float
) -> None:
    screen = {"name": "s", "x": 0, "y": 0, "width": width, "height": height}
    config = tmp_path / "screen.json"
    more = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    config.write_text(json.dumps({"screens": [screen | more]}), "utf-8")
    surroundings = os.environ | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
        "QT_SCALE_FACTOR": str(scale),
        "XDG_DATA_HOME": str(tmp_path),
    }
    subprocess.run([sys.executable, "-c", _MEASURE, str(demo_path)], env=surroundings, check=True)


def closed(window: QDialog, size: QSize) -> None:
    window.show()
    window.resize(size)
    window.close()
    window.deleteLater()


class Small(QDialog):
    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.fitting = Fitting(self, width, height)


def made(width: int = 500, height: int = 400) -> Small:
    return Small(width, height)


def test_size_is_kept_where_somebody_changed_it(qtbot: object) -> None:
    closed(made(), QSize(500, 400))
    assert made(520, 410).size() == QSize(520, 410)
    closed(made(), QSize(499, 401))  # as the system rounds it at 150 %
    assert made(520, 410).size() == QSize(520, 410)
    closed(made(), QSize(610, 450))
    assert made().size() == QSize(610, 450)


def test_what_is_pictured_leaves_no_size_behind(qtbot: object, tmp_path: Path) -> None:
    with sizes_kept_in(tmp_path):
        closed(made(), QSize(610, 450))
        assert made().size() == QSize(610, 450)
    assert made().size() == QSize(500, 400)


def test_a_kept_size_is_cut_to_a_smaller_screen(qtbot: object) -> None:
    closed(made(), QSize(610, 450))
    note = paths.office_file().with_name("窗口大小.json")
    note.write_text(note.read_text("utf-8").replace("610, 450", "5000, 5000"), "utf-8")
    dialog = made()
    assert dialog.size() == dialog.size().boundedTo(room_of(dialog))
    dialog.close()
    assert "5000, 5000" in note.read_text("utf-8")  # for the big screen it was on


def test_a_dialog_stands_over_its_window_and_stays_on_the_screen(qtbot: object) -> None:
    above = QWidget()
    above.setGeometry(100, 60, 500, 400)
    above.show()
    dialog = QDialog(above)
    fitting = Fitting(dialog, 300, 200)
    dialog.open()
    off = dialog.frameGeometry().center() - above.frameGeometry().center()
    assert max(abs(off.x()), abs(off.y())) <= FRAME
    above.move(-300, -200)
    fitting.wish(320, 100_000)
    ground = QGuiApplication.primaryScreen().availableGeometry()
    assert ground.contains(dialog.frameGeometry())
    above.deleteLater()


@pytest.mark.parametrize(
    "spoilt", [b"", b"\xff", b"[1]", b'{"Small": [1e9, 3, false]}', b'{"Small": [-4, 0, true]}']
)
def test_a_spoilt_note_is_passed_over(qtbot: object, spoilt: bytes) -> None:
    note = paths.office_file().with_name("窗口大小.json")
    note.parent.mkdir(parents=True)
    note.write_bytes(spoilt)
    assert made().size() == QSize(500, 400)


def test_main_window_comes_back_as_it_was_left(qtbot: object) -> None:
    shell = Shell(ticking(OPENING))
    shell.show()
    shell.resize(700, 520)
    shell.close()
    again = Shell(ticking(OPENING))
    assert again.size() == QSize(700, 520)
    for window in (shell, again):
        window.tasks.close()
        window.deleteLater()


def test_the_last_menu_is_not_cut(shell: Shell, settle: Callable[[Shell], None]) -> None:
    shell.resize(QSize(1366, 768) / 1.5)
    settle(shell)
    bar = shell.findChild(QToolBar)
    assert isinstance(bar, QToolBar)
    buttons = [b for b in bar.findChildren(QToolButton) if b.text()]
    assert buttons
    assert all(button.isVisible() for button in buttons)
