"""操作记录: what was done, what one step did, and the taking back of it."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from liushou_desk.domain.field import OPEN, PERSONAL
from liushou_desk.domain.search import search_text
from liushou_desk.services.journal.history import (
    ActionRow,
    list_actions,
    redo_one,
    steps_back,
    undo_one,
    undo_to,
    what_it_did,
)
from liushou_desk.services.journal.lines import LineRow
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.look import Tone, spaced
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel
from liushou_desk.ui.table.view import TableView

UNDONE, FREE, BLOCKED = "已撤销", "可撤销", "后来改过"
NOTHING = "这一步没有改动资料。"


def _state(row: ActionRow) -> str:
    if row.is_undone:
        return UNDONE
    if not row.undoable:
        return ""
    return FREE if row.can_undo else BLOCKED


def _tone(row: ActionRow) -> Tone:
    return {UNDONE: Tone.QUIET, FREE: Tone.GOOD, BLOCKED: Tone.OWED}.get(_state(row), Tone.PLAIN)


def _age(row: ActionRow) -> Tone:
    """What no longer stands, and the taking back of it, step behind what does."""
    return Tone.QUIET if row.is_undone or row.undoes else Tone.PLAIN


ACTION_COLUMNS: tuple[Column[ActionRow], ...] = (
    Column(
        "时间", lambda row: f"{row.at:%Y-%m-%d %H:%M}", 9, key=lambda row: row.action_id, field=OPEN
    ),
    Column("做了什么", lambda row: row.told, 32, tone=_age, field=OPEN),
    Column(
        "改动",
        lambda row: f"{row.row_count}条" if row.row_count else "",
        4,
        key=lambda row: row.row_count,
        right=True,
        field=OPEN,
    ),
    Column("现在", _state, 5, tone=_tone, field=OPEN),
)
LINE_COLUMNS: tuple[Column[LineRow], ...] = (
    Column("操作", lambda row: row.operation, 3, field=OPEN),
    Column("内容", lambda row: row.table, 6, field=OPEN),
    Column("谁", lambda row: row.who, 10, field=PERSONAL),
    Column("项目", lambda row: row.item, 6, field=OPEN),
    Column("原来", lambda row: row.before, 10, field=PERSONAL),
    Column("改成", lambda row: row.after, 10, field=PERSONAL),
)
CHIPS = (
    Chip("free", FREE, None, lambda row: row.can_undo, "现在就可以单独撤销的步骤"),
    Chip("undone", UNDONE, None, lambda row: row.is_undone, "撤销过、可以重做的步骤"),
    Chip("imports", "导入", None, lambda row: row.is_import, "从工作簿导入的步骤"),
)


class HistoryDialog(ListDialog[ActionRow]):
    """The list above, what the selected step did below; Ctrl+Z takes back the selected step."""

    def __init__(self, desk: Desk) -> None:
        panel: ListPanel[ActionRow] = ListPanel(
            ACTION_COLUMNS,
            lambda row: row.action_id,
            lambda row: search_text(row.told, f"{row.at:%Y-%m-%d}"),
            "搜索操作、姓名或日期",
        )
        super().__init__(desk, "操作记录", panel)
        panel.set_chips(CHIPS)
        panel.table.give_room(1)
        self.what = QLabel(NOTHING, wordWrap=True)
        self.what.setProperty("role", "quiet")
        self.lines: TableView[LineRow] = TableView(LINE_COLUMNS)
        self.lines.give_room(len(LINE_COLUMNS) - 1)
        below = QWidget()
        layout = QVBoxLayout(below)
        spaced(layout)
        layout.addWidget(self.what)
        layout.addWidget(self.lines, 1)
        self.split(below, Qt.Orientation.Vertical, (3, 2))
        self.undo_button = self.row_command("撤销这一步", self.undo, "Ctrl+Z", suits=_stands)
        self.back_button = self.row_command(
            "撤销到这一步", self.undo_to, "Ctrl+Shift+Z", suits=_stands
        )
        self.redo_button = self.row_command(
            "重做这一步",
            self.redo,
            "Ctrl+Y",
            suits=lambda row: row.undoable and row.is_undone,
        )

    def reading(self) -> Reading:
        """The journal."""
        return list_actions

    def show_read(self, read: tuple[ActionRow, ...]) -> None:
        """With the numbers on the chips."""
        chips = [replace(chip, number=sum(map(chip.lets_through, read))) for chip in CHIPS]
        self.show_rows(read, chips)

    def undo(self, row: ActionRow) -> None:
        """Take a step back, and only that."""
        self.desk.tasks.run(
            self,
            lambda office: undo_one(office, row.action_id),
            lambda sentence: self.tell(f"已撤销：{sentence}（Ctrl+Y 重做）"),
        )

    def redo(self, row: ActionRow) -> None:
        """Do a step again."""
        self.desk.tasks.run(
            self,
            lambda office: redo_one(office, row.action_id),
            lambda sentence: self.tell(f"已重做：{sentence}"),
        )

    def undo_to(self, row: ActionRow) -> None:
        """Ask how far, then take back everything from the newest step to this one."""
        self.desk.tasks.run(
            self,
            lambda office: steps_back(office, row.action_id),
            lambda count: self._ask_back(row, count),
        )

    def _ask_back(self, row: ActionRow, count: int) -> None:
        question = f"从最新的一步往回撤销{count}步吗？"
        detail = f"一直撤销到 {row.at:%Y-%m-%d %H:%M} 的“{row.told}”，连同这一步。可以逐步重做。"
        if messages.ask(self, question, detail, yes="撤销", no="不撤销"):
            self.desk.tasks.run(
                self,
                lambda office: undo_to(office, row.action_id),
                lambda done: self.tell(f"已撤销{done}步（Ctrl+Y 逐步重做）"),
            )

    def suit(self, row: ActionRow | None) -> None:
        """Ask what the chosen step did."""
        if row is None:
            self._tell("", (), 0)
            return
        told, action_id = row.told, row.action_id
        self.desk.tasks.run(
            self,
            lambda office: what_it_did(office, action_id),
            lambda found: self._tell(told, *found),
            replaces="lines",
        )

    def _tell(self, told: str, lines: tuple[LineRow, ...], more: int) -> None:
        self.lines.show_rows(lines)
        rest = f"（另有{more}条记录没有列出）" if more else ""
        said = f"这一步改动的内容：{told}{rest}" if lines else NOTHING
        self.what.setText(said if told else "请在上面选一步。")


def _stands(row: ActionRow) -> bool:
    return row.undoable and not row.is_undone


def open_history(desk: Desk) -> None:
    """操作记录."""
    HistoryDialog(desk).open()
