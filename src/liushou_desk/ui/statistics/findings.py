"""定稿检查: what was found before an issue; each is gone to, some pass with a reason."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton

from liushou_desk.domain.field import OPEN, PERSONAL
from liushou_desk.domain.search import search_text
from liushou_desk.services.summary.checking import Check, Held, Pass, Weight
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog
from liushou_desk.ui.look import TALLEST_DIALOG, Tone, spaced
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel

TONES = {Weight.NEVER: Tone.BAD, Weight.BLOCKING: Tone.OWED, Weight.ADVISORY: Tone.PLAIN}
STOPS = "有必须改好的地方，还没有定稿，什么都没有改动。改好以后再按一次“定稿”。"
BLOCKS = "有应改正的地方，还没有定稿。改好再定；确实无误的，写明理由照样定稿，理由和问题一起留底。"
ADVICE = "还没有定稿。下面几处请看一看：改好再定，或者看过无误就定稿。"
NO_REASON = "请先写明理由，再照样定稿。"

COLUMNS: tuple[Column[Check], ...] = (
    Column(
        "程度",
        lambda one: one.weight.label,
        5,
        key=lambda one: list(Weight).index(one.weight),
        tone=lambda one: TONES[one.weight],
        field=OPEN,
    ),
    Column("问题", lambda one: one.kind, 7, field=OPEN),
    Column("哪里", lambda one: one.place, 7, field=OPEN),
    Column("原文", lambda one: one.said, 14, field=PERSONAL),
    Column("说明", lambda one: one.why, 22, field=PERSONAL),
)


class FindingsDialog(ListDialog[Check]):
    """Enter goes to the paragraph; nothing was issued yet."""

    def __init__(
        self,
        desk: Desk,
        held: Held,
        go: Callable[[Check], object],
        issue: Callable[[Pass], object],
    ) -> None:
        """`go` brings a paragraph up, `issue` issues with what is passed now."""
        panel: ListPanel[Check] = ListPanel(
            COLUMNS,
            lambda one: (one.kind, one.place, one.said, one.why),
            lambda one: search_text(one.weight.label, one.kind, one.place, one.said, one.why),
            "搜索",
        )
        lead = ADVICE if held.is_advice else BLOCKS if held.may_pass else STOPS
        super().__init__(desk, "定稿检查", panel, lead=lead, height=TALLEST_DIALOG - 100)
        self._go, self._issue, self._held = go, issue, held
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("例如：县里的表把两类合在一起，已电话核实")
        self.row_command("去改这一处", self._leave_for, enter=True)
        self.pass_button: QPushButton | None = None
        if held.may_pass:
            self._offer_to_pass()
        self.offer_paper()
        self.show_rows(held.checks)

    def _offer_to_pass(self) -> None:
        if self._held.is_advice:
            self.pass_button = self.command("都看过了，定稿", self._pass)
            return
        row = QHBoxLayout()
        spaced(row)
        label = QLabel("理由(&L)")
        label.setBuddy(self.reason)
        row.addWidget(label)
        row.addWidget(self.reason, 1)
        self.foot.addLayout(row)
        self.pass_button = self.command("照样定稿", self._pass)

    def _pass(self) -> None:
        reason = self.reason.text().strip()
        if not self._held.is_advice and not reason:
            self.announce(NO_REASON, is_problem=True)
            self.reason.setFocus()
            return
        self.accept()
        self._issue(Pass(reason=reason))

    def _leave_for(self, one: Check) -> None:
        self.accept()
        self._go(one)
