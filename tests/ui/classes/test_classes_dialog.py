"""班级 by the keyboard: names, numbers, teachers, merging; refused beside the field, taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from pytestqt.qtbot import QtBot

from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.classes import ClassLine, teachers_to_pick
from liushou_desk.services.keeping.drafts import keep_draft
from liushou_desk.ui.classes.dialog import ClassesDialog
from liushou_desk.ui.classes.merge_form import MergeClassDialog
from liushou_desk.ui.desk import Spot
from liushou_desk.ui.dialog import RecordDialog
from liushou_desk.ui.shell import Shell
from tests.ui.keyboard import CTRL, Keyboard

Key = Qt.Key
Ask = Callable[[Shell, Callable[[OfficeFile], Any]], Any]


@pytest.fixture
def classes(shell: Shell, keyboard: Keyboard) -> ClassesDialog:
    assert shell.workspace is not None
    entry = next(
        entry
        for entry in shell.workspace.commands.office_menu.actions()
        if entry.text().startswith("班级")
    )
    entry.trigger()
    keyboard.settle()
    (dialog,) = shell.findChildren(ClassesDialog)
    return dialog


def form(classes: ClassesDialog) -> RecordDialog:
    (dialog,) = [box for box in classes.findChildren(RecordDialog) if box.isVisible()]
    return dialog


def current(classes: ClassesDialog) -> ClassLine:
    line = classes.panel.table.current()
    assert line is not None
    return line


def test_a_name_is_typed_told_everywhere_and_taken_back(
    classes: ClassesDialog, shell: Shell, keyboard: Keyboard
) -> None:
    before = classes.panel.rows
    keyboard.press(Key.Key_Down, Key.Key_Return)
    keyboard.press("启智班")
    keyboard.press(Key.Key_S, held=CTRL)
    assert (current(classes).label, current(classes).usual) == ("启智班", before[1].label)
    assert classes.focusWidget() is classes.panel.table
    assert "Ctrl+Z" in classes.said.text()
    keyboard.press(Key.Key_Escape)
    assert shell.workspace is not None
    shell.workspace.bring(Spot.ROSTER)
    keyboard.settle()
    shown: Any = shell.workspace.front
    assert "启智班" in {line.row.school_class for line in shown.panel.rows}
    keyboard.press(Key.Key_Z, held=CTRL)
    assert "启智班" not in {line.row.school_class for line in shown.panel.rows}


def test_undo_works_in_the_list_itself(classes: ClassesDialog, keyboard: Keyboard) -> None:
    before = classes.panel.rows
    keyboard.press(Key.Key_R, held=CTRL)
    keyboard.press("7")
    keyboard.press(Key.Key_S, held=CTRL)
    assert current(classes).number == 7
    keyboard.press(Key.Key_Z, held=CTRL)
    assert classes.panel.rows == before
    assert classes.said.text().startswith("已撤销：班级改班号")


@pytest.mark.parametrize(
    ("key", "held", "field", "typed", "said"),
    [
        (Key.Key_F2, Qt.KeyboardModifier.NoModifier, "name", "六年级1班", "会被读作六年级1班"),
        (Key.Key_R, CTRL, "number", "0", "1到99之间"),
        (Key.Key_R, CTRL, "number", "一", "不是整数"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    classes: ClassesDialog, keyboard: Keyboard, key: Key, held: Any, field: str, typed: str,
    said: str,
) -> None:  # fmt: skip
    before = classes.panel.rows
    keyboard.press(key, held=held)
    keyboard.press(typed)
    keyboard.press(Key.Key_S, held=CTRL)
    assert said in form(classes).forms[0].problem(field)
    assert classes.panel.rows == before


def test_a_teacher_is_chosen_and_taken_away(
    classes: ClassesDialog, shell: Shell, keyboard: Keyboard, look_into: Ask
) -> None:
    pick = look_into(shell, teachers_to_pick)[0]
    keyboard.press(Key.Key_T, held=CTRL)
    keyboard.press(pick.called.partition("（")[0])
    keyboard.press(Key.Key_Return)
    keyboard.press(Key.Key_S, held=CTRL)
    assert current(classes).teacher_id == pick.id
    keyboard.press(Key.Key_T, held=CTRL)
    keyboard.press(Key.Key_Backspace)
    keyboard.press(Key.Key_S, held=CTRL)
    assert current(classes).teacher == ""


def test_a_class_is_merged_as_it_was_told(
    classes: ClassesDialog, keyboard: Keyboard, answers: Any
) -> None:
    first, second = classes.panel.rows[:2]
    keyboard.press(Key.Key_M, held=CTRL)
    keyboard.press("1")
    (told,) = classes.findChildren(MergeClassDialog)
    assert f"{first.label}并入{second.label}" in told.told.text()
    answers.ask = False
    keyboard.press(Key.Key_S, held=CTRL)
    assert first in classes.panel.rows
    answers.ask = True
    keyboard.press(Key.Key_S, held=CTRL)
    assert first.label in answers.shown[-1]
    assert (current(classes).label, current(classes).children) == (
        second.label, first.children + second.children
    )  # fmt: skip
    keyboard.press(Key.Key_Z, held=CTRL)
    assert classes.panel.rows[:2] == (first, second)


def test_nothing_is_merged_before_a_class_is_chosen(
    classes: ClassesDialog, keyboard: Keyboard, answers: Any
) -> None:
    keyboard.press(Key.Key_M, held=CTRL)
    keyboard.press(Key.Key_S, held=CTRL)
    assert form(classes).forms[0].problem("into").startswith("请选择")
    assert answers.shown == []


def test_a_form_that_was_left_is_taken_up(
    classes: ClassesDialog, shell: Shell, keyboard: Keyboard, look_into: Ask
) -> None:
    class_id = current(classes).class_id
    left = {"name": "启智"}
    look_into(shell, lambda office: keep_draft(office, "class_name", class_id, left))
    keyboard.press(Key.Key_F2)
    assert "已恢复" in form(classes).banner.text()
    assert form(classes).texts() == left


def test_all_of_what_a_merger_does_is_read_where_the_form_was_left(
    classes: ClassesDialog, shell: Shell, keyboard: Keyboard, look_into: Ask, qtbot: QtBot
) -> None:
    class_id, left = current(classes).class_id, {"into": classes.panel.rows[1].label}
    look_into(shell, lambda office: keep_draft(office, "class_merge", class_id, left))
    keyboard.press(Key.Key_M, held=CTRL)
    (merge,) = classes.findChildren(MergeClassDialog)
    assert "合并前自动备份" in merge.told.text()
    told = merge.told  # the form grows once it is idle
    qtbot.waitUntil(lambda: told.height() >= told.heightForWidth(told.width()))


def test_qt_finds_nothing_wrong_with_the_list(
    classes: ClassesDialog, check_model: Callable[[QAbstractItemModel], None]
) -> None:
    check_model(classes.panel.table.rows_model)
    classes.panel.search.setText("一年级")
    assert {line.usual for line in classes.panel.shown()} <= {
        line.usual for line in classes.panel.rows if "一年级" in line.usual
    }
