"""The county's workbooks by keyboard: chosen, seen column by column, corrected, written."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from liushou_desk.services.journal.history import list_actions
from liushou_desk.services.templates.columns import How
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.templates import doors
from liushou_desk.ui.templates.figures import CountyFiguresDialog
from liushou_desk.ui.templates.own import OwnTemplatesDialog
from liushou_desk.ui.templates.roster import CountyRosterDialog
from tests.importing.filling.county import FIGURES, ROSTER, county_figures, county_roster
from tests.importing.filling.test_word import template
from tests.ui.conftest import Answers
from tests.ui.keyboard import CTRL, Keyboard

pytestmark = pytest.mark.filterwarnings("ignore:Data Validation extension:UserWarning")
DOWN, ENTER, ESC = Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape


def test_a_roster_is_filled_in_by_keyboard(
    shell: Shell, keyboard: Keyboard, answers: Answers, look_into: Any, tmp_path: Path
) -> None:
    assert shell.workspace is not None
    menu = shell.workspace.commands.print_menu
    next(action for action in menu.actions() if action.text() == "县里的名册……").trigger()
    keyboard.settle()
    (dialog,) = shell.findChildren(CountyRosterDialog)
    old = tmp_path / "名册.et"
    old.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + "Workbook".encode("utf-16-le"))
    answers.file_to_open = old
    keyboard.press(Qt.Key.Key_Space)
    assert "用WPS另存为.xlsx" in dialog.said.text()
    assert not dialog.save_button.isEnabled()
    answers.file_to_open = county_roster(tmp_path / "采集表.xlsx")
    dialog.choose.setFocus()
    keyboard.press(Qt.Key.Key_Space)
    assert dialog.plan is not None
    assert dialog.note.text() == "不认识的列留空：虚岁。"
    answers.folder = tmp_path / "出"
    keyboard.press("S", held=CTRL)
    assert "要换掉，还是保留" in dialog.said.text()
    keyboard.press(DOWN)
    keyboard.press("S", held=CTRL)
    assert "请先写明原因" in dialog.said.text()
    keyboard.press("县局")
    dialog.panel.table.select([dialog.panel.rows[-1]])
    dialog.target.setFocus()
    keyboard.press(DOWN)
    assert dialog.panel.rows[-1].how is How.CHOSEN
    keyboard.press("S", held=CTRL)
    assert f"把{len(dialog.plan.child_ids)}名儿童的资料写进" in answers.shown[-1]
    (made,) = (tmp_path / "出").iterdir()
    assert load_workbook(made)[ROSTER]["B5"].value != "张三（示例）"
    assert look_into(shell, list_actions)[0].sentence == "填写县里的名册（上报）"
    keyboard.press(ESC)
    assert not keyboard.dialogs()
    _fill_figures(shell, keyboard, answers, tmp_path)


def test_own_templates_by_keyboard(
    shell: Shell, keyboard: Keyboard, answers: Answers, tmp_path: Path
) -> None:
    assert shell.workspace is not None
    doors.own_templates(shell.workspace.desk)
    (dialog,) = shell.findChildren(OwnTemplatesDialog)
    answers.file_to_save = answers.file_to_open = tmp_path / "样例.docx"
    keyboard.press("E", held=CTRL)
    assert dialog.said.text().startswith("已写出样例")
    keyboard.press("N", held=CTRL)
    assert dialog.said.text() == "已添加“样例”：用了16个名字，都认识。"
    keyboard.press(Qt.Key.Key_Delete)
    assert not dialog.panel.rows
    keyboard.press("Z", held=CTRL)
    answers.folder = tmp_path / "出"
    keyboard.press(ENTER)
    assert (
        dialog.said.text() == f"已写出{len(list((tmp_path / '出').iterdir()))}份：{answers.folder}"
    )
    answers.file_to_open = template(tmp_path / "错.docx", "{{班极}}")
    keyboard.press(Qt.Key.Key_F2)
    assert "“班极”不认识，是不是“班级”" in dialog.said.text()
    keyboard.press("L", held=CTRL)
    keyboard.press("父亲姓名", DOWN)
    keyboard.press(ENTER)
    assert QGuiApplication.clipboard().text() == "{{父亲姓名}}"


def _fill_figures(shell: Shell, keyboard: Keyboard, answers: Answers, tmp_path: Path) -> None:
    """In the same window: a figure is put into a cell, taken out, and put in again."""
    assert shell.workspace is not None
    doors.county_figures(shell.workspace.desk)
    (dialog,) = shell.findChildren(CountyFiguresDialog)
    answers.file_to_open = county_figures(tmp_path / "统计表.xlsx")
    keyboard.press(Qt.Key.Key_Space)
    keyboard.press(DOWN, DOWN, Qt.Key.Key_Right)
    for _ in range(2):
        for key in (ENTER, DOWN, ENTER):
            keyboard.press(key)
        assert dialog.plan is not None
        assert [cell.mark.cell for cell in dialog.plan.filled] == ["B3"]
        keyboard.press(Qt.Key.Key_Delete)
        assert not dialog.plan.cells
    for key in (ENTER, "女", DOWN, ENTER):
        keyboard.press(key)
    answers.folder = tmp_path / "表"
    keyboard.press("S", held=CTRL)
    (made,) = (tmp_path / "表").iterdir()
    assert dialog.plan is not None
    assert load_workbook(made)[FIGURES]["B3"].value == dialog.plan.filled[0].value
