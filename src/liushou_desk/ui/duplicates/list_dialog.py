"""查找重复: pairs that may be one person, why, and what the clerk says of each."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel

from liushou_desk.domain.search import search_text
from liushou_desk.services.duplicates import (
    Certainty,
    Ground,
    Kind,
    Party,
    Suspect,
    find_duplicates,
    say_different,
)
from liushou_desk.services.keeping.changes import Changes
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.duplicates.merge_dialog import DIFFERENT_KEY, DIFFERENT_SAID, open_merge
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel
from liushou_desk.ui.work_dialog import WorkDialog

WIDTH = 900
LOOKING, NOTHING = "正在查找……", "没有发现可能重复的登记。"
FOUND = "下面每一行是两条可能重复的登记。打开后逐项比较再合并；确实是两个人的，记为不是同一人。"
_TABLES = frozenset({"child", "household", "family_member", "mentor", "pupil", "not_duplicate"})
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
    ),
    Column("依据", lambda row: row.why, 23),
    Column("第一条", lambda row: row.first.called, 11),
    Column("第二条", lambda row: row.second.called, 11),
)


def open_duplicates(desk: Desk) -> None:
    """查找重复."""
    DuplicatesDialog(desk).open()


class DuplicatesDialog(WorkDialog):
    """Enter lays a pair side by side, Ctrl+D says that they are two."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "查找重复登记", width=WIDTH)
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.title = QLabel(LOOKING, wordWrap=True)
        self.said = QLabel(wordWrap=True)
        self.said.setProperty("role", "banner")
        self.said.setVisible(False)
        self.detail = QLabel(wordWrap=True)
        self.panel: ListPanel[Suspect] = ListPanel(
            COLUMNS, lambda row: row.key, _search, "搜索姓名、依据"
        )
        self.body.addWidget(self.title)
        self.body.addWidget(self.said)
        self.body.addWidget(self.panel, 1)
        self.body.addWidget(self.detail)
        self.open_button = self.command("比较合并 (Enter)", self.compare)
        self.different_button = self.command("不是同一人", self.say_different, DIFFERENT_KEY)
        self.undo_button = self.undo_command(self._tell)

    def _connect(self) -> None:
        self.panel.opened.connect(lambda: self.compare())
        self.panel.chosen.connect(self._suit)
        QShortcut(QKeySequence("Ctrl+F"), self, self.panel.search.setFocus)
        self.desk.tasks.changed.connect(self._hear)
        self._suit()

    def refresh(self) -> None:
        """Look through the file again."""
        term = self.desk.term
        self.desk.tasks.run(
            self, lambda office: find_duplicates(office, term), self._show, replaces="pairs"
        )

    def compare(self) -> None:
        """Lay the chosen pair side by side."""
        row = self.panel.table.current()
        if row:
            ids = row.first.id, row.second.id
            open_merge(self.desk, *ids, row.kind, over=self, ended=self._tell)

    def say_different(self) -> None:
        """Keep the answer that the chosen two are two persons."""
        row = self.panel.table.current()
        if row is None or row.kind is not Kind.CHILD:
            return
        first, second = row.first.id, row.second.id
        self.desk.tasks.run(
            self,
            lambda office: say_different(office, first, second),
            lambda _: self._tell(DIFFERENT_SAID),
        )

    def _show(self, rows: tuple[Suspect, ...]) -> None:
        here = self.panel.table.currentIndex().row()
        self.title.setText(FOUND if rows else NOTHING)
        self.panel.set_rows(rows)
        self.panel.set_chips([_chip(ground, rows) for ground in Ground])
        shown = self.panel.shown()
        if shown and not self.panel.table.selected():
            self.panel.table.select([shown[min(max(here, 0), len(shown) - 1)]])
        if shown and not self.panel.search.text():
            self.panel.table.setFocus()
        self._suit()

    def _suit(self) -> None:
        """Tell the chosen pair in full, and grey out what cannot be said of it."""
        row = self.panel.table.current()
        told = (row.why, _told(row.first), _told(row.second)) if row else ()
        self.detail.setText("\n".join(told))
        self.open_button.setEnabled(row is not None)
        self.different_button.setEnabled(row is not None and row.kind is Kind.CHILD)

    def _tell(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(True)
        self.desk.say(sentence)

    def _hear(self, changes: Changes) -> None:
        if changes.tables & _TABLES:
            self.refresh()


def _search(row: Suspect) -> str:
    return search_text(row.why, _told(row.first), _told(row.second))


def _chip(ground: Ground, rows: tuple[Suspect, ...]) -> Chip:
    number = sum(row.ground is ground for row in rows)
    return Chip(ground.value, ground.label, number, lambda row: row.ground is ground)
