"""采用改过的稿: what a .docx says otherwise than the draft, to take or to leave."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser

from liushou_desk.domain.field import OPEN, PERSONAL
from liushou_desk.errors import DeskError
from liushou_desk.services.summary.paper import Paper
from liushou_desk.services.summary.returned import Edit, Edited, take_edits
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel

LEAD = (
    "每一行是文件和草稿不同的一段。选中要采用的（可按Ctrl、Shift多选，Ctrl+A全选），按“采用”；"
    "不采用的不动。没改过的数字仍随资料更新。"
)
NONE = "文件和草稿没有不同的段落。"
_TONES = {Edited.FIXED: Tone.QUIET, Edited.REMOVED: Tone.BAD, Edited.NUMBERS: Tone.OWED}
COLUMNS: tuple[Column[Edit], ...] = (
    Column(
        "怎样",
        lambda row: row.what.label,
        5,
        tone=lambda row: _TONES.get(row.what, Tone.PLAIN),
        field=OPEN,
    ),
    Column("哪一节", lambda row: row.section, 7, field=OPEN),
    Column("段落", lambda row: row.new or row.old, 20, field=PERSONAL),
    Column("要看的", lambda row: "；".join(row.doubts), 14, field=PERSONAL),
)


class ReturnedDialog(ListDialog[Edit]):
    """Below the list both texts of the chosen paragraph."""

    def __init__(
        self, desk: Desk, paper: Paper, name: str, compare: Reading, found: Sequence[Edit]
    ) -> None:
        panel: ListPanel[Edit] = ListPanel(
            COLUMNS,
            lambda row: (row.what, row.key, row.old, row.new),
            lambda row: f"{row.section} {row.old} {row.new}",
            "搜索：段落里的字",
        )
        super().__init__(desk, f"采用改过的稿：{name}", panel, lead=LEAD, empty=NONE)
        self.paper, self._compare = paper, compare
        self.texts = QTextBrowser()
        self.texts.setAccessibleName("草稿和文件里的这一段")
        self.split(self.texts, Qt.Orientation.Vertical, (3, 2))
        self.take_button = self.row_command(
            "采用", lambda _row: self._take(), enter=True, suits=lambda row: row.can_be_taken
        )
        self.undo_command()
        self.show_rows(found)

    def reading(self) -> Reading:
        """The file is compared again, with what was taken."""
        return self._compare

    def failed(self, error: DeskError) -> bool:
        """A file that is gone by now leaves the list as it was read before."""
        self.announce(error.message, is_problem=True)
        return True

    def suit(self, row: Edit | None) -> None:
        """Both texts, one below the other."""
        lines = [] if row is None else [
            f"草稿：{row.old or '（没有这一段）'}",
            f"文件：{row.new or '（删了这一段）'}",
            *row.doubts,
        ]  # fmt: skip
        self.texts.setPlainText("\n\n".join(lines))

    def _take(self) -> None:
        paper, taken = self.paper, [row for row in self.panel.table.selected() if row.can_be_taken]
        self.desk.tasks.run(
            self,
            lambda office: take_edits(office, paper, taken),
            lambda _: self.tell(f"已采用{len(taken)}段（Ctrl+Z 撤销）。"),
        )
