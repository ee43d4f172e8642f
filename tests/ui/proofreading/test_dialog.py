"""审稿 by keyboard: a pasted text, a file, from the list to the place and back."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from liushou_desk.domain.official_format.rule import Verdict
from liushou_desk.domain.proofing.finding import Fault
from liushou_desk.services.journal import history
from liushou_desk.services.official_format.checking import format_report
from liushou_desk.ui.proofreading.dialog import ProofDialog, open_proofreading
from liushou_desk.ui.proofreading.format_dialog import FormatDialog
from liushou_desk.ui.shell import Shell
from tests.importing.wordfiles import p, word_file
from tests.ui.keyboard import CTRL, Keyboard

Key = Qt.Key
TEXT = "𠮷家湾小学的总结\n全校现有留守儿童913人，其中男512人、女402人。\n孩子们很开心,家长放心。"


@pytest.fixture
def dialog(shell: Shell, settle: Callable[[Shell], None]) -> Iterator[ProofDialog]:
    assert shell.workspace is not None
    open_proofreading(shell.workspace.desk)
    settle(shell)
    (dialog,) = shell.findChildren(ProofDialog)
    yield dialog
    dialog.done(0)


def test_a_pasted_text_is_read_and_each_finding_leads_to_its_place(
    dialog: ProofDialog, shell: Shell, keyboard: Keyboard, look_into: Any
) -> None:
    before = len(look_into(shell, history.list_actions))
    QApplication.clipboard().setText(TEXT)
    keyboard.press(Key.Key_V, held=CTRL)
    rows = dialog.panel.rows
    assert {"合计不符", "与台账不符", "标点"} <= {row.kind.label for row in rows}
    assert [row.blocking for row in rows] == sorted((row.blocking for row in rows), reverse=True)
    assert "必须改的" in dialog.said.text()
    assert "已与台账核对" in dialog.said.text()
    half = next(row for row in rows if row.kind.label == "标点")
    dialog.panel.table.select([half])
    dialog.panel.table.setFocus()
    keyboard.press(Key.Key_Return)
    assert QApplication.focusWidget() is dialog.words
    marks: list[Any] = dialog.words.extraSelections()
    shown = marks[-1].cursor.selectedText()
    assert shown == half.said == ","
    keyboard.press(Key.Key_F6)
    assert QApplication.focusWidget() is dialog.panel.table
    dialog.against.setChecked(False)
    keyboard.settle()
    assert "与台账不符" not in {row.kind.label for row in dialog.panel.rows}
    assert len(look_into(shell, history.list_actions)) == before


def test_a_file_that_cannot_be_read_leaves_what_was_read(
    dialog: ProofDialog, keyboard: Keyboard, tmp_path: Path, answers: Any
) -> None:
    paper = tmp_path / "去年.txt"
    paper.write_text("一、做法\n共有xx名留守儿童。\n", "utf-8")
    answers.file_to_open = paper
    keyboard.press(Key.Key_O, held=CTRL)
    [gap] = [row for row in dialog.panel.rows if row.blocking]
    assert gap.place == "第2行"
    broken = tmp_path / "坏的.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    answers.file_to_open = broken
    keyboard.press(Key.Key_O, held=CTRL)
    assert dialog.said.property("role") == "alert"
    assert gap in dialog.panel.rows


def test_a_word_file_is_asked_for_its_format_and_copied_in_the_right_one(
    dialog: ProofDialog, keyboard: Keyboard, tmp_path: Path, answers: Any
) -> None:
    paper = tmp_path / "教学点报告.docx"
    written = docx.Document()
    written.add_paragraph("本学期工作汇报")
    written.add_paragraph("孩子们很开心，家长也放心。")
    written.save(str(paper))
    before = paper.read_bytes()
    assert not dialog.copy_button.isEnabled()
    answers.file_to_open = paper
    keyboard.press(Key.Key_O, held=CTRL)
    assert {row.kind for row in dialog.panel.rows} == {Fault.FORMAT}
    keyboard.press(Key.Key_S, held=CTRL)
    assert "教学点报告（版式）.docx" in dialog.said.text()
    assert (tmp_path / "教学点报告（版式）.docx").exists()
    assert paper.read_bytes() == before


def test_the_format_of_a_file_is_checked_and_a_copy_in_it_saved(
    dialog: ProofDialog, keyboard: Keyboard, tmp_path: Path, answers: Any
) -> None:
    paper = word_file(tmp_path / "去年.docx", p("总结") + p("全校留守儿童都有人帮扶。" * 4))
    before = paper.read_bytes()
    answers.file_to_open = paper
    keyboard.press(Key.Key_O, held=CTRL)
    keyboard.press(Key.Key_L, held=CTRL)
    (rules,) = dialog.desk.window.findChildren(FormatDialog)
    keyboard.settle()
    first = rules.panel.rows[0]
    assert (first.title, first.place, first.wanted) == ("页边距", "页面上边距", "37毫米")
    keyboard.press(Key.Key_S, held=CTRL)
    assert "去年（版式）.docx" in rules.said.text()
    assert paper.read_bytes() == before
    copied = format_report(tmp_path / "去年（版式）.docx")
    assert not [one.sentence for one in copied if one.verdict is Verdict.BROKEN]
    rules.done(0)
    QApplication.clipboard().setText(TEXT)
    keyboard.press(Key.Key_V, held=CTRL)
    assert not dialog.format_button.isEnabled()
