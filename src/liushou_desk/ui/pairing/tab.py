"""The tab 结对帮扶: keys act on the list that has the focus."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QSplitter, QVBoxLayout

from liushou_desk.domain.picking import Pick
from liushou_desk.domain.terms import term_title
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.services.pairings import (
    Coverage,
    MentorRow,
    PairingRow,
    list_mentors,
    list_pairings,
    read_coverage,
    remove_mentor,
    remove_pairing,
)
from liushou_desk.services.papers.listing import Listing
from liushou_desk.services.register.picking import children_to_pick, mentors_here
from liushou_desk.ui import openers
from liushou_desk.ui.desk import Desk, Journey, Spot
from liushou_desk.ui.key_button import key_of
from liushou_desk.ui.list_dialog import GONE
from liushou_desk.ui.look import MARGIN, spaced
from liushou_desk.ui.pairing import dialogs
from liushou_desk.ui.pairing.chips import mentor_chips, pairing_chips
from liushou_desk.ui.pairing.columns import MENTORS, PAIRINGS
from liushou_desk.ui.pairing.plans import HandOverDialog, propose
from liushou_desk.ui.tab import Tab
from liushou_desk.ui.table.flow import FlowLayout
from liushou_desk.ui.table.memory import ListMemory
from liushou_desk.ui.table.panel import ListPanel

Lists = tuple[tuple[MentorRow, ...], tuple[PairingRow, ...]]
Picks = tuple[tuple[Pick, ...], tuple[Pick, ...]]


class PairingTab(Tab):
    """Mentors and pairings side by side."""

    spot = Spot.PAIRING

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._coverage = Coverage()
        self._children = set[int]()
        self._build()
        self._connect()
        ListMemory(desk, self.mentors.table, "mentors", "帮扶人一览")
        ListMemory(desk, self.pairings.table, "pairings", "结对帮扶一览")

    def _build(self) -> None:
        self.mentors: ListPanel[MentorRow] = ListPanel(
            MENTORS, lambda row: row.mentor_id, lambda row: row.search, "搜索帮扶人"
        )
        self.pairings: ListPanel[PairingRow] = ListPanel(
            PAIRINGS,
            lambda row: row.pairing_id,
            lambda row: row.search,
            "搜索儿童、帮扶人、班级",
        )
        self.mentors.guide.offer(
            "还没有帮扶人：",
            ("新增帮扶人", lambda: dialogs.edit_mentor(self.desk, None, self._saved)),
        )
        self.pairings.guide.offer(
            "还没有结对：",
            ("新增结对 (Ctrl+N)", self.add),
            ("导入名册 (Ctrl+I)", lambda: openers.import_roster(self.desk)),
        )
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self.mentors)
        halves.addWidget(self.pairings)
        halves.setStretchFactor(0, 2)
        halves.setStretchFactor(1, 3)
        layout = QVBoxLayout(self)
        spaced(layout, MARGIN)
        layout.addLayout(self._commands())
        layout.addWidget(halves, 1)

    def _commands(self) -> FlowLayout:
        self.new_mentor = QPushButton("新增帮扶人 (Ctrl+M)")
        self.hand_over_button = QPushButton("移交 (Ctrl+H)")
        self.hand_over_button.setToolTip("把左边所选帮扶人的全部儿童交给别人")
        self.unpaired = QPushButton("未结对儿童")
        self.unpaired.setToolTip("在花名册里列出没有成年帮扶人的留守儿童")
        self.propose_button = QPushButton("结对建议 (Ctrl+J)")
        self.end_button = QPushButton("结束结对 (Ctrl+L)")
        line = FlowLayout()
        for button in (
            self.new_mentor,
            self.hand_over_button,
            self.unpaired,
            self.propose_button,
            self.end_button,
        ):
            line.addWidget(button)
        for button in (self.end_button, self.hand_over_button):
            button.setEnabled(False)
        return line

    def _connect(self) -> None:
        self.mentors.opened.connect(self._amend_mentor)
        self.mentors.chosen.connect(self._show_chips_of_pairings)
        self.mentors.chosen.connect(self._suit_hand_over)
        self.pairings.opened.connect(self._amend_pairing)
        self.pairings.chosen.connect(self._suit_end)
        self.pairings.chosen.connect(self._follow_children)
        self.new_mentor.clicked.connect(lambda: dialogs.edit_mentor(self.desk, None, self._saved))
        self.unpaired.clicked.connect(lambda: self.desk.go(Journey(Spot.ROSTER, chip="unpaired")))
        self.propose_button.clicked.connect(lambda: propose(self.desk))
        self.hand_over_button.clicked.connect(self.hand_over)
        self.end_button.clicked.connect(self.end)
        for keys, do in (
            ("Ctrl+M", self.new_mentor.click),
            ("Ctrl+J", self.propose_button.click),
            ("Ctrl+H", self.hand_over_button.click),
            ("Ctrl+L", self.end),
        ):
            key_of(self, keys, do)

    def refresh(self) -> None:
        term = self.desk.term
        self.desk.tasks.run(self, lambda office: _read(office, term), self._show, replaces="list")

    def add(self) -> None:
        """New pairings; the mentor that is selected stands in the form already."""
        self._begin({})

    def amend(self) -> None:
        mentor, pairing = self.mentors.table.current(), self.pairings.table.current()
        if self._on_mentors and mentor:
            self._amend_mentor(mentor)
        elif pairing:
            self._amend_pairing(pairing)

    def remove(self) -> None:
        mentor, pairing = self.mentors.table.current(), self.pairings.table.current()
        if self._on_mentors and mentor:
            mentor_id = mentor.mentor_id
            self.take_out(
                f"删除帮扶人{mentor.name}吗？",
                "有结对或记录的帮扶人不能删除。",
                lambda office: remove_mentor(office, mentor_id),
                "已删除帮扶人",
            )
        elif pairing:
            pairing_id = pairing.pairing_id
            self.take_out(
                f"删除{pairing.child}与{pairing.mentor}的这段结对吗？",
                "只有登记错了才删除；不再帮扶的，请用“结束结对”，历史会保留。",
                lambda office: remove_pairing(office, pairing_id),
                "已删除结对",
            )

    def end(self) -> None:
        """Close the pairing that is selected."""
        row = self.pairings.table.current()
        if row and row.is_current:
            dialogs.end(self.desk, row, self._saved)

    def hand_over(self) -> None:
        """Give all children of the mentor that is selected to others."""
        row = self.mentors.table.current()
        if row and row.load.children:
            HandOverDialog(self.desk, row).open()

    def look_for(self) -> None:
        self.pairings.search.setFocus()

    def go_to(self, journey: Journey) -> None:
        if journey.form == dialogs.MENTOR:
            return
        if journey.record_id is not None:
            self.pairings.reveal(journey.record_id)
        children = journey.children or (journey.child_id,)
        if None not in children:
            self._begin({"children": children})

    def take_up(self, journey: Journey) -> None:
        """Open the form that was left, once its record has been read."""
        if journey.form == dialogs.START:
            self.add()
            return
        term = self.desk.term
        self.desk.tasks.run(
            self,
            lambda office: _read(office, term),
            lambda lists: self._open_again(journey, lists),
        )

    def listing(self) -> Listing:
        if self._on_mentors:
            return self.mentors.listing("帮扶人一览", term_title(self.desk.term))
        return self.pairings.listing("结对帮扶一览", term_title(self.desk.term))

    @property
    def _on_mentors(self) -> bool:
        """Whether the list of mentors has the focus."""
        focus = QApplication.focusWidget()
        return bool(focus) and self.mentors.isAncestorOf(focus)

    def _show(self, lists: Lists) -> None:
        mentors, pairings = lists
        self.mentors.set_rows(mentors)
        self.pairings.set_rows(pairings)
        self._show_chips()
        term = self.desk.term
        self.desk.tasks.run(
            self, lambda office: read_coverage(office, term), self._cover, replaces="coverage"
        )

    def _cover(self, coverage: Coverage) -> None:
        """The figures come after the lists, for they take longer."""
        self._coverage = coverage
        told = "" if coverage.unpaired is None else f" {coverage.unpaired}人"
        self.unpaired.setText(f"未结对儿童{told}")
        self._show_chips()

    def _show_chips(self) -> None:
        self.mentors.set_chips(mentor_chips(self._coverage, self.mentors.rows))
        self._show_chips_of_pairings()

    def _show_chips_of_pairings(self) -> None:
        mentors = {row.mentor_id for row in self.mentors.table.selected()}
        rows = self.pairings.rows
        self.pairings.set_chips(pairing_chips(self._coverage, rows, mentors, self._children))

    def _follow_children(self) -> None:
        """Whose history is asked for; the filter itself must not empty it."""
        chosen = {row.child_id for row in self.pairings.table.selected()}
        if chosen and chosen != self._children and "history" not in self.pairings.pressed():
            self._children = chosen
            self._show_chips_of_pairings()

    def _suit_end(self) -> None:
        row = self.pairings.table.current()
        self.end_button.setEnabled(row is not None and row.is_current)

    def _suit_hand_over(self) -> None:
        row = self.mentors.table.current()
        self.hand_over_button.setEnabled(row is not None and row.load.children > 0)

    def _begin(self, known: dict[str, Any]) -> None:
        mentor = self.mentors.table.current()
        if mentor and not mentor.load.is_gone:
            known = {"mentor": (mentor.mentor_id,)} | known
        term = self.desk.term

        def show(picks: Picks) -> None:
            dialogs.start(self.desk, *picks, known, self._saved)

        self.desk.tasks.run(self, lambda office: _picks(office, term), show, replaces="begin")

    def _open_again(self, journey: Journey, lists: Lists) -> None:
        mentors, pairings = lists
        mentor = next((row for row in mentors if row.mentor_id == journey.record_id), None)
        pairing = next((row for row in pairings if row.pairing_id == journey.record_id), None)
        if journey.form == dialogs.MENTOR and (mentor or journey.record_id is None):
            dialogs.edit_mentor(self.desk, mentor, self._lead_to_hand_over)
        elif journey.form == dialogs.END and pairing:
            dialogs.end(self.desk, pairing, self._saved)
        elif journey.form == dialogs.PAIRING and pairing:
            dialogs.amend(self.desk, pairing, self._saved)
        else:
            self.desk.say(GONE)

    def _amend_mentor(self, row: MentorRow) -> None:
        dialogs.edit_mentor(self.desk, row, self._lead_to_hand_over)

    def _lead_to_hand_over(self, mentor_id: int) -> None:
        """Who leaves with children still paired gives them to others at once."""
        self._saved(mentor_id)

        def show(rows: tuple[MentorRow, ...]) -> None:
            row = next((row for row in rows if row.mentor_id == mentor_id), None)
            if row is not None and row.waiting:
                HandOverDialog(self.desk, row).open()

        self.desk.tasks.run(self, list_mentors, show, replaces="leaving")

    def _amend_pairing(self, row: PairingRow) -> None:
        dialogs.amend(self.desk, row, self._saved)

    def _saved(self, _result: object) -> None:
        self.desk.say("已保存。（Ctrl+Z 撤销）")


def _read(office: OfficeFile, term: str) -> Lists:
    return list_mentors(office), list_pairings(office, term)


def _picks(office: OfficeFile, term: str) -> Picks:
    return children_to_pick(office, term), mentors_here(office)
