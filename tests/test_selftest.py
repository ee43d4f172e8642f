"""The self-test that a frozen or installed program is judged by, and what it does not overlook."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

import liushou_desk
from liushou_desk import frozen, paths, selftest
from liushou_desk.watch import closing_boxes, watching

ROOT = Path(__file__).parents[1]
ABROAD = {"LC_ALL": "C", "PYTHONIOENCODING": "cp1252", "QT_QPA_PLATFORM": "offscreen"}
"""A computer whose own letters are not Chinese."""
STEPS = ["演示学校", "读文件的程序", "导入名册", "撤销与重做", "工作总结", "备份", "检查", "窗口"]


@pytest.mark.slow
def test_the_self_test_does_its_day_where_nothing_is_chinese(tmp_path: Path) -> None:
    log = tmp_path / "记录" / "自检.log"
    words = [sys.executable, "-m", "liushou_desk.app", "--selftest", str(log)]
    done = subprocess.run(
        words, cwd=tmp_path, env=os.environ | ABROAD, capture_output=True, check=False
    )
    lines = log.read_text("utf-8").splitlines()
    assert done.returncode == 0, lines
    assert lines[-1] == "自检通过。"
    assert [line.split("：")[0] for line in lines[1:-1]] == STEPS
    assert done.stdout.decode("utf-8").splitlines() == lines
    assert b"Traceback" not in done.stderr


def test_a_broken_program_fails_its_self_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(paths, "migrations", lambda: tmp_path / "nothing")
    for home in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(home, str(ROOT))
    assert selftest.run(tmp_path / "log") == 1
    said = (tmp_path / "log").read_text("utf-8")
    assert "liushou_desk/selftest.py" in said.replace("\\", "/")
    assert str(ROOT) not in said
    assert said.endswith("自检未通过。\n")
    assert capsys.readouterr().out == said


def in_a_slot() -> None:
    QTimer.singleShot(0, fail)


def in_a_thread() -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def while_thrown_away() -> None:
    class Thrown:
        def __del__(self) -> None:
            fail()

    Thrown()


def in_qt() -> None:
    qWarning("这里不对")


def in_a_box() -> None:
    QTimer.singleShot(0, lambda: QMessageBox(text="这里不对").exec())


def fail() -> None:
    raise ValueError("这里不对")


@pytest.mark.parametrize("happen", [in_a_slot, in_a_thread, while_thrown_away, in_qt, in_a_box])
def test_a_fault_that_nobody_catches_is_seen(qtbot: QtBot, happen: Callable[[], None]) -> None:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    with watching() as watch, closing_boxes(watch):
        happen()
        qtbot.waitUntil(lambda: bool(watch.faults))
    assert len(watch.faults) == 1
    assert "这里不对" in watch.faults[0]
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_one_such_fault_fails_the_self_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selftest, "_do_the_day", lambda *_: in_a_thread())
    assert selftest.run(tmp_path / "log") == 1
    assert "ValueError: 这里不对" in (tmp_path / "log").read_text("utf-8")


def test_what_qt_says_of_the_computer_is_no_fault() -> None:
    from PySide6.QtCore import QLoggingCategory, qCWarning, qDebug

    with watching() as watch:
        qDebug("只是说说")
        qCWarning(QLoggingCategory("qt.qpa.fonts"), "no such font")
        qWarning("This plugin does not support propagateSizeHints()")
    assert not watch.faults


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of which one module is missing."""
    monkeypatch.setitem(sys.modules, "liushou_desk.app", None)
    monkeypatch.delattr(liushou_desk, "app", raising=False)


@pytest.mark.usefixtures("broken")
def test_a_program_that_cannot_be_loaded_ends_its_self_test(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "记录" / "自检.log"
    assert frozen.main(["--selftest", str(log)]) == 1
    assert log.read_text("utf-8").endswith("自检未通过。\n")
    assert "liushou_desk.app" in capsys.readouterr().err


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("words", [[], ["--selftest"], ["某校.liushou"], ["--office", "a.db"]])
def test_it_says_so_in_chinese_and_names_the_place(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert frozen.main(words) == 1
    said = capsys.readouterr().err
    assert "数据文件没有改动" in said
    assert said.strip().splitlines()[-1].startswith("ModuleNotFoundError liushou_desk.app")


def test_a_fault_is_told_without_its_values(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fall(_words: list[str]) -> int:
        raise ValueError("张小明 13900000000")

    monkeypatch.setattr("liushou_desk.app.main", fall)
    assert frozen.main([]) == 1
    said = capsys.readouterr().err
    assert "ValueError" in said
    assert "张小明" not in said
