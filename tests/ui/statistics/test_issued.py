"""定稿文件 in the window, and the records that moved since."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liushou_desk.models import IssuedFile
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.diary import list_entries, remove_entry
from liushou_desk.services.summary.editing import drift
from liushou_desk.services.summary.service import issue_summary, revise
from liushou_desk.ui.desk import Spot
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.statistics.issued import IssuedDialog
from liushou_desk.ui.statistics.tab import Side, StatisticsTab

TERM = "2026-2027-1"
Settle = Callable[[Shell], None]
Look = Callable[[Shell, Callable[..., Any]], Any]


def titled(title: str) -> Any:
    shown = (w for w in QApplication.topLevelWidgets() if w.isVisible())
    return next(widget for widget in shown if widget.windowTitle() == title)


@pytest.fixture
def two_issues(shell: Shell, look_into: Look, tmp_path: Path) -> None:
    def issue_twice(office: OfficeFile) -> None:
        issue_summary(office, TERM, tmp_path / "一")
        revise(office, TERM, {"opening": "更正了开头。"}, reopen=True)
        issue_summary(office, TERM, tmp_path / "二")

    look_into(shell, issue_twice)


@pytest.mark.usefixtures("two_issues")
def test_issues_are_opened_compared_taken_out_and_checked(
    shell: Shell, settle: Settle, qtbot: QtBot, look_into: Look, answers: Any, tmp_path: Path
) -> None:
    assert shell.workspace is not None
    dialog = IssuedDialog(shell.workspace.desk)
    dialog.open()
    settle(shell)
    assert [row.edition for row in dialog.panel.rows] == ["更正稿，第2稿", "第1稿"]
    qtbot.keyClick(dialog.panel.table, Qt.Key.Key_Return)
    settle(shell)
    titled("2026—2027学年第一学期学期总结，更正稿，第2稿").reject()
    dialog.compare_button.click()
    settle(shell)
    compared = titled("更正了什么")
    assert [row.after for row in compared.panel.rows] == ["更正了开头。"]
    compared.reject()
    answers.folder = tmp_path / "取"
    dialog.out_button.click()
    settle(shell)
    assert len(list(answers.folder.iterdir())) == 2
    dialog.check_button.click()
    settle(shell)
    assert "4个文件都与定稿时相同" in dialog.said.text()

    def damage(office: OfficeFile) -> None:
        with office.beside() as session:
            file = session.scalars(sa.select(IssuedFile)).all()[-1]
            file.content = b"x" + file.content[1:]

    look_into(shell, damage)
    dialog.check_button.click()
    settle(shell)
    assert "有1个与定稿时不同" in dialog.said.text()
    dialog.show_pages(dialog.panel.rows[0])
    settle(shell)
    assert "与定稿时不同" in answers.shown[-1]
    dialog.reject()
    drifted_opens_the_records_that_moved(shell, settle, look_into)


def drifted_opens_the_records_that_moved(shell: Shell, settle: Settle, look_into: Look) -> None:
    visit = next(r for r in look_into(shell, lambda o: list_entries(o, TERM)) if r.reached)
    look_into(shell, lambda office: remove_entry(office, visit.entry_id))
    assert shell.workspace is not None
    tab = shell.workspace.bring(Spot.STATISTICS)
    assert isinstance(tab, StatisticsTab)
    tab.show_side(Side.SUMMARY)
    settle(shell)
    tab.summary.papers.show_drift()
    drifted = titled("定稿后的变动")
    assert len(drifted.panel.rows) == len(look_into(shell, lambda o: drift(o, TERM)))
    drifted.panel.opened.emit(drifted.panel.rows[0])
    settle(shell)
    moved = titled("定稿后变动的记录")
    assert moved.panel.rows
    moved.reject()
    drifted.reject()
