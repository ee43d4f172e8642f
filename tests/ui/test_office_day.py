"""A day in the office through the widgets: from no file at all to an issued summary.

Everything is done with keys on the widget that has the focus; what is typed in Chinese comes as an
input method sends it. The number of keys of each part is printed with `pytest -s`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liushou_desk import paths
from liushou_desk.services.activities import list_activities
from liushou_desk.services.diary import list_entries
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.journal.history import list_actions
from liushou_desk.services.keeping.check import check_file
from liushou_desk.services.pairings import list_pairings
from liushou_desk.services.register.rows import roster_rows
from liushou_desk.ui.application import application
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.welcome import Welcome
from tests.conftest import OPENING, ticking
from tests.ui.keyboard import ALT, CTRL, Keyboard

KEY = Qt.Key
SAMPLE = paths.resources() / "sample" / "学籍导出_青石镇中心小学.xlsx"
TERM = "2026-2027-1"


class Clerk(Keyboard):
    """Works through the day; looks into the file to see what came of it."""

    def __init__(self, shell: Shell, qtbot: QtBot) -> None:
        super().__init__(shell)
        self.qtbot = qtbot

    def look(self, job: Callable[..., Any]) -> Any:
        found: list[Any] = []
        self.shell.tasks.run(self.shell, job, found.append)
        self.settle()
        return found[0]

    def front(self) -> Any:
        assert self.shell.workspace is not None
        return self.shell.workspace.front


@pytest.fixture
def clerk(qtbot: QtBot, answers: Any, tmp_path: Path) -> Any:
    shell = Shell(ticking(OPENING))
    shell.show()
    Welcome(shell, tmp_path / "资料" / "留守工作台.db").open()
    yield Clerk(shell, qtbot)
    shell.tasks.close()
    shell.deleteLater()
    application().processEvents()


def test_from_no_file_to_an_issued_summary(clerk: Clerk, answers: Any, tmp_path: Path) -> None:
    begin(clerk)
    take_in_the_roster(clerk)
    pair_three(clerk)
    note_forty_visits(clerk)
    take_a_wrong_click_back(clerk)
    hold_an_activity(clerk)
    issue_the_summary(clerk, answers, tmp_path / "上报")
    leave(clerk)
    print(dict(clerk.keys))


def begin(clerk: Clerk) -> None:
    clerk.work = "建立数据文件"
    clerk.press("青石镇中心小学", KEY.Key_Return)
    assert clerk.shell.workspace is not None


def take_in_the_roster(clerk: Clerk) -> None:
    clerk.work = "导入637人"
    clerk.press(KEY.Key_I, held=CTRL)
    wizard: Any = clerk.dialogs()[-1]
    wizard.choose.path.insert(str(SAMPLE))  # the file dialog is the system's
    clerk.press(KEY.Key_Return)
    with clerk.qtbot.waitSignal(wizard.take_in.clicked):
        clerk.press(KEY.Key_I, held=ALT)
    clerk.settle()
    clerk.press(KEY.Key_Return)
    assert clerk.front().spot.value == "花名册"
    assert len(clerk.front().panel.shown()) == len(clerk.look(lambda o: roster_rows(o, TERM))) > 0


def pair_three(clerk: Clerk) -> None:
    clerk.work = "新增帮扶人并结对3对"
    clerk.press(KEY.Key_3, held=CTRL)
    clerk.press(KEY.Key_M, held=CTRL)
    clerk.press("陈文静", KEY.Key_Return, "1", KEY.Key_Return, "13800138000")
    clerk.press(KEY.Key_S, held=CTRL)
    children = clerk.look(lambda office: roster_rows(office, TERM))
    for child in children[:3]:
        clerk.press(KEY.Key_N, held=CTRL)
        clerk.press(child.name, KEY.Key_Return, KEY.Key_Return)
        clerk.press("cwj", KEY.Key_Return)
        clerk.press(KEY.Key_S, held=CTRL)
    rows = clerk.look(lambda office: list_pairings(office, TERM))
    assert {row.child_id for row in rows} == {child.child_id for child in children[:3]}
    assert {row.from_on for row in rows} == {OPENING.date()}


def note_forty_visits(clerk: Clerk) -> None:
    clerk.work = "记40次家访"
    clerk.press(KEY.Key_4, held=CTRL)
    clerk.press(KEY.Key_N, held=CTRL) if clerk.front().bar.child.line is None else None
    clerk.front().bar.child.line.setFocus()
    children = clerk.look(lambda office: roster_rows(office, TERM))
    for number, child in enumerate(children[:40]):
        clerk.press(child.name, KEY.Key_Return)
        if number == 0:
            clerk.press("1", KEY.Key_Return, KEY.Key_Return, "cwj", KEY.Key_Return, KEY.Key_Return)
        else:
            clerk.press(KEY.Key_Return, KEY.Key_Return, KEY.Key_Return)
        clerk.press(f"到家看望，情况{number}", KEY.Key_Return)
    rows = clerk.look(lambda office: list_entries(office, TERM))
    assert len(rows) == 40
    assert {row.child_ids for row in rows} == {(child.child_id,) for child in children[:40]}
    assert {row.kind.label for row in rows} == {"家访"}


def take_a_wrong_click_back(clerk: Clerk) -> None:
    clerk.work = "误删一名儿童后撤销"
    clerk.press(KEY.Key_2, held=CTRL)
    before = clerk.look(lambda office: roster_rows(office, TERM))
    clerk.front().panel.table.selectRow(0)
    clerk.front().panel.table.setFocus()
    clerk.press(KEY.Key_Delete)
    assert len(clerk.look(lambda office: roster_rows(office, TERM))) == len(before) - 1
    clerk.press(KEY.Key_Z, held=CTRL)
    assert clerk.look(lambda office: roster_rows(office, TERM)) == before


def hold_an_activity(clerk: Clerk) -> None:
    clerk.work = "活动：计划、举行、参加10人"
    clerk.press(KEY.Key_5, held=CTRL)
    clerk.press(KEY.Key_N, held=CTRL)
    clerk.press("读书会")
    clerk.press(KEY.Key_S, held=CTRL)
    clerk.press(KEY.Key_H, held=CTRL)
    clerk.press(KEY.Key_Tab, "30")
    clerk.press(KEY.Key_S, held=CTRL)
    clerk.press(KEY.Key_D, held=CTRL)
    dialog: Any = clerk.dialogs()[-1]
    names = [row.called for row in dialog.model.rows[:10]]
    for name in names:
        clerk.press(name, KEY.Key_Return)
    clerk.press(KEY.Key_S, held=CTRL)
    day = OPENING.date()
    (row,) = clerk.look(lambda office: list_activities(office, day, day))
    assert (row.title, row.attended, row.head_count) == ("读书会", 10, 30)


def issue_the_summary(clerk: Clerk, answers: Any, folder: Path) -> None:
    clerk.work = "看总结并定稿"
    answers.folder = folder
    clerk.press(KEY.Key_6, held=CTRL)
    from liushou_desk.ui.statistics.tab import Side

    clerk.front().show_side(Side.SUMMARY)
    clerk.settle()
    clerk.qtbot.mouseClick(clerk.front().summary.view.commands.issue, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert sorted(file.suffix for file in folder.iterdir()) == [".docx", ".pdf"], answers.shown

    def visits(office: Any) -> Any:
        with office.reading() as session:
            return open_book(office, session, TERM)["times.家访"].value

    assert clerk.look(visits) > 0
    assert clerk.look(list_actions)[0].sentence.startswith("定稿")


def leave(clerk: Clerk) -> None:
    clerk.work = "关闭并备份"
    assert clerk.shell.workspace is not None
    path = clerk.shell.path
    clerk.shell.close()
    clerk.settle()
    assert not clerk.shell.isVisible()
    (copy,) = (path.parent / "备份").glob("*.db")
    assert check_file(copy).is_sound
