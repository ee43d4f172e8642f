"""The import as the clerk does it: choose, look, take in, take back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QAbstractItemModel, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from liushou_desk import paths
from liushou_desk.models.content import content_digest
from liushou_desk.models.journal import journaled_tables
from liushou_desk.models.office_file import OfficeFile, driver_connection
from liushou_desk.services.journal.history import list_actions
from liushou_desk.services.keeping.office import create_office
from liushou_desk.ui import messages, pictures
from liushou_desk.ui.desk import Spot
from liushou_desk.ui.importing.preview_page import DOUBTFUL, NOTABLE
from liushou_desk.ui.importing.wizard import ImportWizard
from liushou_desk.ui.shell import Shell
from tests.conftest import OPENING, ticking
from tests.importing.workbooks import Person, column_of, left_behind, pupil, write

SAMPLE = paths.resources() / "sample" / "学籍导出_青石镇中心小学.xlsx"
PEOPLE = [left_behind(1), left_behind(3), pupil(5), pupil(7)]


@dataclass
class Clerk:
    """Sits before a window on a new school's file and works with keys."""

    shell: Shell
    qtbot: QtBot
    folder: Path

    def begin(self) -> ImportWizard:
        self.press_in_window(Qt.Key.Key_I)
        return self.shell.findChildren(ImportWizard)[-1]

    def book(self, *people: Person, name: str = "名册.xlsx") -> Path:
        return write(self.folder / name, people)

    def show(self, path: Path) -> ImportWizard:
        """As far as the second step, where the workbook lets it come."""
        wizard = self.begin()
        wizard.choose.path.insert(str(path))  # Qt cannot make up keys for Chinese
        self.qtbot.keyClick(wizard.choose.path, Qt.Key.Key_Return)
        self.settle()
        return wizard

    def take(self, path: Path) -> ImportWizard:
        wizard = self.show(path)
        self.press(wizard.take_in)
        return wizard

    def press_in_window(self, key: Qt.Key) -> None:
        """With Ctrl; no window manager is there to bring the window back to the front."""
        self.shell.activateWindow()
        self.settle()
        self.qtbot.keyClick(self.shell, key, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def press(self, button: QPushButton) -> None:
        """With Alt and its letter; Qt shows the button pressed down before it clicks."""
        with self.qtbot.waitSignal(button.clicked):
            keys = button.shortcut()[0]
            self.qtbot.keyClick(button.window(), keys.key(), keys.keyboardModifiers())
        self.settle()

    def settle(self) -> None:
        pictures.settle(self.shell)

    def ask(self, job: Callable[[OfficeFile], Any]) -> Any:
        found: list[Any] = []
        self.shell.tasks.run(self.shell, job, found.append)
        self.settle()
        return found[0]

    def digest(self) -> str:
        return self.ask(_digest)

    def sentences(self) -> list[str]:
        return [row.sentence for row in self.ask(list_actions)]


def _digest(office: OfficeFile) -> str:
    with office.reading() as session:
        names = [table.name for table in journaled_tables()]
        return content_digest(driver_connection(session), names)


@pytest.fixture
def clerk(open_shell: Callable[[Path], Shell], qtbot: QtBot, tmp_path: Path) -> Clerk:
    path = tmp_path / "留守工作台.db"
    create_office(path, ticking(OPENING), "青石镇中心小学").close()
    return Clerk(open_shell(path), qtbot, tmp_path)


def chips(wizard: ImportWizard) -> dict[str, int]:
    buttons = wizard.look.panel.findChildren(QPushButton)
    told = (button.text().split() for button in buttons if button.property("role") == "chip")
    return {word: int(number) for word, number in told}


def test_the_sample_by_keyboard_alone_and_back_again(clerk: Clerk) -> None:
    before = clerk.digest()
    wizard = clerk.show(SAMPLE)
    assert chips(wizard)["新增"] == len(wizard.look.panel.rows) == 637
    assert "34列" in wizard.look.unused.text()
    assert clerk.digest() == before
    clerk.press(wizard.take_in)
    assert wizard.told.title.text() == "已导入：新增637行。可按 Ctrl+Z 整次撤销。"
    assert clerk.sentences()[0] == "导入名册"
    clerk.qtbot.keyClick(wizard, Qt.Key.Key_Return)
    clerk.settle()
    assert clerk.shell.workspace is not None
    assert clerk.shell.workspace.front.spot is Spot.ROSTER
    clerk.press_in_window(Qt.Key.Key_Z)
    assert clerk.digest() == before


def test_enter_pressed_twice_takes_nothing_in(clerk: Clerk) -> None:
    wizard = clerk.show(clerk.book(*PEOPLE))
    focused = wizard.focusWidget()
    assert focused is wizard.look.panel.table
    clerk.qtbot.keyClick(focused, Qt.Key.Key_Return)
    wizard.look.panel.search.setText("没有这个人")
    clerk.qtbot.keyClick(wizard.look.panel.search, Qt.Key.Key_Return)
    clerk.settle()
    assert wizard.pages.currentWidget() is wizard.look
    assert "导入名册" not in clerk.sentences()


def test_a_second_import_shows_only_what_changed(clerk: Clerk) -> None:
    clerk.take(clerk.book(*PEOPLE)).close()
    wizard = clerk.show(clerk.book(left_behind(1, 联系电话="13899998888"), *PEOPLE[1:3]))
    assert chips(wizard) == {
        "有改动或问题": 1, "新增": 0, "有变化": 1, "无变化": 2, "存疑": 0, "拒绝": 0
    }  # fmt: skip
    (row,) = wizard.look.panel.shown()
    assert row.notes == ("联系电话 13800000001 → 13899998888",)
    assert wizard.look.row_told.texts() == ["联系电话　13800000001 → 13899998888"]
    assert "在册而表中没有的1人，不作改动。" in wizard.look.summary.text()


def test_the_same_file_again_has_nothing_to_write(clerk: Clerk) -> None:
    path = clerk.book(*PEOPLE)
    clerk.take(path).close()
    wizard = clerk.show(path)
    assert "没有需要写入的内容" in wizard.look.summary.text()
    assert not wizard.take_in.isEnabled()


def test_chips_let_through_what_they_count(clerk: Clerk) -> None:
    wizard = clerk.show(SAMPLE)
    panel = wizard.look.panel
    buttons = [b for b in panel.findChildren(QPushButton) if b.property("role") == "chip"]
    for button in buttons:
        clerk.qtbot.keyClick(button, Qt.Key.Key_Space)
        assert len(panel.shown()) == int(button.text().split()[1])
        assert [b for b in buttons if b.isChecked()] == [button]


def test_rejected_rows_name_their_cell_and_can_be_handed_back(clerk: Clerk, answers: Any) -> None:
    def round_off(sheet: Any) -> None:
        sheet.cell(2, column_of("身份证件号")).value = 529999201603010000.0

    path = write(clerk.folder / "名册.xlsx", PEOPLE, odd=round_off)
    wizard = clerk.show(path)
    wizard.look.panel.press_chip("rejected")
    (row,) = wizard.look.panel.shown()
    assert (row.who, row.notes[0].split()[0]) == ("柏小二", "M2")
    answers.file_to_save = clerk.folder / "退回.xlsx"
    clerk.qtbot.mouseClick(wizard.export, Qt.MouseButton.LeftButton)
    clerk.settle()
    cells = [cell for line in load_workbook(answers.file_to_save).active.values for cell in line]
    assert row.notes[0] in cells
    assert "柏小四" not in cells
    assert "已导出1行" in wizard.said.text()


def test_what_was_rejected_is_handed_back_and_imported_when_mended(
    clerk: Clerk, answers: Any
) -> None:
    wizard = clerk.take(clerk.book(left_behind(1), pupil(3, 姓名=None)))
    assert "拒绝1行" in wizard.told.title.text()
    path = answers.file_to_save = clerk.folder / "退回.xlsx"
    clerk.press(wizard.export)
    assert "已写出1行" in wizard.said.text()
    wizard.close()
    book = load_workbook(path)
    headings = [cell.value for cell in book.active[1]]
    assert headings[-1] == "原因"
    book.active.cell(2, headings.index("姓名") + 1).value = "柏小三"
    book.save(path)
    assert "新增1行" in clerk.take(path).told.title.text()


def test_a_field_and_a_row_can_be_refused(clerk: Clerk) -> None:
    clerk.take(clerk.book(*PEOPLE)).close()
    changed = left_behind(1, 联系电话="13899998888"), left_behind(3, 联系电话="13877776666")
    wizard = clerk.show(clerk.book(*changed))
    table, fields = wizard.look.panel.table, wizard.look.row_told
    fields.setFocus()
    clerk.qtbot.keyClick(fields, Qt.Key.Key_Space)
    assert wizard.look.panel.listing("").rows[0][3] == "有变化，1项不采纳"
    table.selectRow(1)
    clerk.qtbot.keyClick(table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert wizard.look.panel.listing("").rows[1][3] == "不采纳"
    before = clerk.digest()
    wizard.write()
    clerk.settle()
    assert "没有需要写入的内容" in wizard.told.title.text()
    assert clerk.digest() == before


def test_a_column_of_another_name_is_mapped_and_remembered(clerk: Clerk) -> None:
    path = write(clerk.folder / "村表.xlsx", PEOPLE[:1])
    book = load_workbook(path)
    for cell in book.active[1]:
        cell.value = "娃儿叫啥" if cell.value == "姓名" else cell.value
    book.save(path)
    wizard = clerk.show(path)
    assert wizard.pages.currentWidget() is wizard.map
    assert "姓名" in wizard.map.lacks.text()
    column = next(line for line in wizard.map.panel.rows if line.column.heading == "娃儿叫啥")
    wizard.map.panel.table.select([column])
    wizard.map.target.setCurrentIndex(wizard.map.target.findData("child.name"))
    wizard.map.target.activated.emit(wizard.map.target.currentIndex())
    clerk.settle()
    assert wizard.map.lacks.text() == ""
    clerk.press(wizard.onward)
    clerk.press(wizard.take_in)
    assert "新增1行" in wizard.told.title.text()
    wizard.close()
    again = clerk.show(path)
    assert again.pages.currentWidget() is again.look


def test_a_workbook_of_nothing_but_faults_cannot_be_taken_in(clerk: Clerk) -> None:
    wizard = clerk.show(clerk.book(pupil(1, 姓名=None), pupil(3, 身份证件号="123")))
    assert "每一行都有问题" in wizard.look.summary.text()
    assert not wizard.take_in.isEnabled()


def test_a_list_that_cannot_be_written_is_told_in_the_dialog(clerk: Clerk, answers: Any) -> None:
    wizard = clerk.show(clerk.book(*PEOPLE))
    answers.file_to_save = clerk.folder / "表.doc"
    wizard.export.click()
    clerk.settle()
    assert "不是可以导出的格式" in wizard.said.text()


@pytest.mark.parametrize("step", ["reading", "writing"])
def test_stopping_in_the_middle_changes_nothing(clerk: Clerk, step: str) -> None:
    wizard = clerk.begin() if step == "reading" else clerk.show(SAMPLE)
    wizard.choose.path.setText(str(SAMPLE))
    before = clerk.digest()
    tasks = clerk.shell.tasks
    tasks.progressed.connect(tasks.cancel, Qt.ConnectionType.DirectConnection)
    wizard.read() if step == "reading" else wizard.write()
    assert wizard.is_working
    clerk.settle()
    tasks.progressed.disconnect(tasks.cancel)
    told = wizard.choose.problem if step == "reading" else wizard.said
    assert told.text() == "已取消，没有改动任何数据。"
    assert clerk.digest() == before


def test_escape_while_working_stops_the_work_and_keeps_the_dialog(clerk: Clerk) -> None:
    wizard = clerk.show(SAMPLE)
    wizard.write()
    clerk.qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert wizard.isVisible()
    clerk.settle()
    clerk.qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert not clerk.shell.findChildren(ImportWizard) or not wizard.isVisible()


def test_a_fault_of_ours_leaves_the_dialog_usable(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard = clerk.show(clerk.book(*PEOPLE))
    boxes: list[BaseException] = []
    monkeypatch.setattr(messages, "show_bug", lambda _parent, error: boxes.append(error))
    monkeypatch.setattr("liushou_desk.ui.importing.wizard.commit", lambda *_, **__: 1 // 0)
    wizard.write()
    clerk.settle()
    assert isinstance(boxes[0], ZeroDivisionError)
    assert not wizard.is_working
    assert wizard.pages.isEnabled()


def test_the_rows_shown_are_the_rows_imported(clerk: Clerk) -> None:
    wizard = clerk.show(clerk.book(*PEOPLE))
    clerk.book(left_behind(9))
    wizard.write()
    clerk.settle()
    assert "新增4行" in wizard.told.title.text()


def _text(path: Path) -> None:
    path.write_text("姓名,身份证件号\n", encoding="gb18030")


def _locked(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096))


def _no_headings(path: Path) -> None:
    book = Workbook()
    book.active.append(["今天", "天气"])
    book.save(path)


def _cut_off(path: Path) -> None:
    write(path, PEOPLE)
    path.write_bytes(path.read_bytes()[:-900])


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (_text, "表头"),
        (_locked, "密码"),
        (_no_headings, "表头"),
        (_cut_off, "损坏"),
        (lambda path: path.touch(), "空文件"),
        (lambda path: write(path, []), "只有表头"),
        (lambda path: None, "找不到"),
        (lambda path: path.mkdir(), "文件夹"),
    ],
)
def test_what_is_no_roster_is_said_and_another_can_be_chosen(
    clerk: Clerk, make: Callable[[Path], object], word: str, answers: Any
) -> None:
    make(clerk.folder / "坏.xlsx")
    wizard = clerk.show(clerk.folder / "坏.xlsx")
    assert wizard.pages.currentWidget() is wizard.choose
    assert word in wizard.choose.problem.text()
    assert not answers.shown
    answers.file_to_open = clerk.book(*PEOPLE)
    clerk.press(wizard.choose.browse)
    assert wizard.choose.problem.text() == ""
    wizard.read()
    clerk.settle()
    assert wizard.pages.currentWidget() is wizard.look


@pytest.mark.parametrize(
    ("typed", "word"), [("开学那天", "不是日期"), ("20270301", "不能晚于今天"), ("", "")]
)
def test_the_day_is_checked(clerk: Clerk, typed: str, word: str) -> None:
    wizard = clerk.begin()
    assert wizard.choose.day.text() == "2026-09-01"
    wizard.choose.take(clerk.book(*PEOPLE))
    wizard.choose.day.line.setText(typed)
    wizard.read()
    clerk.settle()
    assert word in wizard.choose.problem.text()
    assert (wizard.look.preview is None) == bool(word)


def test_nothing_chosen_is_said(clerk: Clerk) -> None:
    wizard = clerk.begin()
    clerk.qtbot.keyClick(wizard.choose.path, Qt.Key.Key_Return)
    assert wizard.choose.problem.text() == "请先选择要导入的工作簿。"


def test_a_file_can_be_dropped_and_one_only(clerk: Clerk) -> None:
    wizard, path = clerk.begin(), clerk.book(*PEOPLE)
    for files in ([path], [path, SAMPLE]):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys)
        wizard.dropEvent(drop)
        assert wizard.choose.path.text() == str(path)
    assert "一次只能导入一个" in wizard.choose.problem.text()


def test_all_columns_not_used_are_told(clerk: Clerk, answers: Any) -> None:
    wizard = clerk.show(SAMPLE)
    clerk.press(wizard.look.all_unused)
    assert "随班就读" in answers.shown[-1]


def test_a_step_back_and_another_workbook(clerk: Clerk) -> None:
    wizard = clerk.show(clerk.book(*PEOPLE))
    for page in (wizard.map, wizard.choose):
        clerk.press(wizard.back)
        assert wizard.pages.currentWidget() is page
    wizard.choose.take(clerk.book(left_behind(1), name="另一份.xlsx"))
    wizard.read()
    clerk.settle()
    assert [row.number for row in wizard.look.panel.rows] == [2]


def test_qt_finds_nothing_wrong_with_the_list(
    clerk: Clerk, check_model: Callable[[QAbstractItemModel], None]
) -> None:
    wizard = clerk.show(SAMPLE)
    check_model(wizard.look.panel.table.rows_model)
    for key in (DOUBTFUL, NOTABLE, ""):
        wizard.look.panel.press_chip(key)


def test_a_column_that_looks_like_ours_is_read_by_one_press(clerk: Clerk) -> None:
    person = left_behind(1, 家住村组="枫香镇大湾村二组")
    del person["现住址"]
    path = write(clerk.folder / "名册.xlsx", [person], headings=list(person))
    wizard = clerk.show(path)
    assert "“家住村组”像是“现住址”" in wizard.look.unused.text()
    clerk.press(wizard.back)
    page = wizard.map
    assert "“家住村组”像是“现住址”" in page.said.text()
    page.panel.table.select([line for line in page.panel.rows if line.column.heading == "家住村组"])
    assert page.offer.text() == "读作“现住址”(&A)"
    clerk.press(page.offer)
    clerk.settle()
    (line,) = [line for line in page.panel.rows if line.column.heading == "家住村组"]
    assert (line.column.target, line.column.how.label) == ("household.home_address", "本次选择")
    assert "家住村组" not in page.said.text()
    assert not page.offer.isVisible()
