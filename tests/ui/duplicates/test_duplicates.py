"""The way of a pair from the list to one record, by the keyboard alone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from pytestqt.qtbot import QtBot

from liushou_desk.models import Child
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.duplicates import Certainty, Ground, Kind, Side, find_duplicates
from liushou_desk.services.journal.history import list_actions
from liushou_desk.services.register.child_save import save_child
from liushou_desk.services.register.removal import remove_child
from liushou_desk.ui.duplicates.choice_table import CHOSEN, OTHER
from liushou_desk.ui.duplicates.list_dialog import NOTHING, DuplicatesDialog
from liushou_desk.ui.duplicates.merge_dialog import MergeDialog, open_merge
from liushou_desk.ui.shell import Shell
from tests.ui.keyboard import ALT, CTRL, Keyboard

Key = Qt.Key
TERM = "2026-2027-1"
Settle = Callable[[Shell], None]
Ask = Callable[[Shell, Callable[[OfficeFile], Any]], Any]


@pytest.fixture
def pairs(shell: Shell, settle: Settle) -> Iterator[DuplicatesDialog]:
    assert shell.workspace is not None
    dialog = DuplicatesDialog(shell.workspace.desk)
    dialog.open()
    settle(shell)
    yield dialog
    dialog.done(0)


def merging(shell: Shell) -> MergeDialog:
    (dialog,) = [box for box in shell.findChildren(MergeDialog) if box.isVisible()]
    return dialog


def children(office: OfficeFile) -> int:
    with office.reading() as session:
        return session.scalar(sa.select(sa.func.count(Child.id))) or 0


def show_ground(pairs: DuplicatesDialog, ground: Ground) -> None:
    pairs.panel.press_chip(ground.value)
    pairs.panel.table.select(pairs.panel.shown()[:1])
    pairs.panel.table.setFocus()


def test_pairs_are_listed_with_ground_and_certainty(pairs: DuplicatesDialog) -> None:
    told = {(row.ground, row.certainty) for row in pairs.panel.rows if row.kind is Kind.CHILD}
    assert told == {
        (Ground.BIRTHDAY, Certainty.LIKELY),
        (Ground.HOME, Certainty.POSSIBLE),
    }
    assert pairs.panel.table.current() is pairs.panel.rows[0]


def test_a_pair_is_merged_by_the_keyboard_and_taken_back(
    pairs: DuplicatesDialog, shell: Shell, keyboard: Keyboard, look_into: Ask
) -> None:
    before = look_into(shell, children)
    show_ground(pairs, Ground.BIRTHDAY)
    keyboard.press(Key.Key_Return)
    dialog = merging(shell)
    line = dialog.choices.rows[0]
    side = dialog.choices.chosen[line.key]
    keyboard.press(Key.Key_Space)
    assert dialog.choices.chosen[line.key] is side.other
    keyboard.press(Key.Key_Down, Key.Key_Left)
    assert dialog.choices.chosen[dialog.choices.rows[1].key] is Side.LEFT
    keyboard.press(Key.Key_S, held=CTRL)
    assert look_into(shell, children) == before - 1
    assert "已合并" in pairs.said.text()
    assert not [row for row in pairs.panel.rows if row.ground is Ground.BIRTHDAY]
    keyboard.press(Key.Key_Z, held=CTRL)
    assert look_into(shell, children) == before
    assert [row for row in pairs.panel.rows if row.ground is Ground.BIRTHDAY]


def test_what_was_chosen_is_what_is_written(
    pairs: DuplicatesDialog, shell: Shell, keyboard: Keyboard, look_into: Ask
) -> None:
    show_ground(pairs, Ground.BIRTHDAY)
    keyboard.press(Key.Key_Return)
    dialog = merging(shell)
    number = next(n for n, line in enumerate(dialog.choices.rows) if line.label == "联系电话")
    dialog.table.selectRow(number)
    keyboard.press(Key.Key_Right)
    kept, phone = dialog.shown.left.id, dialog.choices.rows[number].right
    keyboard.press(Key.Key_S, held=CTRL)

    def phone_of(office: OfficeFile) -> str | None:
        with office.reading() as session:
            return session.get_one(Child, kept).phone

    assert look_into(shell, phone_of) == phone


@pytest.mark.parametrize("opened", [False, True])
def test_two_persons_are_remembered(
    pairs: DuplicatesDialog, shell: Shell, keyboard: Keyboard, look_into: Ask, opened: bool
) -> None:
    show_ground(pairs, Ground.HOME)
    if opened:
        keyboard.press(Key.Key_Return)
    keyboard.press(Key.Key_D, held=CTRL)
    left = look_into(shell, find_duplicates)
    assert Ground.HOME not in {row.ground for row in left}
    assert "不是同一人" in pairs.said.text()
    keyboard.press(Key.Key_Z, held=CTRL)
    assert Ground.HOME in {row.ground for row in look_into(shell, find_duplicates)}


def test_a_record_removed_meanwhile_is_said_in_the_dialog(
    pairs: DuplicatesDialog, shell: Shell, keyboard: Keyboard, look_into: Ask
) -> None:
    keyboard.press(Key.Key_Return)
    dialog = merging(shell)
    gone = dialog.shown.right.id
    look_into(shell, lambda office: remove_child(office, gone))
    keyboard.press(Key.Key_S, held=CTRL)
    assert "已被删除" in dialog.banner.text()
    assert dialog.isEnabled()


def test_a_record_is_not_laid_beside_itself(shell: Shell, settle: Settle, answers: Any) -> None:
    assert shell.workspace is not None
    open_merge(shell.workspace.desk, 1, 1)
    settle(shell)
    assert "同一条" in answers.shown[-1]


def test_escape_changes_nothing(
    pairs: DuplicatesDialog, shell: Shell, keyboard: Keyboard, look_into: Ask
) -> None:
    before = look_into(shell, children)
    for key in (Key.Key_Return, Key.Key_Space, Key.Key_Escape):
        keyboard.press(key)
    assert look_into(shell, children) == before
    assert keyboard.dialogs() == [pairs]


def test_the_table_of_choices_shows_what_is_chosen(
    pairs: DuplicatesDialog,
    shell: Shell,
    keyboard: Keyboard,
    qtbot: QtBot,
    check_model: Callable[[QAbstractItemModel], None],
) -> None:
    show_ground(pairs, Ground.BIRTHDAY)
    keyboard.press(Key.Key_Return)
    table = merging(shell).table
    check_model(table.choice_model)
    for column in (1, 2):
        cell = table.choice_model.index(0, column)
        place: QPoint = table.visualRect(cell).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        texts = [table.choice_model.index(0, side).data() for side in (1, 2)]
        assert [text[0] for text in texts] == ([CHOSEN, OTHER] if column == 1 else [OTHER, CHOSEN])


def test_what_is_delicate_is_covered_until_it_is_asked_for(
    shell: Shell, keyboard: Keyboard, look_into: Ask
) -> None:
    for child, disability in ((1, "听力残疾"), (2, "视力残疾")):
        values = {"child.disability": disability}
        look_into(shell, lambda office, of=child, new=values: save_child(office, TERM, of, new))
    assert shell.workspace is not None
    open_merge(shell.workspace.desk, 1, 2)
    keyboard.settle()
    dialog = merging(shell)

    def told() -> str:
        model = dialog.choices
        cells = [model.index(row, side) for row in range(len(model.rows)) for side in (1, 2)]
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        return "".join(str(cell.data(role)) for cell in cells for role in roles)

    numbers = look_into(shell, lambda office: [read_number(office, child) for child in (1, 2)])
    for hidden in ("听力残疾", *(number[-4:] for number in numbers)):
        assert hidden not in told()
    keyboard.press(Key.Key_X, held=ALT)
    assert "听力残疾" in told()
    assert numbers[0] in told()
    assert look_into(shell, list_actions)[0].sentence == "查看完整证件号码、查看敏感信息"
    dialog.reveal_button.is_over.emit()
    assert "听力残疾" not in told()


def read_number(office: OfficeFile, child: int) -> str:
    with office.reading() as session:
        return session.get_one(Child, child).national_id or ""


def test_a_school_without_doubles_is_told_so(
    pairs: DuplicatesDialog, shell: Shell, keyboard: Keyboard, look_into: Ask
) -> None:
    for row in pairs.panel.rows:
        if row.kind is Kind.CHILD:
            look_into(shell, lambda office, gone=row.second.id: remove_child(office, gone))
    keyboard.settle()
    if not pairs.panel.rows:
        assert pairs.lead.text() == NOTHING
        assert not pairs.open_button.isEnabled()
