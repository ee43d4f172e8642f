"""What can be done with the selected children, with the keys for it: right click, or 更多."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.services.papers.listing import Listing
from liushou_desk.ui import openers
from liushou_desk.ui.desk import Desk, Journey, Spot
from liushou_desk.ui.list_paper import save_list
from liushou_desk.ui.roster.doors import PAGE_KEYS, doors_for, show_page
from liushou_desk.ui.table.columns_dialog import CHOOSE_KEYS, choose_columns

if TYPE_CHECKING:
    from liushou_desk.ui.roster.lines import RosterLine
    from liushou_desk.ui.table.panel import ListPanel

BULK_KEYS = "Ctrl+U"


@dataclass(frozen=True)
class Doings:
    """What the tab does with the children that are selected, and its buttons that do it."""

    add: Callable[[], None]
    amend: Callable[[], None]
    remove: Callable[[], None]
    change_several: Callable[[], None]
    listing: Callable[[], Listing]
    leave: QPushButton
    come_back: QPushButton
    show_timeline: QPushButton


class RosterMenu(QMenu):
    """Made anew for what is selected whenever it is shown; the keys work at any time."""

    def __init__(
        self, owner: QWidget, desk: Desk, panel: "ListPanel[RosterLine]", doings: Doings
    ) -> None:
        super().__init__(owner)
        self.desk, self.panel, self.doings = desk, panel, doings
        self.aboutToShow.connect(self.fill)
        QShortcut(QKeySequence(BULK_KEYS), owner, doings.change_several)
        QShortcut(QKeySequence(PAGE_KEYS), owner, self._show_page)
        panel.guide.offer(
            "可以这样开始：",
            ("导入名册 (Ctrl+I)", lambda: openers.import_roster(desk)),
            ("新增儿童 (Ctrl+N)", doings.add),
        )

    def fill(self) -> None:
        """What can be done with the children that are selected now."""
        self.clear()
        do, table = self.doings, self.panel.table
        lines = table.selected()
        one = lines[0] if len(lines) == 1 else None
        gone = [line.has_left for line in lines]
        self._offer(
            ("修改", "F2", do.amend, bool(lines)),
            ("记家访", "", lambda: self._visit(one), one is not None and not one.has_left),
            ("结对", "", lambda: self._pair(lines), bool(lines) and not any(gone)),
            ("离校", "Ctrl+L", do.leave.click, one is not None and not one.has_left),
            ("返校", "Ctrl+R", do.come_back.click, one is not None and one.has_left),
            ("时间线", "Ctrl+T", do.show_timeline.click, True),
            ("删除", "Delete", do.remove, one is not None),
        )
        self._offer(*doors_for(self.desk, lines))
        several = f"批量修改选中的{len(lines)}名……" if len(lines) > 1 else "批量修改……"
        self._offer(
            (several, BULK_KEYS, do.change_several, bool(lines)),
            ("全部选中", "Ctrl+A", table.selectAll, True),
            ("复制选中的行（连同表头）", "Ctrl+C", table.copy, bool(lines)),
        )
        self._offer(
            ("导出公示名单……", "", self._save_public, True),
            ("选择栏目……", CHOOSE_KEYS, lambda: choose_columns(table.header), True),
        )

    def _offer(self, *entries: tuple[str, str, Callable[[], object], bool]) -> None:
        """Words, keys, what it does, whether it can be done now; a line below those before."""
        if self.actions():
            self.addSeparator()
        for text, keys, do, allowed in entries:
            self.addAction(f"{text}\t{keys}" if keys else text, do).setEnabled(allowed)

    def _visit(self, line: "RosterLine | None") -> None:
        if line is not None:
            self.desk.go(Journey(Spot.DIARY, child_id=line.child_id, kind=DiaryKind.HOME_VISIT))

    def _pair(self, lines: "list[RosterLine]") -> None:
        self.desk.go(Journey(Spot.PAIRING, children=tuple(line.child_id for line in lines)))

    def _show_page(self) -> None:
        line = self.panel.table.current()
        if line is None:
            self.desk.say("请先在表中选一名儿童。")
        else:
            show_page(self.desk, line.child_id)

    def _save_public(self) -> None:
        """The list as shown, with nothing and nobody but what may hang on the wall."""
        listing, shown = self.doings.listing(), self.panel.shown()
        told = zip(shown, listing.rows, strict=True)
        rows = tuple(row for line, row in told if not line.row.is_private)
        title = f"公示名单 {term_title(self.desk.term)}"
        left_out = len(shown) - len(rows)
        also = f"，家长不愿公开的{left_out}名没有列入" if left_out else ""
        save_list(
            self.desk,
            self.panel,
            replace(listing, title=title, rows=rows),
            say=lambda said: self.desk.say(f"{said}{also}"),
            audience=Audience.PUBLIC,
        )
