"""Another file in the same window: opened, made new, the demo; what fails changes nothing."""

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from liushou_desk import paths
from liushou_desk.services.keeping.backup import make_backup
from liushou_desk.services.keeping.office import create_office
from liushou_desk.services.school.profile import read_school
from liushou_desk.ui import openers, pictures
from liushou_desk.ui.dialog import RecordDialog
from liushou_desk.ui.files.new_office import NewOffice
from liushou_desk.ui.files.switching import open_demo, open_file, open_other, recent_files
from liushou_desk.ui.shell import Shell
from tests.conftest import OPENING, ticking


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "office_file", lambda: tmp_path / "数据" / "留守工作台.liushou")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "另一所.liushou"
    create_office(path, ticking(OPENING), "石门小学").close()
    return path


def desk(shell: Shell) -> Any:
    assert shell.workspace is not None
    return shell.workspace.desk


def test_another_file_takes_the_place_and_the_title_says_so(
    shell: Shell, qtbot: QtBot, answers: Any, other: Path, demo_path: Path
) -> None:
    qtbot.waitUntil(lambda: shell.windowTitle().startswith("白果镇中心小学 - "), timeout=20_000)
    assert shell.windowTitle().endswith("[演示]")
    answers.file_to_open = other
    with qtbot.waitSignal(shell.furnished, timeout=20_000):
        open_other(desk(shell), shell)
    pictures.settle(shell)
    assert shell.path == other
    assert shell.windowTitle() == "石门小学 - 另一所.liushou"
    assert recent_files(shell) == (demo_path,)
    with qtbot.waitSignal(shell.furnished, timeout=20_000):
        open_file(desk(shell), shell, demo_path)
    pictures.settle(shell)
    assert recent_files(shell) == (other,)
    assert list((demo_path.parent / "备份").glob("*.db"))  # the day's work, before it was left


def test_what_is_no_office_file_leaves_the_open_one(
    shell: Shell, answers: Any, tmp_path: Path, demo_path: Path
) -> None:
    for name, content in (("文字.liushou", b"no database"), ("空.liushou", b"")):
        (tmp_path / name).write_bytes(content)
        open_file(desk(shell), shell, tmp_path / name)
        pictures.settle(shell)
        assert "没有" in answers.shown[-1]
    open_file(desk(shell), shell, tmp_path / "不在.liushou")
    pictures.settle(shell)
    assert "找不到" in answers.shown[-1]
    assert (shell.path, shell.workspace is not None) == (demo_path, True)


def test_a_file_that_another_program_has_leaves_the_open_one(
    shell: Shell, other: Path, demo_path: Path
) -> None:
    shell.hold = lambda path: path != other
    open_file(desk(shell), shell, other)
    pictures.settle(shell)
    assert shell.path == demo_path
    assert shell.workspace is not None


def test_a_backup_is_looked_at_and_named_as_one(
    shell: Shell, qtbot: QtBot, look_into: Any, demo_path: Path
) -> None:
    made = look_into(shell, lambda office: make_backup(office, demo_path.parent / "U盘"))
    with qtbot.waitSignal(shell.furnished, timeout=20_000):
        open_file(desk(shell), shell, made.path)
    pictures.settle(shell)
    assert shell.windowTitle().endswith("[备份 · 只读]")


def test_a_new_file_is_made_where_the_clerk_says(
    shell: Shell, qtbot: QtBot, answers: Any, tmp_path: Path, demo_path: Path
) -> None:
    dialog = NewOffice(desk(shell), shell)
    qtbot.addWidget(dialog)
    dialog.make()
    assert "学校名称" in dialog.problem.text()
    dialog.school.setText("石门小学")
    answers.file_to_save = tmp_path / "石门"
    with qtbot.waitSignal(shell.furnished, timeout=20_000):
        dialog.make()
    pictures.settle(shell)
    assert shell.path == tmp_path / "石门.liushou"
    assert shell.windowTitle() == "石门小学 - 石门.liushou"
    with qtbot.waitSignal(shell.furnished, timeout=20_000):
        open_demo(desk(shell), shell)
    pictures.settle(shell)
    assert shell.windowTitle().endswith("演示学校.liushou [演示]")


def test_no_form_of_the_former_file_is_left_to_be_saved_into_the_other(
    shell: Shell, qtbot: QtBot, look_into: Any, other: Path
) -> None:
    """Opened a moment before, shown while the other file is being opened."""
    openers.school(desk(shell))  # its answer is on the way
    with qtbot.waitSignal(shell.furnished, timeout=20_000):
        open_file(desk(shell), shell, other)
        assert not shell.isEnabled()
    pictures.settle(shell)
    assert shell.isEnabled()
    assert [box for box in shell.findChildren(RecordDialog) if box.isVisible()] == []
    assert look_into(shell, lambda office: read_school(office)["name"]) == "石门小学"


def test_an_answer_of_the_former_file_is_given_to_nobody(
    shell: Shell, qtbot: QtBot, other: Path
) -> None:
    answered: list[str] = []
    assert shell.workspace is not None
    with qtbot.waitSignal(shell.furnished, timeout=20_000):
        shell.tasks.run(shell, lambda office: office.path.name, answered.append)
        shell.workspace.make_way()
        shell.open(other)
    pictures.settle(shell)
    assert answered == []
