"""随访规则: the school's rules in plain Chinese, how each stands, whether it is in force."""

from collections.abc import Callable

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.follow_up import State
from liushou_desk.domain.search import search_text
from liushou_desk.domain.terms import term_title
from liushou_desk.services.rules import RuleRow, list_rules, switch_rule
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.look import TALLEST_DIALOG, Tone
from liushou_desk.ui.rules.board import open_board
from liushou_desk.ui.rules.presets import PresetsDialog
from liushou_desk.ui.rules.rule_form import write_rule
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel

IN_FORCE, OUT_OF_FORCE = "启用", "停用"
NOTE = (
    "改动立即用于所有数字；已经定稿的总结不变。停用的规则不再要求联系，随时可以重新启用。"
    "照料时间不足的月份和假期月份不要求联系。"
)


def _column(state: State, number: Callable[[RuleRow], int], tone: Tone) -> Column[RuleRow]:
    return Column(
        state.label,
        lambda row: str(number(row)) if row.is_active else "",
        4,
        key=number,
        right=True,
        tone=lambda row: tone if number(row) else Tone.PLAIN,
        field=OPEN,
    )


COLUMNS: tuple[Column[RuleRow], ...] = (
    Column(
        "规则",
        lambda row: row.sentence,
        27,
        tone=lambda row: _standing(row, Tone.PLAIN),
        field=OPEN,
    ),
    Column(
        "现在",
        lambda row: IN_FORCE if row.is_active else OUT_OF_FORCE,
        4,
        tone=lambda row: _standing(row, Tone.GOOD),
        field=OPEN,
    ),
    Column("依据", lambda row: row.source, 12, field=OPEN),
    _column(State.OWED, lambda row: row.owed, Tone.PLAIN),
    _column(State.DONE, lambda row: row.done, Tone.GOOD),
    _column(State.OVERDUE, lambda row: row.overdue, Tone.BAD),
)


def _standing(row: RuleRow, in_force: Tone) -> Tone:
    return in_force if row.is_active else Tone.QUIET


class RulesDialog(ListDialog[RuleRow]):
    """Enter or F2 amends the chosen rule, Ctrl+N writes a new one, Ctrl+T switches it."""

    def __init__(self, desk: Desk) -> None:
        panel: ListPanel[RuleRow] = ListPanel(
            COLUMNS, lambda row: row.rule_id, lambda row: search_text(row.sentence), "搜索规则"
        )
        super().__init__(
            desk,
            "随访规则",
            panel,
            lead=f"数字是{term_title(desk.term)}的：每名儿童（或教师）每周、每月、每学期或每学年算一次。",
            note=NOTE,
            height=TALLEST_DIALOG - 180,
        )
        panel.table.horizontalHeader().setStretchLastSection(False)
        panel.table.give_room(0)
        self.add_button = self.command("新增", self.add, "Ctrl+N")
        self.presets_button = self.command("常用规则", self.offer, "Ctrl+L")
        self.amend_button = self.row_command("修改", self.amend, "F2", enter=True)
        self.board_button = self.row_command(
            "完成情况", self.show_board, "Ctrl+D", suits=lambda row: row.is_active
        )
        self.switch_button = self.row_command("", self.switch, "Ctrl+T")
        self.undo_button = self.undo_command()
        self.forms_left = {"rule": self.amend}

    def reading(self) -> Reading:
        """The rules and their figures of the term."""
        term = self.desk.term
        return lambda office: list_rules(office, term)

    def add(self) -> None:
        """Write a new rule; it is in force at once."""
        write_rule(self.desk, None, self._saved)

    def offer(self) -> None:
        """Show what is usual elsewhere, to be taken over."""
        PresetsDialog(self.desk, self._took).open()

    def amend(self, row: RuleRow) -> None:
        """Open a rule."""
        write_rule(self.desk, row, self._saved)

    def show_board(self, row: RuleRow) -> None:
        """Cell by cell: who made it in which period, who did not, and why."""
        open_board(self.desk, row.rule_id)

    def switch(self, row: RuleRow) -> None:
        """Put a rule in force or out of it."""
        rule_id, on = row.rule_id, not row.is_active
        said = f"已{IN_FORCE if on else OUT_OF_FORCE}这条规则。（Ctrl+Z 撤销）"
        self.desk.tasks.run(
            self, lambda office: switch_rule(office, rule_id, on), lambda _: self.tell(said)
        )

    def suit(self, row: RuleRow | None) -> None:
        """Name the switch after what it will do."""
        word = OUT_OF_FORCE if row is None or row.is_active else IN_FORCE
        self.switch_button.setText(f"{word} (Ctrl+T)")

    def _took(self, ids: tuple[int, ...]) -> None:
        self.tell(f"已采用{len(ids)}条常用规则。（Ctrl+Z 撤销）")
        self.panel.reveal(ids[0])

    def _saved(self, rule_id: object) -> None:
        self.tell("已保存随访规则。（Ctrl+Z 撤销）")
        self.panel.reveal(rule_id)
