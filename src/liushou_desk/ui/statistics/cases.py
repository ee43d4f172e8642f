"""典型案例: records of the diary without names, read and amended before one is taken."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from liushou_desk.domain.field import OPEN, PERSONAL
from liushou_desk.services.summary.cases import CaseRow
from liushou_desk.services.summary.paper import Paper
from liushou_desk.services.summary.service import revise
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel

LEAD = (
    "记录里的姓名、村名、班级、电话已经换掉或去掉。选一条，在下面读一遍、改好再采用；"
    "家长不愿公开的儿童和受限记录不在这里。"
)
NONE = "这段时间没有写明问题或措施的记录，没有可以写成案例的。"
COLUMNS: tuple[Column[CaseRow], ...] = (
    Column("日期", lambda row: str(row.happened_on), 6, field=OPEN),
    Column("类别", lambda row: row.kind, 5, field=OPEN),
    Column("案例", lambda row: row.text, 30, field=PERSONAL),
)


class CasesDialog(ListDialog[CaseRow]):
    """The box below holds the chosen case; what stands in it is what is taken."""

    def __init__(self, desk: Desk, paper: Paper, rows: Sequence[CaseRow]) -> None:
        panel: ListPanel[CaseRow] = ListPanel(
            COLUMNS, lambda row: row.entry_id, lambda row: row.text, "搜索：案例里的字"
        )
        super().__init__(desk, "典型案例", panel, lead=LEAD, empty=NONE)
        self.paper = paper
        self.box = QPlainTextEdit()
        self.box.setTabChangesFocus(True)
        self.box.setAccessibleName("案例文字")
        self._shown: int | None = None
        self.split(self.box, Qt.Orientation.Vertical, (3, 2))
        self.take_button = self.row_command("采用这一段", self._take, "Ctrl+S")
        self.undo_command()
        self.show_rows(rows)

    def suit(self, row: CaseRow | None) -> None:
        """The chosen case; one that is being amended is not written over."""
        if row is not None and row.entry_id != self._shown:
            self._shown = row.entry_id
            self.box.setPlainText(row.text)

    def _take(self, row: CaseRow) -> None:
        paper, text = self.paper, self.box.toPlainText()
        self.desk.tasks.run(
            self,
            lambda office: revise(office, paper, {row.key: text}),
            lambda _: self.tell("已写进“典型案例”一节（Ctrl+Z 撤销）。"),
        )
