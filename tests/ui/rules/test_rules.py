"""Rules on the screen: read back in words, refused beside the field, switched off and on."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liushou_desk.domain.words import Frequency
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.rules import RuleRow, list_rules
from liushou_desk.ui.rules.dialog import RulesDialog
from liushou_desk.ui.rules.rule_form import UNFINISHED, RuleDialog
from liushou_desk.ui.shell import Shell
from tests.ui.keyboard import CTRL, Keyboard

Key = Qt.Key
TERM = "2026-2027-1"
Settle = Callable[[Shell], None]
Ask = Callable[[Shell, Callable[[OfficeFile], Any]], Any]


@pytest.fixture
def rules(shell: Shell, settle: Settle) -> Iterator[RulesDialog]:
    assert shell.workspace is not None
    dialog = RulesDialog(shell.workspace.desk)
    dialog.open()
    settle(shell)
    yield dialog
    dialog.done(0)


def form(rules: RulesDialog) -> RuleDialog:
    (dialog,) = rules.findChildren(RuleDialog)
    return dialog


def rows(office: OfficeFile) -> tuple[RuleRow, ...]:
    return list_rules(office, TERM)


def test_a_sentence_grows_as_one_types(
    rules: RulesDialog, qtbot: QtBot, keyboard: Keyboard
) -> None:
    keyboard.press(Key.Key_N, held=CTRL)
    dialog = form(rules)
    assert dialog.sentence.text() == UNFINISHED
    for key, typed in (("kind", "1"), ("frequency", "3"), ("applies_to", "2")):
        qtbot.keyClicks(dialog.forms[0].inputs[key].widget, typed)
    since = "这条规则：从2026年11月21日起，对重点关爱对象每学期家访"
    assert dialog.sentence.text().startswith(f"{since}1次；从学期第一天到下学期开学前都算；")
    times = dialog.forms[0].inputs["times"].widget
    qtbot.keyClick(times, Key.Key_Backspace)
    assert dialog.sentence.text() == UNFINISHED
    qtbot.keyClicks(times, "3")
    assert dialog.sentence.text().startswith(f"{since}3次；")


def test_a_rule_is_added_and_chosen(
    rules: RulesDialog, shell: Shell, qtbot: QtBot, keyboard: Keyboard, look_into: Ask
) -> None:
    keyboard.press(Key.Key_N, held=CTRL)
    for key, typed in (("kind", "1"), ("frequency", "2"), ("applies_to", "2")):
        qtbot.keyClicks(form(rules).forms[0].inputs[key].widget, typed)
    keyboard.press(Key.Key_S, held=CTRL)
    chosen = rules.panel.table.current()
    assert chosen is not None
    assert chosen.sentence == "从2026年11月21日起，对重点关爱对象每月家访1次"
    assert chosen in look_into(shell, rows)


def test_a_rule_for_a_class_names_it_in_its_sentence(
    rules: RulesDialog, qtbot: QtBot, keyboard: Keyboard
) -> None:
    keyboard.press(Key.Key_N, held=CTRL)
    dialog = form(rules)
    inputs = dialog.forms[0].inputs
    for key, typed in (("kind", "3"), ("frequency", "1"), ("applies_to", "6"), ("class_id", "1")):
        qtbot.keyClicks(inputs[key].widget, typed)
    named, also = inputs["class_id"].text(), inputs["also"].text()
    assert (bool(named), also) == (True, "亲情视频")
    said = f"这条规则：从2026年11月21日起，对{named}每周亲情电话1次（亲情视频也算）；"
    assert dialog.sentence.text().startswith(said)


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [("times", "0", "次数要在1到31之间"), ("times", "常常", "不是"), ("times", "", "请填写次数"),
     ("since_on", "2026-13-01", "不是日期"), ("kind", "", "请填写联系方式")],
)  # fmt: skip
def test_nonsense_is_refused_beside_the_field(
    rules: RulesDialog, shell: Shell, keyboard: Keyboard, look_into: Ask,
    key: str, text: str, said: str,
) -> None:  # fmt: skip
    before = look_into(shell, rows)
    keyboard.press(Key.Key_Return)
    form(rules).forms[0].inputs[key].set_text(text)
    keyboard.press(Key.Key_S, held=CTRL)
    assert said in form(rules).forms[0].problem(key)
    assert look_into(shell, rows) == before


def test_the_same_rule_twice_is_refused_in_the_form(rules: RulesDialog, keyboard: Keyboard) -> None:
    first = rules.panel.rows[0]
    keyboard.press(Key.Key_N, held=CTRL)
    dialog = form(rules)
    for key in ("kind", "frequency", "applies_to"):
        dialog.forms[0].inputs[key].set_text(first.values[key].label)
    keyboard.press(Key.Key_S, held=CTRL)
    assert "已有一条启用的规则要求同样的联系" in dialog.banner.text()


def test_a_rule_off_owes_nothing_and_comes_back(
    rules: RulesDialog, shell: Shell, keyboard: Keyboard, look_into: Ask
) -> None:
    row = next(row for row in rules.panel.rows if row.owed)
    rules.panel.reveal(row.rule_id)
    keyboard.press(Key.Key_T, held=CTRL)
    off = next(each for each in look_into(shell, rows) if each.rule_id == row.rule_id)
    assert (off.is_active, off.owed) == (False, 0)
    assert rules.switch_button.text() == "启用 (Ctrl+T)"
    keyboard.press(Key.Key_T, held=CTRL)
    assert row in rules.panel.rows
    assert rules.switch_button.text() == "停用 (Ctrl+T)"


def test_numbers_are_the_figures_of_the_term(
    rules: RulesDialog, shell: Shell, look_into: Ask
) -> None:
    def figures(office: OfficeFile) -> list[int]:
        with office.reading() as session:
            book = open_book(office, session, TERM)
            keys = ("rule_owed", "rule_done", "rule_overdue")
            return [int(book.total(key) + book.total(f"mentor_{key}")) for key in keys]

    listed = [
        sum(getattr(row, key) for row in rules.panel.rows) for key in ("owed", "done", "overdue")
    ]
    assert listed == look_into(shell, figures)
    assert {row.values["frequency"] for row in rules.panel.rows} >= {
        Frequency.MONTHLY, Frequency.EACH_TERM
    }  # fmt: skip
