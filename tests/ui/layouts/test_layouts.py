"""公文版式 on the screen: a copy of the standard is made, refused, mended, used, handed on."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liushou_desk.domain.school_layout import ELECTRONIC, STANDARD
from liushou_desk.services.layouts import profile_for
from liushou_desk.ui.layouts.dialog import LayoutsDialog
from liushou_desk.ui.layouts.form import LayoutDialog
from liushou_desk.ui.shell import Shell
from tests.ui.conftest import Answers
from tests.ui.keyboard import CTRL, Keyboard

Key = Qt.Key
Settle = Callable[[Shell], None]
Ask = Callable[[Shell, Callable[[Any], Any]], Any]


@pytest.fixture
def layouts(shell: Shell, settle: Settle) -> Iterator[LayoutsDialog]:
    assert shell.workspace is not None
    dialog = LayoutsDialog(shell.workspace.desk)
    dialog.open()
    settle(shell)
    yield dialog
    dialog.done(0)


def _type(form: LayoutDialog, key: str, text: str) -> None:
    box = next(page.inputs[key] for page in form.forms if key in page.inputs)
    box.set_text(text)
    box.edited.emit()
    box.left.emit()


def test_a_school_makes_its_own_and_hands_it_on(
    layouts: LayoutsDialog,
    shell: Shell,
    settle: Settle,
    qtbot: QtBot,
    keyboard: Keyboard,
    look_into: Ask,
    tmp_path: Path,
    answers: Answers,
) -> None:
    assert [row.name for row in layouts.panel.rows] == [STANDARD.name, ELECTRONIC.name]
    assert not layouts.amend_button.isEnabled()
    keyboard.press(Key.Key_N, held=CTRL)
    (form,) = layouts.findChildren(LayoutDialog)
    settle(shell)
    first = form.view.sheets[0].image
    assert first is not None
    _type(form, "name", "本县版式")
    _type(form, "line_pt", "30")
    settle(shell)
    assert "只放21行" in form.forms[0].problem("lines")
    keyboard.press(Key.Key_S, held=CTRL)
    settle(shell)
    assert form.isVisible()
    _type(form, "lines", "21")
    _type(form, "top", "36")
    qtbot.waitUntil(lambda: form.view.sheets[0].image is not first)
    assert form.forms[0].problem("lines") == ""
    keyboard.press(Key.Key_S, held=CTRL)
    settle(shell)
    chosen = layouts.panel.table.current()
    assert chosen is not None
    assert (chosen.name, chosen.layout.lines) == ("本县版式", 21)
    keyboard.press(Key.Key_T, held=CTRL)
    settle(shell)
    assert look_into(shell, profile_for).name == "本县版式"
    assert not layouts.remove_button.isEnabled()
    path = tmp_path / "本县版式.json"
    answers.file_to_save = answers.file_to_open = path
    layouts.export_button.click()
    settle(shell)
    keyboard.press(Key.Key_Z, held=CTRL)
    settle(shell)
    keyboard.press(Key.Key_Z, held=CTRL)
    settle(shell)
    assert len(layouts.panel.rows) == 2
    layouts.load_button.click()
    settle(shell)
    assert [row.name for row in layouts.panel.rows][-1] == "本县版式"
