"""A ledger on the screen: written and amended by keyboard, its figures pressed, taken back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from liushou_desk.domain.ledgers import AID, AID_STANDARD, CARE_AGREEMENT, LEDGERS, LedgerKind
from liushou_desk.domain.ledgers.health import MEDICAL
from liushou_desk.domain.ledgers.office_work import WORK_NOTE
from liushou_desk.models import WorkNote
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.journal.history import list_actions
from liushou_desk.services.keeping.drafts import keep_draft
from liushou_desk.services.ledgers.drafts import draft_of, kind_of_draft
from liushou_desk.services.ledgers.form import CHILDREN
from liushou_desk.ui.dialog import RecordDialog
from liushou_desk.ui.ledgers.choosing import ChoosingDialog
from liushou_desk.ui.ledgers.dialog import LedgerDialog
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.statistics.lists import GivenList
from tests.ui.conftest import Answers
from tests.ui.keyboard import CTRL, Keyboard

Key = Qt.Key
TERM = "2026-2027-1"
Settle = Callable[[Shell], None]
Ask = Callable[[Shell, Callable[[OfficeFile], Any]], Any]


@pytest.fixture
def opened(shell: Shell, settle: Settle) -> Iterator[Callable[[LedgerKind], LedgerDialog]]:
    dialogs: list[LedgerDialog] = []

    def open_it(kind: LedgerKind) -> LedgerDialog:
        assert shell.workspace is not None
        dialogs.append(LedgerDialog(shell.workspace.desk, kind))
        dialogs[-1].open()
        settle(shell)
        return dialogs[-1]

    yield open_it
    for dialog in dialogs:
        dialog.done(0)


def form(shell: Shell) -> RecordDialog:
    (dialog,) = (one for one in shell.findChildren(RecordDialog) if one.isVisible())
    return dialog


def test_the_menu_opens_each_ledger_with_the_cursor_in_the_list(
    shell: Shell, settle: Settle
) -> None:
    assert shell.workspace is not None
    parts = shell.workspace.commands.ledger_menu.parts
    actions = {action.text(): action for part in parts for action in part.actions()}
    for kind in LEDGERS:
        actions[f"{kind.title}……"].trigger()
        settle(shell)
        (dialog,) = (one for one in shell.findChildren(LedgerDialog) if one.isVisible())
        assert dialog.kind is kind
        assert dialog.focusWidget() is dialog.panel.table, kind.title
        dialog.done(0)


def test_aid_for_two_children_is_written_by_keyboard_and_taken_back(
    opened: Callable[[LedgerKind], LedgerDialog],
    shell: Shell,
    qtbot: QtBot,
    keyboard: Keyboard,
) -> None:
    dialog = opened(AID)
    before = len(dialog.panel.rows)
    keyboard.press(Key.Key_N, held=CTRL)
    inputs = form(shell).forms[0].inputs
    inputs[CHILDREN].set_text(",".join(map(str, list(inputs[CHILDREN].picks)[:2])))
    qtbot.keyClicks(inputs["granted_on"].line, "20261120")
    qtbot.keyClicks(inputs["kind"].widget, "1")
    inputs["item"].set_text(AID_STANDARD.usual[0]["item"])
    inputs["item"].left.emit()
    assert inputs["fen"].text() == "625.00"
    keyboard.press(Key.Key_S, held=CTRL)
    assert len(dialog.panel.rows) == before + 2
    assert "已保存2条" in dialog.said.text()
    assert "3笔 × 625.00元 = 1875.00元" in dialog.note.text()
    keyboard.press(Key.Key_Z, held=CTRL)
    assert len(dialog.panel.rows) == before


def test_an_amount_goes_with_the_item_that_brought_it_and_a_typed_one_stays(
    opened: Callable[[LedgerKind], LedgerDialog], shell: Shell, keyboard: Keyboard
) -> None:
    opened(AID)
    keyboard.press(Key.Key_N, held=CTRL)
    inputs = form(shell).forms[0].inputs
    dear, cheap = AID_STANDARD.usual[0], AID_STANDARD.usual[-1]
    assert dear["fen"] != cheap["fen"]
    for item, typed, amount in (
        (dear["item"], None, f"{dear['fen'] / 100:.2f}"),
        (cheap["item"], None, f"{cheap['fen'] / 100:.2f}"),
        ("慰问金", None, ""),
        ("慰问金", "200", "200"),
        (dear["item"], None, "200"),
    ):
        inputs["item"].set_text(item)
        inputs["item"].left.emit()
        if typed:
            inputs["fen"].set_text(typed)
        assert inputs["fen"].text() == amount


def test_an_agreement_is_written_from_the_ledger_by_child_and_trustee(
    opened: Callable[[LedgerKind], LedgerDialog], shell: Shell, keyboard: Keyboard, look_into: Ask
) -> None:
    dialog = opened(CARE_AGREEMENT)
    line = dialog.panel.rows[0]
    keyboard.press(Key.Key_N, held=CTRL)
    inputs = form(shell).forms[0].inputs
    stranger, own = (
        next(pick for pick in inputs["member_id"].picks.values() if is_own is (pick.id == mine))
        for mine in (line.values["member_id"],)
        for is_own in (False, True)
    )
    assert f"{line.child}家" in own.called
    inputs[CHILDREN].set_text(str(line.child_id))
    inputs["from_on"].set_text("2026-11-20")
    for pick in (stranger, own):
        before = len(dialog.panel.rows)
        inputs["member_id"].set_text(str(pick.id))
        keyboard.press(Key.Key_S, held=CTRL)
        assert len(dialog.panel.rows) - before == int(pick is own)
    dialog.panel.table.selectRow(0)


def test_drafts_of_a_child_and_of_a_record_do_not_take_each_other_s_words() -> None:
    names = {draft_of(CARE_AGREEMENT, *ids) for ids in ((None, 5), (5, 7), (None, None))}
    assert len(names) == 3
    assert draft_of(AID, 5, 7) not in names
    assert {kind_of_draft(name) for name, _ in names} == {CARE_AGREEMENT}


def test_each_chip_shows_the_figure_and_lets_its_records_through(
    opened: Callable[[LedgerKind], LedgerDialog], shell: Shell, look_into: Ask
) -> None:
    def expected(office: OfficeFile) -> tuple[str, int]:
        with office.reading() as session:
            book = open_book(office, session, TERM)
            value = book["aid_cash_children"]
            return f"{value.label} {value.value}{value.unit}", len(book.lines_of(value.key)[1])

    dialog = opened(AID)
    label, number = look_into(shell, expected)
    chip = next(b for b in dialog.panel.findChildren(QPushButton) if b.text() == label)
    chip.click()
    assert len(dialog.panel.shown()) == number > 0


def test_selected_records_are_removed_after_a_question(
    opened: Callable[[LedgerKind], LedgerDialog],
    answers: Answers,
    keyboard: Keyboard,
) -> None:
    dialog = opened(AID)
    before = len(dialog.panel.rows)
    assert before > 1
    QApplication.processEvents()
    keyboard.press(Key.Key_Delete)
    assert "删除所选的1条资助与物资" in answers.shown[-1]
    assert len(dialog.panel.rows) == before - 1


def test_a_part_of_a_list_says_that_it_is_one(
    opened: Callable[[LedgerKind], LedgerDialog],
) -> None:
    dialog = opened(AID)
    assert dialog.listing().note == ""
    dialog.panel.search.setText(dialog.panel.rows[0].child)
    shown, whole = len(dialog.panel.shown()), len(dialog.panel.rows)
    assert shown < whole
    assert dialog.listing().note == f"列出{shown}行，全部{whole}行"


def test_a_draft_says_whom_it_could_not_bring_back(
    opened: Callable[[LedgerKind], LedgerDialog],
    shell: Shell,
    keyboard: Keyboard,
    settle: Settle,
    look_into: Ask,
) -> None:
    opened(AID)
    look_into(
        shell,
        lambda office: keep_draft(
            office, *draft_of(AID, None, None), {CHILDREN: "1,99999", "item": "慰问金"}
        ),
    )
    keyboard.press(Key.Key_N, held=CTRL)
    settle(shell)
    written = form(shell)
    assert written.forms[0].inputs["item"].text() == "慰问金"
    assert "儿童里有人已不在可选的名单上" in written.banner.text()


def test_a_figure_of_children_whom_the_list_does_not_hold_opens_its_own_rows(
    opened: Callable[[LedgerKind], LedgerDialog], shell: Shell, settle: Settle
) -> None:
    dialog = opened(CARE_AGREEMENT)
    door = next(
        one for one in dialog.findChildren(QPushButton) if one.text().startswith("父母均不在家")
    )
    door.click()
    settle(shell)
    rows = next(one for one in shell.findChildren(GivenList) if one.isVisible())
    assert f"{len(rows.panel.rows)}人" in door.text()
    rows.reject()
    assert dialog.isVisible()


def test_a_ledger_is_taken_up_with_one_key_and_stands_in_the_menu(
    shell: Shell, settle: Settle, keyboard: Keyboard, look_into: Ask
) -> None:
    assert shell.workspace is not None
    look_into(shell, _without_notes)
    dialog = ChoosingDialog(shell.workspace.desk)
    dialog.open()
    settle(shell)
    line = next(one for one in dialog.panel.rows if one.kind is WORK_NOTE)
    dialog.panel.table.select([line])
    menu = shell.workspace.commands.ledger_menu
    for is_kept in (True, False):
        keyboard.press(Key.Key_Space)
        settle(shell)
        titles = [one.text() for part in menu.parts for one in part.actions()]
        assert ("工作记录……" in titles) is is_kept
    dialog.done(0)


def _without_notes(office: OfficeFile) -> None:
    with office.action("清空") as session:
        session.execute(sa.delete(WorkNote))


def test_what_is_covered_is_shown_with_its_key_and_noted(
    opened: Callable[[LedgerKind], LedgerDialog],
    shell: Shell,
    settle: Settle,
    keyboard: Keyboard,
    look_into: Ask,
) -> None:
    opened(MEDICAL)
    keyboard.press(Key.Key_F2)
    settle(shell)
    written = form(shell)
    assert written.forms[0].inputs["what"].text() == ""
    keyboard.press(Key.Key_X, held=Qt.KeyboardModifier.AltModifier)
    settle(shell)
    assert written.forms[0].inputs["what"].text()
    told = look_into(shell, list_actions)
    assert told[0].sentence.startswith("查看敏感信息")
