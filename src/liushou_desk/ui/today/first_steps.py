"""开始使用: what a new office does first, each step one press, each may wait."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from liushou_desk.services.today import Step, StepState
from liushou_desk.ui import openers
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.look import GAP, spaced
from liushou_desk.ui.table.flow import FlowLayout

OPENERS: Mapping[Step, Callable[[Desk], None]] = {
    Step.SCHOOL: openers.school,
    Step.TERM: openers.term_dates,
    Step.ROSTER: openers.import_roster,
    Step.RULES: openers.rules_since,
    Step.BACKUP: openers.backup,
}
_ASKING = {Step.ROSTER, Step.RULES}
"""While one of these is undone the steps are shown, and then until all are done."""
HINT = "开始使用：按顺序做，哪一步都可以以后再做（菜单“办公室”里的“开始使用”能再打开）。"


class FirstSteps(QFrame):
    """The steps in a row, ticked as the file shows that they are done."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._states: tuple[StepState, ...] = ()
        self._is_wanted = False
        self._is_put_away = False
        self.buttons = {step: QPushButton(autoDefault=True) for step in Step}
        self.away = QPushButton("以后再说", autoDefault=True)
        self._build()
        for step, button in self.buttons.items():
            button.clicked.connect(lambda _=False, step=step: OPENERS[step](self.desk))
        self.away.clicked.connect(self._put_away)
        self.setVisible(False)

    def _build(self) -> None:
        hint = QLabel(HINT, wordWrap=True)
        hint.setProperty("role", "quiet")
        row = FlowLayout()
        for button in (*self.buttons.values(), self.away):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        spaced(layout, GAP)
        layout.addWidget(hint)
        layout.addLayout(row)

    def show_states(self, states: Sequence[StepState]) -> None:
        """What is done by now; the cursor goes on to the next step if it was on one."""
        self._states = tuple(states)
        had = self.isHidden() or self.window().focusWidget() in self.buttons.values()
        for number, state in enumerate(states, start=1):
            sign = "✓" if state.is_done else f"{number}."
            button = self.buttons[state.step]
            button.setText(f"{sign} {state.step.value}：{state.detail}")
            button.setToolTip("已完成，可以再改" if state.is_done else "按空格或回车开始这一步")
        asking = any(state.step in _ASKING and not state.is_done for state in states)
        going_on = not self.isHidden() and not all(state.is_done for state in states)
        self.setVisible(((asking or going_on) and not self._is_put_away) or self._is_wanted)
        if had:
            self.take_cursor()

    def take_cursor(self) -> bool:
        """To the first step that is not done; false where none is shown or wanting."""
        waiting = [state.step for state in self._states if not state.is_done]
        if self.isHidden() or not waiting:
            return False
        self.buttons[waiting[0]].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def bring_back(self) -> None:
        """Show the steps, all done or not."""
        self._is_wanted, self._is_put_away = True, False
        self.show_states(self._states)
        self.take_cursor()

    def _put_away(self) -> None:
        self._is_wanted, self._is_put_away = False, True
        self.hide()
