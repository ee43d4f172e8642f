"""回收站: what was removed, with what hung on it, and the bringing back."""

from liushou_desk.domain.field import OPEN, PERSONAL
from liushou_desk.domain.search import search_text
from liushou_desk.services.journal.recycling import RemovedRow, bring_back, removed
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel

NOTE = "恢复时，一起删除的内容也一起回来；后来做的其他事不受影响。"
COLUMNS: tuple[Column[RemovedRow], ...] = (
    Column(
        "删除时间",
        lambda row: f"{row.removed_at:%Y-%m-%d %H:%M}",
        9,
        key=lambda r: r.action_id,
        field=OPEN,
    ),
    Column("类别", lambda row: row.kind, 5, field=OPEN),
    Column("删除了什么", lambda row: row.who, 12, field=PERSONAL),
    Column("一起删除的", lambda row: row.hung, 20, field=OPEN),
    Column(
        "现在",
        lambda row: "可以恢复" if row.can_come_back else "后来改过",
        5,
        tone=lambda row: Tone.GOOD if row.can_come_back else Tone.OWED,
        field=OPEN,
    ),
)


class RecyclingDialog(ListDialog[RemovedRow]):
    """Enter or the button brings the selected removal back."""

    def __init__(self, desk: Desk) -> None:
        panel: ListPanel[RemovedRow] = ListPanel(
            COLUMNS,
            lambda row: row.action_id,
            lambda row: search_text(row.who, row.kind, f"{row.removed_at:%Y-%m-%d}"),
            "搜索姓名、类别或日期",
        )
        super().__init__(desk, "回收站", panel, note=NOTE, empty="回收站里没有内容。")
        panel.table.give_room(3)
        self.back_button = self.row_command("恢复", self.bring_back, "Ctrl+Z", enter=True)

    def reading(self) -> Reading:
        """What was removed."""
        return removed

    def bring_back(self, row: RemovedRow) -> None:
        """Bring a removal back with everything that went."""
        action_id, said = row.action_id, f"已恢复：{row.who}（Ctrl+Y 重新删除）"
        self.desk.tasks.run(
            self, lambda office: bring_back(office, action_id), lambda _: self.tell(said)
        )

    def suit(self, row: RemovedRow | None) -> None:
        """Name what would come back too."""
        with_it = f"和“{row.who}”一起删除的有：{row.hung}。" if row and row.hung else ""
        self.note.setText(with_it + NOTE)


def open_recycling(desk: Desk) -> None:
    """回收站."""
    RecyclingDialog(desk).open()
