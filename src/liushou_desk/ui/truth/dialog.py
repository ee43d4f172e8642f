"""资料核对: two lists whose every line opens the form of a child at the line that is meant."""

from typing import Any

from PySide6.QtWidgets import QTabWidget

from liushou_desk.domain.field import OPEN, PERSONAL
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.terms import term_title
from liushou_desk.errors import DeskError
from liushou_desk.services.papers.listing import Listing
from liushou_desk.services.truth.completeness import (
    Completeness,
    MissingRow,
    completeness,
    confirm_none,
)
from liushou_desk.services.truth.contradictions import Contradiction, Ground, contradictions
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading, say
from liushou_desk.ui.look import TALLEST_DIALOG, Tone
from liushou_desk.ui.roster.child_dialog import open_child
from liushou_desk.ui.table.chips import chips_of
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel

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


class TruthDialog(ListDialog[Any]):
    """Enter opens the form at the line, Ctrl+0 answers 确认无, of the list in front."""

    def __init__(self, desk: Desk) -> None:
        self.missing: ListPanel[MissingRow] = ListPanel(
            MISSING_COLUMNS, lambda row: (row.child_id, row.key), lambda row: row.search, HINT
        )
        self.found: ListPanel[Contradiction] = ListPanel(
            FOUND_COLUMNS,
            lambda row: (row.child_id, row.ground, row.key),
            lambda row: row.search,
            HINT,
        )
        title = f"资料核对：{term_title(desk.term)}"
        super().__init__(desk, title, self.missing, height=TALLEST_DIALOG - 100)
        self._summary = ""
        self.tabs = QTabWidget()
        self.surround(self.tabs)
        self.tabs.addTab(self.missing, "资料不全")
        self.tabs.addTab(self.found, "前后矛盾")
        self.watch(self.found)
        self.tabs.currentChanged.connect(self._bring)
        self.open_button = self.row_command("打开资料", self.open_line, enter=True)
        self.none_button = self.row_command(
            "确认无",
            self.confirm,
            "Ctrl+0",
            suits=lambda row: isinstance(row, MissingRow) and row.can_be_none,
        )
        self.undo_button = self.undo_command()
        self.offer_paper()

    def reading(self) -> Reading:
        """Both lists."""
        term = self.desk.term
        return lambda office: (completeness(office, term), contradictions(office, term))

    def show_read(self, read: tuple[Completeness, tuple[Contradiction, ...]]) -> None:
        """Each in its list, the summary below."""
        self._show_missing(read[0])
        self._show_found(read[1])
        self.show_rows(self.panel.rows)

    def open_line(self, row: MissingRow | Contradiction) -> None:
        """The form of the child, with the cursor in the line that is meant."""
        if row.child_id is None:
            self.tell("这一条不是某一名儿童的，请按说明核对。")
            return
        said = "已保存。（Ctrl+Z 撤销）"
        open_child(self.desk, row.child_id, lambda _: self.tell(said), at=row.key)

    def confirm(self, row: MissingRow) -> None:
        """确认无 for a line."""
        child_id, key, label = row.child_id, row.key, row.label
        self.desk.tasks.run(
            self,
            lambda office: confirm_none(office, child_id, key),
            lambda _: self.tell(f"{label}已记为“确认无”。（Ctrl+Z 撤销）"),
        )

    def listing(self) -> Listing:
        """The list in front."""
        word = "资料不全" if self.panel is self.missing else "前后矛盾"
        return self.panel.listing(f"{word} {term_title(self.desk.term)}", self._summary)

    def failed(self, error: DeskError) -> bool:
        """Said below the lists."""
        self._summary = error.message
        self.follow()
        return True

    def suit(self, row: MissingRow | Contradiction | None) -> None:
        """What a contradiction is, or how complete all are."""
        say(self.note, row.sentence if isinstance(row, Contradiction) else self._summary)

    def _bring(self) -> None:
        """The other list is in front."""
        self.panel = self.found if self.tabs.currentWidget() is self.found else self.missing
        self.show_rows(self.panel.rows)

    def _show_missing(self, read: Completeness) -> None:
        required = sum(row.required for row in read.rows)
        self.missing.set_rows(read.rows)
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

    def _show_found(self, rows: tuple[Contradiction, ...]) -> None:
        there = {row.ground for row in rows}
        self.found.set_rows(rows)
        self.found.set_chips(
            chips_of([g for g in Ground if g in there], rows, lambda row: row.ground)
        )
        self.tabs.setTabText(1, f"前后矛盾 {len(rows)}条")


def open_truth(desk: Desk) -> None:
    """Open 资料核对."""
    TruthDialog(desk).open()
