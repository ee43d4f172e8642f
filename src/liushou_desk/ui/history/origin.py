"""来历: the whole history of one line of a child's form."""

from PySide6.QtWidgets import QLabel

from liushou_desk.domain.fields import OPEN, PERSONAL
from liushou_desk.services.journal.origins import OriginRow, origin_of_line
from liushou_desk.services.register.child_form import ENTRIES
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.view import TableView
from liushou_desk.ui.work_dialog import WorkDialog

COLUMNS: tuple[Column[OriginRow], ...] = (
    Column(
        "时间", lambda row: f"{row.at:%Y-%m-%d %H:%M}", 9, key=lambda row: row.action_id, field=OPEN
    ),
    Column("做了什么", lambda row: row.told, 18, field=OPEN),
    Column("原来", lambda row: row.before, 9, field=PERSONAL),
    Column("改成", lambda row: row.after, 9, field=PERSONAL),
    Column("来自", lambda row: row.source, 13, field=OPEN),
)


class OriginDialog(WorkDialog):
    """The newest step first; a number is covered here too."""

    def __init__(self, desk: Desk, child_id: int, key: str) -> None:
        label = ENTRIES[key].label
        super().__init__(desk, f"“{label}”的来历", height=360)
        self.note = QLabel("正在查找……", wordWrap=True)
        self.note.setProperty("role", "quiet")
        self.table: TableView[OriginRow] = TableView(COLUMNS)
        self.table.give_room(1)
        self.body.addWidget(self.note)
        self.body.addWidget(self.table, 1)
        self.starts_at = self.table
        self.desk.tasks.run(self, lambda office: origin_of_line(office, child_id, key), self._show)

    def _show(self, steps: tuple[OriginRow, ...]) -> None:
        self.table.show_rows(steps)
        self.note.setText("最新的在最上面。" if steps else "这一项从来没有填写过。")


def open_origin(desk: Desk, child_id: int, key: str) -> None:
    """来历 of one line of a child's form, by the key of the line."""
    OriginDialog(desk, child_id, key).open()
