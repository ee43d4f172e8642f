"""资料核对: two lists whose every line opens the form of a child at the line that is meant."""

from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QTabWidget

from liushou_desk.domain.fields import OPEN, PERSONAL
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.terms import term_title
from liushou_desk.errors import DeskError
from liushou_desk.services.keeping.changes import Changes
from liushou_desk.services.truth.completeness import (
    Completeness,
    MissingRow,
    completeness,
    confirm_none,
)
from liushou_desk.services.truth.contradictions import Contradiction, Ground, contradictions
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_paper import print_list, save_list
from liushou_desk.ui.look import TALLEST_DIALOG, Tone
from liushou_desk.ui.roster.child_dialog import open_child
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel
from liushou_desk.ui.work_dialog import WorkDialog

REQUIRED, WANTED = "必填", "应填"
HINT = "搜索：姓名、拼音、首字母、班级、项目"

MISSING_COLUMNS: tuple[Column[MissingRow], ...] = (
    Column("班级", lambda row: row.school_class, 9, field=FIELDS["school_class", "name"]),
    Column("儿童", lambda row: row.called, 11, field=FIELDS["child", "name"]),
    Column(
        "完整度",
        lambda row: f"{row.percent}%",
        4,
        key=lambda row: row.percent,
        right=True,
        field=OPEN,
    ),
    Column("待填项目", lambda row: row.label, 9, field=OPEN),
    Column(
        "要求",
        lambda row: REQUIRED if row.required else WANTED,
        3,
        tone=lambda row: Tone.BAD if row.required else Tone.PLAIN,
        field=OPEN,
    ),
    Column("可以", lambda row: "补填或确认无" if row.can_be_none else "补填", 8, field=OPEN),
)
FOUND_COLUMNS: tuple[Column[Contradiction], ...] = (
    Column("班级", lambda row: row.school_class, 9, field=FIELDS["school_class", "name"]),
    Column("儿童", lambda row: row.called, 9, field=FIELDS["child", "name"]),
    Column("问题", lambda row: row.ground.label, 6, field=OPEN),
    Column("说明", lambda row: row.sentence, 24, field=PERSONAL),
)


class TruthDialog(WorkDialog):
    """Enter opens the form at the line, Ctrl+0 answers 确认无."""

    def __init__(self, desk: Desk) -> None:
        title = f"资料核对：{term_title(desk.term)}"
        super().__init__(desk, title, height=TALLEST_DIALOG - 100)
        self._summary = ""
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.missing: ListPanel[MissingRow] = ListPanel(
            MISSING_COLUMNS, lambda row: (row.child_id, row.key), lambda row: row.search, HINT
        )
        self.found: ListPanel[Contradiction] = ListPanel(
            FOUND_COLUMNS,
            lambda row: (row.child_id, row.ground, row.key),
            lambda row: row.search,
            HINT,
        )
        self.tabs = QTabWidget()
        self.tabs.addTab(self.missing, "资料不全")
        self.tabs.addTab(self.found, "前后矛盾")
        self.banner = QLabel(wordWrap=True)
        self.banner.setProperty("role", "quiet")
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(self.banner)
        self.open_button = self.command("打开资料 (Enter)", self.open_line)
        self.none_button = self.command("确认无", self.confirm, "Ctrl+0")
        self.command("打印", lambda: print_list(self.desk, self, self._listing()), "Ctrl+P")
        self.command("导出", lambda: save_list(self.desk, self, self._listing()), "Ctrl+E")

    def _connect(self) -> None:
        self.missing.opened.connect(lambda: self.open_line())
        self.found.opened.connect(lambda: self.open_line())
        self.missing.chosen.connect(self._suit)
        self.found.chosen.connect(self._suit)
        self.tabs.currentChanged.connect(self._suit)
        QShortcut(QKeySequence("Ctrl+F"), self, lambda: self.panel.search.setFocus())
        self.desk.tasks.changed.connect(self._hear)
        self._suit()

    @property
    def panel(self) -> ListPanel[Any]:
        """The list in front."""
        return self.found if self.tabs.currentWidget() is self.found else self.missing

    def refresh(self) -> None:
        """Read both lists anew."""
        term, run = self.desk.term, self.desk.tasks.run
        run(
            self,
            lambda office: completeness(office, term),
            self._show_missing,
            self._failed,
            replaces="missing",
        )
        run(
            self,
            lambda office: contradictions(office, term),
            self._show_found,
            self._failed,
            replaces="found",
        )

    def open_line(self) -> None:
        """The form of the child, with the cursor in the line that is meant."""
        row: MissingRow | Contradiction | None = self.panel.table.current()
        if row is None or row.child_id is None:
            self.desk.say("这一条不是某一名儿童的，请按说明核对。" if row else "请先选一行。")
            return
        said = "已保存。（Ctrl+Z 撤销）"
        open_child(self.desk, row.child_id, lambda _: self.desk.say(said), at=row.key)

    def confirm(self) -> None:
        """确认无 for the chosen line."""
        row = self.missing.table.current()
        if self.panel is not self.missing or row is None or not row.can_be_none:
            return
        child_id, key, label = row.child_id, row.key, row.label
        self.desk.tasks.run(
            self,
            lambda office: confirm_none(office, child_id, key),
            lambda _: self.desk.say(f"{label}已记为“确认无”。（Ctrl+Z 撤销）"),
        )

    def _show_missing(self, read: Completeness) -> None:
        self.missing.set_rows(read.rows)
        required = sum(row.required for row in read.rows)
        self.missing.set_chips(
            [
                Chip("required", REQUIRED, required, lambda row: row.required),
                Chip("wanted", WANTED, len(read.rows) - required, lambda row: not row.required),
                Chip("none", "可以确认无", None, lambda row: row.can_be_none),
            ]
        )
        whole = sum(percent == 100 for percent in read.percents.values())
        self.tabs.setTabText(0, f"资料不全 {len(read.rows)}项")
        self._summary = (
            f"在册{len(read.percents)}人，{whole}人资料齐全。"
            "必填项没有答案的儿童不算建档；问过确实没有的，按“确认无”也是答案。"
        )
        if read.rows and not self.missing.table.selected():
            self.missing.table.selectRow(0)
            self.missing.table.setFocus()
        self._suit()

    def _show_found(self, rows: tuple[Contradiction, ...]) -> None:
        self.found.set_rows(rows)
        grounds = [ground for ground in Ground if any(row.ground is ground for row in rows)]
        self.found.set_chips([_chip(ground, rows) for ground in grounds])
        self.tabs.setTabText(1, f"前后矛盾 {len(rows)}条")
        self._suit()

    def _failed(self, error: DeskError) -> bool:
        self._summary = error.message
        self._suit()
        return True

    def _suit(self) -> None:
        row: MissingRow | Contradiction | None = self.panel.table.current()
        self.open_button.setEnabled(row is not None and row.child_id is not None)
        asks = isinstance(row, MissingRow) and row.can_be_none
        self.none_button.setEnabled(asks)
        self.banner.setText(row.sentence if isinstance(row, Contradiction) else self._summary)

    def _listing(self) -> Any:
        word = "资料不全" if self.panel is self.missing else "前后矛盾"
        return self.panel.listing(f"{word} {term_title(self.desk.term)}", self._summary)

    def _hear(self, changes: Changes) -> None:
        if changes.tables:
            self.refresh()


def _chip(ground: Ground, rows: tuple[Contradiction, ...]) -> Chip:
    number = sum(row.ground is ground for row in rows)
    return Chip(ground.value, ground.label, number, lambda row: row.ground is ground)


def open_truth(desk: Desk) -> None:
    """Open 资料核对."""
    TruthDialog(desk).open()
