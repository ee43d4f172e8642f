"""随访规则: the school's rules in plain Chinese, how each stands, whether it is in force."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel

from liushou_desk.domain.follow_up import State
from liushou_desk.domain.search import search_text
from liushou_desk.domain.terms import term_title
from liushou_desk.services.keeping.changes import Changes
from liushou_desk.services.rules import RuleRow, list_rules, switch_rule
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.look import TALLEST_DIALOG, Tone
from liushou_desk.ui.rules.rule_form import write_rule
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel
from liushou_desk.ui.work_dialog import WorkDialog

IN_FORCE, OUT_OF_FORCE = "启用", "停用"
NOTE = (
    "改动立即用于所有数字；已经定稿的总结不变。停用的规则不再要求联系，随时可以重新启用。"
    "照料时间不足的月份和假期月份不要求联系。"
)
_TABLES = frozenset({"follow_up_rule", "diary_entry", "entry_child"})


def _column(state: State, number: Callable[[RuleRow], int], tone: Tone) -> Column[RuleRow]:
    return Column(
        state.label,
        lambda row: str(number(row)) if row.is_active else "",
        4,
        key=number,
        right=True,
        tone=lambda row: tone if number(row) else Tone.PLAIN,
    )


COLUMNS: tuple[Column[RuleRow], ...] = (
    Column("规则", lambda row: row.sentence, 27, tone=lambda row: _standing(row, Tone.PLAIN)),
    Column(
        "现在",
        lambda row: IN_FORCE if row.is_active else OUT_OF_FORCE,
        4,
        tone=lambda row: _standing(row, Tone.GOOD),
    ),
    _column(State.OWED, lambda row: row.owed, Tone.PLAIN),
    _column(State.DONE, lambda row: row.done, Tone.GOOD),
    _column(State.OVERDUE, lambda row: row.overdue, Tone.BAD),
)


def _standing(row: RuleRow, in_force: Tone) -> Tone:
    return in_force if row.is_active else Tone.QUIET


class RulesDialog(WorkDialog):
    """Enter or F2 amends the chosen rule, Ctrl+N writes a new one, Ctrl+T switches it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "随访规则", height=TALLEST_DIALOG - 180)
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        title = QLabel(
            f"数字是{term_title(self.desk.term)}的：每名儿童每个月（或每学期）算一次。",
            wordWrap=True,
        )
        self.panel: ListPanel[RuleRow] = ListPanel(
            COLUMNS, lambda row: row.rule_id, lambda row: search_text(row.sentence), "搜索规则"
        )
        self.panel.table.horizontalHeader().setStretchLastSection(False)
        self.panel.table.give_room(0)
        note = QLabel(NOTE, wordWrap=True)
        note.setProperty("role", "quiet")
        self.body.addWidget(title)
        self.body.addWidget(self.panel, 1)
        self.body.addWidget(note)
        self.add_button = self.command("新增", self.add, "Ctrl+N")
        self.amend_button = self.command("修改", self.amend, "F2")
        self.switch_button = self.command("", self.switch, "Ctrl+T")

    def _connect(self) -> None:
        self.panel.opened.connect(lambda: self.amend())
        self.panel.chosen.connect(self._suit)
        QShortcut(QKeySequence("Ctrl+F"), self, self.panel.search.setFocus)
        self.desk.tasks.changed.connect(self._hear)
        self._suit()

    def refresh(self) -> None:
        """Read the rules and their figures of the term."""
        term = self.desk.term
        self.desk.tasks.run(
            self, lambda office: list_rules(office, term), self._show, replaces="rules"
        )

    def add(self) -> None:
        """Write a new rule; it is in force at once."""
        write_rule(self.desk, self, None, self._saved)

    def amend(self) -> None:
        """Open the chosen rule."""
        row = self.panel.table.current()
        if row:
            write_rule(self.desk, self, row, self._saved)

    def switch(self) -> None:
        """Put the chosen rule in force or out of it."""
        row = self.panel.table.current()
        if row is None:
            return
        rule_id, on = row.rule_id, not row.is_active
        self.desk.tasks.run(
            self,
            lambda office: switch_rule(office, rule_id, on),
            lambda _: self.desk.say(
                f"已{IN_FORCE if on else OUT_OF_FORCE}这条规则。（Ctrl+Z 撤销）"
            ),
        )

    def _saved(self, rule_id: object) -> None:
        self.desk.say("已保存随访规则。（Ctrl+Z 撤销）")
        self.panel.reveal(rule_id)

    def _show(self, rows: tuple[RuleRow, ...]) -> None:
        self.panel.set_rows(rows)
        if rows and not self.panel.table.selected():
            self.panel.table.selectRow(0)
            self.panel.table.setFocus()
        self._suit()

    def _suit(self) -> None:
        """Name the switch after what it will do."""
        row = self.panel.table.current()
        word = OUT_OF_FORCE if row is None or row.is_active else IN_FORCE
        self.switch_button.setText(f"{word} (Ctrl+T)")
        self.switch_button.setEnabled(row is not None)
        self.amend_button.setEnabled(row is not None)

    def _hear(self, changes: Changes) -> None:
        if changes.tables & _TABLES:
            self.refresh()
