"""来历: the whole history of one line of a child's form."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from liushou_desk.domain.field import OPEN, PERSONAL
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

    def __init__(self, desk: Desk, label: str, steps: tuple[OriginRow, ...]) -> None:
        super().__init__(desk, f"“{label}”的来历", height=360)
        note = QLabel("最新的在最上面。", wordWrap=True)
        note.setProperty("role", "quiet")
        self.table: TableView[OriginRow] = TableView(COLUMNS)
        self.table.give_room(1)
        self.body.addWidget(note)
        self.body.addWidget(self.table, 1)
        self.starts_at = self.table
        self.table.show_rows(steps)


def open_origin(desk: Desk, child_id: int, key: str, tell: Callable[[str], None]) -> None:
    """来历 of one line of a child's form; told where nothing ever stood in it."""
    label = ENTRIES[key].label

    def show(steps: tuple[OriginRow, ...]) -> None:
        if steps:
            OriginDialog(desk, label, steps).open()
        else:
            tell(f"“{label}”从来没有填写过。")

    desk.tasks.run(desk, lambda office: origin_of_line(office, child_id, key), show)
