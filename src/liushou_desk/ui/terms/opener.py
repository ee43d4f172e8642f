"""新学期: which term, what would become of every child, and then all of it in one step."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from liushou_desk.domain.fields import OPEN
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
from liushou_desk.ui.fitting import Fitting
from liushou_desk.ui.long_work import run_long
from liushou_desk.ui.look import MARGIN, TALLEST_DIALOG, Tone, spaced
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel
from liushou_desk.ui.terms.choices import ChoicesPanel

WIDTH = 880
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


class TermOpener(QDialog):
    """Ctrl+L lets the selected children repeat their grade, Ctrl+S opens the term as shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("新学期")
        self.desk = desk
        self.plan: OpeningPlan | None = None
        self._repeating: frozenset[int] = frozenset()
        self._is_writing = False
        self._build()
        self._connect()
        desk.tasks.run(self, terms_to_open, self._offer)

    def _build(self) -> None:
        self.term = QComboBox()
        self.term.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        label = QLabel("新学期(&T)")
        label.setBuddy(self.term)
        self.days = QLabel()
        self.days.setProperty("role", "quiet")
        self.choices = ChoicesPanel()
        self.choices.leave_on.today = lambda: self.desk.today
        head = QHBoxLayout()
        spaced(head)
        head.addWidget(label)
        head.addWidget(self.term)
        head.addWidget(self.days, 1)
        head.addWidget(self.choices.leaving)
        self.banner = QLabel(wordWrap=True)
        self.banner.setProperty("role", "banner")
        self.summary = QLabel(wordWrap=True)
        self.panel: ListPanel[OpeningRow] = ListPanel(
            COLUMNS, lambda row: row.child_id, lambda row: row.search, "搜索：姓名、拼音、班级"
        )
        layout = QVBoxLayout(self)
        spaced(layout, MARGIN)
        layout.addLayout(head)
        layout.addWidget(self.choices)
        layout.addWidget(self.banner)
        layout.addWidget(self.summary)
        layout.addWidget(self.panel, 1)
        layout.addLayout(self._build_buttons())
        self.fitting = Fitting(self, WIDTH, TALLEST_DIALOG)

    def _build_buttons(self) -> QHBoxLayout:
        self.repeat_button = QPushButton("留级 (Ctrl+L)")
        self.save_button = QPushButton("新建学期 (Ctrl+S)")
        self.cancel_button = QPushButton("取消 (Esc)")
        bar = QHBoxLayout()
        spaced(bar)
        note = QLabel(NOTE, wordWrap=True)
        note.setProperty("role", "quiet")
        bar.addWidget(self.repeat_button)
        bar.addWidget(note, 1)
        bar.addWidget(self.save_button)
        bar.addWidget(self.cancel_button)
        for button in (self.repeat_button, self.save_button, self.cancel_button):
            button.setAutoDefault(False)
        return bar

    def _connect(self) -> None:
        self.term.activated.connect(lambda: self._other_term())
        self.choices.changed.connect(self.work_out)
        self.panel.chosen.connect(self._suit)
        self.repeat_button.clicked.connect(lambda: self.repeat())
        self.save_button.clicked.connect(lambda: self.save())
        self.cancel_button.clicked.connect(self.reject)
        for keys, button in (("Ctrl+L", self.repeat_button), ("Ctrl+S", self.save_button)):
            QShortcut(QKeySequence(keys), self, button.click)
        QShortcut(QKeySequence("Ctrl+F"), self, self.panel.search.setFocus)
        self._suit()

    def work_out(self) -> None:
        """Ask what opening the chosen term would do."""
        code, choices = self.term.currentData(), self.choices.read(self._repeating)
        if code is None or choices is None or self._is_writing:
            return
        self.desk.tasks.run(
            self,
            lambda office: plan_opening(office, code, choices),
            self._show,
            self._failed,
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

    def _show(self, plan: OpeningPlan) -> None:
        first = self.plan is None
        self.plan = plan
        self.days.setText(f"{plan.first_on}至{plan.last_on}")
        self.choices.suit(plan)
        self._announce("\n".join(plan.notes))
        self.summary.setText(plan.summary)
        self.panel.set_rows(plan.rows)
        self.panel.set_chips([_chip(fate, plan.count(fate)) for fate in Fate if plan.count(fate)])
        if first and plan.rows:
            self.panel.table.select(plan.rows[:1])
            self.panel.table.setFocus()
        self._suit()

    def _failed(self, error: DeskError) -> bool:
        if isinstance(error, InputProblem) and error.field == "leave_on":
            self.choices.say(error.message)
            self.save_button.setEnabled(False)
            return True
        self.plan = None
        self.choices.suit(None)
        self.summary.clear()
        self.days.clear()
        self.panel.set_rows(())
        self.panel.set_chips([])
        self._announce(error.message)
        self._suit()
        return True

    def _not_done(self, error: DeskError) -> bool:
        self._writes(False)
        self._announce(error.message)
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

    def _announce(self, sentence: str) -> None:
        self.banner.setText(sentence)
        self.banner.setVisible(bool(sentence))

    def _movable(self) -> list[OpeningRow]:
        """The selected children who could repeat a grade."""
        return [
            row
            for row in self.panel.table.selected()
            if row.fate in {Fate.UP, Fate.GRADUATES, Fate.REPEATS}
        ]

    def _suit(self) -> None:
        chosen = {row.child_id for row in self._movable()}
        self.repeat_button.setEnabled(bool(chosen))
        undone = bool(chosen) and chosen <= self._repeating
        self.repeat_button.setText("不留级 (Ctrl+L)" if undone else "留级 (Ctrl+L)")
        self.save_button.setEnabled(self.plan is not None and not self._is_writing)
        is_new = self.plan is None or self.plan.is_new
        self.save_button.setText("新建学期 (Ctrl+S)" if is_new else "补全学期 (Ctrl+S)")


def _chip(fate: Fate, number: int) -> Chip:
    return Chip(fate.value, fate.label, number, lambda row: row.fate is fate)
