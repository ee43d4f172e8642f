"""导入记录: every workbook that was taken in, and taking one of them back."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel

from liushou_desk.services.imports.desk import BatchRow, Standing, import_history, undo_import
from liushou_desk.services.keeping.changes import Changes
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.look import TALLEST_DIALOG, Tone
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel
from liushou_desk.ui.work_dialog import WorkDialog

COUNTED = (("new", "新增"), ("changed", "有变化"), ("rejected", "拒绝"), ("refused", "不采纳"))
_TONES = {Standing.STANDS: Tone.GOOD, Standing.CHANGED: Tone.OWED, Standing.UNDONE: Tone.QUIET}

COLUMNS: tuple[Column[BatchRow], ...] = (
    Column("时间", lambda row: f"{row.at:%Y-%m-%d %H:%M}", 9),
    Column("文件", lambda row: row.file_name, 16),
    Column("行数", lambda row: _counts(row), 15),
    Column("现在", lambda row: row.standing.label, 8, tone=lambda row: _TONES[row.standing]),
)


def _counts(row: BatchRow) -> str:
    told = [f"{word}{row.counts[key]}" for key, word in COUNTED if row.counts.get(key)]
    return "，".join(told) or "无变化"


class ImportHistoryDialog(WorkDialog):
    """Delete takes the chosen import back, as far as nothing rests on it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "导入记录", height=TALLEST_DIALOG - 160)
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.panel: ListPanel[BatchRow] = ListPanel(
            COLUMNS, lambda row: row.action_id, lambda row: row.search, "搜索文件或日期"
        )
        self.told = QLabel(wordWrap=True)
        self.told.setProperty("role", "quiet")
        self.body.addWidget(self.panel, 1)
        self.body.addWidget(self.told)
        self.undo_button = self.command("撤销本次导入", self.take_back, "Delete")

    def _connect(self) -> None:
        self.panel.chosen.connect(self._suit)
        QShortcut(QKeySequence("Ctrl+F"), self, self.panel.search.setFocus)
        self.desk.tasks.changed.connect(self._hear)

    def refresh(self) -> None:
        """Read the imports and how they stand."""
        self.desk.tasks.run(self, import_history, self._show, replaces="imports")

    def take_back(self) -> None:
        """撤销本次导入, after asking."""
        row = self.panel.table.current()
        if row is None:
            return
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
                lambda _: self.desk.say(f"已撤销导入：{name}。（Ctrl+Y 重做）"),
            )

    def _show(self, rows: tuple[BatchRow, ...]) -> None:
        self.panel.set_rows(rows)
        self.panel.set_chips([_chip(standing, rows) for standing in Standing])
        if rows and not self.panel.table.selected():
            self.panel.table.selectRow(0)
            self.panel.table.setFocus()
        self._suit()

    def _suit(self) -> None:
        row = self.panel.table.current()
        self.undo_button.setEnabled(row is not None and row.standing is Standing.STANDS)
        self.told.setText(_told(row) if row else "还没有导入过名册。")

    def _hear(self, changes: Changes) -> None:
        if changes.tables:
            self.refresh()


def _told(row: BatchRow) -> str:
    """Why an import cannot be taken back any more, where it cannot."""
    if row.standing is not Standing.CHANGED:
        return ""
    others = f"等，另有{row.more}项" if row.more else ""
    return f"导入后这些资料又有改动，不能整次撤销：{'、'.join(row.changed_later)}{others}。"


def _chip(standing: Standing, rows: tuple[BatchRow, ...]) -> Chip:
    number = sum(row.standing is standing for row in rows)
    return Chip(standing.value, standing.label, number, lambda row: row.standing is standing)


def open_import_history(desk: Desk) -> None:
    """Open 导入记录."""
    ImportHistoryDialog(desk).open()
