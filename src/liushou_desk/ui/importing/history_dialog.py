"""导入记录: every workbook that was taken in, and taking one of them back."""

from liushou_desk.domain.field import OPEN
from liushou_desk.services.imports.desk import BatchRow, Standing, import_history, undo_import
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading, say
from liushou_desk.ui.look import TALLEST_DIALOG, Tone
from liushou_desk.ui.table.chips import chips_of
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel

COUNTED = (("new", "新增"), ("changed", "有变化"), ("rejected", "拒绝"), ("refused", "不采纳"))
_TONES = {Standing.STANDS: Tone.GOOD, Standing.CHANGED: Tone.OWED, Standing.UNDONE: Tone.QUIET}

COLUMNS: tuple[Column[BatchRow], ...] = (
    Column("时间", lambda row: f"{row.at:%Y-%m-%d %H:%M}", 9, field=OPEN),
    Column("文件", lambda row: row.file_name, 16, field=OPEN),
    Column("行数", lambda row: _counts(row), 15, field=OPEN),
    Column(
        "现在", lambda row: row.standing.label, 8, tone=lambda row: _TONES[row.standing], field=OPEN
    ),
)


def _counts(row: BatchRow) -> str:
    told = [f"{word}{row.counts[key]}" for key, word in COUNTED if row.counts.get(key)]
    return "，".join(told) or "无变化"


class ImportHistoryDialog(ListDialog[BatchRow]):
    """Delete takes the chosen import back, as far as nothing rests on it."""

    def __init__(self, desk: Desk) -> None:
        panel: ListPanel[BatchRow] = ListPanel(
            COLUMNS, lambda row: row.action_id, lambda row: row.search, "搜索文件或日期"
        )
        super().__init__(
            desk, "导入记录", panel, empty="还没有导入过名册。", height=TALLEST_DIALOG - 160
        )
        self.undo_button = self.row_command(
            "撤销本次导入",
            self.take_back,
            "Delete",
            suits=lambda row: row.standing is Standing.STANDS,
        )

    def reading(self) -> Reading:
        """The imports and how they stand."""
        return import_history

    def show_read(self, read: tuple[BatchRow, ...]) -> None:
        """With a chip for each way of standing."""
        self.show_rows(read, chips_of(Standing, read, lambda row: row.standing))

    def take_back(self, row: BatchRow) -> None:
        """撤销本次导入, after asking."""
        action_id, name = row.action_id, row.file_name
        if messages.ask(
            self,
            f"撤销“{name}”的导入吗？",
            "这次导入写入的内容全部退回原样，后来的其他登记不受影响。",
            yes="撤销导入",
            no="保留",
        ):
            self.desk.tasks.run(
                self,
                lambda office: undo_import(office, action_id),
                lambda _: self.tell(f"已撤销导入：{name}。（Ctrl+Y 重做）"),
            )

    def suit(self, row: BatchRow | None) -> None:
        """Say why the chosen import cannot be taken back, where it cannot."""
        say(self.note, _told(row) if row else "")


def _told(row: BatchRow) -> str:
    """Why an import cannot be taken back any more, where it cannot."""
    if row.standing is not Standing.CHANGED:
        return ""
    others = f"等，另有{row.more}项" if row.more else ""
    return f"导入后这些资料又有改动，不能整次撤销：{'、'.join(row.changed_later)}{others}。"


def open_import_history(desk: Desk) -> None:
    """Open 导入记录."""
    ImportHistoryDialog(desk).open()
