"""One ledger: its records in a list, its figures as chips, its commands."""

from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton

from liushou_desk.domain.ledgers import BY_TABLE, About, LedgerKind
from liushou_desk.domain.terms import term_title
from liushou_desk.services.figures.statistics import FigureRows, figure_rows
from liushou_desk.services.ledgers.chips import LedgerChip, ledger_chips
from liushou_desk.services.ledgers.listing import Ledger, LedgerLine, read_ledger
from liushou_desk.services.ledgers.writing import add_usual, remove_records
from liushou_desk.services.papers.kind import PaperKind
from liushou_desk.services.papers.registry import LIST_OF, kind_of
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.ledgers.columns import columns_of
from liushou_desk.ui.ledgers.form import write_record
from liushou_desk.ui.list_dialog import ListDialog, Reading, say
from liushou_desk.ui.papers.dialog import PaperDialog
from liushou_desk.ui.statistics.lists import figure_dialog
from liushou_desk.ui.table.panel import Chip, ListPanel

WIDTH = 980
UNDO = "（Ctrl+Z 撤销）"
USUAL = "，或者按“填入常用”再改"
PAPER_KEYS = ("Ctrl+L", "Ctrl+M")
"""Of its list, and of a form of its own."""
DOOR_KEYS = "Ctrl+J"
ALL = "本学期按资助标准登记的，不计留守的儿童也在内："


class LedgerDialog(ListDialog[LedgerLine]):
    """Enter or F2 amends, Ctrl+N writes a new record, Delete takes the selected ones out."""

    def __init__(self, desk: Desk, kind: LedgerKind) -> None:
        whom = "儿童、班级、" if kind.about is About.CHILD else ""
        panel: ListPanel[LedgerLine] = ListPanel(
            columns_of(kind),
            lambda line: line.record_id,
            lambda line: line.search,
            f"搜索：{whom}{'、'.join(kind.label(key) for key, _ in kind.columns[:3])}",
        )
        super().__init__(
            desk,
            kind.title,
            panel,
            lead=_lead(kind, desk.term),
            empty=f"还没有{kind.title}。按 Ctrl+N 登记{USUAL if kind.usual else ''}。",
            width=WIDTH,
        )
        self.kind = kind
        self._doors: dict[str, QPushButton] = {}
        self.add_button = self.command("新增", self.add, "Ctrl+N")
        self.amend_button = self.row_command("修改", self.amend, "F2", enter=True)
        self.remove_button = self.row_command("删除", lambda _line: self.remove(), "Delete")
        self.usual_button = self._usual_command()
        if kind.standard:
            standards = BY_TABLE[kind.standard.table]
            self.command(f"{standards.title}……", partial(_open_ledger, desk, standards), "Ctrl+D")
        for number, paper in enumerate((LIST_OF[kind.table], *map(kind_of, kind.papers))):
            self.command(f"{paper.title}……", partial(_open_paper, desk, paper), PAPER_KEYS[number])
        self.undo_button = self.undo_command()
        self.offer_paper()

    def reading(self) -> Reading:
        """Every record; the figures follow, for they take longer."""
        kind, term = self.kind, self.desk.term
        return lambda office: read_ledger(office, kind, term)

    def show_read(self, read: Ledger) -> None:
        """The records, and what they come to by the school's standards."""
        self.show_rows(read.lines)
        say(self.note, f"{ALL}{'；'.join(read.sums)}" if read.sums else "")
        kind, term = self.kind, self.desk.term
        self.desk.tasks.run(
            self,
            lambda office: ledger_chips(office, kind, term),
            self._show_chips,
            replaces="chips",
        )

    def add(self) -> None:
        """Write down a new record, for one child or several."""
        write_record(self.desk, self.kind, saved=self._saved)

    def amend(self, line: LedgerLine) -> None:
        """Open a record."""
        write_record(self.desk, self.kind, line.record_id, saved=self._saved)

    def remove(self) -> None:
        """Take the selected records out; they lie in the recycle bin."""
        kind, lines = self.kind, self.panel.table.selected()
        ids = [line.record_id for line in lines]
        question = f"删除所选的{len(ids)}条{kind.title}？"
        if messages.ask(self, question, "可以撤销，也可以从回收站恢复。", yes="删除", no="不删除"):
            said = f"已删除{len(ids)}条。{UNDO}"
            self.desk.tasks.run(
                self, lambda office: remove_records(office, kind, ids), lambda _: self.tell(said)
            )

    def _usual_command(self) -> QPushButton | None:
        kind = self.kind
        if not kind.usual:
            return None

        def told(number: int) -> None:
            self.tell(f"已填入{number}条。{UNDO}" if number else "常用的都已经有了，没有改动。")

        return self.command(
            "填入常用",
            lambda: self.desk.tasks.run(self, lambda office: add_usual(office, kind), told),
            "Ctrl+U",
        )

    def _show_chips(self, chips: tuple[LedgerChip, ...]) -> None:
        self.panel.set_chips([_chip(chip) for chip in chips if not chip.is_elsewhere])
        for chip in chips:
            if chip.is_elsewhere:
                door = self._doors.get(chip.key) or self._door(chip.key)
                door.setText(f"{chip.label}…… ({DOOR_KEYS})")
                door.setToolTip(chip.definition)

    def _door(self, key: str) -> QPushButton:
        """A button to the rows of a figure that this list does not hold."""
        door = self._doors[key] = QPushButton()
        door.setAutoDefault(False)
        door.clicked.connect(lambda: self._open_figure(key))
        QShortcut(QKeySequence(DOOR_KEYS), self, door.click)
        self.panel.add_tool(door)
        return door

    def _open_figure(self, key: str) -> None:
        term = self.desk.term

        def show(found: FigureRows) -> None:
            rows = figure_dialog(self.desk, found, term_title(term))
            rows.accepted.connect(self.accept)  # a row was opened: the way there is free
            rows.open()

        self.desk.tasks.run(self, lambda office: figure_rows(office, term, key), show)

    def _saved(self, ids: tuple[int, ...]) -> None:
        self.tell(f"已保存{len(ids)}条{self.kind.title}。{UNDO}")
        self.panel.reveal(ids[0])


def _open_ledger(desk: Desk, kind: LedgerKind) -> None:
    LedgerDialog(desk, kind).open()


def _open_paper(desk: Desk, kind: PaperKind) -> None:
    PaperDialog(desk, kind).open()


def _lead(kind: LedgerKind, term: str) -> str:
    said = f"全部{kind.title}" + ("，新的在前" if kind.day else "")
    has_figures = kind.figures or kind.counts or kind.elsewhere
    return said + (f"；下面的数字是{term_title(term)}的。" if has_figures else "。")


def _chip(chip: LedgerChip) -> Chip:
    def lets_through(line: LedgerLine) -> bool:
        return (line.child_id if chip.by_child else line.record_id) in chip.ids

    return Chip(chip.key, chip.label, None, lets_through, chip.definition)
