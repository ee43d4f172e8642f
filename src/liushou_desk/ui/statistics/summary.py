"""工作总结 and the other papers: paragraphs edited beside the pages they make.

What is typed is kept as a draft at once and goes into the summary with 保存 (Ctrl+S): one action,
which can be undone.
"""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from liushou_desk.domain.summary_kinds import SummaryKind
from liushou_desk.errors import DeskError, InputProblem, RuleConflict, TemplateTrouble
from liushou_desk.services.summary.checking import Check
from liushou_desk.services.summary.draft import ParagraphChanged
from liushou_desk.services.summary.editing import (
    Drift,
    check_paragraph,
    figure_choices,
)
from liushou_desk.services.summary.paper import Paper
from liushou_desk.services.summary.sections import ParagraphText
from liushou_desk.services.summary.service import revise
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.draft_keeper import DraftKeeper, Kept
from liushou_desk.ui.list_dialog import say
from liushou_desk.ui.look import spaced
from liushou_desk.ui.statistics import summary_jobs as jobs
from liushou_desk.ui.statistics.drafting import Drafting
from liushou_desk.ui.statistics.lists import choice_dialog
from liushou_desk.ui.statistics.notice import NO_DATA, NO_TERM
from liushou_desk.ui.statistics.outline import Standing, standing_of
from liushou_desk.ui.statistics.pane import PaperPane
from liushou_desk.ui.statistics.papers import Papers, Writing, drift_sentence
from liushou_desk.ui.statistics.summary_view import SummaryView

RESTORED = "已恢复上次没有保存的修改，标着“未保存”，请核对后按 Ctrl+S 保存。"


class SummaryPane(PaperPane):
    """The text of one paper; `typed` holds paragraphs that are not saved yet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._seen: dict[str, str | None] = {}
        """The own words (None: none) that stood there when a paragraph began to be typed."""
        self.problems: dict[str, str] = {}
        self.drift: tuple[Drift, ...] = ()
        writing = Writing(
            lambda: self.paper,
            lambda: not self.typed,
            lambda: self.drift,
            self.go_to,
            lambda said: self.view.written.tell(said),
        )
        self.papers = Papers(desk, self, writing)
        self.drafting = Drafting(desk, self)
        offers = {"drift": self.papers.show_drift, "folder": self.papers.open_folder}
        self.view = SummaryView(desk, offers)
        layout = QVBoxLayout(self)
        spaced(layout)
        layout.addWidget(self.view)
        self.drafting.connect(self.view.commands)
        self._draft = DraftKeeper(self, desk, self._kept())
        self._connect()

    def _connect(self) -> None:
        self._draft.rested.connect(self._settle)
        editor, commands = self.view.editor, self.view.commands
        self.view.outline.chosen.connect(lambda: self._load())
        self.view.outline.itemActivated.connect(lambda: editor.box.setFocus())
        editor.edited.connect(self._edit)
        editor.insert.clicked.connect(lambda: self._choose_figure())
        editor.restore.clicked.connect(lambda: self._put(None))
        editor.box.figure_opened.connect(self.papers.open_rows)
        editor.take.clicked.connect(lambda: self.take(editor.key, True))
        self.view.outline.ticked.connect(self.take)
        editor.leave_out.clicked.connect(lambda: self._put(""))
        commands.connect_buttons((self.save, partial(self.save, review=True), *self.papers.does))
        key = QShortcut(QKeySequence("Ctrl+S"), self, lambda: self.save())
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def paragraphs(self) -> dict[str, ParagraphText]:
        """Every paragraph by key."""
        sections = self.summary.sections if self.summary else ()
        return {one.key: one for section in sections for one in section.paragraphs}

    def refresh(self) -> None:
        """Read the text again; what is being typed stays."""
        if self.desk.term != self.paper.term:
            self.turn_to(replace(self.paper, term=self.desk.term, name=""))
            return
        paper = self.paper
        self.desk.tasks.run(
            self,
            lambda office: jobs.read_all(office, paper),
            self._show,
            self._cannot_read,
            replaces="text",
        )

    def save(self, *, review: bool = False) -> None:
        """Write what was typed, all of it or nothing; a bad paragraph is brought up."""
        if not self.is_open or not (self.typed or review):
            return
        self._draft.pause()
        paper, texts, seen = self.paper, dict(self.typed), dict(self._seen)
        self.desk.tasks.run(
            self,
            lambda office: jobs.save(office, paper, texts, seen, review=review),
            lambda _: self._saved(texts, review),
            self._refuse,
        )

    def go_to(self, found: Check) -> None:
        """Bring up the paragraph of a finding; of one that stands elsewhere the place is told."""
        if found.key in self.paragraphs():
            self._bring_up(found.key, TemplateTrouble(f"{found.kind}：{found.why}"))
        else:
            self.desk.say(f"{found.place}，{found.kind}：{found.why}")

    def draw(self) -> None:
        """Show the pages with what was typed in them."""
        paper, texts = self.paper, dict(self.typed)
        self.desk.tasks.run(
            self,
            lambda office: jobs.draw(office, paper, texts),
            self._show_pages,
            self._cannot_draw,
            replaces="preview",
        )

    def _cannot_read(self, error: DeskError) -> bool:
        """A term that has not begun has no summary yet: said in its place."""
        if not isinstance(error, RuleConflict):
            return False
        if self.paper.kind is not SummaryKind.TERM:  # the term itself may have begun
            self.desk.say(error.sentence)
            self.turn_to(Paper(self.paper.term))
            return True
        self.summary = None
        self.view.show_empty(error.message)
        return True

    def _show(self, read: jobs.SummaryRead | None) -> None:
        if read is None or read.is_blank:
            self.summary = None
            self.view.show_empty(NO_DATA if read else NO_TERM)
            return
        is_first = not self.is_open
        self.summary, self.drift = read.summary, read.drift
        self._take_typed(dict(read.typed) if is_first else {})
        self.problems = {key: one.problem for key, one in self.paragraphs().items() if one.problem}
        self.view.outline.show_sections(read.summary.sections, self._standing)
        self.view.commands.show_open(self.is_open)
        self.view.commands.choice.show_papers(read.papers, self.paper, read.drafts)
        self.view.drifted.tell(drift_sentence(self.drift))
        self.view.show_full()
        self._load()
        self._tell_state()
        self.draw()

    def _take_typed(self, kept: dict[str, str]) -> None:
        """What was typed and still differs; a draft from before is said to be one."""
        if not self.is_open:
            self._draft.keep_now()  # issued elsewhere meanwhile: it waits to be taken up again
            self.typed = {}
            return
        known = self.paragraphs()
        wanted = kept | self.typed
        self.typed = {
            key: text
            for key, text in wanted.items()
            if key in known and text != known[key].template
        }
        own = {key: one.template if one.is_own else None for key, one in known.items()}
        self._seen = {key: self._seen.get(key, own[key]) for key in self.typed}
        if kept and self.typed != kept:
            self._draft.keep()
        if kept and self.typed:
            self.view.restored.tell(RESTORED)

    def _load(self) -> None:
        paragraph = self.paragraphs().get(self.view.outline.key)
        if paragraph is None:
            return
        text = self.typed.get(paragraph.key, paragraph.template)
        assert self.summary is not None
        self.view.editor.load(paragraph, text, self.summary.values, is_open=self.is_open)
        if paragraph.key in self.typed:
            self._check()

    def _edit(self) -> None:
        key, text = self.view.editor.key, self.view.editor.text()
        paragraph = self.paragraphs().get(key)
        if paragraph is None:
            return
        self.typed.pop(key, None)
        if text != paragraph.template:
            self.typed[key] = text
            self._seen.setdefault(key, paragraph.template if paragraph.is_own else None)
        self.problems.pop(key, None)
        self.view.editor.restore.setEnabled(paragraph.is_own or key in self.typed)
        self.view.editor.leave_out.setEnabled(bool(text.strip()))
        self._mark(key)
        self._tell_state()
        self._draft.touch()

    def _settle(self) -> None:
        """Typing rests and is kept: check it, show it."""
        self._check()
        self.draw()

    def _kept(self) -> Kept:
        return Kept(jobs.form_of(self.paper), None, lambda: self.typed)

    def _check(self) -> None:
        paper, key, text = self.paper, self.view.editor.key, self.view.editor.text()
        self.desk.tasks.run(
            self,
            lambda office: check_paragraph(office, paper, key, text),
            lambda _: self._checked(key),
            partial(self._found_wrong, key),
            replaces="check",
        )

    def _checked(self, key: str) -> None:
        self.problems.pop(key, None)
        self._mark(key)
        if key == self.view.editor.key:
            self.view.editor.show_result()

    def _found_wrong(self, key: str, error: DeskError) -> bool:
        self.problems[key] = error.message
        self._mark(key)
        if key == self.view.editor.key:
            self.view.editor.show_result(error.message)
        return True

    def _tick(self, key: str, is_on: bool) -> None:
        self.take(key, is_taken=is_on)

    def _put(self, text: str | None) -> None:
        """恢复原文 or 不写这一段: done at once, as an action of its own."""
        paper, key = self.paper, self.view.editor.key
        before = self.paragraphs()[key]
        said = "这一段不写了" if text == "" else "已采用这一段" if text else "已恢复原文"
        if before.is_proposal and text is None:
            said = "这一段不采用了"
        is_change = before.is_own or text is not None
        self._draft.pause()
        self.typed.pop(key, None)
        self._draft.keep()
        if is_change:
            self.desk.tasks.run(
                self,
                lambda office: revise(office, paper, {key: text}),
                lambda _: self.desk.say(f"{said}（Ctrl+Z 撤销）。"),
            )
        else:
            self.refresh()

    def _saved(self, texts: dict[str, str], review: bool) -> None:
        for key, text in texts.items():
            self._seen.pop(key, None)
            if self.typed.get(key) == text:
                del self.typed[key]
        if self.typed:
            self._draft.keep()
        if self.view.editor.key not in self.typed:
            self.view.editor.forget_steps()
        self.view.hush()
        self.refresh()
        done = "已送审" if review else f"已保存{len(texts)}段"
        self.desk.say(f"{done}（Ctrl+Z 撤销）。")

    def _refuse(self, error: DeskError) -> bool:
        """Nothing was saved: bring up the paragraph that is wrong, or show what changed."""
        if isinstance(error, ParagraphChanged):
            self._seen.clear()
            self.refresh()
        if not isinstance(error, InputProblem) or error.field not in self.paragraphs():
            return False
        self._bring_up(error.field, error)
        self.desk.say("还没有保存：有一段要改，见红色说明。")
        return True

    def _bring_up(self, key: str, trouble: DeskError) -> None:
        self.view.outline.select(key)
        self._found_wrong(key, trouble)
        self.view.editor.box.setFocus()

    def _choose_figure(self) -> None:
        paper = self.paper
        self.desk.tasks.run(
            self,
            lambda office: figure_choices(office, paper),
            lambda found: choice_dialog(self.desk, found, self.view.editor.insert_figure).open(),
            replaces="choices",
        )

    def _show_pages(self, pages: jobs.Pages) -> None:
        self.view.stale.setVisible(False)
        self.view.pages.show_pdf(pages.pdf, pages.count)

    def _cannot_draw(self, error: DeskError) -> bool:
        say(self.view.stale, f"页面还没有更新：{error.sentence}")
        return True

    def _standing(self, paragraph: ParagraphText) -> Standing:
        is_typed = paragraph.key in self.typed
        return standing_of(paragraph, is_typed=is_typed, is_bad=paragraph.key in self.problems)

    def _mark(self, key: str) -> None:
        paragraph = self.paragraphs().get(key)
        if paragraph and self.summary:
            typed = self.typed.get(key)
            text = paragraph.text if typed is None else self.summary.values.reading(typed)
            self.view.outline.mark(key, text, self._standing(paragraph))

    def _tell_state(self) -> None:
        assert self.summary is not None
        self.view.commands.tell(self.summary, len(self.typed), is_open=self.is_open)

    def turn_to(self, paper: Paper) -> None:
        """Another paper or draft; what was typed waits in this one's own draft."""
        self._draft.keep_now()
        self.paper, self.summary, self.typed, self.problems = paper, None, {}, {}
        self._draft.kept = self._kept()
        self.view.hush()
        self.refresh()

    def take(self, key: str, is_taken: bool) -> None:
        """Tick a proposal, or take the tick away: done at once, as an action of its own."""
        paragraph = self.paragraphs().get(key)
        if paragraph and self.is_open and paragraph.is_offered is is_taken:
            self.view.outline.select(key)
            self._put(paragraph.template if is_taken else None)
