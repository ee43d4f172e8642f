"""新学期: which term, what would become of every child, and then all of it in one step."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.tables import FIELDS
from liushou_desk.errors import DeskError, InputProblem
from liushou_desk.services.terms import (
    Fate,
    Opened,
    OpeningPlan,
    OpeningRow,
    TermChoice,
    open_term,
    plan_opening,
    terms_to_open,
)
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, say
from liushou_desk.ui.long_work import run_long
from liushou_desk.ui.look import Tone, spaced
from liushou_desk.ui.table.chips import chips_of
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel
from liushou_desk.ui.terms.choices import ChoicesPanel

REPEATS, UP = "留级 (空格)", "不留级 (空格)"
NOTE = "以上是预览。新建前自动备份，按 Ctrl+Z 一次全部撤销。"
_TONES = {
    Fate.GRADUATES: Tone.GOOD,
    Fate.REPEATS: Tone.OWED,
    Fate.UNPLACED: Tone.BAD,
    Fate.LEFT_OUT: Tone.QUIET,
}
COLUMNS: tuple[Column[OpeningRow], ...] = (
    Column("儿童", lambda row: row.called, 7, field=FIELDS["child", "name"]),
    Column(
        "现在班级",
        lambda row: row.class_now,
        9,
        key=lambda row: row.class_order,
        field=FIELDS["school_class", "name"],
    ),
    Column(
        "结果",
        lambda row: row.fate.label,
        5,
        tone=lambda row: _TONES.get(row.fate, Tone.PLAIN),
        field=OPEN,
    ),
    Column("新学期班级", lambda row: row.class_then, 9, field=FIELDS["school_class", "name"]),
    Column("学期表", lambda row: "新建" if row.fate.has_sheet else "", 4, field=OPEN),
    Column("说明", lambda row: row.said, 14, field=OPEN),
)


def open_term_opener(desk: Desk) -> None:
    """新学期, with the next term proposed."""
    TermOpener(desk).open()


class TermOpener(ListDialog[OpeningRow]):
    """Space lets the selected children repeat their grade, Ctrl+S opens the term as shown."""

    closing = "取消 (Esc)"

    def __init__(self, desk: Desk) -> None:
        panel: ListPanel[OpeningRow] = ListPanel(
            COLUMNS, lambda row: row.child_id, lambda row: row.search, "搜索：姓名、拼音、班级"
        )
        super().__init__(desk, "新学期", panel, note=NOTE)
        self.plan: OpeningPlan | None = None
        self._repeating: frozenset[int] = frozenset()
        self._is_writing = False
        self._build_head()
        self.repeat_button = self.command(REPEATS, self.repeat)
        self.in_list("Space", self.repeat_button.click)
        self.save_button = self.command("新建学期", self.save, "Ctrl+S")
        self.term.activated.connect(lambda: self._other_term())
        self.choices.changed.connect(self.work_out)
        desk.tasks.run(self, terms_to_open, self._offer)

    def _build_head(self) -> None:
        self.term = QComboBox()
        self.term.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        label = QLabel("新学期(&T)")
        label.setBuddy(self.term)
        self.days = QLabel()
        self.days.setProperty("role", "quiet")
        self.choices = ChoicesPanel()
        self.choices.leave_on.today = lambda: self.desk.today
        line = QHBoxLayout()
        spaced(line)
        line.addWidget(label)
        line.addWidget(self.term)
        line.addWidget(self.days, 1)
        line.addWidget(self.choices.leaving)
        self.head.insertLayout(0, line)
        self.head.insertWidget(1, self.choices)

    def work_out(self) -> None:
        """Ask what opening the chosen term would do."""
        code, choices = self.term.currentData(), self.choices.read(self._repeating)
        if code is None or choices is None or self._is_writing:
            return
        self.desk.tasks.run(
            self,
            lambda office: plan_opening(office, code, choices),
            self._show_plan,
            self.failed,
            replaces="plan",
        )

    def repeat(self) -> None:
        """Let the selected children repeat their grade, or those that would, move up after all."""
        chosen = {row.child_id for row in self._movable()}
        if not chosen:
            return
        kept = self._repeating
        self._repeating = kept - chosen if chosen <= kept else kept | chosen
        self.work_out()

    def save(self) -> None:
        """Do what is shown, after a backup."""
        plan, choices = self.plan, self.choices.read(self._repeating)
        if plan is None or choices is None or self._is_writing:
            return
        self._writes(True)
        run_long(
            self,
            self.desk.tasks,
            "正在备份并新建学期……",
            lambda office, _progress: open_term(office, plan.code, choices),
            self._done,
            self._not_done,
        )

    def reject(self) -> None:
        """Close without a change; not while it is being written."""
        if not self._is_writing:
            super().reject()

    def _offer(self, terms: tuple[TermChoice, ...]) -> None:
        for choice in terms:
            self.term.addItem(choice.label, choice.code)
        self.work_out()

    def _other_term(self) -> None:
        self.choices.start_again()
        self.work_out()

    def _show_plan(self, plan: OpeningPlan) -> None:
        self.plan = plan
        self.days.setText(f"{plan.first_on}至{plan.last_on}")
        self.choices.suit(plan)
        self.announce("\n".join(plan.notes))
        self._show(plan.summary, plan.rows)

    def _show(self, summary: str, rows: tuple[OpeningRow, ...]) -> None:
        there = {row.fate for row in rows}
        chips = chips_of([fate for fate in Fate if fate in there], rows, lambda row: row.fate)
        self.panel.set_chips(chips)
        self.show_rows(rows)
        say(self.lead, summary)

    def failed(self, error: DeskError) -> bool:
        """A day that cannot be is said beside it, anything else above the list."""
        if isinstance(error, InputProblem) and error.field == "leave_on":
            self.choices.say(error.message)
            self.save_button.setEnabled(False)
            return True
        self.plan = None
        self.choices.suit(None)
        self.days.clear()
        self.announce(error.message, is_problem=True)
        self._show("", ())
        return True

    def _not_done(self, error: DeskError) -> bool:
        self._writes(False)
        self.announce(error.message, is_problem=True)
        return True

    def _done(self, opened: Opened) -> None:
        self._writes(False)
        self.accept()
        plan = opened.plan
        if plan.first_on <= self.desk.today:
            self.desk.choose_term(plan.code)
        did = "已新建" if plan.is_new else "已补全"
        self.desk.say(f"{did}{plan.title}。（Ctrl+Z 撤销）")
        where = f"动手前的备份：{opened.backup}\n" if opened.backup else ""
        messages.inform(
            self.desk.window,
            f"{did}{plan.title}。{plan.summary}",
            f"{where}有误按 Ctrl+Z，一次全部撤销。学期表都是“未核实”，"
            f"请在右上角换到{plan.title}，再用“摸底核实”逐个核实。",
        )

    def _writes(self, is_writing: bool) -> None:
        self._is_writing = is_writing
        for widget in (self.term, self.choices, self.panel, self.save_button, self.repeat_button):
            widget.setEnabled(not is_writing)

    def _movable(self) -> list[OpeningRow]:
        """The selected children who could repeat a grade."""
        return [
            row
            for row in self.panel.table.selected()
            if row.fate in {Fate.UP, Fate.GRADUATES, Fate.REPEATS}
        ]

    def suit(self, row: OpeningRow | None) -> None:
        """Name the buttons after what they would do."""
        chosen = {row.child_id for row in self._movable()}
        self.repeat_button.setEnabled(bool(chosen))
        undone = bool(chosen) and chosen <= self._repeating
        self.repeat_button.setText(UP if undone else REPEATS)
        self.save_button.setEnabled(self.plan is not None and not self._is_writing)
        is_new = self.plan is None or self.plan.is_new
        self.save_button.setText("新建学期 (Ctrl+S)" if is_new else "补全学期 (Ctrl+S)")
