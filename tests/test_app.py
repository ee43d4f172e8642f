"""The program's front door: a verb, a window, or the same day without a screen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from liushou_desk import app, arguments, paths
from tests.ui.gallery import look_at

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
    look_at(list(tmp_path.rglob("*.png")), tallest=680)
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


@pytest.mark.parametrize(
    "word",
    [
        "学校.liushou",
        "旧的.db",
        "大写.DB",
        "a b/学校",
        "/中文 目录/没有后缀",
        "//server/共享/学校.liushou",
        "./x",
    ],
)
def test_a_double_click_gives_a_file(word: str) -> None:
    assert arguments.names_file(word)


@pytest.mark.parametrize("word", ["backup", "figures", "帮助", "demo", "2026-2027-1", ""])
def test_a_verb_is_no_file(word: str) -> None:
    assert not arguments.names_file(word)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path | None, bool]]:
    """What the window was asked to open, and whether as a file that is there."""
    asked: list[tuple[Path | None, bool]] = []

    def show(office: Path | None, _now: object, *, is_there: bool = False) -> int:
        asked.append((office, is_there))
        return 0

    monkeypatch.setattr("liushou_desk.ui.application.run", show)
    return asked


def test_a_lone_file_is_opened(shown: list[tuple[Path | None, bool]]) -> None:
    for words in (["学校 一.liushou"], ["a/b.db", "--today", "2026-11-21"]):
        assert app.main(words) == 0
    assert app.main(["--office", "新.liushou"]) == app.main([]) == 0
    assert shown == [
        (Path("学校 一.liushou"), True), (Path("a/b.db"), True),
        (Path("新.liushou"), False), (None, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words", [["a.db", "b.db"], ["a.db", "--office", "b.db"], ["a.db", "--demo"], ["a.db", "--nix"]]
)
def test_what_cannot_be_meant_is_refused_in_chinese(
    words: list[str], shown: list[tuple[Path | None, bool]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.main(words) == app.BAD_INPUT
    assert "usage" not in capsys.readouterr().err
    assert not shown


@pytest.mark.parametrize("before", [[], ["--office"]])
def test_a_named_file_without_a_screen_is_let_be(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    before: list[str],
) -> None:
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    assert app.main([*before, str(tmp_path / "学校.liushou")]) == app.BAD_INPUT
    assert "没有找到屏幕" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_an_office_file_that_is_there_keeps_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "user_data_path", lambda *_, **__: tmp_path)
    assert paths.office_file() == tmp_path / "留守工作台.liushou"
    (tmp_path / "留守工作台.db").touch()
    assert paths.office_file() == tmp_path / "留守工作台.db"


def test_a_verb_goes_to_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        app.main(["--version"])
    assert capsys.readouterr().out.strip()


def test_a_bad_day_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["--today", "三月"]) == app.BAD_INPUT
    assert "不是日期" in capsys.readouterr().err
