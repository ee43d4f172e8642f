"""摸底核实: child after child with one key; the facts to confirm stand beside the list."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.terms import term_title
from liushou_desk.domain.words import UNFILLED
from liushou_desk.errors import DeskError, InputProblem
from liushou_desk.services.terms import SheetRow, list_sheets, sheet_facts, unverify, verify
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.forms.inputs import DayInput
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.look import Tone, spaced
from liushou_desk.ui.roster.child_dialog import open_child
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel
from liushou_desk.ui.terms.facts import FactsPanel

DAY_WIDTH = 110
KEYS = "空格或回车：核实并到下一名；F2：资料有变时修改；Ctrl+PgDn、Ctrl+PgUp：换班级。"

COLUMNS: tuple[Column[SheetRow], ...] = (
    Column("儿童", lambda row: row.called, 9, field=FIELDS["child", "name"]),
    Column(
        "班级",
        lambda row: row.school_class or UNFILLED,
        9,
        key=lambda row: row.class_order,
        field=FIELDS["school_class", "name"],
    ),
    Column(
        "摸底表",
        lambda row: row.state,
        9,
        tone=lambda row: Tone.GOOD if row.verified_on else Tone.OWED,
        field=OPEN,
    ),
)


def open_verifying(desk: Desk) -> None:
    """摸底核实 of the term that is looked at."""
    VerifyingDialog(desk).open()


class VerifyingDialog(ListDialog[SheetRow]):
    """Space verifies the selected children and goes on; Delete takes it back."""

    def __init__(self, desk: Desk) -> None:
        panel: ListPanel[SheetRow] = ListPanel(
            COLUMNS, lambda row: row.child_id, lambda row: row.search, "搜索：姓名、拼音"
        )
        super().__init__(desk, "摸底核实", panel, note=KEYS)
        self.rows: tuple[SheetRow, ...] = ()
        self.facts = FactsPanel()
        self._build_head()
        self.split(self.facts, Qt.Orientation.Horizontal, (3, 2))
        self.verify_button = self.command("核实 (空格)", self.verify)
        self.all_button = self.command("全部核实", self.verify_all, "Ctrl+Shift+A")
        self.back_button = self.command("取消核实", self.unverify, "Delete")
        self.amend_button = self.row_command("修改", self.amend, "F2", enter=True)
        self.undo_button = self.undo_command()
        for keys in ("Space", "Return", "Enter"):
            self.in_list(keys, self.verify)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self, partial(self._other_class, step))

    def _build_head(self) -> None:
        title = QLabel(term_title(self.desk.term))
        title.setProperty("role", "title")
        self.progress = QLabel()
        self.day = DayInput(lambda: self.desk.today)
        self.day.line.setFixedWidth(DAY_WIDTH)
        self.day.line.setPlaceholderText("不填为今天")
        self.day.setToolTip("不填为今天；学期已经结束的，为学期最后一天")
        day_label = QLabel("核实日期(&D)")
        day_label.setBuddy(self.day)
        line = QHBoxLayout()
        spaced(line)
        line.addWidget(title)
        line.addWidget(self.progress, 1)
        line.addWidget(day_label)
        line.addWidget(self.day)
        self.head.addLayout(line)
        self.classes = QComboBox()
        self.classes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.classes.setToolTip("班级（Ctrl+PgDn、Ctrl+PgUp）")
        self.classes.activated.connect(lambda: self._show_class())
        self.panel.add_tool(self.classes)

    def reading(self) -> Reading:
        """The term's sheets."""
        term = self.desk.term
        return lambda office: list_sheets(office, term)

    def verify(self) -> None:
        """Say that the selected children were looked into, and go on to the next."""
        chosen = self.panel.table.selected()
        waiting = [row for row in chosen if row.verified_on is None]
        following = self._following(chosen)
        if waiting and not self._verify(waiting):
            return
        if following:
            self.panel.table.select([following])

    def verify_all(self) -> None:
        """All who are shown and wait, after a question."""
        waiting = [row for row in self.panel.shown() if row.verified_on is None]
        if not waiting:
            self.announce("列表里没有未核实的儿童。")
            return
        if messages.ask(
            self,
            f"把列表里{len(waiting)}名未核实的儿童全部标为已核实吗？",
            "请确认每一名的父母去向、照料人、寄宿和困境情况都已核对。",
            yes="全部核实",
            no="先不核实",
        ):
            self._verify(waiting)

    def unverify(self) -> None:
        """Take it back for the selected children."""
        ids = [row.child_id for row in self.panel.table.selected() if row.verified_on]
        term = self.desk.term
        if ids:
            self.desk.tasks.run(
                self,
                lambda office: unverify(office, term, ids),
                lambda count: self.tell(f"已取消核实{count}名。（Ctrl+Z 撤销）"),
                self.failed,
            )

    def amend(self, row: SheetRow) -> None:
        """Open the form of a child: what was found out differs from what stands."""
        open_child(self.desk, row.child_id, lambda _: self.tell("已保存。（Ctrl+Z 撤销）"))

    def _verify(self, rows: Sequence[SheetRow]) -> bool:
        """Whether the day could be read; the file is written behind."""
        try:
            on = self.day.day()
        except InputProblem as problem:
            self.failed(problem)
            return False
        self.day.mark(False)
        term, ids = self.desk.term, [row.child_id for row in rows]
        self.desk.tasks.run(
            self,
            lambda office: verify(office, term, ids, on),
            lambda count: self.tell(f"已核实{count}名。（Ctrl+Z 撤销）"),
            self.failed,
        )
        return True

    def _following(self, chosen: Sequence[SheetRow]) -> SheetRow | None:
        """The next child who waits, below the selected ones and then from the top."""
        shown, ids = self.panel.shown(), {row.child_id for row in chosen}
        last = max((n for n, row in enumerate(shown) if row.child_id in ids), default=-1)
        order = (*shown[last + 1 :], *shown[: last + 1])
        return next((r for r in order if r.verified_on is None and r.child_id not in ids), None)

    def show_read(self, read: tuple[SheetRow, ...]) -> None:
        """The class that is looked at; at first with the cursor on the first who waits."""
        first = not self.rows
        self.rows = read
        done = sum(row.verified_on is not None for row in read)
        self.progress.setText(f"已核实 {done} 名，共 {len(read)} 名")
        self._offer_classes()
        self._show_class()
        if first:
            self._begin()

    def _offer_classes(self) -> None:
        """Every class with how many wait; the one that was chosen stays so."""
        kept = self.classes.currentData()
        waiting: dict[str, int] = {}
        for row in self.rows:
            waiting[row.school_class] = waiting.get(row.school_class, 0) + (not row.verified_on)
        self.classes.clear()
        self.classes.addItem(f"全部班级（未核实 {sum(waiting.values())}）", None)
        for label, number in waiting.items():
            self.classes.addItem(f"{label or '班级未填'}（未核实 {number}）", label)
        self.classes.setCurrentIndex(max(0, self.classes.findData(kept) if kept is not None else 0))

    def _show_class(self) -> None:
        chosen = self.classes.currentData()
        rows = [row for row in self.rows if chosen is None or row.school_class == chosen]
        done = sum(row.verified_on is not None for row in rows)
        chips = (
            Chip("waiting", "未核实", len(rows) - done, lambda row: row.verified_on is None),
            Chip("done", "已核实", done, lambda row: row.verified_on is not None),
        )
        self.show_rows(rows, chips)

    def _other_class(self, step: int) -> None:
        self.classes.setCurrentIndex((self.classes.currentIndex() + step) % self.classes.count())
        self._show_class()
        self._begin()

    def _begin(self) -> None:
        """Select the first child who waits."""
        row = self._following(()) or next(iter(self.panel.shown()), None)
        if row:
            self.panel.table.select([row])

    def suit(self, row: SheetRow | None) -> None:
        """Several may be selected; the facts are of the one with the cursor."""
        chosen = self.panel.table.selected()
        self.verify_button.setEnabled(any(row.verified_on is None for row in chosen))
        self.back_button.setEnabled(any(row.verified_on for row in chosen))
        if row is None:
            self.facts.show_facts("", ())
            return
        term, child_id, called = self.desk.term, row.child_id, row.called
        self.desk.tasks.run(
            self,
            lambda office: sheet_facts(office, term, child_id),
            lambda facts: self.facts.show_facts(called, facts),
            self.failed,
            replaces="facts",
        )

    def failed(self, error: DeskError) -> bool:
        """Said above the list; the day is marked where it is to blame."""
        self.day.mark(isinstance(error, InputProblem) and error.field in {"", "verified_on"})
        self.announce(error.message, is_problem=True)
        return True
