"""Sending the sheets, taking them back and writing everything out, as the clerk does it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QAbstractItemModel, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from liushou_desk.services.collecting.returned import Standing
from liushou_desk.services.collecting.sheet import BY_KEY, TABLE
from liushou_desk.services.journal.history import list_actions, undo
from liushou_desk.services.register.rows import roster_rows
from liushou_desk.ui import openers, pictures
from liushou_desk.ui.collecting.full_export import open_full_export
from liushou_desk.ui.collecting.lines import Decided
from liushou_desk.ui.collecting.returning import ReturningDialog, open_returning
from liushou_desk.ui.collecting.sending import SendingDialog, open_sending
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.shell import Shell
from tests.ui.conftest import Answers

FIRST = 5


@dataclass
class Clerk:
    """Sits before the demo school; `folder` is a stick."""

    shell: Shell
    qtbot: QtBot
    folder: Path

    @property
    def desk(self) -> Desk:
        assert self.shell.workspace
        return self.shell.workspace.desk

    def sending(self) -> SendingDialog:
        open_sending(self.desk)
        self.settle()
        return self.shell.findChildren(SendingDialog)[-1]

    def returning(self, path: Path | None = None) -> ReturningDialog:
        open_returning(self.desk, path)
        self.settle()
        return self.shell.findChildren(ReturningDialog)[-1]

    def sent(self) -> list[Path]:
        """All classes' sheets."""
        dialog = self.sending()
        dialog.folder.insert(str(self.folder))
        self.press(dialog.send)
        dialog.reject()
        return sorted(self.folder.glob("*.xlsx"))

    def press(self, button: Any) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def settle(self) -> None:
        pictures.settle(self.shell)


@pytest.fixture
def clerk(shell: Shell, qtbot: QtBot, tmp_path: Path) -> Clerk:
    return Clerk(shell, qtbot, tmp_path / "U盘")


def fill_in(path: Path, row: int = FIRST, **values: str) -> Path:
    book = load_workbook(path)
    sheet = book[TABLE]
    headings = [cell.value for cell in sheet[4]]
    for key, value in values.items():
        column = headings.index(BY_KEY[key.replace("__", ".")].heading) + 1
        sheet.cell(row, column).value = value
    book.save(path)
    return path


def find(dialog: ReturningDialog, key: str) -> Decided:
    (row,) = (row for row in dialog.panel.rows if row.line.key == key)
    return row


def test_every_ticked_class_gets_its_workbook(clerk: Clerk) -> None:
    dialog = clerk.sending()
    classes = len(dialog.panel.rows)
    dialog.panel.table.selectRow(0)
    clerk.qtbot.keyClick(dialog.panel.table, Qt.Key.Key_Space)
    assert not dialog.panel.rows[0].is_ticked
    assert dialog.send.text().startswith(f"发出{classes - 1}个班")
    dialog.folder.insert(str(clerk.folder))
    clerk.press(dialog.send)
    assert len(list(clerk.folder.glob("填报表_*.xlsx"))) == classes - 1
    assert f"已写好{classes - 1}个班" in dialog.said.text()


@pytest.mark.parametrize("lacks", ["class", "folder"])
def test_what_is_missing_is_said(clerk: Clerk, lacks: str) -> None:
    dialog = clerk.sending()
    if lacks == "class":
        dialog.folder.insert(str(clerk.folder))
        clerk.press(dialog.tick_none)
    clerk.press(dialog.send)
    assert dialog.said.property("role") == "alert"
    assert not clerk.folder.exists()


def test_a_folder_that_cannot_be_made_is_said_beside_it(clerk: Clerk, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("x")
    dialog = clerk.sending()
    dialog.folder.insert(str(tmp_path / "文件" / "里面"))
    clerk.press(dialog.send)
    assert "建不了文件夹" in dialog.said.text()
    assert dialog.send.isEnabled()


def test_one_changed_cell_is_shown_and_written(
    clerk: Clerk, look_into: Callable[[Shell, Any], Any]
) -> None:
    path = fill_in(clerk.sent()[0], child__remarks="转到镇上住")
    dialog = clerk.returning(path)
    (row,) = dialog.panel.rows
    assert (row.line.label, row.line.after, row.is_accepted) == ("备注", "转到镇上住", True)
    assert dialog.write_button.text() == "写入1处(&I)"
    clerk.press(dialog.write_button)
    assert "修改1人" in dialog.said.text()
    assert not dialog.panel.rows
    assert look_into(clerk.shell, undo).startswith("采用班主任填报表 1行：")


def test_space_refuses_and_accepts(clerk: Clerk, look_into: Callable[[Shell, Any], Any]) -> None:
    path = fill_in(clerk.sent()[0], child__remarks="转到镇上住", household__home_address="镇上")
    dialog = clerk.returning(path)
    dialog.panel.reveal(find(dialog, "child.remarks").row_id)
    clerk.qtbot.keyClick(dialog.panel.table, Qt.Key.Key_Space)
    assert not find(dialog, "child.remarks").is_accepted
    clerk.press(dialog.write_button)
    assert [row.line.key for row in dialog.panel.rows] == ["child.remarks"]
    assert not find(dialog, "child.remarks").is_accepted
    clerk.qtbot.keyClick(dialog.panel.table, Qt.Key.Key_Space)
    assert find(dialog, "child.remarks").is_accepted
    said = [row.sentence for row in look_into(clerk.shell, list_actions)]
    assert said[0] == "采用班主任填报表"


def test_a_fault_cannot_be_accepted(clerk: Clerk) -> None:
    path = fill_in(clerk.sent()[0], child__phone="12", child__sex="公")
    dialog = clerk.returning(path)
    dialog.panel.table.selectAll()
    clerk.qtbot.keyClick(dialog.panel.table, Qt.Key.Key_Space)
    assert not any(row.is_accepted for row in dialog.panel.rows)
    assert not dialog.write_button.isEnabled()
    dialog.panel.table.selectRow(0)
    assert "有误" in dialog.told.toPlainText()


def test_chips_show_one_standing_at_a_time(clerk: Clerk) -> None:
    path = fill_in(clerk.sent()[0], child__phone="12", child__remarks="转到镇上住")
    fill_in(path, FIRST + 15, child__name="石小山")
    dialog = clerk.returning(path)
    for standing in (Standing.FAULT, Standing.CHANGED):
        chip = next(
            button
            for button in dialog.panel.findChildren(type(dialog.turn))
            if button.text().startswith(standing.label)
        )
        assert chip.text() == f"{standing.label} 1"
        clerk.press(chip)
        assert [row.line.standing for row in dialog.panel.shown()] == [standing]


def test_several_files_dropped_at_once(clerk: Clerk, tmp_path: Path) -> None:
    first, second, *_ = clerk.sent()
    broken = tmp_path / "坏的.xlsx"
    broken.write_bytes(b"PK")
    dialog = clerk.returning()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (first, broken, second)])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    clerk.settle()
    assert len(dialog.batch.sheets) == 2
    assert "坏的.xlsx" in dialog.problems.text()
    assert "没有改动" in dialog.summary.text()


def test_a_whole_folder_is_read(clerk: Clerk, answers: Answers) -> None:
    files = clerk.sent()
    (clerk.folder / "~$打开着.xlsx").write_bytes(b"lock")
    answers.folder = clerk.folder
    dialog = clerk.returning()
    clerk.press(dialog.add_folder)
    assert len(dialog.batch.sheets) == len(files)
    assert not dialog.batch.refused
    assert not dialog.write_button.isEnabled()


def test_qt_finds_nothing_wrong_with_the_list(
    clerk: Clerk, check_model: Callable[[QAbstractItemModel], None]
) -> None:
    dialog = clerk.returning()
    check_model(dialog.panel.table.rows_model)
    dialog.take_in([fill_in(clerk.sent()[0], child__remarks="转到镇上住")])
    clerk.settle()
    assert len(dialog.panel.rows) == 1


def test_everything_is_exported_after_asking(
    clerk: Clerk, answers: Answers, tmp_path: Path, look_into: Callable[[Shell, Any], Any]
) -> None:
    answers.file_to_save = tmp_path / "全部.xlsx"
    open_full_export(clerk.desk)
    clerk.settle()
    assert "没有遮盖" in answers.shown[0]
    term = clerk.desk.term
    children = look_into(clerk.shell, lambda office: roster_rows(office, term, with_gone=True))
    sheet = load_workbook(answers.file_to_save)["儿童"]
    assert sheet.max_row - 1 == len(children)


def test_nothing_is_exported_without_a_yes(clerk: Clerk, answers: Answers, tmp_path: Path) -> None:
    answers.ask, answers.file_to_save = False, tmp_path / "全部.xlsx"
    open_full_export(clerk.desk)
    clerk.settle()
    assert not answers.file_to_save.exists()


def test_a_diary_book_goes_out_and_comes_back_once(clerk: Clerk, answers: Answers) -> None:
    openers.send_diary_books(clerk.desk)
    clerk.settle()
    sending = clerk.shell.findChildren(SendingDialog)[-1]
    assert not sending.restricted.isVisible()
    sending.folder.insert(str(clerk.folder))
    clerk.press(sending.send)
    assert "名教师" in sending.said.text()
    sending.reject()
    path = sorted(clerk.folder.glob("登记本_*.xlsx"))[0]
    book: Any = load_workbook(path)
    child = next(iter(book["_选项"].columns))[0].value
    for column, text in enumerate(("2026-11-10", child, "谈心", "是"), start=3):
        book["登记本"].cell(FIRST, column).value = text
    book.save(path)
    openers.take_back_diary_books(clerk.desk)
    returning = clerk.shell.findChildren(ReturningDialog)[-1]
    returning.take_in([path])
    clerk.settle()
    assert returning.windowTitle() == "收回家访登记本"
    assert "新增1处" in returning.summary.text()
    clerk.press(returning.write_button)
    assert "已登记1条记录" in returning.said.text()
    assert [row.line.standing for row in returning.panel.rows] == [Standing.TAKEN]
    assert not returning.write_button.isEnabled()
    assert not answers.shown
