"""文件依据: documents from above, typed once and put into any paragraph."""

from collections.abc import Callable

from liushou_desk.domain.field import OPEN
from liushou_desk.services.summary.policies import (
    PolicyRow,
    add_policy,
    list_policies,
    remove_policy,
)
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.statistics.asking import ask_word
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel

LEAD = "文件名称和文号由学校自己登记，登记一次，写文稿时插入到光标处。"
NONE = "还没有登记文件。按“登记”写上文件名称和文号。"
COLUMNS: tuple[Column[PolicyRow], ...] = (Column("文件", lambda row: row.said, 30, field=OPEN),)


class PoliciesDialog(ListDialog[PolicyRow]):
    """Enter puts the chosen one where the cursor is in the paragraph."""

    def __init__(self, desk: Desk, insert: Callable[[str], None]) -> None:
        panel: ListPanel[PolicyRow] = ListPanel(
            COLUMNS, lambda row: row.policy_id, lambda row: row.said, "搜索：名称、文号"
        )
        super().__init__(desk, "文件依据", panel, lead=LEAD, empty=NONE, width=700, height=460)
        self._insert = insert
        self.row_command("插入", self._put, enter=True)
        self.add_button = self.command("登记", self.add, "Ctrl+N")
        self.row_command("删除", self._remove, "Delete")
        self.undo_command()
        self.refresh()

    def reading(self) -> Reading:
        """What the school keeps."""
        return list_policies

    def add(self) -> None:
        """登记: typed as a paper names it."""
        ask_word(
            self.desk,
            "登记文件依据",
            "写成《文件名称》（文号）；没有文号的只写名称",
            add_policy,
            lambda _: self.tell("已登记（Ctrl+Z 撤销）。"),
        )

    def _put(self, row: PolicyRow) -> None:
        self.accept()
        self._insert(row.said)

    def _remove(self, row: PolicyRow) -> None:
        self.desk.tasks.run(
            self,
            lambda office: remove_policy(office, row.policy_id),
            lambda _: self.tell("已删除（Ctrl+Z 撤销）；写进文稿的不变。"),
        )
