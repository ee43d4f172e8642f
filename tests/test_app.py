"""The program's front door: a verb, a window, or the same day without a screen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from liushou_desk import app

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def test_the_main_job_without_a_screen(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "liushou_desk.app", "--demo"],
        cwd=tmp_path,
        env={key: value for key, value in os.environ.items() if key not in SCREENS},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.rglob("*.docx"))) == len(list(tmp_path.rglob("*.pdf"))) == 2
    assert len(list(tmp_path.rglob("*.png"))) > 10
    assert str(tmp_path) in done.stdout
    assert "propagateSizeHints" not in done.stderr


@pytest.mark.parametrize(
    ("given", "has"), [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "w"}, True)]
)
def test_a_screen_is_looked_for(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], has: bool
) -> None:
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert app.has_screen() is has


def test_a_verb_goes_to_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        app.main(["--version"])
    assert capsys.readouterr().out.strip()


def test_a_bad_day_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["--today", "三月"]) == app.BAD_INPUT
    assert "不是日期" in capsys.readouterr().err
