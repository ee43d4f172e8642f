"""A journal of another file beside the one to open: both ways are shown, one is chosen."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from liushou_desk.models.engine import connect
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.trouble import TroublePage


@pytest.fixture
def doubtful(demo_path: Path) -> Path:
    """An older copy put by hand over a file that a power cut had left half-saved."""
    older, second = demo_path.with_name("旧.db"), demo_path.with_name("日志的另一个名字")
    shutil.copyfile(demo_path, older)
    connection = connect(demo_path)
    journal = demo_path.with_name(f"{demo_path.name}-journal")
    for _ in range(3):
        connection.execute("PRAGMA journal_mode = delete")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE child SET name = name || '改'")
        second.unlink(missing_ok=True)
        os.link(journal, second)
        connection.execute("COMMIT")
    connection.close()
    shutil.copyfile(older, demo_path)
    second.rename(journal)
    return demo_path


def test_both_ways_are_told_and_the_chosen_one_is_opened(
    open_shell: Callable[[Path], Shell], doubtful: Path, answers: Any, qtbot: QtBot
) -> None:
    before = doubtful.read_bytes()
    shell = open_shell(doubtful)
    page = shell.findChild(TroublePage)
    assert page is not None
    assert "不用日志，文件照现在的样子：完整；儿童" in page.sentence.text()
    assert all(button.isVisible() for button in page.ways)
    assert doubtful.read_bytes() == before
    answers.ask = False
    page.ways[1].click()
    assert shell.workspace is None
    answers.ask = True
    with qtbot.waitSignal(shell.furnished, timeout=20_000):
        page.ways[1].click()
    kept = [path for path in doubtful.parent.iterdir() if path.name.startswith("恢复前_")]
    assert sorted(path.suffix for path in kept) == [".db", ".db-journal"]


def test_other_troubles_offer_no_such_choice(
    open_shell: Callable[[Path], Shell], demo_path: Path
) -> None:
    demo_path.write_bytes(b"x" * 5000)
    page = open_shell(demo_path).findChild(TroublePage)
    assert page is not None
    assert not any(button.isVisible() for button in page.ways)
