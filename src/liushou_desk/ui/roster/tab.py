"""The tab 花名册: first who the children are, then what the figures say, then what is asked for."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
)

from liushou_desk.domain.terms import term_title
from liushou_desk.errors import DeskError, RuleConflict
from liushou_desk.services.papers.listing import Listing
from liushou_desk.services.register.labels import RosterLabels, roster_labels
from liushou_desk.services.register.removal import remove_child, what_hangs_on
from liushou_desk.services.register.rows import RosterRow, roster_rows
from liushou_desk.services.register.timeline import TimelineItem, timeline
from liushou_desk.ui.desk import Desk, Journey, Spot
from liushou_desk.ui.key_button import key_button
from liushou_desk.ui.look import MARGIN, spaced
from liushou_desk.ui.roster.bulk import open_bulk
from liushou_desk.ui.roster.child_dialog import FORM, open_child
from liushou_desk.ui.roster.chips import chip_of
from liushou_desk.ui.roster.columns import COLUMNS
from liushou_desk.ui.roster.doors import BY_FORM
from liushou_desk.ui.roster.leaving import open_leaving, open_return
from liushou_desk.ui.roster.lines import RosterLine, join, spoken, words
from liushou_desk.ui.roster.menu import Doings, RosterMenu
from liushou_desk.ui.roster.more_reading import MoreReading
from liushou_desk.ui.roster.timeline import TimelinePanel
from liushou_desk.ui.tab import Tab
from liushou_desk.ui.table.memory import ListMemory
from liushou_desk.ui.table.panel import ListPanel

EMPTY = "花名册还是空的。按 Ctrl+N 登记一名儿童，或按 Ctrl+I 导入名册。"
BEGIN = "按 Ctrl+N 登记一名儿童，或按 Ctrl+I 导入名册，学期会随之建立。"
NO_LABELS = RosterLabels({}, (), "")


class RosterTab(Tab):
    """The list is usable from the first reading on; the second only fills in."""

    spot = Spot.ROSTER

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: tuple[RosterRow, ...] = ()
        self._labels, self._labels_of = NO_LABELS, ""
        self.more = MoreReading(desk, self)
        self._to_reveal: int | None = None
        self._to_press = ""
        self._build()
        self._connect()
        ListMemory(desk, self.panel.table, "roster", "花名册")

    def _build(self) -> None:
        self.banner = QLabel(wordWrap=True)
        self.banner.setProperty("role", "banner")
        self.banner.setVisible(False)
        self.panel: ListPanel[RosterLine] = ListPanel(
            COLUMNS, lambda line: line.child_id, words, further=(spoken,)
        )
        self.with_gone = QCheckBox("显示已离校")
        self.leave_button = key_button(self, "离校", "Ctrl+L")
        self.back_button = key_button(self, "返校", "Ctrl+R")
        self.timeline_button = key_button(self, "时间线", "Ctrl+T")
        self.timeline_button.setCheckable(True)
        doings = Doings(
            *(self.add, self.amend, self.remove, self.change_several, self.listing),
            *(self.leave_button, self.back_button, self.timeline_button),
        )
        self.menu = RosterMenu(self, self.desk, self.panel, doings)
        self.menu_button = QPushButton("更多")
        self.menu_button.setMenu(self.menu)
        for tool in (
            *(self.with_gone, self.leave_button, self.back_button),
            *(self.timeline_button, self.menu_button),
        ):
            self.panel.add_tool(tool)
        self.panel.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.timeline = TimelinePanel(self.desk)
        self.timeline.setVisible(False)
        self.halves = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        self.halves.addWidget(self.panel)
        self.halves.addWidget(self.timeline)
        self.note = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignRight)
        self.note.setProperty("role", "quiet")
        foot = QHBoxLayout()
        spaced(foot)
        foot.addWidget(self.panel.count)
        foot.addWidget(self.note, 1)
        layout = QVBoxLayout(self)
        spaced(layout, MARGIN)
        layout.addWidget(self.banner)
        layout.addWidget(self.halves, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._follow_timer = QTimer(self, singleShot=True, interval=0)
        self._follow_timer.timeout.connect(self._follow)
        self.panel.opened.connect(lambda: self.amend())
        self.panel.chosen.connect(self._follow_timer.start)
        self.panel.table.rows_model.modelReset.connect(self._follow_timer.start)
        self.with_gone.toggled.connect(self.outdate)
        self.leave_button.clicked.connect(self._leave)
        self.back_button.clicked.connect(self._return)
        self.timeline_button.toggled.connect(self._show_timeline)
        self.more.came.connect(self._fill_in)
        self.panel.table.customContextMenuRequested.connect(self._show_menu)
        self.panel.table.sorted_anew.connect(self._read_more)
        self.panel.table.header.arranged.connect(self._read_more)

    def refresh(self) -> None:
        """Two readings; what the second said before stays until it is there again."""
        term, with_gone, run = self.desk.term, self.with_gone.isChecked(), self.desk.tasks.run
        self.more.outdate(forget=self._labels_of != term)
        if self._labels_of != term:
            self._labels, self._labels_of = NO_LABELS, term
        run(
            self,
            lambda office: roster_rows(office, term, with_gone=with_gone),
            self._show_rows,
            partial(self._fail, lambda: self._show_rows(())),
            replaces="rows",
        )
        run(
            self,
            lambda office: roster_labels(office, term),
            self._show_labels,
            partial(self._fail, lambda: self._show_labels(NO_LABELS)),
            replaces="labels",
        )
        self._read_more()

    def add(self) -> None:
        """新增: the new child is shown as soon as it is read."""

        def saved(child_id: int) -> None:
            self._to_reveal = child_id
            self.desk.say("已登记，见选中的一行。（Ctrl+Z 撤销）")

        open_child(self.desk, None, saved)

    def amend(self) -> None:
        """修改 the child with the cursor."""
        line = self.panel.table.current()
        if line is None:
            self.desk.say("请先在表中选一名儿童。")
        else:
            self._open(line.child_id)

    def remove(self) -> None:
        """删除, after saying what hangs on the child."""
        line = self._one()
        if line is None:
            return
        child_id = line.child_id

        def ask(hanging: tuple[str, ...]) -> None:
            also = f"同时删除：{'，'.join(hanging)}。\n" if hanging else ""
            self.take_out(
                f"删除{line.row.called}的全部登记吗？",
                f"{also}转学、毕业的请用“离校”，登记会保留。\n",
                lambda office: remove_child(office, child_id),
                "已删除这名儿童的登记",
            )

        self.desk.tasks.run(self, lambda office: what_hangs_on(office, child_id), ask)

    def change_several(self) -> None:
        """批量修改 the selected children; what the search or a chip hides is left alone."""
        lines = self.panel.table.selected()
        if lines:
            open_bulk(self.desk, lines, self.panel.hidden_number)
        else:
            self.desk.say("请先选中要修改的儿童；Ctrl+A 选中列表里显示的全部。")

    def look_for(self) -> None:
        self.panel.search.setFocus()
        self.panel.search.selectAll()

    def go_to(self, journey: Journey) -> None:
        """Show a child, or the children behind a figure."""
        child_id = journey.record_id or journey.child_id
        if child_id is not None:
            self._reveal(child_id)
        if journey.chip:
            self.panel.search.clear()
            self._to_press = journey.chip
            self._press()

    def take_up(self, journey: Journey) -> None:
        if journey.form == FORM and journey.record_id is not None:
            self._open(journey.record_id)
        elif journey.form in BY_FORM and journey.record_id is not None:
            BY_FORM[journey.form](self.desk, journey.record_id)
        else:
            self.add()

    def listing(self) -> Listing:
        """The roster as shown; the note says what was chosen."""
        pressed = self.panel.pressed_words()
        typed = self.panel.search.text().strip()
        note = [
            *([f"筛选：{'、'.join(pressed)}"] if pressed else []),
            *([f"搜索：{typed}"] if typed else []),
            *(["含已离校"] if self.with_gone.isChecked() else []),
            *([f"{sorting}排序"] if (sorting := self.panel.table.header.sort_words()) else []),
            f"共{len(self.panel.shown())}人",
            *([self._labels.note] if self._labels.note else []),
        ]
        title = f"花名册 {term_title(self.desk.term)}"
        return self.panel.listing(title, "；".join(note))

    def listed_children(self) -> tuple[tuple[int, ...], str]:
        """Those the filter lets through, where it keeps anybody back."""
        shown = self.panel.shown()
        if len(shown) == len(self.panel.rows):
            return (), ""
        return tuple(line.child_id for line in shown), f"花名册正显示的{len(shown)}名"

    def _show_rows(self, rows: tuple[RosterRow, ...]) -> None:
        self._rows = rows
        self._announce("" if rows else EMPTY)
        self.panel.set_rows(self._lines())
        if self._to_reveal is not None:
            self._reveal_read(self._to_reveal)

    def _show_labels(self, labels: RosterLabels) -> None:
        self._labels = labels
        self.note.setText(labels.note)
        self._fill_in()
        self._press()

    def _lines(self) -> list[RosterLine]:
        """What was read so far, child by child."""
        return join(self._rows, self._labels.children, self.more.children_by_id)

    def _fill_in(self) -> None:
        """What a later reading says; the eye stays where it is, even far from the selection."""
        table = self.panel.table
        bars = (table.verticalScrollBar(), table.horizontalScrollBar())
        places = [bar.value() for bar in bars]
        self.panel.set_rows(self._lines())
        self.panel.set_chips([chip_of(figure) for figure in self._labels.chips])
        for bar, place in zip(bars, places, strict=True):
            bar.setValue(place)

    def _read_more(self) -> None:
        """For the columns that are shown now."""
        self.more.want([column.heading for column in self.panel.table.columns_shown()])

    def _show_menu(self, point: QPoint) -> None:
        self.menu.popup(self.panel.table.viewport().mapToGlobal(point))

    def _fail(self, show_nothing: Callable[[], None], error: DeskError) -> bool:
        """Say it above the list, which shows nothing then: not what another term had."""
        show_nothing()
        no_term = isinstance(error, RuleConflict) and not self._rows
        self._announce(f"{error.message}{BEGIN if no_term else ''}")
        return True

    def _announce(self, sentence: str) -> None:
        self.banner.setText(sentence)
        self.banner.setVisible(bool(sentence))

    def _open(self, child_id: int) -> None:
        open_child(self.desk, child_id, lambda _: self.desk.say("已保存。（Ctrl+Z 撤销）"))

    def _one(self) -> RosterLine | None:
        """The selected child; none or several are spoken of."""
        selected = self.panel.table.selected()
        if len(selected) == 1:
            return selected[0]
        said = "一次只能处理一名儿童，请只选一行。" if selected else "请先在表中选一名儿童。"
        self.desk.say(said)
        return None

    def _leave(self) -> None:
        line = self._one()
        if line:
            open_leaving(self.desk, line.row)

    def _return(self) -> None:
        line = self._one()
        if line:
            open_return(self.desk, line.row)

    def _show_timeline(self, wanted: bool) -> None:
        """Beside the list, a third of the width."""
        self.timeline.setVisible(wanted)
        self.halves.setSizes([2 * self.width(), self.width()])
        self._follow()

    def _follow(self) -> None:
        """Whatever speaks of the selected child speaks of the one selected now."""
        line = self.panel.table.current()
        self.leave_button.setEnabled(line is None or not line.has_left)
        self.back_button.setEnabled(line is not None and line.has_left)
        if not self.timeline.isVisibleTo(self):
            return
        self.timeline.show_child(line)
        if line:
            child_id = line.child_id
            self.desk.tasks.run(
                self,
                lambda office: timeline(office, child_id),
                partial(self._show_items, child_id),
                lambda _: True,  # removed meanwhile: the list is being read again
                replaces="timeline",
            )

    def _show_items(self, child_id: int, items: Sequence[TimelineItem]) -> None:
        if child_id == self.timeline.child_id:
            self.timeline.show_items(items)

    def _reveal(self, child_id: int) -> None:
        if any(line.child_id == child_id for line in self.panel.rows):
            self.panel.reveal(child_id)
        else:
            self._to_reveal = child_id
            self.outdate()

    def _reveal_read(self, child_id: int) -> None:
        """Show a child that was waited for; one that is missing may have left."""
        if any(row.child_id == child_id for row in self._rows):
            self._to_reveal = None
            self.panel.reveal(child_id)
        elif self.with_gone.isChecked():
            self._to_reveal = None
            self.desk.say("花名册里没有这名儿童，登记可能已被删除。")
        else:
            self.with_gone.setChecked(True)

    def _press(self) -> None:
        if self._to_press and self._labels.chips:
            self.panel.press_chip(self._to_press)
            self._to_press = ""
