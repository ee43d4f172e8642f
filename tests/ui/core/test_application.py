"""What the program shows first: the file that was clicked, or why it is not open."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from liushou_desk import paths
from liushou_desk.ui.application import run
from liushou_desk.ui.remembered import remembered
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.trouble import TroublePage
from tests.conftest import OPENING, ticking


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A person of this test, whose hooks are put back."""
    monkeypatch.setattr(paths, "office_file", lambda: tmp_path / "家" / "留守工作台.liushou")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    yield
    QApplication.processEvents()


@pytest.fixture
def seen(qapp: QApplication) -> Callable[[Path], str]:
    """Clicks a file and tells what the window shows of it; the window is closed then."""

    def look(shell: Shell) -> str | None:
        page = shell.findChild(TroublePage)
        if page:
            return page.sentence.text()
        return shell.path.name if shell.workspace and not shell.tasks.is_busy else None

    def click(path: Path) -> str:
        said: list[str] = []

        def watch() -> None:
            for shell in qapp.topLevelWidgets():
                if isinstance(shell, Shell) and shell.isVisible() and (found := look(shell)):
                    timer.stop()
                    said.append(found)
                    shell.close()

        timer = QTimer(interval=20)
        timer.timeout.connect(watch)
        timer.start()
        assert run(path, ticking(OPENING), is_there=True) == 0
        return said[0]

    return click


def test_a_clicked_file_is_opened_and_remembered(
    seen: Callable[[Path], str], demo_path: Path
) -> None:
    path = demo_path.rename(demo_path.with_name("某 校#1.liushou"))
    assert seen(path) == "某 校#1.liushou"
    assert remembered() == path


def test_a_clicked_file_that_is_gone_is_said_and_not_made(
    seen: Callable[[Path], str], tmp_path: Path
) -> None:
    path = tmp_path / "U盘" / "学校.liushou"
    assert "找不到" in seen(path)
    assert not path.parent.exists()
    assert remembered() is None


def test_what_is_no_office_file_is_said(seen: Callable[[Path], str], tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_text("不是")
    assert "不是留守工作台的数据文件" in seen(path)
    assert path.read_text("utf-8") == "不是"
