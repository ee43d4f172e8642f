"""No Enter throws anything away: every question, every dialog, and the real boxes themselves."""

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from liushou_desk.ui import gallery, messages
from liushou_desk.ui.shell import Shell

UI = Path(messages.__file__).parent
HARMFUL = re.compile("放弃|删除|移除|定稿|退出|撤销|合并|清空|覆盖|不保存")
SAYS_NOTHING = {"是", "否", "确定", "取消", "OK", "Yes", "No"}


def questions() -> list[tuple[str, dict[str, Any]]]:
    """Every call of `messages.ask` in the window's code: where it stands and its keywords."""
    found: list[tuple[str, dict[str, Any]]] = []
    for path in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "messages.ask":
                words = {
                    word.arg: ast.literal_eval(word.value)
                    for word in node.keywords
                    if word.arg and isinstance(word.value, ast.Constant)
                }
                found.append((f"{path.relative_to(UI)}:{node.lineno}", words))
    return found


def test_only_one_file_opens_boxes() -> None:
    makers = [p for p in UI.rglob("*.py") if "QMessageBox(" in p.read_text("utf-8")]
    statics = re.compile(r"QMessageBox\.(question|warning|critical|information|about)\(")
    assert [path.name for path in makers] == ["messages.py"]
    assert not [p for p in UI.rglob("*.py") if statics.search(p.read_text("utf-8"))]


@pytest.mark.parametrize(("where", "words"), questions(), ids=lambda found: str(found)[:40])
def test_both_buttons_say_what_they_do_and_harm_is_never_the_default(
    where: str, words: dict[str, Any]
) -> None:
    assert {"yes", "no"} <= words.keys(), where
    assert not {words["yes"], words["no"]} & SAYS_NOTHING, where
    assert words["yes"] != words["no"], where
    assert words["no"].startswith(("不", "先不")) or not HARMFUL.search(words["no"]), where
    assert not (words.get("harmless") and HARMFUL.search(words["yes"])), where


@pytest.mark.parametrize(
    ("keys", "harmless", "answer"),
    [
        ([Qt.Key.Key_Return], False, False),
        ([Qt.Key.Key_Enter], False, False),
        ([Qt.Key.Key_Space], False, False),
        ([Qt.Key.Key_Escape], False, False),
        ([Qt.Key.Key_Return], True, True),
        ([Qt.Key.Key_Escape], True, False),
        ([Qt.Key.Key_Tab, Qt.Key.Key_Space], False, True),
    ],
)
def test_enter_answers_with_the_safe_button(
    qtbot: QtBot, keys: list[Qt.Key], harmless: bool, answer: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        for key in keys:
            QTest.keyClick(box.windowHandle(), key)

    QTimer.singleShot(0, press)
    assert messages.ask(window, "放弃吗？", yes="放弃", no="继续", harmless=harmless) is answer


@pytest.mark.usefixtures("answers")
def test_enter_in_a_dialog_does_no_harm(shell: Shell, settle: Callable[[Shell], None]) -> None:
    """Every dialog of the gallery in one window: opening one for each takes a minute."""
    assert shell.workspace is not None
    for name, open_it in gallery.DIALOGS.items():
        open_it(shell.workspace)
        settle(shell)
        dialogs = shell.findChildren(QDialog)
        assert dialogs, name
        pressed = [b.text() for d in dialogs for b in d.findChildren(QPushButton) if b.isDefault()]
        assert not [text for text in pressed if HARMFUL.search(text)], (name, pressed)
        for dialog in reversed(dialogs):
            dialog.done(QDialog.DialogCode.Rejected)
        settle(shell)
