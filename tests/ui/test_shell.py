"""The window: opens, shows six tabs, takes back, leaves with a backup."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QTabBar,
    QToolBar,
)
from pytestqt.qtbot import QtBot

from liushou_desk.services.journal.history import list_actions
from liushou_desk.services.keeping.backup_policy import backup_state
from liushou_desk.services.school.profile import read_school, save_school
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Spot
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.trouble import TroublePage


def test_six_tabs_stand_in_the_office_s_order(shell: Shell) -> None:
    titles = [shell.tabs.tabText(place) for place in range(shell.tabs.count())]
    assert titles == ["今日", "花名册", "结对帮扶", "家访日记", "活动日历", "统计与总结"]


def test_the_cursor_is_in_the_tab_once_the_file_is_open(shell: Shell) -> None:
    assert shell.workspace is not None
    focus = shell.focusWidget()
    assert focus is not None
    assert shell.workspace.front.isAncestorOf(focus)


@pytest.mark.parametrize("spot", list(Spot))
def test_a_key_brings_each_tab(shell: Shell, qtbot: QtBot, spot: Spot) -> None:
    number = list(Spot).index(spot)
    key = getattr(Qt.Key, f"Key_{number + 1}")
    qtbot.keyClick(shell, key, Qt.KeyboardModifier.ControlModifier)
    assert shell.tabs.currentIndex() == number


def test_undo_and_redo_keys_work_after_a_restart(
    open_shell: Callable[[Path], Shell],
    demo_path: Path,
    qtbot: QtBot,
    settle: Callable[[Shell], None],
    look_into: Callable[[Shell, Callable[..., Any]], Any],
) -> None:
    first = open_shell(demo_path)
    before = look_into(first, read_school)
    look_into(first, lambda office: save_school(office, {**before, "name": "新名小学"}))
    first.tasks.close()
    again = open_shell(demo_path)
    for key, name in ((Qt.Key.Key_Z, before["name"]), (Qt.Key.Key_Y, "新名小学")):
        qtbot.keyClick(again, key, Qt.KeyboardModifier.ControlModifier)
        settle(again)
        assert look_into(again, read_school)["name"] == name
    assert "已重做" in again.statusBar().currentMessage()


def test_closing_makes_a_verified_backup(
    shell: Shell, demo_path: Path, settle: Callable[[Shell], None]
) -> None:
    shell.close()
    settle(shell)
    assert list((demo_path.parent / "备份").glob("*.db"))
    assert not shell.isVisible()


def test_a_backup_that_fails_asks_before_leaving(
    shell: Shell, demo_path: Path, settle: Callable[[Shell], None], answers: Any
) -> None:
    (demo_path.parent / "备份").write_text("in the way")
    answers.ask = False
    shell.close()
    settle(shell)
    assert shell.isVisible()
    assert shell.isEnabled()
    assert "仍然要退出吗" in answers.shown[-1]
    answers.ask = True
    shell.close()
    settle(shell)
    assert not shell.isVisible()


def test_the_status_bar_tells_the_last_backup(
    shell: Shell,
    settle: Callable[[Shell], None],
    look_into: Callable[[Shell, Callable[..., Any]], Any],
) -> None:
    assert shell.workspace is not None
    assert shell.workspace.status.backup.text() == "还没有备份"
    from liushou_desk.services.keeping.backup_policy import automatic_backup

    look_into(shell, automatic_backup)
    settle(shell)
    assert shell.workspace.status.backup.text().startswith("上次备份 2026-11-21")
    assert look_into(shell, backup_state).changes_since == 0


def test_what_was_done_is_listed_newest_first(
    shell: Shell, look_into: Callable[[Shell, Callable[..., Any]], Any]
) -> None:
    rows = look_into(shell, list_actions)
    assert [row.sentence for row in rows] == ["建立演示学校", "新建数据文件"]


def test_a_file_that_is_none_is_refused_in_words(
    open_shell: Callable[[Path], Shell], tmp_path: Path, answers: Any
) -> None:
    bad = tmp_path / "日记.db"
    bad.write_text("这不是数据文件")
    shell = open_shell(bad)
    assert shell.workspace is None
    assert "不是留守工作台的数据文件" in said_in(shell)
    assert bad.read_text() == "这不是数据文件"


def test_damage_found_after_opening_shuts_the_window_before_anything_is_written(
    open_shell: Callable[[Path], Shell], demo_path: Path, answers: Any
) -> None:
    _break_an_index(demo_path)
    before = demo_path.read_bytes()
    shell = open_shell(demo_path)
    assert shell.workspace is None
    assert "损坏" in said_in(shell)
    shell.close()
    assert demo_path.read_bytes() == before
    assert not (demo_path.parent / "备份").exists()


def test_the_keys_work_when_another_file_is_opened_instead(
    open_shell: Callable[[Path], Shell],
    demo_path: Path,
    demo_template: Path,
    tmp_path: Path,
    qtbot: QtBot,
    settle: Callable[[Shell], None],
) -> None:
    broken = Path(shutil.copyfile(demo_path, tmp_path / "坏.db"))
    _break_an_index(broken)
    shell = open_shell(broken)
    shell.open(demo_path)
    settle(shell)
    for key, place in ((Qt.Key.Key_4, 3), (Qt.Key.Key_2, 1)):
        qtbot.keyClick(shell, key, Qt.KeyboardModifier.ControlModifier)
        assert shell.tabs.currentIndex() == place
    assert len(shell.findChildren(QToolBar)) == 1


def test_a_fault_of_ours_in_the_backup_does_not_keep_anybody_in(
    shell: Shell,
    settle: Callable[[Shell], None],
    answers: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    owned_up: list[BaseException] = []
    monkeypatch.setattr(messages, "show_bug", lambda _parent, fault: owned_up.append(fault))
    shell.tasks.run(shell, lambda office: setattr(office, "now", lambda: None))
    shell.close()
    settle(shell)
    assert "仍然要退出吗" in answers.shown[-1]
    assert len(owned_up) == 1
    assert not shell.isVisible()


def said_in(shell: Shell) -> str:
    page = shell.findChild(TroublePage)
    assert page is not None
    return page.sentence.text()


def _break_an_index(path: Path) -> None:
    """Damage that a reading of the roster does not meet, but `quick_check` does."""
    import sqlite3

    connection = sqlite3.connect(path)
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    statement = "SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = 'aid'"
    page = connection.execute(statement).fetchone()[0]
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x00" * 64)


def test_redo_is_of_the_text_first_and_no_key_of_the_window_is_lost_in_the_search(
    shell: Shell, qtbot: QtBot, answers: Any, settle: Callable[[Shell], None]
) -> None:
    assert shell.workspace is not None
    shell.workspace.bring(Spot.ROSTER)
    settle(shell)
    search = shell.workspace.front.findChild(QLineEdit)
    assert isinstance(search, QLineEdit)
    search.setFocus()
    qtbot.keyClicks(search, "zwj")
    search.undo()
    told = shell.statusBar().currentMessage()
    qtbot.keyClick(search, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    settle(shell)
    assert (search.text(), shell.statusBar().currentMessage()) == ("zwj", told)
    for key in (Qt.Key.Key_E, Qt.Key.Key_U):
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
        QApplication.sendEvent(search, asked)
        assert not asked.isAccepted()


def test_no_letter_is_given_twice(shell: Shell, settle: Callable[[Shell], None]) -> None:
    assert shell.workspace is not None
    for spot in Spot:
        page = shell.workspace.bring(spot)
        settle(shell)
        words = [w.text() for kind in (QLabel, QAbstractButton) for w in shell.findChildren(kind)
                 if w.isVisibleTo(shell) or page.isAncestorOf(w)]  # fmt: skip
        words += [b.tabText(i) for b in page.findChildren(QTabBar) for i in range(b.count())]
        letters = [word[word.index("&") + 1] for word in words if "(&" in word]
        assert len(letters) == len(set(letters)) > 5, (spot, letters)
