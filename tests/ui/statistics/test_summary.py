"""工作总结: typing is kept, checked, saved, drawn; issued, taken up again, taken back."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pypdf
import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.words import SummaryState
from liushou_desk.services.diary import list_entries, remove_entry
from liushou_desk.services.journal.history import list_actions
from liushou_desk.services.keeping.drafts import list_drafts, read_draft
from liushou_desk.services.keeping.office import create_office
from liushou_desk.services.summary.checking import Weight
from liushou_desk.services.summary.editing import preview_pdf, read_summary
from liushou_desk.services.summary.service import issue_summary, revise, write_summary
from liushou_desk.services.terms import open_term
from liushou_desk.ui.desk import Journey, Spot
from liushou_desk.ui.draft_keeper import KEEP_AFTER
from liushou_desk.ui.importing.wizard import ImportWizard
from liushou_desk.ui.list_dialog import ListDialog
from liushou_desk.ui.shell import Shell
from liushou_desk.ui.statistics.findings import FindingsDialog
from liushou_desk.ui.statistics.tab import Side, StatisticsTab
from tests.conftest import OPENING, ticking

if TYPE_CHECKING:
    from liushou_desk.ui.statistics.summary import SummaryPane

TERM = "2026-2027-1"
KEY = "problems.late"
Look = Callable[[Shell, Callable[..., Any]], Any]


def tab_of(shell: Shell, settle: Callable[[Shell], None]) -> StatisticsTab:
    assert shell.workspace is not None
    tab = shell.workspace.bring(Spot.STATISTICS)
    assert isinstance(tab, StatisticsTab)
    tab.show_side(Side.SUMMARY)
    settle(shell)
    return tab


class Desk:
    """A clerk at the summary's side."""

    def __init__(self, shell: Shell, qtbot: QtBot, settle: Callable[[Shell], None]) -> None:
        self.shell, self.qtbot, self._settle = shell, qtbot, settle
        self.pane: SummaryPane = tab_of(shell, settle).summary
        self.view = self.pane.view

    def choose(self, key: str = KEY) -> None:
        self.view.outline.select(key)

    def type(self, text: str) -> None:
        self.view.editor.box.selectAll()
        self.view.editor.box.insertPlainText(text)

    def rest(self) -> None:
        self.qtbot.wait(KEEP_AFTER + 100)
        self._settle(self.shell)

    def press(self, key: Qt.Key) -> None:
        self.view.editor.box.setFocus()
        self.qtbot.keyClick(self.view.editor.box, key, Qt.KeyboardModifier.ControlModifier)
        self._settle(self.shell)

    def click(self, button: Any) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self._settle(self.shell)

    def mark(self, key: str = KEY) -> str:
        return self.view.outline.items[key].text(1)


@pytest.fixture
def desk(shell: Shell, qtbot: QtBot, settle: Callable[[Shell], None]) -> Desk:
    desk = Desk(shell, qtbot, settle)
    desk.choose()
    return desk


def words(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def template(shell: Shell, look_into: Look, key: str = KEY) -> str:
    sections = look_into(shell, lambda office: read_summary(office, TERM)).sections
    return next(p.template for s in sections for p in s.paragraphs if p.key == key)


def test_paragraph_is_shown_with_its_figures_and_as_it_reads(desk: Desk) -> None:
    desk.choose("basics.total")
    assert "{left_behind}" in desk.view.editor.text()
    shown = desk.pane.paragraphs()["basics.total"].text
    number = shown.partition("其中留守儿童")[2].partition("人")[0]
    assert f"留守儿童 {number}；" in desk.view.editor.result.text()
    assert len(desk.view.pages.sheets) >= 5
    first, *_, last = desk.view.pages.sheets
    desk.qtbot.waitUntil(lambda: first.image is not None)
    assert last.image is None


def test_saved_words_stand_in_the_pages(desk: Desk, shell: Shell, look_into: Look) -> None:
    desk.type("本学期家访{times.家访}次，逐户登门。")
    assert desk.mark() == "未保存"
    desk.press(Qt.Key.Key_S)
    assert desk.mark() == "自写"
    assert not desk.view.commands.save.isEnabled()
    read = words(look_into(shell, lambda office: preview_pdf(office, TERM)))
    number = desk.pane.paragraphs()[KEY].text.removeprefix("本学期家访").partition("次")[0]
    assert number.isdigit()
    assert f"本学期家访{number}次，逐户登门。" in read
    assert look_into(shell, list_actions)[0].sentence == "修改工作总结"


def test_typing_shows_in_the_pages_before_it_is_saved_and_keeps_the_place(desk: Desk) -> None:
    bar = desk.view.pages.verticalScrollBar()
    bar.setValue(500)
    desk.type("还没有保存的一句话。")
    desk.rest()
    assert "还没有保存的一句话。" in words(desk.view.pages._pdf)
    assert bar.value() == 500
    assert desk.view.editor.result.text() == "这一段没有数字。"


def test_undo_takes_the_saving_back(desk: Desk, shell: Shell, look_into: Look) -> None:
    before = desk.view.editor.text()
    desk.type("换一句。")
    desk.press(Qt.Key.Key_S)
    desk.press(Qt.Key.Key_Z)
    assert template(shell, look_into) == before
    assert desk.view.editor.text() == before
    assert desk.mark() == ""
    desk.press(Qt.Key.Key_Y)
    assert template(shell, look_into) == "换一句。"


def test_undo_takes_typing_back_first(desk: Desk, shell: Shell, look_into: Look) -> None:
    before, actions = desk.view.editor.text(), look_into(shell, list_actions)
    desk.type("打错了")
    desk.press(Qt.Key.Key_Z)
    assert desk.view.editor.text() == before
    assert not desk.pane.typed
    assert look_into(shell, list_actions) == actions


@pytest.mark.parametrize(
    ("text", "said", "stale"),
    [
        ("有{nobody}人。", "“nobody”不是数字的名称", ""),  # the page says so in its place
        ("有{by_care.谁}人。", "“留守儿童按照料方式：谁”现在没有数字", ""),
        ("有{left_behind人。", "没有配对", "页面还没有更新"),
    ],
)
def test_bad_words_are_told_and_not_saved(
    desk: Desk, shell: Shell, look_into: Look, answers: Any, text: str, said: str, stale: str
) -> None:
    before = template(shell, look_into)
    desk.type(text)
    desk.rest()
    assert said in desk.view.editor.problem.text()
    assert desk.mark() == "要改正"
    assert desk.view.stale.text().startswith(stale)
    assert ("〔没有指标：" in words(desk.view.pages._pdf)) == (not stale)
    desk.choose("opening")
    desk.press(Qt.Key.Key_S)
    assert desk.view.outline.key == KEY
    assert said in desk.view.editor.problem.text()
    assert template(shell, look_into) == before
    assert not answers.shown


def test_typing_survives_a_crash(
    desk: Desk,
    shell: Shell,
    open_shell: Callable[[Path], Shell],
    demo_path: Path,
    settle: Callable[[Shell], None],
    look_into: Look,
) -> None:
    desk.type("停电以前打的字。")
    desk.rest()
    shell.tasks.close()
    again = open_shell(demo_path)
    pane = tab_of(again, settle).summary
    assert pane.typed == {KEY: "停电以前打的字。"}
    assert "已恢复" in pane.view.restored.label.text()
    pane.save()
    settle(again)
    assert template(again, look_into) == "停电以前打的字。"
    assert look_into(again, list_drafts) == ()


def test_another_term_keeps_what_was_typed(
    desk: Desk, shell: Shell, settle: Callable[[Shell], None], look_into: Look
) -> None:
    desk.type("下学期再说。")
    desk.pane.desk.choose_term("2025-2026-2")
    settle(shell)
    assert not desk.pane.typed
    kept = look_into(shell, lambda office: read_draft(office, f"summary {TERM}", None))
    assert kept.values == {KEY: "下学期再说。"}
    assert shell.workspace is not None
    shell.workspace.tabs[Spot.STATISTICS].go_to(Journey(Spot.STATISTICS, form=f"summary {TERM}"))
    settle(shell)
    assert desk.pane.typed == {KEY: "下学期再说。"}


def test_own_sentence_comes_back_and_a_paragraph_is_left_out(
    desk: Desk, shell: Shell, look_into: Look
) -> None:
    before = template(shell, look_into)
    desk.click(desk.view.editor.leave_out)
    assert desk.mark() == "不写"
    assert template(shell, look_into) == ""
    desk.click(desk.view.editor.restore)
    assert template(shell, look_into) == before
    desk.type("不要的字")
    desk.click(desk.view.editor.restore)
    assert desk.view.editor.text() == before
    assert not desk.pane.typed


def test_a_figure_is_found_and_inserted(desk: Desk, qtbot: QtBot) -> None:
    desk.type("家访")
    desk.click(desk.view.editor.insert)
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, ListDialog)]
    dialog = next(dialog for dialog in dialogs if dialog.isVisible())
    dialog.panel.search.setText("次数：家访")
    qtbot.keyClick(dialog.panel.search, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.panel.table, Qt.Key.Key_Return)
    assert desk.view.editor.text() == "家访{times.家访}"
    assert desk.view.editor.result.text().startswith("光标处的数字：次数：家访 ")


def test_review_saves_and_amending_makes_a_draft_again(
    desk: Desk, shell: Shell, look_into: Look
) -> None:
    desk.type("送审的话。")
    desk.click(desk.view.commands.review)
    assert desk.view.commands.state.text() == "送审"
    assert template(shell, look_into) == "送审的话。"
    desk.type("又改了。")
    desk.press(Qt.Key.Key_S)
    assert desk.view.commands.state.text() == "草稿"


class Folders(QObject):
    """Takes the place of the system's file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


@pytest.fixture
def folders() -> Iterator[Folders]:
    found = Folders()
    QDesktopServices.setUrlHandler("file", found, "show")
    yield found
    QDesktopServices.unsetUrlHandler("file")


def test_a_paragraph_changed_elsewhere_is_not_written_over_unseen(
    desk: Desk, shell: Shell, look_into: Look, answers: Any
) -> None:
    desk.type("我写的一段。")
    look_into(shell, lambda office: revise(office, TERM, {KEY: "别处写的一段。"}))
    desk.press(Qt.Key.Key_S)
    assert "改成了“别处写的一段。”" in answers.shown[-1]
    assert template(shell, look_into) == "别处写的一段。"
    assert desk.view.editor.text() == "我写的一段。"
    desk.press(Qt.Key.Key_S)  # seen now, and wanted so
    assert template(shell, look_into) == "我写的一段。"


def test_issue_writes_both_files_and_shuts_the_text(
    desk: Desk, answers: Any, tmp_path: Path, folders: Folders
) -> None:
    answers.folder = tmp_path / "定稿"
    desk.click(desk.view.commands.issue)
    files = sorted(file.suffix for file in answers.folder.iterdir())
    assert files == [".docx", ".pdf"]
    assert "不能撤销" in answers.shown[0]
    assert desk.view.commands.state.text() == "定稿 第1稿"
    assert "工作总结（docx、pdf）" in desk.view.written.label.text()
    assert desk.view.editor.box.isReadOnly()
    assert not desk.view.commands.save.isVisible()
    assert "草稿" not in words(desk.view.pages._pdf)
    desk.click(desk.view.written.button)
    assert folders.opened == [str(answers.folder)]


def test_issued_text_stands_on_the_left_and_undo_does_not_reach_it(
    desk: Desk, shell: Shell, answers: Any, tmp_path: Path, look_into: Look
) -> None:
    answers.folder = tmp_path
    desk.type("本学期家访{times.家访}次，写进定稿。")
    desk.press(Qt.Key.Key_S)
    read = desk.pane.paragraphs()[KEY].text
    desk.click(desk.view.commands.issue)
    shown = {item.text(0).strip() for item in desk.view.outline.items.values()}
    assert any(text.endswith(read) for text in shown)
    assert not any("{" in text for text in shown)
    key = next(key for key, p in desk.pane.paragraphs().items() if p.text.endswith(read))
    desk.choose(key)
    assert desk.view.editor.text().endswith(read)
    before = desk.pane.paragraphs()
    for _ in range(3):
        desk.press(Qt.Key.Key_Z)
    assert desk.pane.paragraphs() == before
    assert desk.view.editor.text().endswith(read)
    desk.click(desk.view.commands.reopen)
    assert template(shell, look_into) == "本学期家访{times.家访}次，写进定稿。"


def test_words_being_typed_wait_out_an_issue_made_elsewhere(
    desk: Desk, answers: Any, tmp_path: Path, look_into: Look, shell: Shell
) -> None:
    desk.type("打到一半，")
    look_into(shell, lambda office: issue_summary(office, TERM, tmp_path))
    desk.rest()
    desk.pane.refresh()
    desk.rest()
    assert not desk.pane.typed
    desk.click(desk.view.commands.reopen)
    assert desk.pane.typed == {KEY: "打到一半，"}


def test_taken_up_again_it_is_a_draft_until_that_is_undone(
    desk: Desk, shell: Shell, settle: Callable[[Shell], None], answers: Any, tmp_path: Path
) -> None:
    answers.folder = tmp_path
    desk.click(desk.view.commands.issue)
    desk.click(desk.view.commands.reopen)
    assert desk.view.commands.state.text() == "草稿（第1稿定稿以后）"
    assert not desk.view.editor.box.isReadOnly()
    assert shell.workspace is not None
    shell.workspace.commands.undo.trigger()
    settle(shell)
    assert desk.view.commands.state.text() == "定稿 第1稿"
    assert desk.pane.summary is not None
    assert desk.pane.summary.state is SummaryState.ISSUED


def test_refusal_to_issue_is_told_and_the_paragraph_brought_up(
    desk: Desk, answers: Any, tmp_path: Path
) -> None:
    answers.folder = tmp_path / "定稿"
    desk.type("电话13800138000联系，XXXX待填。")
    desk.press(Qt.Key.Key_S)
    desk.choose("opening")
    desk.click(desk.view.commands.issue)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, FindingsDialog))
    assert {one.key for one in dialog.panel.rows if one.weight is Weight.NEVER} == {KEY}
    assert any("电话" in one.why for one in dialog.panel.rows)
    assert dialog.pass_button is None
    desk.qtbot.keyClick(dialog.panel.table, Qt.Key.Key_Return)
    assert desk.view.outline.key == KEY
    assert "有电话号码" in desk.view.editor.problem.text()
    assert desk.view.commands.state.text() == "草稿"
    assert not list(answers.folder.iterdir())


@pytest.mark.parametrize("name", ["issue", "export", "print"])
def test_nothing_leaves_the_school_half_typed(
    desk: Desk, answers: Any, tmp_path: Path, name: str
) -> None:
    answers.folder = tmp_path / "出"
    desk.type("打到一半")
    desk.click(getattr(desk.view.commands, name))
    assert answers.shown == ["还有没保存的段落，请先按 Ctrl+S 保存。"]
    assert not answers.folder.exists()


def test_draft_is_exported(desk: Desk, answers: Any, tmp_path: Path) -> None:
    answers.folder = tmp_path / "出"
    desk.click(desk.view.commands.export)
    assert len(list(answers.folder.iterdir())) == 2
    assert desk.view.written.label.text().startswith("已导出")


def test_drift_since_the_issue_is_said_and_listed(
    desk: Desk, shell: Shell, answers: Any, tmp_path: Path, look_into: Look
) -> None:
    answers.folder = tmp_path
    desk.click(desk.view.commands.issue)
    assert not desk.view.drifted.isVisible()
    rows = look_into(shell, lambda office: list_entries(office, TERM))
    *_, visit = (row for row in rows if row.kind is DiaryKind.HOME_VISIT and row.reached)
    look_into(shell, lambda office: remove_entry(office, visit.entry_id))
    desk.rest()
    assert "家访" in desk.view.drifted.label.text()
    desk.click(desk.view.drifted.button)
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, ListDialog)]
    dialog = next(dialog for dialog in dialogs if dialog.isVisible())
    assert len(dialog.panel.rows) == len(desk.pane.drift)
    dialog.reject()


def test_no_term_no_summary(desk: Desk, shell: Shell, settle: Callable[[Shell], None]) -> None:
    desk.pane.desk.choose_term("2030-2031-1")
    settle(shell)
    assert desk.view.empty.isVisible()
    assert "还没有建立" in desk.view.empty.label.text()
    assert [button.text() for button in desk.view.empty.guide.buttons if button.isVisible()] == [
        "导入名册 (Ctrl+I)",
        "新学期与升级",
    ]


def test_a_term_without_children_has_no_summary_but_a_press_to_begin(
    open_shell: Callable[[Path], Shell],
    settle: Callable[[Shell], None],
    tmp_path: Path,
    look_into: Look,
    qtbot: QtBot,
) -> None:
    create_office(tmp_path / "空.db", ticking(OPENING), "新校").close()
    shell = open_shell(tmp_path / "空.db")
    look_into(shell, lambda office: open_term(office, TERM))
    view = tab_of(shell, settle).summary.view
    assert "还没有登记学生" in view.empty.label.text()
    first, _ = view.empty.guide.buttons
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert any(isinstance(w, ImportWizard) for w in QApplication.topLevelWidgets())
    look_into(shell, lambda office: revise(office, TERM, {"opening": "自己写的开头。"}))
    assert "自己写的开头。" in view.editor.text()


def test_other_papers_and_drafts_are_chosen_and_proposals_ticked(
    desk: Desk, shell: Shell, look_into: Look
) -> None:
    """A tick is an action of its own; what is typed waits in its own paper."""
    choice, outline = desk.view.commands.choice, desk.view.outline
    labels = [choice.papers.itemText(row) for row in range(choice.papers.count())]
    assert labels[:2] == ["学期总结", "学年总结"]
    assert {"2026年下半年总结", "班级总结：三年级1班", "工作计划"} <= set(labels)
    assert desk.mark("plans.overdue") == "建议"
    outline.select("plans.overdue")
    outline.setFocus()
    desk.qtbot.keyClick(outline, Qt.Key.Key_Space)
    desk._settle(shell)
    assert desk.mark("plans.overdue") == "自写"
    assert template(shell, look_into, "plans.overdue").startswith("保证随访进度")
    desk.press(Qt.Key.Key_Z)
    assert desk.mark("plans.overdue") == "建议"
    desk.choose()
    desk.type("学期的话。")
    choice.papers.activated.emit(labels.index("班级总结：三年级1班"))
    desk._settle(shell)
    assert "三年级1班在册学生" in desk.view.outline.items["basics.total"].text(0)
    assert not desk.pane.typed
    choice.papers.activated.emit(0)
    desk._settle(shell)
    assert desk.pane.typed == {KEY: "学期的话。"}
    choice.copied.emit()
    dialog = QApplication.activeModalWidget()
    dialog.box.setText("送教育局")
    desk.click(dialog.ok)
    assert choice.drafts.text() == "送教育局"
    choice.removed.emit()
    desk._settle(shell)
    assert choice.drafts.text() == "初稿"


def test_what_else_goes_into_a_paper(
    desk: Desk, answers: Any, tmp_path: Path, shell: Shell, look_into: Look
) -> None:
    """A document from above at the cursor, a case, an edition from WPS; each by the keyboard."""
    doors = desk.pane.drafting.doors
    doors.policies()
    desk._settle(shell)
    dialog = QApplication.activeModalWidget()
    dialog.add()
    word = QApplication.activeModalWidget()
    word.box.setText("县实施方案（〔2026〕3号）")
    desk.qtbot.keyClick(word.box, Qt.Key.Key_Return)
    desk._settle(shell)
    desk.qtbot.keyClick(dialog.panel.table, Qt.Key.Key_Return)
    desk._settle(shell)
    assert "《县实施方案》（〔2026〕3号）" in desk.pane.typed[KEY]
    desk.click(desk.view.commands.save)

    doors.cases()
    desk._settle(shell)
    dialog = QApplication.activeModalWidget()
    dialog.box.setPlainText("李某学会了游泳。")
    desk.click(dialog.take_button)
    dialog.reject()
    assert any(key.startswith("cases.") for key in desk.view.outline.items)

    said = look_into(shell, lambda office: write_summary(office, TERM, tmp_path, ["docx"]))
    paper = docx.Document(str(said.files[0]))
    opening = next(p for p in paper.paragraphs if "现将" in p.text)
    opening.runs[0].text = "今年，" + opening.runs[0].text
    paper.save(str(said.files[0]))
    answers.file_to_open = said.files[0]
    doors.compare()
    desk._settle(shell)
    assert not answers.shown
    dialog = QApplication.activeModalWidget()
    desk.qtbot.keyClick(dialog.panel.table, Qt.Key.Key_Return)
    desk._settle(shell)
    assert dialog.panel.rows == ()
    dialog.reject()
    assert template(shell, look_into, "opening").startswith("今年，")
