"""学期日期: the days of a term in a form, and below it what moves, before anything is saved."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from liushou_desk.domain.term_order import HOLIDAYS
from liushou_desk.domain.work_fields import TERM_FIELDS
from liushou_desk.errors import DeskError
from liushou_desk.services.terms import (
    DatedTerm,
    DatesPlan,
    plan_dates,
    read_dates,
    save_dates,
    values_of,
)
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.forms.entry import field_entry
from liushou_desk.ui.look import GAP, TALLEST_DIALOG
from liushou_desk.ui.tasks import OwnFault
from liushou_desk.ui.terms.holidays import HolidaysInput, holidays_entry
from liushou_desk.ui.terms.opener import open_term_opener

if TYPE_CHECKING:
    from liushou_desk.services.keeping.drafts import Draft

Texts = dict[str, str]
FORM = "term_dates"
WIDTH = 720
PAUSE = 300
"""Milliseconds without a keystroke after which it is asked again what moves."""
LEAST_LINES = 5
"""Below the banner."""
_ALL_IT_NEEDS = 100
"""The form's share of the height against the preview's; the preview keeps its least lines."""
UNTOUCHED = "还没有改动。改了日期，这里马上列出哪些数字会变；保存以前什么都不会变。"
UNFINISHED = "日期写全以后，这里列出哪些数字会变。"
REFUSED = "这样还不能保存："
NO_TERM = "这个数据文件里还没有学期，请先新建学期。"


def open_term_dates(desk: Desk, row_id: int | None = None) -> None:
    """The dates of a term, by default the one looked at, else the newest; without any, 新学期."""
    asked = desk.term if row_id is None else row_id

    def show(term: DatedTerm | None) -> None:
        if term is None:
            desk.say(NO_TERM)
            open_term_opener(desk)
        else:
            TermDates(desk, term).open()

    desk.tasks.run(desk.window, lambda office: read_dates(office, asked), show)


class TermDates(RecordDialog):
    """A form that tells below what saving it would move; Ctrl+S saves it as one step."""

    def __init__(self, desk: Desk, term: DatedTerm) -> None:
        self.code = term.days.code
        values, code = values_of(term.days), self.code
        record = Record(
            f"学期日期：{term.days.title}",
            FORM,
            term.row_id,
            values,
            lambda office, changed: save_dates(office, code, changed),
            seen=values,
        )
        entries = (*map(field_entry, TERM_FIELDS), holidays_entry(lambda: desk.today))
        super().__init__(
            desk,
            record,
            [Page("", entries)],
            saved=lambda _: desk.say("已修改学期日期。（Ctrl+Z 撤销）"),
        )
        self._asked: Texts | None = None
        self._build_preview()
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.work_out)
        self.forms[0].edited.connect(self._timer.start)
        self.forms[0].left.connect(self.work_out)
        self.work_out()

    def _build_preview(self) -> None:
        self.save_button.setText("保存日期 (Ctrl+S)")
        self.heading = QLabel(wordWrap=True)
        self.heading.setProperty("role", "quiet")
        self.preview = QPlainTextEdit(readOnly=True)
        self.preview.setTabChangesFocus(True)
        self.preview.setAccessibleName("改了以后的变化")
        line = self.preview.fontMetrics().lineSpacing()
        self.preview.setMinimumHeight(line * LEAST_LINES)
        for label in (self.forms[0].lines[HOLIDAYS].label, self.forms[0].lines[HOLIDAYS].note):
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            label.setContentsMargins(0, GAP, 0, 0)
        self.foot.addWidget(self.heading)
        self.foot.addWidget(self.preview, 1)
        self.rows.setStretchFactor(self.foot, 1)
        self.rows.setStretchFactor(self.pages, _ALL_IT_NEEDS)
        holidays = self.forms[0].inputs[HOLIDAYS]
        assert isinstance(holidays, HolidaysInput)
        self.setTabOrder(holidays.add, self.preview)
        self.fitting.wish(WIDTH, TALLEST_DIALOG)

    def work_out(self) -> None:
        """Ask what the days as they stand would move, where they are others than asked about."""
        self._timer.stop()
        texts, form = self.texts(), self.forms[0]
        if texts == self._asked or self.unsaved.is_writing:
            return
        self._asked = texts
        values, code = form.readable(), self.code
        if len(values) < len(form.entries):
            self._tell("", UNFINISHED)
            return
        changed = self._seen.changed(values)
        self.desk.tasks.run(
            self,
            lambda office: plan_dates(office, code, changed),
            lambda plan: self._show(texts, plan),
            lambda error: self._refuse(texts, error),
            replaces="moves",
        )

    def _restore(self, draft: "Draft | None") -> None:
        """A draft is told of as if it had just been typed."""
        super()._restore(draft)
        self.work_out()

    def _grow(self) -> None:
        """The form takes no more than it needs: what is left is the preview's."""
        super()._grow()
        self.pages.setMaximumHeight(self.forms[0].sizeHint().height())

    def _show(self, asked: Texts, plan: DatesPlan) -> None:
        """Unless something else has been typed since, which has been answered already."""
        if asked == self._asked:
            self._tell(plan.note, "\n".join(plan.lines) or UNTOUCHED)

    def _refuse(self, asked: Texts, error: DeskError) -> bool:
        if isinstance(error, OwnFault):
            return False
        if asked == self._asked:
            self._tell("", f"{REFUSED}{error.message}")
        return True

    def _tell(self, note: str, words: str) -> None:
        self.heading.setText(f"改了以后，按{note}：" if note else "改了以后：")
        self.preview.setPlainText(words)
