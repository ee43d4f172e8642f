"""First start and files that cannot be opened: the window is never empty and silent."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from liushou_desk import paths
from liushou_desk.services.keeping.office import create_office
from liushou_desk.services.school.profile import read_school
from liushou_desk.ui import pictures
from liushou_desk.ui.application import _remember, application
from liushou_desk.ui.remembered import remembered
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.trouble import TroublePage
from liushou_desk.ui.welcome import MADE, Welcome
from tests.conftest import OPENING, ticking

Ask = Callable[[Shell, Callable[..., Any]], Any]


@pytest.fixture
def welcome(qtbot: QtBot, answers: Any, tmp_path: Path) -> Iterator[Welcome]:
    """The first start of the program."""
    shell = Shell(ticking(OPENING))
    shell.show()
    dialog = Welcome(shell, tmp_path / "资料" / "留守工作台.db")
    dialog.open()
    yield dialog
    shell.tasks.close()
    shell.deleteLater()
    application().processEvents()


def test_a_name_and_enter_make_the_file(welcome: Welcome, qtbot: QtBot, look_into: Ask) -> None:
    shell, path = welcome.shell, welcome.path
    welcome.school.insert(" 青石镇中心小学 ")
    qtbot.keyClick(welcome.school, Qt.Key.Key_Return)
    pictures.settle(shell)
    assert path.exists()
    assert look_into(shell, read_school)["name"] == "青石镇中心小学"
    assert shell.statusBar().currentMessage() == MADE
    assert not shell.findChildren(Welcome)


@pytest.mark.parametrize(
    ("typed", "word"), [("", "请先填写"), ("　 ", "请先填写"), ("---", "不像"), ("校" * 61, "60")]
)
def test_a_bad_name_is_said_and_makes_nothing(
    welcome: Welcome, qtbot: QtBot, typed: str, word: str
) -> None:
    welcome.school.setText(typed)
    qtbot.keyClick(welcome.school, Qt.Key.Key_Return)
    pictures.settle(welcome.shell)
    assert word in welcome.problem.text()
    assert not welcome.path.exists()
    behind = welcome.shell.tabs.widget(0).findChild(QLabel)
    assert isinstance(behind, QLabel)
    assert "还没有打开" in behind.text()


def test_a_folder_that_takes_no_file_leaves_the_dialog_open(welcome: Welcome, qtbot: QtBot) -> None:
    welcome.path.parent.write_text("in the way")
    welcome.school.setText("青石镇中心小学")
    welcome.make()
    qtbot.keyClick(welcome, Qt.Key.Key_Escape)  # not while it is being made
    pictures.settle(welcome.shell)
    assert welcome.isVisible()
    assert welcome.problem.text().startswith("没有成功。")
    welcome.path.parent.unlink()
    shell, path = welcome.shell, welcome.path
    welcome.make()
    pictures.settle(shell)
    assert path.exists()


def test_a_file_of_others_is_refused_and_ours_is_opened(
    welcome: Welcome, answers: Any, tmp_path: Path
) -> None:
    answers.file_to_open = tmp_path / "日记.db"
    answers.file_to_open.write_text("别人的文件")
    welcome.open_other()
    pictures.settle(welcome.shell)
    assert "不是留守工作台的数据文件" in welcome.problem.text()
    assert answers.file_to_open.read_text() == "别人的文件"
    shell, answers.file_to_open = welcome.shell, tmp_path / "拷来的.db"
    create_office(answers.file_to_open, ticking(OPENING), "柳溪小学").close()
    welcome.open_other()
    pictures.settle(shell)
    assert shell.workspace is not None
    assert shell.path == answers.file_to_open


def test_the_demo_is_made_once_in_a_file_of_its_own(welcome: Welcome) -> None:
    shell, path = welcome.shell, welcome.path
    welcome.demo_button.click()
    pictures.settle(shell)
    assert shell.workspace is not None
    assert shell.path == path.with_name(paths.DEMO_FILE)
    assert "演示学校" in shell.statusBar().currentMessage()
    assert not path.exists()
    made = path.with_name(paths.DEMO_FILE).stat().st_ino
    again = Welcome(shell, path)
    again.show_demo()
    pictures.settle(shell)
    assert path.with_name(paths.DEMO_FILE).stat().st_ino == made


def test_escape_asks_and_leaves_the_program(welcome: Welcome, qtbot: QtBot, answers: Any) -> None:
    shell, answers.ask = welcome.shell, False
    qtbot.keyClick(welcome, Qt.Key.Key_Escape)
    assert welcome.isVisible()
    assert "退出" in answers.shown[-1]
    answers.ask = True
    qtbot.keyClick(welcome, Qt.Key.Key_Escape)
    assert not shell.isVisible()


@pytest.fixture
def troubled(qtbot: QtBot, answers: Any, tmp_path: Path) -> Iterator[Shell]:
    """A window whose office file is none."""
    path = tmp_path / "留守工作台.db"
    path.write_text("坏了")
    shell = Shell(ticking(OPENING))
    shell.show()
    shell.open(path)
    pictures.settle(shell)
    yield shell
    shell.tasks.close()
    shell.deleteLater()
    application().processEvents()


def page(shell: Shell) -> TroublePage:
    found = shell.findChild(TroublePage)
    assert isinstance(found, TroublePage)
    return found


def test_the_window_says_why_and_tries_again(troubled: Shell, tmp_path: Path) -> None:
    assert "不是留守工作台的数据文件" in page(troubled).sentence.text()
    page(troubled).again.click()
    pictures.settle(troubled)
    assert "不是留守工作台的数据文件" in page(troubled).sentence.text()
    (tmp_path / "留守工作台.db").unlink()
    create_office(tmp_path / "留守工作台.db", ticking(OPENING), "柳溪小学").close()
    page(troubled).again.click()
    pictures.settle(troubled)
    assert troubled.workspace is not None
    assert troubled.tabs.tabBar().isEnabled()
    assert troubled.findChild(TroublePage) is None


def test_another_file_can_be_opened_by_key(
    troubled: Shell, qtbot: QtBot, answers: Any, demo_path: Path
) -> None:
    answers.file_to_open = demo_path
    qtbot.keyClick(page(troubled).other, Qt.Key.Key_Return)
    pictures.settle(troubled)
    assert troubled.workspace is not None
    assert troubled.path == demo_path


def test_one_can_leave(troubled: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(page(troubled).leave, Qt.Key.Key_Space)
    assert not troubled.isVisible()


@pytest.mark.parametrize(("name", "again"), [("演示学校.db", False), ("本校.db", True)])
def test_the_next_start_opens_what_was_open_but_not_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, again: bool
) -> None:
    monkeypatch.setattr(paths, "office_file", lambda: tmp_path / "留守工作台.db")
    (tmp_path / name).touch()
    _remember(tmp_path / name)
    assert (remembered() is not None) == again
