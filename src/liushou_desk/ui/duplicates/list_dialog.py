"""查找重复: pairs that may be one person, why, and what the clerk says of each."""

from PySide6.QtWidgets import QLabel

from liushou_desk.domain.field import OPEN, PERSONAL
from liushou_desk.domain.search import search_text
from liushou_desk.domain.tables import FIELDS
from liushou_desk.services.duplicates import (
    Certainty,
    Ground,
    Kind,
    Party,
    Suspect,
    find_duplicates,
    say_different,
)
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.duplicates.merge_dialog import DIFFERENT_KEY, DIFFERENT_SAID, open_merge
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.chips import chips_of
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel

WIDTH = 900
LOOKING, NOTHING = "正在查找……", "没有发现可能重复的登记。"
FOUND = "下面每一行是两条可能重复的登记。打开后逐项比较再合并；确实是两个人的，记为不是同一人。"
_ORDER = {certainty: place for place, certainty in enumerate(Certainty)}
_TONES = {
    Certainty.CERTAIN: Tone.BAD,
    Certainty.LIKELY: Tone.OWED,
    Certainty.POSSIBLE: Tone.QUIET,
}


def _told(party: Party) -> str:
    return f"{party.called}　{party.facts}" if party.facts else party.called


COLUMNS: tuple[Column[Suspect], ...] = (
    Column(
        "把握",
        lambda row: row.certainty.label,
        4,
        key=lambda row: _ORDER[row.certainty],
        tone=lambda row: _TONES[row.certainty],
        field=OPEN,
    ),
    Column("依据", lambda row: row.why, 23, field=PERSONAL),
    Column("第一条", lambda row: row.first.called, 11, field=FIELDS["child", "name"]),
    Column("第二条", lambda row: row.second.called, 11, field=FIELDS["child", "name"]),
)


def open_duplicates(desk: Desk) -> None:
    """查找重复."""
    DuplicatesDialog(desk).open()


class DuplicatesDialog(ListDialog[Suspect]):
    """Enter lays a pair side by side, Ctrl+D says that they are two."""

    def __init__(self, desk: Desk) -> None:
        panel: ListPanel[Suspect] = ListPanel(
            COLUMNS, lambda row: row.key, _search, "搜索姓名、依据"
        )
        super().__init__(desk, "查找重复登记", panel, lead=FOUND, empty=NOTHING, width=WIDTH)
        self.lead.setText(LOOKING)
        self.detail = QLabel(wordWrap=True)
        self.foot.addWidget(self.detail)
        self.open_button = self.row_command("比较合并", self.compare, enter=True)
        self.different_button = self.row_command(
            "不是同一人",
            self.say_different,
            DIFFERENT_KEY,
            suits=lambda row: row.kind is Kind.CHILD,
        )
        self.undo_button = self.undo_command()

    def reading(self) -> Reading:
        """Look through the file."""
        term = self.desk.term
        return lambda office: find_duplicates(office, term)

    def show_read(self, read: tuple[Suspect, ...]) -> None:
        """With a chip for each ground."""
        self.show_rows(read, chips_of(Ground, read, lambda row: row.ground))

    def compare(self, row: Suspect) -> None:
        """Lay a pair side by side."""
        ids = row.first.id, row.second.id
        open_merge(self.desk, *ids, row.kind, over=self, ended=self.tell)

    def say_different(self, row: Suspect) -> None:
        """Keep the answer that two are two persons."""
        first, second = row.first.id, row.second.id
        self.desk.tasks.run(
            self,
            lambda office: say_different(office, first, second),
            lambda _: self.tell(DIFFERENT_SAID),
        )

    def suit(self, row: Suspect | None) -> None:
        """Tell the chosen pair in full."""
        told = (row.why, _told(row.first), _told(row.second)) if row else ()
        self.detail.setText("\n".join(told))


def _search(row: Suspect) -> str:
    return search_text(row.why, _told(row.first), _told(row.second))
