"""回收站: what was removed, with what hung on it, and the bringing back."""

from PySide6.QtWidgets import QLabel

from liushou_desk.domain.search import search_text
from liushou_desk.services.journal.recycling import RemovedRow, bring_back, removed
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel
from liushou_desk.ui.work_dialog import WorkDialog

NOTE = "恢复时，一起删除的内容也一起回来；后来做的其他事不受影响。"
COLUMNS: tuple[Column[RemovedRow], ...] = (
    Column(
        "删除时间", lambda row: f"{row.removed_at:%Y-%m-%d %H:%M}", 9, key=lambda r: r.action_id
    ),
    Column("类别", lambda row: row.kind, 5),
    Column("删除了什么", lambda row: row.who, 12),
    Column("一起删除的", lambda row: row.hung, 20),
    Column(
        "现在",
        lambda row: "可以恢复" if row.can_come_back else "后来改过",
        5,
        tone=lambda row: Tone.GOOD if row.can_come_back else Tone.OWED,
    ),
)


class RecyclingDialog(WorkDialog):
    """Enter or the button brings the selected removal back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "回收站")
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.panel: ListPanel[RemovedRow] = ListPanel(
            COLUMNS,
            lambda row: row.action_id,
            lambda row: search_text(row.who, row.kind, f"{row.removed_at:%Y-%m-%d}"),
            "搜索姓名、类别或日期",
        )
        self.panel.table.give_room(3)
        self.note = QLabel(NOTE, wordWrap=True)
        self.note.setProperty("role", "quiet")
        self.body.addWidget(self.panel, 1)
        self.body.addWidget(self.note)
        self.back_button = self.command("恢复", self.bring_back, "Ctrl+Z")

    def _connect(self) -> None:
        self.panel.opened.connect(lambda: self.bring_back())
        self.panel.chosen.connect(self._suit)
        self.desk.tasks.changed.connect(self.refresh)
        self._suit()

    def refresh(self) -> None:
        """Read again what was removed."""
        self.desk.tasks.run(self, removed, self._show, replaces="list")

    def bring_back(self) -> None:
        """Bring the selected removal back with everything that went."""
        if row := self.panel.table.current():
            action_id, who = row.action_id, row.who
            self.desk.tasks.run(
                self,
                lambda office: bring_back(office, action_id),
                lambda _: self.desk.say(f"已恢复：{who}（Ctrl+Y 重新删除）"),
            )

    def _show(self, rows: tuple[RemovedRow, ...]) -> None:
        self.panel.set_rows(rows)
        if rows and self.panel.table.current() is None:
            self.panel.table.selectRow(0)
            self.panel.table.setFocus()
        self._suit()

    def _suit(self) -> None:
        row = self.panel.table.current()
        self.back_button.setEnabled(row is not None)
        if not self.panel.rows:
            self.note.setText("回收站里没有内容。")
        elif row is not None and row.hung:
            self.note.setText(f"和“{row.who}”一起删除的有：{row.hung}。{NOTE}")
        else:
            self.note.setText(NOTE)


def open_recycling(desk: Desk) -> None:
    """回收站."""
    RecyclingDialog(desk).open()
