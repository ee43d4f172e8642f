"""新学期 on the screen: proposed, previewed, chosen, written in one step and taken back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.school.profile import save_school
from liushou_desk.services.school.terms import list_terms
from liushou_desk.services.terms import Fate, open_term, plan_opening
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.terms import open_term_opener
from liushou_desk.ui.terms.opener import TermOpener
from tests.ui.keyboard import CTRL, Keyboard

Key = Qt.Key
SPRING, AUTUMN = "2026-2027-2", "2027-2028-1"
Settle = Callable[[Shell], None]
Ask = Callable[[Shell, Callable[[OfficeFile], Any]], Any]


def show(shell: Shell, settle: Settle) -> TermOpener:
    assert shell.workspace is not None
    open_term_opener(shell.workspace.desk)
    settle(shell)
    (dialog,) = [box for box in shell.findChildren(TermOpener) if box.isVisible()]
    return dialog


@pytest.fixture
def opener(shell: Shell, settle: Settle, look_into: Ask) -> Iterator[TermOpener]:
    """The dialog before a roll-over."""
    look_into(shell, lambda office: open_term(office, SPRING))
    dialog = show(shell, settle)
    yield dialog
    if isValid(dialog):
        dialog.done(0)


def codes(office: OfficeFile) -> list[str]:
    return [term.code for term in list_terms(office)]


def test_within_a_school_year_nothing_is_asked(
    shell: Shell, settle: Settle, keyboard: Keyboard, look_into: Ask, answers: Any
) -> None:
    dialog = show(shell, settle)
    assert dialog.term.currentData() == SPRING
    assert not dialog.choices.isVisible()
    assert {row.fate for row in dialog.panel.rows} <= {Fate.KEPT, Fate.LEFT_OUT}
    keyboard.press(Key.Key_S, held=CTRL)
    assert SPRING in look_into(shell, codes)
    assert not isValid(dialog)
    assert "Ctrl+Z" in answers.shown[0]
    assert "备份" in answers.shown[0]


def test_what_the_screen_shows_is_the_services_plan(
    opener: TermOpener, shell: Shell, look_into: Ask
) -> None:
    assert opener.term.currentData() == AUTUMN
    assert opener.choices.isVisible()
    plan = look_into(shell, lambda office: plan_opening(office, AUTUMN))
    assert opener.panel.rows == plan.rows
    assert opener.lead.text() == plan.summary
    assert opener.choices.leave_on.text() == "2027-08-31"
    opener.panel.press_chip("graduates")
    assert len(opener.panel.shown()) == plan.count(Fate.GRADUATES)


def test_a_key_lets_children_repeat_and_back(opener: TermOpener, keyboard: Keyboard) -> None:
    row = next(row for row in opener.panel.rows if row.fate is Fate.UP)
    opener.panel.table.select([row])
    child = row.child_id
    keyboard.press(Key.Key_Space)
    fates = {row.child_id: row.fate for row in opener.panel.rows}
    assert fates[child] is Fate.REPEATS
    assert opener.repeat_button.text() == "不留级 (空格)"
    keyboard.press(Key.Key_Space)
    assert {row.child_id: row.fate for row in opener.panel.rows}[child] is Fate.UP


def test_mentors_that_end_are_ticked(opener: TermOpener, keyboard: Keyboard, qtbot: QtBot) -> None:
    assert opener.plan is not None
    before = opener.plan.pairings_ended
    kind, number = opener.plan.pairings[0]
    box = opener.choices._kinds[kind]
    assert box.text() == f"{kind.label} {number}项"
    box.click()
    keyboard.settle()
    assert opener.plan.pairings_ended == before + number


@pytest.mark.parametrize(
    ("typed", "said"),
    [("20270101", "截止日之后"), ("20270931", "不是日期"), ("放假那天", "不是日期")],
)
def test_a_day_that_does_not_fit_is_said_beside_it(
    opener: TermOpener, keyboard: Keyboard, look_into: Ask, shell: Shell, typed: str, said: str
) -> None:
    opener.choices.leave_on.set_text(typed)
    opener.choices.leave_on.setFocus()
    keyboard.press(Key.Key_Return)
    assert said in opener.choices.problem.text()
    assert opener.isVisible()
    keyboard.press(Key.Key_S, held=CTRL)
    assert AUTUMN not in look_into(shell, codes)
    opener.choices.leave_on.set_text("20270715")
    keyboard.press(Key.Key_Return)
    assert opener.choices.problem.text() == ""
    keyboard.press(Key.Key_S, held=CTRL)
    assert AUTUMN in look_into(shell, codes)


def test_one_step_takes_it_back(
    opener: TermOpener, shell: Shell, keyboard: Keyboard, look_into: Ask
) -> None:
    keyboard.press(Key.Key_S, held=CTRL)
    assert look_into(shell, codes)[0] == AUTUMN
    keyboard.press(Key.Key_Z, held=CTRL)
    assert look_into(shell, codes)[0] == SPRING


def test_a_term_with_nothing_to_do_says_so(
    opener: TermOpener, keyboard: Keyboard, shell: Shell
) -> None:
    opener.term.setCurrentIndex(opener.term.findData(SPRING))
    opener.term.activated.emit(opener.term.currentIndex())
    keyboard.settle()
    assert "已经有了" in opener.said.text()
    assert not opener.save_button.isEnabled()
    keyboard.press(Key.Key_Escape)
    assert not isValid(opener)


def test_without_a_backup_it_stays_as_it_is(
    opener: TermOpener, keyboard: Keyboard, look_into: Ask, shell: Shell, demo_path: Any
) -> None:
    folder = demo_path.parent / "备份"
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    folder.write_text("in the way", "utf-8")
    look_into(shell, lambda office: save_school(office, {"headed_by": "刘建国"}))
    keyboard.press(Key.Key_S, held=CTRL)
    assert opener.isVisible()
    assert opener.said.text()
    assert AUTUMN not in look_into(shell, codes)
