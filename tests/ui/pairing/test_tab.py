"""结对帮扶 by the keyboard: begin, end, put right, remove and take back; who is left over."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from pytestqt.qtbot import QtBot

from liushou_desk.services.figures.book import open_book
from liushou_desk.services.pairings import list_mentors, list_pairings, read_coverage, unpaired
from liushou_desk.services.register.picking import children_to_pick
from liushou_desk.ui.desk import Journey, Spot
from liushou_desk.ui.dialog import RecordDialog
from liushou_desk.ui.pairing.assigning import AssignDialog
from liushou_desk.ui.pairing.plans import HandOverDialog
from liushou_desk.ui.pairing.tab import PairingTab
from liushou_desk.ui.shell import Shell
from tests.ui.keyboard import CTRL, Keyboard

TERM = "2026-2027-1"
Look = Callable[[Shell, Callable[..., Any]], Any]


class Clerk(Keyboard):
    """Sits before the tab."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.press(Qt.Key.Key_3, held=CTRL)
        assert shell.workspace is not None
        found = shell.workspace.front
        assert isinstance(found, PairingTab)
        self.tab = found

    def dialog(self) -> RecordDialog:
        found = self.dialogs()[-1]
        assert isinstance(found, RecordDialog)
        return found

    def on(self, panel: Any, row: Any) -> None:
        """Put the cursor on a row of a list."""
        panel.table.clearSelection()
        panel.table.select([row])
        panel.table.setFocus()


@pytest.fixture
def keys(shell: Shell) -> Clerk:
    return Clerk(shell)


def initials(search: str) -> str:
    """The initials by which a search text can be found."""
    lines = [line for line in search.split("\n") if line.isascii() and line.isalpha()]
    return min(lines, key=len)


def current(keys: Clerk) -> Any:
    return next(row for row in keys.tab.pairings.rows if row.is_current)


def test_qt_finds_nothing_wrong_with_the_lists(
    keys: Clerk, check_model: Callable[[QAbstractItemModel], None]
) -> None:
    for panel in (keys.tab.mentors, keys.tab.pairings):
        check_model(panel.table.rows_model)
        panel.search.setText("z")
        panel.search.clear()
    keys.tab.refresh()
    keys.settle()


def test_three_pairings_without_a_mouse(keys: Clerk, look_into: Look) -> None:
    mentor = keys.tab.mentors.rows[0]
    helped = {row.child_id for row in keys.tab.pairings.rows if row.mentor_id == mentor.mentor_id}
    offered = look_into(keys.shell, lambda office: children_to_pick(office, TERM))
    left = [child for child in offered if child.id not in helped][:3]
    before = len(keys.tab.pairings.rows)
    for child in left:
        keys.press(Qt.Key.Key_N, held=CTRL)
        keys.press(initials(child.search))
        keys.press(Qt.Key.Key_Return)
        picked = keys.dialog().forms[0].inputs["children"]
        picked.set_text(str(child.id))  # namesakes by initials: the right one is certain
        keys.press(Qt.Key.Key_Return)
        keys.press(initials(mentor.search))
        keys.press(Qt.Key.Key_Return)
        keys.press(Qt.Key.Key_S, held=CTRL)
    assert len(keys.tab.pairings.rows) == before + 3
    newest = keys.tab.pairings.rows[:3]
    assert {row.child_id for row in newest} == {child.id for child in left}
    assert {row.mentor_id for row in newest} == {mentor.mentor_id}


def test_two_new_keys_at_once_open_one_form(keys: Clerk, qtbot: QtBot) -> None:
    for _ in range(2):
        qtbot.keyClick(keys.shell, Qt.Key.Key_N, CTRL)
    keys.settle()
    assert len(keys.dialogs()) == 1


def test_a_pairing_ends_with_a_reason(keys: Clerk, look_into: Look) -> None:
    row = current(keys)
    keys.on(keys.tab.pairings, row)
    keys.press(Qt.Key.Key_L, held=CTRL)
    dialog = keys.dialog()
    dialog.forms[0].inputs["ended_why"].set_text("教师调离")
    keys.press(Qt.Key.Key_S, held=CTRL)
    after = look_into(keys.shell, lambda office: list_pairings(office, TERM))
    ended = next(one for one in after if one.pairing_id == row.pairing_id)
    assert (ended.ended_why, ended.to_on.isoformat()) == ("教师调离", "2026-11-21")


def test_an_end_before_the_beginning_stands_beside_the_day(keys: Clerk) -> None:
    keys.on(keys.tab.pairings, current(keys))
    keys.press(Qt.Key.Key_F2)
    form = keys.dialog().forms[0]
    form.inputs["to_on"].set_text("2001-01-01")
    keys.press(Qt.Key.Key_S, held=CTRL)
    assert "早于开始日期" in form.problem("to_on")


def test_removing_asks_and_undo_brings_back(keys: Clerk, answers: Any) -> None:
    row = current(keys)
    count = len(keys.tab.pairings.rows)
    keys.on(keys.tab.pairings, row)
    answers.ask = False
    keys.press(Qt.Key.Key_Delete)
    assert len(keys.tab.pairings.rows) == count
    answers.ask = True
    keys.press(Qt.Key.Key_Delete)
    assert len(keys.tab.pairings.rows) == count - 1
    assert "Ctrl+Z" in keys.shell.statusBar().currentMessage()
    keys.press(Qt.Key.Key_Z, held=CTRL)
    assert row in keys.tab.pairings.rows


def test_a_mentor_with_pairings_is_kept(keys: Clerk, answers: Any) -> None:
    row = next(row for row in keys.tab.mentors.rows if row.load.children)
    keys.on(keys.tab.mentors, row)
    keys.press(Qt.Key.Key_Delete)
    assert "不能删除" in answers.shown[-1]
    assert row in keys.tab.mentors.rows


def test_the_same_two_are_not_paired_twice(keys: Clerk, look_into: Look) -> None:
    row = current(keys)
    keys.tab.go_to(Journey(Spot.PAIRING, child_id=row.child_id))
    keys.settle()
    dialog = keys.dialog()
    assert dialog.forms[0].inputs["children"].text() == str(row.child_id)
    dialog.forms[0].inputs["mentor"].set_text(str(row.mentor_id))
    keys.press(Qt.Key.Key_S, held=CTRL)
    assert "已有结对" in dialog.banner.text()
    after = look_into(keys.shell, lambda office: list_pairings(office, TERM))
    assert after == keys.tab.pairings.rows


def test_chips_let_through_who_is_helped_now_and_who_was(keys: Clerk) -> None:
    rows = keys.tab.pairings.rows
    for key, expected in (("current", True), ("ended", False)):
        keys.tab.pairings.press_chip(key)
        shown = keys.tab.pairings.shown()
        assert {id(row) for row in shown} == {id(row) for row in rows if row.is_current is expected}


def test_the_chip_of_the_left_list_follows_its_selection(keys: Clerk) -> None:
    busy = [row for row in keys.tab.mentors.rows if row.load.children]
    keys.tab.pairings.press_chip("chosen")
    for mentor in busy[:2]:
        keys.on(keys.tab.mentors, mentor)
        assert {row.mentor_id for row in keys.tab.pairings.shown()} == {mentor.mentor_id}


def test_load_is_the_number_of_current_pairings(keys: Clerk) -> None:
    pairs = {(r.mentor_id, r.child_id) for r in keys.tab.pairings.rows if r.is_current}
    for row in keys.tab.mentors.rows:
        assert row.load.children == sum(mentor == row.mentor_id for mentor, _ in pairs)


def test_the_button_of_the_unpaired_goes_to_the_roster(
    keys: Clerk, qtbot: QtBot, look_into: Look
) -> None:
    assert keys.shell.workspace is not None
    with qtbot.waitSignal(keys.shell.workspace.desk.journey) as gone:
        keys.tab.unpaired.click()
    assert gone.args == [Journey(Spot.ROSTER, chip="unpaired")]
    keys.settle()

    def figure(office: Any) -> int:
        with office.reading() as session:
            return open_book(office, session, TERM).number("unpaired")

    assert len(look_into(keys.shell, lambda office: unpaired(office, TERM))) == look_into(
        keys.shell, figure
    )


def test_a_figures_chip_lets_through_what_it_counts(keys: Clerk, look_into: Look) -> None:
    coverage = look_into(keys.shell, lambda office: read_coverage(office, TERM))
    chips = (*coverage.of_pairings, *coverage.of_mentors)
    numbers = {chip.key: chip.label.partition(" ")[2] for chip in chips}
    keys.tab.pairings.press_chip("pairs")
    assert f"{len(keys.tab.pairings.shown())}对" == numbers["pairs"]
    helped = {row.child_id for row in keys.tab.pairings.shown()}
    assert f"{len(helped)}人" == numbers["paired"]
    keys.tab.mentors.press_chip("mentors")
    assert f"{len(keys.tab.mentors.shown())}人" == numbers["mentors"]
    assert keys.tab.unpaired.text() == f"未结对儿童 {coverage.unpaired}人"


def test_the_proposal_is_changed_ticked_and_written_by_keys(
    keys: Clerk, look_into: Look, answers: Any
) -> None:
    before = look_into(keys.shell, lambda office: read_coverage(office, TERM).unpaired)
    keys.press(Qt.Key.Key_J, held=CTRL)
    dialog = keys.dialogs()[-1]
    assert isinstance(dialog, AssignDialog)
    first, second = dialog.panel.rows[:2]
    keys.press(Qt.Key.Key_Space)
    assert first.row.child_id not in dialog.given()
    dialog.panel.table.select([dialog.panel.rows[1]])
    keys.press(Qt.Key.Key_F2)
    other = next(one for one in dialog.plan.takers if one.mentor_id != second.mentor_id)
    keys.press(initials(other.search))
    keys.press(Qt.Key.Key_Return)
    assert dialog.panel.rows[1].reason == "自己选的"
    chosen, answers.ask = dialog.given(), False
    keys.press(Qt.Key.Key_Escape)
    assert "改过的还没有保存，放弃吗" in answers.shown[-1]
    assert (dialog.isVisible(), dialog.given()) == (True, chosen)
    keys.press(Qt.Key.Key_S, held=CTRL)
    after = look_into(keys.shell, lambda office: read_coverage(office, TERM).unpaired)
    assert before - after == len(chosen) == before - 1
    newest = keys.tab.pairings.rows[: len(chosen)]
    assert {row.child_id: row.mentor_id for row in newest} == chosen


def test_handing_over_wants_a_reason(keys: Clerk, answers: Any) -> None:
    mentor = next(row for row in keys.tab.mentors.rows if row.load.children)
    keys.on(keys.tab.mentors, mentor)
    keys.press(Qt.Key.Key_H, held=CTRL)
    dialog = keys.dialogs()[-1]
    assert isinstance(dialog, HandOverDialog)
    keys.press(Qt.Key.Key_S, held=CTRL)
    assert "移交原因" in dialog.said.text()
    dialog.why.set_text("教师调离")
    answers.ask = False
    keys.press(Qt.Key.Key_Escape)  # a reason alone is asked about too
    assert (dialog.isVisible(), len(answers.shown)) == (True, 1)
    number = len(dialog.given())
    keys.press(Qt.Key.Key_S, held=CTRL)
    now = next(row for row in keys.tab.mentors.rows if row.mentor_id == mentor.mentor_id)
    assert mentor.load.children - now.load.children == number > 0


def test_who_leaves_hands_the_children_over(keys: Clerk) -> None:
    mentor = next(row for row in keys.tab.mentors.rows if row.load.children)
    keys.on(keys.tab.mentors, mentor)
    keys.press(Qt.Key.Key_F2)
    keys.dialog().forms[0].inputs["left_on"].set_text("2026-11-20")
    keys.press(Qt.Key.Key_S, held=CTRL)
    dialog = keys.dialogs()[-1]
    assert isinstance(dialog, HandOverDialog)
    assert dialog.day.text() == "2026-11-20"
    assert len(dialog.panel.rows) == mentor.load.children
    assert mentor.mentor_id not in {taker.mentor_id for taker in dialog.plan.takers}


def test_the_history_of_a_child_is_shown_alone(keys: Clerk) -> None:
    row = current(keys)
    keys.on(keys.tab.pairings, row)
    keys.tab.pairings.press_chip("history")
    assert {one.child_id for one in keys.tab.pairings.shown()} == {row.child_id}


def test_another_term_reads_anew(keys: Clerk) -> None:
    assert keys.shell.workspace is not None
    before = {row.pairing_id: row.school_class for row in keys.tab.pairings.rows}
    keys.shell.workspace.desk.choose_term("2025-2026-2")
    keys.settle()
    after = {row.pairing_id: row.school_class for row in keys.tab.pairings.rows}
    assert after.keys() == before.keys()
    assert after != before


def test_a_new_mentor_by_keys(keys: Clerk, look_into: Look) -> None:
    keys.on(keys.tab.pairings, current(keys))
    keys.press(Qt.Key.Key_M, held=CTRL)
    form = keys.dialog().forms[0]
    form.inputs["name"].set_text("欧阳堃")
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_1)
    keys.press(Qt.Key.Key_S, held=CTRL)
    assert "欧阳堃" in [row.name for row in look_into(keys.shell, list_mentors)]
    assert "欧阳堃" in [row.name for row in keys.tab.mentors.rows]


@pytest.mark.parametrize(("form", "record_id"), [("mentor", None), ("pairing", 99_999)])
def test_a_form_without_a_record_is_new_or_said_to_be_gone(
    keys: Clerk, form: str, record_id: int | None
) -> None:
    assert keys.shell.workspace is not None
    keys.shell.workspace.desk.go(Journey(Spot.PAIRING, record_id=record_id, form=form))
    keys.settle()
    if form == "mentor":
        assert keys.dialog().windowTitle() == "新增帮扶人"
    else:
        assert "已经删除" in keys.shell.statusBar().currentMessage()


def test_the_tab_fits_a_small_screen(keys: Clerk) -> None:
    wanted = keys.tab.minimumSizeHint()
    assert (wanted.width() <= 911, wanted.height() <= 400) == (True, True), wanted


def test_a_pairing_is_not_ended_without_a_last_day(keys: Clerk) -> None:
    keys.on(keys.tab.pairings, keys.tab.pairings.rows[0])
    keys.tab.end()
    keys.settle()
    form = keys.dialog().forms[0]
    form.inputs["to_on"].set_text("")
    keys.dialog().save()
    keys.settle()
    assert form.problem("to_on").startswith("请填写最后一天")
