"""School, term, stick, history; and the window: leaving, stopping long work, undo while typing."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QProgressDialog
from pytestqt.qtbot import QtBot

from liushou_desk.domain.document import words_of
from liushou_desk.errors import Cancelled
from liushou_desk.models import SchoolProfile
from liushou_desk.services.journal.history import list_actions
from liushou_desk.services.keeping.backup_policy import STICK_FOLDER
from liushou_desk.services.keeping.office import open_office
from liushou_desk.services.papers.batch import collect
from liushou_desk.services.papers.forms.mandatory_report import MANDATORY_REPORT_FORM
from liushou_desk.services.papers.kind import Wish
from liushou_desk.services.school.profile import read_school, save_school
from liushou_desk.ui import messages, office_dialogs
from liushou_desk.ui.desk import Desk, Spot
from liushou_desk.ui.dialog import RecordDialog
from liushou_desk.ui.ledgers.mandatory_report import MandatoryReportDialog
from liushou_desk.ui.long_work import run_long
from liushou_desk.ui.shell import Shell
from tests.conftest import OPENING, ticking

CONTROL = Qt.KeyboardModifier.ControlModifier
Settle = Callable[[Shell], None]
Look = Callable[[Shell, Callable[..., Any]], Any]


@pytest.fixture
def desk(shell: Shell) -> Desk:
    assert shell.workspace is not None
    return shell.workspace.desk


def front(shell: Shell) -> Any:
    """The dialog that is open."""
    return next(box for box in shell.findChildren(QDialog) if box.isVisible())


def read_closed(path: Path, service: Callable[..., Any]) -> Any:
    """What is in an office file after the program has ended."""
    with open_office(path, ticking(OPENING)) as office:
        return service(office)


def test_the_school_is_changed_and_can_be_taken_back(
    shell: Shell, desk: Desk, settle: Settle, look_into: Look, qtbot: QtBot
) -> None:
    before = look_into(shell, read_school)
    office_dialogs.edit_school(desk)
    settle(shell)
    form = front(shell).forms[0]
    assert form.inputs["name"].text() == before["name"]
    form.inputs["name"].set_text("青石镇第二小学")
    front(shell).forms[2].inputs["police_phone"].set_text("0715-3322110")
    qtbot.keyClick(front(shell), Qt.Key.Key_S, CONTROL)
    settle(shell)
    assert look_into(shell, read_school)["name"] == "青石镇第二小学"
    form = look_into(shell, lambda office: collect(office, MANDATORY_REPORT_FORM, Wish(desk.term)))
    assert "0715-3322110" in words_of(form.sheets[0].document)
    duty = MandatoryReportDialog(desk)
    settle(shell)
    assert "派出所 0715-3322110" in duty.county.text()
    duty.accept()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    qtbot.keyClick(shell, Qt.Key.Key_Z, CONTROL)
    settle(shell)
    assert look_into(shell, read_school) == before


def test_about_tells_where_the_data_is(shell: Shell, desk: Desk, demo_path: Path) -> None:
    office_dialogs.about(desk, demo_path)
    texts = [label.text() for label in front(shell).findChildren(QLabel)]
    assert str(demo_path) in texts
    assert any("不联网" in text for text in texts)


def test_a_backup_on_a_stick_is_read_back_before_it_is_praised(
    shell: Shell, desk: Desk, settle: Settle, answers: Any, tmp_path: Path
) -> None:
    answers.folder = tmp_path / "U盘 #1"
    answers.folder.mkdir()
    office_dialogs.back_up_to_stick(desk)
    settle(shell)
    assert "可以拔出U盘" in answers.shown[0]
    (made,) = (answers.folder / STICK_FOLDER).glob("*.db")
    assert str(made) in answers.shown[0]
    assert read_closed(made, read_school)["name"]


@pytest.mark.parametrize("kind", ["gone", "blocked", "full"])
def test_a_stick_that_takes_nothing_is_said(
    shell: Shell,
    desk: Desk,
    settle: Settle,
    answers: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    answers.folder = tmp_path / "U盘"
    if kind != "gone":
        answers.folder.mkdir()
    if kind == "blocked":
        (answers.folder / STICK_FOLDER).write_text("in the way")
    if kind == "full":
        monkeypatch.setattr(answers, "folder", Path("/proc"))
    office_dialogs.back_up_to_stick(desk)
    settle(shell)
    assert len(answers.shown) == 1
    assert "可以拔出" not in answers.shown[0]
    assert answers.shown[0].endswith("。")
    assert not shell.findChildren(QProgressDialog) or not any(
        bar.isVisible() for bar in shell.findChildren(QProgressDialog)
    )


def test_choosing_no_stick_does_nothing(
    desk: Desk, shell: Shell, settle: Settle, answers: Any
) -> None:
    office_dialogs.back_up_to_stick(desk)
    settle(shell)
    assert answers.shown == []


def test_leaving_stops_long_work_rolls_it_back_and_backs_up(
    shell: Shell, demo_path: Path, settle: Settle, look_into: Look, answers: Any
) -> None:
    begun = threading.Event()
    look_into(shell, lambda o: save_school(o, {**read_school(o), "name": "新名小学"}))

    def job(office: Any, progress: Callable[[int, int], None]) -> None:
        with office.action("一件大事") as session:
            session.execute(sa.update(SchoolProfile).values(name="半路"))
            begun.set()
            for step in range(100_000):
                progress(step, 100_000)
                threading.Event().wait(0.001)

    run_long(shell, shell.tasks, "正在做……", job, lambda _: None)
    assert begun.wait(5)
    shell.close()
    shell.close()
    settle(shell)
    assert not shell.isVisible()
    assert read_closed(demo_path, read_school)["name"] == "新名小学"
    (kept,) = (demo_path.parent / "备份").glob("*.db")
    assert read_closed(kept, read_school)["name"] == "新名小学"
    assert answers.shown in ([], [Cancelled().message])


def test_leaving_waits_for_short_work(
    shell: Shell, demo_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    gate = threading.Event()

    def save(office: Any) -> None:
        assert gate.wait(10)
        save_school(office, {**read_school(office), "name": "最后一刻"})

    shell.tasks.run(shell, save)
    shell.close()
    assert shell.isVisible()
    gate.set()
    settle(shell)
    assert not shell.isVisible()
    assert read_closed(demo_path, read_school)["name"] == "最后一刻"


def test_long_work_stopped_while_it_waits_is_never_done(
    shell: Shell, settle: Settle, answers: Any
) -> None:
    gate, done = threading.Event(), list[object]()
    shell.tasks.run(shell, lambda _: gate.wait(10))
    run_long(shell, shell.tasks, "正在做……", lambda _o, _p: 1, done.append)
    shell.findChild(QProgressDialog).canceled.emit()
    gate.set()
    settle(shell)
    assert done == []
    assert answers.shown == [Cancelled().message]


def test_a_fault_of_ours_leaves_no_bar_standing(
    shell: Shell, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    bugs: list[BaseException] = []
    monkeypatch.setattr(messages, "show_bug", lambda _parent, error: bugs.append(error))
    run_long(shell, shell.tasks, "正在做……", lambda _o, _p: {}["没有"], lambda _: None)
    settle(shell)
    assert isinstance(bugs[0], KeyError)
    assert not any(bar.isVisible() for bar in shell.findChildren(QProgressDialog))


def test_long_work_that_tells_nothing_shows_its_bar_soon(
    shell: Shell, settle: Settle, qtbot: QtBot
) -> None:
    gate = threading.Event()
    run_long(shell, shell.tasks, "正在做……", lambda _o, _p: gate.wait(10), lambda _: None)
    bar = shell.findChild(QProgressDialog)
    qtbot.waitUntil(bar.isVisible, timeout=1500)
    gate.set()
    settle(shell)


def test_undo_in_a_text_field_undoes_the_typing(
    shell: Shell, settle: Settle, look_into: Look, qtbot: QtBot
) -> None:
    look_into(shell, lambda o: save_school(o, {**read_school(o), "name": "新名小学"}))
    actions = look_into(shell, list_actions)
    assert shell.workspace is not None
    tab: Any = shell.workspace.bring(Spot.PAIRING)
    settle(shell)
    tab.look_for()
    qtbot.keyClicks(tab.pairings.search, "zw")
    qtbot.keyClick(tab.pairings.search, Qt.Key.Key_Z, CONTROL)
    settle(shell)
    assert tab.pairings.search.text() == ""
    assert look_into(shell, list_actions) == actions


def test_keys_of_the_window_do_nothing_behind_a_dialog(
    shell: Shell, desk: Desk, settle: Settle, look_into: Look, qtbot: QtBot
) -> None:
    look_into(shell, lambda o: save_school(o, {**read_school(o), "name": "新名小学"}))
    office_dialogs.edit_school(desk)
    settle(shell)
    dialog = front(shell)
    for key in (Qt.Key.Key_Z, Qt.Key.Key_N, Qt.Key.Key_2):
        qtbot.keyClick(dialog.cancel_button, key, CONTROL)
        settle(shell)
    assert shell.tabs.currentIndex() == 0
    assert look_into(shell, read_school)["name"] == "新名小学"
    assert [box for box in shell.findChildren(RecordDialog) if box.isVisible()] == [dialog]
