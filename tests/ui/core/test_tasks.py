"""The worker: one thread, answers on the GUI thread, changes told, faults shown."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from liushou_desk.errors import Cancelled, RuleConflict
from liushou_desk.models import SchoolProfile
from liushou_desk.services.school.profile import read_school, save_school
from liushou_desk.ui.long_work import run_long
from liushou_desk.ui.shell import Shell

if TYPE_CHECKING:
    from liushou_desk.services.keeping.changes import Changes

Settle = Callable[[Shell], None]


def test_jobs_run_beside_and_answers_come_home(shell: Shell, settle: Settle) -> None:
    where: list[str] = []
    shell.tasks.run(
        shell,
        lambda _: where.append(threading.current_thread().name),
        lambda _: where.append(threading.current_thread().name),
    )
    settle(shell)
    assert where[0].startswith("office")
    assert where[1] == threading.main_thread().name


def test_what_a_job_changed_is_told_from_the_journal(shell: Shell, settle: Settle) -> None:
    told: list[Changes] = []
    shell.tasks.changed.connect(told.append)
    shell.tasks.run(shell, read_school)
    settle(shell)
    assert told == []
    shell.tasks.run(shell, lambda o: save_school(o, {**read_school(o), "name": "新名小学"}))
    settle(shell)
    assert [changes.tables for changes in told] == [{"action", "school_profile"}]
    shell.tasks.run(shell, lambda office: office.undo())
    settle(shell)
    assert "school_profile" in told[-1].tables


def test_only_the_last_of_several_questions_is_answered(shell: Shell, settle: Settle) -> None:
    answers: list[int] = []
    for number in range(20):
        shell.tasks.run(shell, lambda _, n=number: n, answers.append, replaces="search")
    settle(shell)
    assert answers == [19]


def test_an_answer_for_a_widget_that_is_gone_is_dropped(
    shell: Shell, settle: Settle, qtbot: QtBot
) -> None:
    owner = QObject()
    answers: list[object] = []
    gate = threading.Event()
    shell.tasks.run(owner, lambda _: gate.wait(5), answers.append)
    owner.deleteLater()
    qtbot.waitUntil(lambda: not _is_valid(owner))
    gate.set()
    settle(shell)
    assert answers == []


def test_the_world_s_faults_are_shown_and_ours_are_owned_up_to(
    shell: Shell, settle: Settle, answers: Any, monkeypatch: Any
) -> None:
    from liushou_desk.ui import messages

    bugs: list[BaseException] = []
    monkeypatch.setattr(messages, "show_bug", lambda _parent, error: bugs.append(error))
    shell.tasks.run(shell, _conflict)
    shell.tasks.run(shell, lambda _: {}["没有"])
    settle(shell)
    assert answers.shown == ["不能这样。请那样。"]
    assert isinstance(bugs[0], KeyError)
    assert "没有" not in messages.code_places(bugs[0])


def test_long_work_can_be_stopped_and_nothing_is_changed(
    shell: Shell, settle: Settle, answers: Any, look_into: Callable[..., Any]
) -> None:
    begun = threading.Event()
    done: list[object] = []

    def job(office: Any, progress: Callable[[int, int], None]) -> None:
        with office.action("一件大事") as session:
            session.execute(sa.update(SchoolProfile).values(name="半路"))
            begun.set()
            for step in range(100_000):
                progress(step, 100_000)
                threading.Event().wait(0.001)

    run_long(shell, shell.tasks, "正在做……", job, done.append)
    assert begun.wait(5)
    shell.tasks.cancel()
    settle(shell)
    assert done == []
    assert answers.shown == [Cancelled().message]
    assert look_into(shell, read_school)["name"] != "半路"


def _conflict(_office: object) -> None:
    raise RuleConflict("不能这样。", "请那样。")


def _is_valid(owner: QObject) -> bool:
    from shiboken6 import isValid

    return isValid(owner)


def test_a_fault_in_looking_for_changes_leaves_nobody_waiting(
    shell: Shell, settle: Settle, monkeypatch: Any
) -> None:
    from liushou_desk.ui import messages

    bugs: list[BaseException] = []
    monkeypatch.setattr(messages, "show_bug", lambda _parent, error: bugs.append(error))
    shell.tasks.run(shell, lambda office: office.close())
    settle(shell)
    assert bugs
    assert not shell.tasks.is_busy
