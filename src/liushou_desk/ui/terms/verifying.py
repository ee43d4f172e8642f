"""摸底核实: child after child with one key; the facts to confirm stand beside the list."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
)

from liushou_desk.domain.fields import OPEN
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.terms import term_title
from liushou_desk.domain.words import UNFILLED
from liushou_desk.errors import DeskError, InputProblem
from liushou_desk.services.keeping.changes import Changes
from liushou_desk.services.terms import SheetRow, list_sheets, sheet_facts, unverify, verify
from liushou_desk.ui import messages
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.fitting import Fitting
from liushou_desk.ui.forms.inputs import DayInput
from liushou_desk.ui.look import MARGIN, TALLEST_DIALOG, Tone, spaced
from liushou_desk.ui.roster.child_dialog import open_child
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel
from liushou_desk.ui.terms.facts import FactsPanel

WIDTH = 880
DAY_WIDTH = 110
KEYS = "空格或回车：核实并到下一名；F2：资料有变时修改；Ctrl+PgDn、Ctrl+PgUp：换班级。"
_TABLES = frozenset(
    {"term_sheet", "sheet_hardship", "child", "register_period", "family_member", "whereabouts"}
)
_VERIFY = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)

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


class VerifyingDialog(QDialog):
    """Space verifies the selected children and goes on; Ctrl+U takes it back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("摸底核实")
        self.desk = desk
        self.rows: tuple[SheetRow, ...] = ()
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        title = QLabel(term_title(self.desk.term))
        title.setProperty("role", "title")
        self.progress = QLabel()
        self.day = DayInput(lambda: self.desk.today)
        self.day.line.setFixedWidth(DAY_WIDTH)
        self.day.line.setPlaceholderText("不填为今天")
        self.day.setToolTip("不填为今天；学期已经结束的，为学期最后一天")
        day_label = QLabel("核实日期(&D)")
        day_label.setBuddy(self.day)
        head = QHBoxLayout()
        spaced(head)
        head.addWidget(title)
        head.addWidget(self.progress, 1)
        head.addWidget(day_label)
        head.addWidget(self.day)
        self.banner = QLabel(wordWrap=True)
        self.banner.setProperty("role", "banner")
        self.banner.setVisible(False)
        self.classes = QComboBox()
        self.classes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.classes.setToolTip("班级（Ctrl+PgDn、Ctrl+PgUp）")
        self.panel: ListPanel[SheetRow] = ListPanel(
            COLUMNS, lambda row: row.child_id, lambda row: row.search, "搜索：姓名、拼音"
        )
        self.panel.add_tool(self.classes)
        self.facts = FactsPanel()
        split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        split.addWidget(self.panel)
        split.addWidget(self.facts)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        keys = QLabel(KEYS, wordWrap=True)
        keys.setProperty("role", "quiet")
        layout = QVBoxLayout(self)
        spaced(layout, MARGIN)
        layout.addLayout(head)
        layout.addWidget(self.banner)
        layout.addWidget(split, 1)
        layout.addWidget(keys)
        layout.addLayout(self._build_buttons())
        self.fitting = Fitting(self, WIDTH, TALLEST_DIALOG)

    def _build_buttons(self) -> QHBoxLayout:
        self.verify_button = QPushButton("核实 (空格)")
        self.all_button = QPushButton("全部核实 (Ctrl+Shift+A)")
        self.undo_button = QPushButton("取消核实 (Ctrl+U)")
        self.amend_button = QPushButton("修改 (F2)")
        self.close_button = QPushButton("关闭 (Esc)")
        bar = QHBoxLayout()
        spaced(bar)
        mine = (self.verify_button, self.all_button, self.undo_button, self.amend_button)
        for button in mine:
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self.close_button)
        for button in (*mine, self.close_button):
            button.setAutoDefault(False)
        return bar

    def _connect(self) -> None:
        self.panel.table.installEventFilter(self)
        self.panel.opened.connect(lambda: self.amend())
        self.panel.chosen.connect(self._choose)
        self.classes.activated.connect(lambda: self._show_class())
        self.verify_button.clicked.connect(lambda: self.verify())
        self.all_button.clicked.connect(lambda: self.verify_all())
        self.undo_button.clicked.connect(lambda: self.unverify())
        self.amend_button.clicked.connect(lambda: self.amend())
        self.close_button.clicked.connect(self.reject)
        for keys, act in (
            ("Ctrl+Shift+A", self.verify_all),
            ("Ctrl+U", self.unverify),
            ("F2", self.amend),
            ("Ctrl+PgDown", lambda: self._other_class(1)),
            ("Ctrl+PgUp", lambda: self._other_class(-1)),
            ("Ctrl+F", self.panel.search.setFocus),
        ):
            QShortcut(QKeySequence(keys), self, act)
        self.desk.tasks.changed.connect(self._hear)

    def refresh(self) -> None:
        """Read the term's sheets."""
        term = self.desk.term
        self.desk.tasks.run(
            self,
            lambda office: list_sheets(office, term),
            self._show,
            self._failed,
            replaces="list",
        )

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
            self._announce("列表里没有未核实的儿童。")
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
                lambda count: self.desk.say(f"已取消核实{count}名。（Ctrl+Z 撤销）"),
                self._failed,
            )

    def amend(self) -> None:
        """Open the form of the selected child: what was found out differs from what stands."""
        row = self.panel.table.current()
        if row:
            open_child(self.desk, row.child_id, lambda _: self.refresh())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space and Enter in the table verify."""
        if watched is self.panel.table and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress and event.key() in _VERIFY
            if pressed and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.verify()
                return True
        return super().eventFilter(watched, event)

    def _verify(self, rows: Sequence[SheetRow]) -> bool:
        """Whether the day could be read; the file is written behind."""
        try:
            on = self.day.day()
        except InputProblem as problem:
            self._failed(problem)
            return False
        self._announce("")
        self.day.mark(False)
        term, ids = self.desk.term, [row.child_id for row in rows]
        self.desk.tasks.run(
            self,
            lambda office: verify(office, term, ids, on),
            lambda count: self.desk.say(f"已核实{count}名。（Ctrl+Z 撤销）"),
            self._failed,
        )
        return True

    def _following(self, chosen: Sequence[SheetRow]) -> SheetRow | None:
        """The next child who waits, below the selected ones and then from the top."""
        shown, ids = self.panel.shown(), {row.child_id for row in chosen}
        last = max((n for n, row in enumerate(shown) if row.child_id in ids), default=-1)
        order = (*shown[last + 1 :], *shown[: last + 1])
        return next((r for r in order if r.verified_on is None and r.child_id not in ids), None)

    def _show(self, rows: tuple[SheetRow, ...]) -> None:
        first = not self.rows
        self.rows = rows
        done = sum(row.verified_on is not None for row in rows)
        self.progress.setText(f"已核实 {done} 名，共 {len(rows)} 名")
        self._offer_classes()
        self._show_class()
        if first and rows:
            self._begin()
            self.panel.table.setFocus()

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
        self.panel.set_rows(rows)
        self.panel.set_chips(
            [
                Chip("waiting", "未核实", len(rows) - done, lambda row: row.verified_on is None),
                Chip("done", "已核实", done, lambda row: row.verified_on is not None),
            ]
        )
        self._choose()

    def _other_class(self, step: int) -> None:
        self.classes.setCurrentIndex((self.classes.currentIndex() + step) % self.classes.count())
        self._show_class()
        self._begin()

    def _begin(self) -> None:
        """Select the first child who waits."""
        row = self._following(()) or next(iter(self.panel.shown()), None)
        if row:
            self.panel.table.select([row])

    def _choose(self) -> None:
        row, chosen = self.panel.table.current(), self.panel.table.selected()
        self.verify_button.setEnabled(any(row.verified_on is None for row in chosen))
        self.undo_button.setEnabled(any(row.verified_on for row in chosen))
        self.amend_button.setEnabled(row is not None)
        if row is None:
            self.facts.show_facts("", ())
            return
        term, child_id, called = self.desk.term, row.child_id, row.called
        self.desk.tasks.run(
            self,
            lambda office: sheet_facts(office, term, child_id),
            lambda facts: self.facts.show_facts(called, facts),
            self._failed,
            replaces="facts",
        )

    def _failed(self, error: DeskError) -> bool:
        self.day.mark(isinstance(error, InputProblem) and error.field in {"", "verified_on"})
        self._announce(error.message)
        return True

    def _announce(self, sentence: str) -> None:
        self.banner.setText(sentence)
        self.banner.setVisible(bool(sentence))

    def _hear(self, changes: Changes) -> None:
        if changes.tables & _TABLES:
            self.refresh()
