"""The first day by keyboard alone, from no file at all: nobody owes what was due before it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from liushou_desk import paths
from liushou_desk.services.diary import list_entries
from liushou_desk.services.register.rows import roster_rows
from liushou_desk.services.rules import list_rules
from liushou_desk.services.today import Step, first_steps
from liushou_desk.ui.application import application
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.today.tab import TodayTab
from liushou_desk.ui.welcome import Welcome
from tests.conftest import OPENING, ticking
from tests.ui.conftest import Answers
from tests.ui.keyboard import ALT, CTRL, Keyboard

KEY = Qt.Key
ENTER = KEY.Key_Return
SAMPLE = paths.resources() / "sample" / "学籍导出_青石镇中心小学.xlsx"
TERM = "2026-2027-1"


class Newcomer(Keyboard):
    """Has never seen the program; presses what the screen offers."""

    def look(self, job: Callable[..., Any]) -> Any:
        found: list[Any] = []
        self.shell.tasks.run(self.shell, job, found.append)
        self.settle()
        return found[0]

    @property
    def today(self) -> TodayTab:
        assert self.shell.workspace is not None
        tab = self.shell.workspace.front
        assert isinstance(tab, TodayTab)
        return tab

    def done(self) -> set[Step]:
        return {state.step for state in self.look(first_steps) if state.is_done}

    def offered(self) -> str:
        """The step under the cursor."""
        button = self.shell.focusWidget()
        assert isinstance(button, QPushButton)
        return button.text()


@pytest.fixture
def newcomer(qtbot: QtBot, answers: Answers, tmp_path: Path) -> Any:
    shell = Shell(ticking(OPENING))
    shell.resize(1366, 768)
    shell.show()
    Welcome(shell, tmp_path / "资料" / "留守工作台.db").open()
    yield Newcomer(shell)
    shell.tasks.close()
    shell.deleteLater()
    application().processEvents()


def test_the_steps_lead_through_the_first_day(
    newcomer: Newcomer, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    newcomer.press("青石镇中心小学", ENTER)
    assert newcomer.done() == {Step.SCHOOL}
    assert Step.TERM.value in newcomer.offered()
    newcomer.press(KEY.Key_Tab)
    assert Step.ROSTER.value in newcomer.offered()
    newcomer.press(ENTER)
    wizard: Any = newcomer.dialogs()[-1]
    wizard.choose.path.insert(str(SAMPLE))  # the file dialog is the system's
    newcomer.press(ENTER)
    with qtbot.waitSignal(wizard.take_in.clicked):
        newcomer.press(KEY.Key_I, held=ALT)
    newcomer.settle()
    newcomer.press(ENTER)
    children = newcomer.look(lambda office: roster_rows(office, TERM))
    newcomer.press(KEY.Key_1, held=CTRL)
    assert Step.RULES.value in newcomer.offered()
    newcomer.press(ENTER)
    newcomer.press("上月1日")
    newcomer.press(KEY.Key_S, held=CTRL)
    rules = newcomer.look(lambda office: list_rules(office, TERM))
    assert {f"{rule.values['since_on']}" for rule in rules} == {"2026-10-01"}
    overdue = sum(rule.overdue for rule in rules)  # 谈心 and 亲情电话 of October, not of 学前
    assert len(children) < overdue <= 2 * len(children)
    newcomer.press(KEY.Key_Z, held=CTRL)
    assert Step.RULES not in newcomer.done()
    newcomer.press(KEY.Key_1, held=CTRL)
    newcomer.press(ENTER)
    newcomer.press(KEY.Key_S, held=CTRL)  # today, as proposed
    assert "逾期" not in newcomer.today.head.text()
    answers.folder = tmp_path / "U盘"
    answers.folder.mkdir()
    assert Step.ROSTER in newcomer.done()
    newcomer.press(KEY.Key_B, held=CTRL)
    newcomer.settle()
    assert newcomer.done() == set(Step)
    assert newcomer.today.steps.isHidden()
    newcomer.press(KEY.Key_4, held=CTRL)
    for child in children[:3]:
        newcomer.press(child.name, ENTER, "1", ENTER, ENTER, ENTER, "第一次家访", ENTER)
    assert len(newcomer.look(lambda office: list_entries(office, TERM))) == 3
    newcomer.press(KEY.Key_1, held=CTRL)
    assert "逾期" not in newcomer.today.head.text()


def test_steps_wait_and_are_found_again(newcomer: Newcomer) -> None:
    newcomer.press("青石镇中心小学", ENTER)
    steps = newcomer.today.steps
    steps.away.setFocus()
    newcomer.press(ENTER)
    assert steps.isHidden()
    assert newcomer.shell.workspace is not None
    menu = newcomer.shell.workspace.commands.office_menu
    next(action for action in menu.actions() if action.text() == "开始使用").trigger()
    assert not steps.isHidden()
    assert Step.TERM.value in newcomer.offered()


def test_a_step_done_leads_to_the_next_and_a_backup_beside_the_file_is_none(
    newcomer: Newcomer,
) -> None:
    newcomer.press("青石镇中心小学", ENTER)
    newcomer.press(ENTER)
    newcomer.press(KEY.Key_S, held=CTRL)  # 新学期, which backs up before it begins
    assert Step.ROSTER.value in newcomer.offered()
    assert newcomer.done() == {Step.SCHOOL, Step.TERM}
    assert "还没有到U盘" in newcomer.today.steps.buttons[Step.BACKUP].text()
