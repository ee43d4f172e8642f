"""一年的节奏: every line with how far it is; Space ticks, Enter goes where it is done."""

from collections.abc import Callable, Sequence

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.rhythm import CHECKLISTS, Line
from liushou_desk.domain.search import search_text
from liushou_desk.domain.terms import term_title
from liushou_desk.services.rhythm import LineState, read_rhythm, tick
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel

DONE, WANTING = "已完成", "该做了"
NOTE = "有数字的由数据自己判断；其余的做完后按空格打勾。每个学期（每月的每个月）重新开始。"


def _word(row: LineState) -> str:
    """How it stands; of one whose time has not come, when it will."""
    return DONE if row.is_done else WANTING if row.is_due else row.turn.checklist.when


def _tone(row: LineState) -> Tone:
    return Tone.GOOD if row.is_done else Tone.OWED if row.is_due else Tone.QUIET


COLUMNS: tuple[Column[LineState], ...] = (
    Column("时节", lambda row: row.turn.checklist.title, 5, field=OPEN),
    Column("事项", lambda row: row.line.text, 20, field=OPEN),
    Column("进度", lambda row: row.told, 8, field=OPEN),
    Column("状态", _word, 11, tone=_tone, field=OPEN),
)


class RhythmDialog(ListDialog[LineState]):
    """The lists of the term that is looked at; first shown is what is due and not done."""

    def __init__(self, desk: Desk, go: Callable[[Line], object]) -> None:
        """`go` opens the place where a line is done."""
        panel: ListPanel[LineState] = ListPanel(
            COLUMNS,
            lambda row: row.key,
            lambda row: search_text(row.turn.checklist.title, row.line.text),
            "搜索事项",
        )
        super().__init__(
            desk,
            "一年的节奏",
            panel,
            lead=f"{term_title(desk.term)}：学校一年里按时要做的事，做到哪里一看就知道。",
            empty="这个学期还没有开始，或者还没有名册。",
            note=NOTE,
        )
        self._way = go
        self.go_button = self.row_command("去做", self._go, enter=True)
        self.tick_button = self.row_command(
            "打勾 (空格)", self._tick, suits=lambda row: row.line.by_hand
        )
        self.in_list("Space", self._tick_chosen)
        self.undo_button = self.undo_command()
        self.offer_paper()

    def reading(self) -> Reading:
        """Every line of the term."""
        term = self.desk.term
        return lambda office: read_rhythm(office, term)

    def show_read(self, read: Sequence[LineState]) -> None:
        """The lines, and the lists as chips."""
        waiting = sum(row.is_due and not row.is_done for row in read)
        chips = [Chip("due", WANTING, waiting, lambda row: row.is_due and not row.is_done)]
        for checklist in CHECKLISTS:
            mine = [row for row in read if row.turn.checklist == checklist]
            label = f"{checklist.title} {sum(row.is_done for row in mine)}/{len(mine)}"
            chips.append(
                Chip(checklist.key, label, None, lambda row, of=checklist: row.turn.checklist == of)
            )
        self.show_rows(read, chips)

    def suit(self, row: LineState | None) -> None:
        """Name the tick after what it will do."""
        self.tick_button.setText("取消打勾 (空格)" if row and row.is_done else "打勾 (空格)")

    def _tick_chosen(self) -> None:
        row = self.panel.table.current()
        if row is None:
            return
        if row.line.by_hand:
            self._tick(row)
        else:
            self.announce("这一项由数据自己判断，不用打勾；按回车去做。")

    def _tick(self, row: LineState) -> None:
        said = f"{row.line.text}：{'已取消打勾' if row.is_done else '已打勾'}。（Ctrl+Z 撤销）"
        self.desk.tasks.run(
            self, lambda office: tick(office, row.key, not row.is_done), lambda _: self.tell(said)
        )

    def _go(self, row: LineState) -> None:
        self.accept()
        self._way(row.line)
