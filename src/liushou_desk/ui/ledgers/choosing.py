"""选用台账: every ledger there is and what it is good for; a tick says that it is kept."""

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.search import search_text
from liushou_desk.services.ledgers.choosing import ChoiceLine, choose_ledger, list_choices
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading, say
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel

WIDTH = 1000
LEAD = "打勾的在菜单里，数字进统计表；没打勾的哪里都不出现，有记录的一直显示。空格或回车：选用。"


def _state(line: ChoiceLine) -> str:
    if line.records:
        return f"✓ 有{line.records}{line.kind.unit}"
    return "✓ 选用" if line.is_used else ""


COLUMNS: tuple[Column[ChoiceLine], ...] = (
    Column("分类", lambda line: line.kind.group.value, 6, field=OPEN),
    Column("台账", lambda line: line.kind.title, 10, field=OPEN),
    Column(
        "选用",
        _state,
        8,
        tone=lambda line: Tone.GOOD if line.is_used else Tone.PLAIN,
        field=OPEN,
    ),
    Column("用来记什么", lambda line: line.kind.purpose, 34, field=OPEN),
)


class ChoosingDialog(ListDialog[ChoiceLine]):
    """Space or Enter takes the ledger up, or puts it aside where it is empty."""

    def __init__(self, desk: Desk) -> None:
        panel: ListPanel[ChoiceLine] = ListPanel(
            COLUMNS,
            lambda line: line.kind.table,
            lambda line: search_text(line.kind.title, line.kind.group.value, line.kind.purpose),
            "搜索：台账名称、用途",
        )
        super().__init__(desk, "选用台账", panel, lead=LEAD, width=WIDTH)
        self.choose_button = self.row_command(
            "选用、不选用", self.choose, enter=True, suits=lambda line: not line.records
        )
        self.undo_button = self.undo_command()
        self.in_list("Space", self.choose_button.click)

    def reading(self) -> Reading:
        """All there are."""
        return list_choices

    def suit(self, row: ChoiceLine | None) -> None:
        """The whole sentence of the chosen ledger, which a narrow screen cuts."""
        say(self.note, row.kind.purpose if row else "")

    def choose(self, line: ChoiceLine) -> None:
        """Turn the tick over."""
        table, is_used = line.kind.table, not line.is_used
        said = f"已选用“{line.kind.title}”。" if is_used else f"不再选用“{line.kind.title}”。"
        self.desk.tasks.run(
            self,
            lambda office: choose_ledger(office, table, is_used=is_used),
            lambda _: self.tell(f"{said}（Ctrl+Z 撤销）"),
        )
