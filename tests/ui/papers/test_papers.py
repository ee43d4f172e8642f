"""Forms by keyboard alone: chosen, seen, printed, saved; told in the journal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMenu

from liushou_desk.domain.document import Paragraph
from liushou_desk.services.journal.history import list_actions
from liushou_desk.services.papers.registry import PAPERS
from liushou_desk.ui import pictures, printing
from liushou_desk.ui.papers import preview
from liushou_desk.ui.papers.dialog import PaperDialog
from liushou_desk.ui.papers.letter_words import LetterWords
from liushou_desk.ui.papers.preview import Preview
from liushou_desk.ui.remembered import papers_folder
from liushou_desk.ui.shell import Shell
from tests.ui.conftest import Answers
from tests.ui.keyboard import CTRL, Keyboard

ENTER = Qt.Key.Key_Return


@pytest.fixture
def choose(shell: Shell) -> Callable[[str], PaperDialog]:
    """Takes a form from the menu."""

    def take(title: str) -> PaperDialog:
        assert shell.workspace is not None
        menu = shell.workspace.commands.print_menu
        menu.aboutToShow.emit()
        next(one for one in offered(menu) if one.text() == f"{title}……").trigger()
        pictures.settle(shell)
        return next(box for box in shell.findChildren(PaperDialog) if box.isVisible())

    return take


def offered(menu: QMenu) -> list[QAction]:
    """What the shelves of the menu hold."""
    return [action for shelf in menu.findChildren(QMenu) for action in shelf.actions()]


def said(preview: Preview) -> str:
    return preview.said.text()


def test_the_menu_lists_every_form_once(shell: Shell) -> None:
    assert shell.workspace is not None
    menu = shell.workspace.commands.print_menu
    for _ in range(2):
        menu.aboutToShow.emit()
    titles = [action.text() for action in offered(menu)]
    assert titles == [f"{kind.title}……" for kind in PAPERS if not kind.ledger]


def test_a_class_is_chosen_seen_saved_and_printed(
    choose: Callable[[str], PaperDialog],
    keyboard: Keyboard,
    answers: Answers,
    look_into: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = choose("花名册")
    assert not dialog.print_button.isEnabled()
    keyboard.press(Qt.Key.Key_Down, ENTER)
    of_class = dialog.classes.currentText()
    assert of_class != "全校"
    assert dialog.pages is not None
    assert said(dialog) == f"共{dialog.pages.count}页。"
    assert dialog.focusWidget() is dialog.view
    for key, ending in (("S", "docx"), ("E", "pdf")):
        answers.file_to_save = tmp_path / f"册.{ending}"
        keyboard.press(key, held=CTRL)
        assert said(dialog).startswith("已写出")
    assert (tmp_path / "册.pdf").read_bytes() == dialog.pages.pdf
    assert (tmp_path / "册.docx").read_bytes().startswith(b"PK")
    monkeypatch.setattr(printing, "choose_printer", _into(tmp_path / "纸.pdf"))
    keyboard.press("P", held=CTRL)
    assert len(PdfReader(tmp_path / "纸.pdf").pages) == dialog.pages.count
    told = [action.sentence for action in look_into(dialog.desk.window, list_actions)[:3]]
    assert [text.split("：")[0] for text in told] == ["打印花名册", "写出花名册", "写出花名册"]
    keyboard.press(Qt.Key.Key_Escape)
    assert not keyboard.dialogs()


def test_a_batch_goes_into_a_folder(
    choose: Callable[[str], PaperDialog],
    keyboard: Keyboard,
    answers: Answers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = choose("联系卡")
    keyboard.press(ENTER)
    assert dialog.pages is not None
    papers = len(dialog.pages.batch.sheets)
    assert said(dialog) == f"共{papers}份、{dialog.pages.count}页。"
    assert papers > 1
    answers.folder = tmp_path / "卡"
    keyboard.press("E", held=CTRL)
    assert len(list((tmp_path / "卡").iterdir())) == papers
    assert dialog.folder_button.isVisible()
    opened: list[str] = []
    monkeypatch.setattr(
        preview.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile())
    )
    keyboard.press("O", held=CTRL)
    assert opened == [str(tmp_path / "卡")]
    assert papers_folder() == tmp_path / "卡"
    answers.file_to_save = tmp_path / "卡" / "全部.pdf"
    keyboard.press("M", held=CTRL)
    whole = PdfReader(tmp_path / "卡" / "全部.pdf")
    assert (len(whole.pages), len(whole.outline)) == (dialog.pages.count, papers)
    (tmp_path / "卡" / "全部.pdf").unlink()
    answers.folder = None
    keyboard.press("S", held=CTRL)
    assert len(list((tmp_path / "卡").iterdir())) == papers


def test_one_child_is_named_by_keyboard(
    choose: Callable[[str], PaperDialog], keyboard: Keyboard, look_into: Any
) -> None:
    dialog = choose("一人一页")
    assert dialog.child is not None
    pick = next(iter(dialog.child.picks.values()))
    keyboard.press(Qt.Key.Key_Tab, *pick.called.partition("（")[0], ENTER)
    assert dialog.child.chosen == [pick.id]
    keyboard.press(ENTER)
    assert dialog.focusWidget() is dialog.show_button
    keyboard.press(ENTER)
    assert dialog.pages is not None
    assert dialog.pages.batch.noted["children"] == 1


def test_what_cannot_be_made_is_said_in_its_place(
    choose: Callable[[str], PaperDialog], keyboard: Keyboard, answers: Answers
) -> None:
    dialog = choose("花名册")
    keyboard.press(ENTER)
    assert dialog.print_button.isEnabled()
    dialog.desk.choose_term("2031-2032-1")
    dialog.preview()
    keyboard.settle()
    assert "没有学期2031-2032-1" in said(dialog)
    assert not any(button.isEnabled() for button in (dialog.print_button, *dialog.buttons.values()))
    keyboard.press("P", held=CTRL)
    dialog.print_pages()
    assert not dialog.view.sheets


def test_numbers_in_full_are_asked_for_on_purpose(
    choose: Callable[[str], PaperDialog], keyboard: Keyboard
) -> None:
    """Names leave the office for a reason, which the journal keeps."""
    dialog = choose("花名册")
    head = dialog.head
    assert head.whole.isHidden()
    assert head.reason.isHidden()
    head.audience.setFocus()
    keyboard.press(Qt.Key.Key_Down)
    assert not head.reason.isHidden()
    head.whole.setChecked(True)
    keyboard.press(ENTER)
    dialog.preview()
    keyboard.settle()
    assert "要写明理由" in said(dialog)
    assert dialog.focusWidget() is head.reason
    keyboard.press(*"县教育局核对名单")
    keyboard.press(ENTER)
    assert dialog.pages is not None
    assert dialog.pages.batch.noted["numbers"]
    assert dialog.pages.batch.noted["audience"] == "report"
    dialog.done(0)
    assert choose("联系卡").head.isHidden()


def _into(path: Path) -> Callable[[QPrinter, object], bool]:
    def choose(printer: QPrinter, _desk: object) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        return True

    return choose


def test_the_words_of_a_letter_are_changed_and_seen(
    choose: Callable[[str], PaperDialog], keyboard: Keyboard
) -> None:
    dialog = choose("致家长一封信")
    keyboard.press("T", held=CTRL)
    words = keyboard.dialogs()[-1]
    assert isinstance(words, LetterWords)
    words.words.setPlainText("{孩子名}家长：\n您好！")
    keyboard.press("S", held=CTRL)
    assert "是不是“{孩子姓名}”" in words.said.text()
    words.words.clear()
    words.insert("孩子姓名")
    words.words.insertPlainText("家长：\n秋收辛苦了。")
    keyboard.press("S", held=CTRL)
    assert dialog.pages is not None
    told = dialog.pages.batch.sheets[0].document.blocks
    assert [block.text for block in told[1:2] if isinstance(block, Paragraph)] == ["秋收辛苦了。"]
