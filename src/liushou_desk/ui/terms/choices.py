"""What the clerk may decide about a roll-over, shown only where it matters."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QVBoxLayout, QWidget

from liushou_desk.domain.short_day import full_day
from liushou_desk.domain.words import MentorKind
from liushou_desk.errors import InputProblem
from liushou_desk.services.terms import Choices, OpeningPlan, Preschool
from liushou_desk.ui.forms.beside import beside
from liushou_desk.ui.forms.inputs import DayInput
from liushou_desk.ui.look import spaced
from liushou_desk.ui.table.flow import FlowLayout

DAY_WIDTH = 110


class ChoicesPanel(QWidget):
    """学前, 教学点, mentors, and `leaving` to stand elsewhere; `changed`: plan again, please."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kinds: dict[MentorKind, QCheckBox] = {}
        self._build()
        self.leave_on.left.connect(self.changed)
        self.leave_on.line.returnPressed.connect(self.changed)
        self.preschool.activated.connect(self.changed)
        self.branches.clicked.connect(self.changed)

    def _build(self) -> None:
        self.leave_on = DayInput(expand=partial(full_day, past=False))
        self.leave_on.line.setFixedWidth(DAY_WIDTH)
        self.leaving = beside("毕业离校日期(&D)", self.leave_on)
        self.preschool = QComboBox()
        for word in Preschool:
            self.preschool.addItem(word.label, word)
        self._preschool = beside("学前最高年级(&P)", self.preschool)
        self.branches = QCheckBox("教学点没有的年级升入本部(&B)")
        self.branches.setChecked(True)
        self._mentors = QLabel("随学年结束的结对：")
        self._mentors.setToolTip("勾上的在新学期第一天结束；不勾的继续")
        self._line = FlowLayout()
        for widget in (self._preschool, self.branches, self._mentors):
            self._add(widget)
        self.problem = QLabel(wordWrap=True)
        self.problem.setProperty("role", "problem")
        layout = QVBoxLayout(self)
        spaced(layout)
        layout.addWidget(self.problem)
        layout.addLayout(self._line)
        self.suit(None)

    def _add(self, widget: QWidget) -> None:
        """One height for all that stands in the line."""
        widget.setMinimumHeight(self._preschool.sizeHint().height())
        self._line.addWidget(widget)

    def suit(self, plan: OpeningPlan | None) -> None:
        """Show what a plan leaves open; nothing where there is none."""
        over = plan is not None and plan.rolls_over
        self.setVisible(over)
        self.leaving.setVisible(over)
        self.problem.setVisible(bool(self.problem.text()))
        if plan is None:
            return
        if plan.leave_on and not self.leave_on.line.hasFocus():
            self.leave_on.set_text(plan.leave_on.isoformat())
        self._preschool.setVisible(plan.asks_preschool)
        self.branches.setVisible(plan.asks_branches)
        self._offer(plan.pairings)

    def read(self, repeating: frozenset[int]) -> Choices | None:
        """What is chosen; None where the day is none, which is then said beside it."""
        self.say("")
        try:
            leave_on = self.leave_on.day()
        except InputProblem as problem:
            self.say(problem.message)
            return None
        return Choices(
            repeating=repeating,
            preschool=Preschool(self.preschool.currentData()),
            leave_on=leave_on,
            ended_kinds=frozenset(kind for kind, box in self._kinds.items() if box.isChecked()),
            branches_move_up=self.branches.isChecked(),
        )

    def start_again(self) -> None:
        """Another term has another day of leaving."""
        self.leave_on.set_text("")
        self.say("")

    def say(self, problem: str) -> None:
        """What is wrong with the day, empty where nothing is."""
        self.leave_on.mark(bool(problem))
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _offer(self, pairings: Sequence[tuple[MentorKind, int]]) -> None:
        """One box for each kind of mentor; those ticked stay so."""
        numbers = dict(pairings)
        for kind in MentorKind:
            if kind in numbers and kind not in self._kinds:
                box = QCheckBox()
                box.clicked.connect(self.changed)
                self._kinds[kind] = box
                self._add(box)
        for kind, box in self._kinds.items():
            box.setText(f"{kind.label} {numbers.get(kind, 0)}项")
            box.setVisible(kind in numbers)
        self._mentors.setVisible(bool(numbers))
