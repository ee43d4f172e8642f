"""The tab 家访日记: the quick entry above, the records below."""

from bisect import insort
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout

from liushou_desk.domain import reading
from liushou_desk.domain.diary_kinds import SHOWN_KINDS
from liushou_desk.domain.short_day import full_day
from liushou_desk.domain.terms import term_title
from liushou_desk.errors import DeskError, InputProblem, RuleConflict
from liushou_desk.services.diary import (
    Amended,
    EntryRow,
    Listed,
    amended_since,
    list_to_amend,
    remove_entry,
)
from liushou_desk.services.keeping.changes import Changes
from liushou_desk.services.papers.listing import Listing
from liushou_desk.ui import openers
from liushou_desk.ui.desk import Desk, Journey, Spot
from liushou_desk.ui.diary import form, quick
from liushou_desk.ui.diary.bar import QuickBar
from liushou_desk.ui.diary.columns import COLUMNS, FURTHER, chips, told
from liushou_desk.ui.diary.form import People
from liushou_desk.ui.diary.grid.dialog import open_grid
from liushou_desk.ui.diary.grid.keeping import FORM as GRID
from liushou_desk.ui.diary.printing import print_record
from liushou_desk.ui.diary.reading import Opened, open_entry, read_people
from liushou_desk.ui.diary.sheet.dialog import open_sheet
from liushou_desk.ui.diary.sheet.keeping import FORM as SHEET
from liushou_desk.ui.key_button import key_button, key_of
from liushou_desk.ui.look import MARGIN, spaced
from liushou_desk.ui.tab import Tab
from liushou_desk.ui.table.memory import ListMemory
from liushou_desk.ui.table.panel import ListPanel

_ENTRIES = frozenset({"diary_entry", "entry_child", "entry_visitor", "record_photo"})
_PAUSE = 2000
"""Milliseconds without a new record after which a series of quick entries is read anew."""


class DiaryTab(Tab):
    """Records are entered one after the other without waiting for the list."""

    spot = Spot.DIARY

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: tuple[EntryRow, ...] = ()
        self._people = People()
        self._knows_people = False
        self._read_after: int | None = None
        """The action after which the rows were read, where records alone have changed since."""
        self._entered: dict[int, int] = {}
        """Records of this session in the order they were entered, which stand on top."""
        self._build()
        self._connect()
        ListMemory(desk, self.panel.table, "diary", "家访日记")

    def _build(self) -> None:
        self.bar = QuickBar(lambda: self.desk.today)
        self.quick = quick.QuickEntry(self.desk, self.bar)
        self.panel: ListPanel[EntryRow] = ListPanel(
            COLUMNS,
            lambda row: row.entry_id,
            lambda row: row.own,
            "搜索：儿童、教师、拼音首字母、内容、问题、地点，或日期如3.15",
            further=FURTHER,
        )
        self.panel.on_day = self._day_test
        self.panel.guide.offer(
            "所选范围里没有记录：",
            ("记第一条", self.take_cursor),
            ("看全部学期", self._show_all_terms),
            ("导入名册 (Ctrl+I)", lambda: openers.import_roster(self.desk)),
        )
        self.kinds = QComboBox()
        self.kinds.addItem("全部类别", None)
        for kind in SHOWN_KINDS:
            self.kinds.addItem(kind.label, kind)
        self.kinds.setAccessibleName("类别")
        self.span = QComboBox()
        self.span.addItems(["所选学期", "全部学期"])
        self.span.setAccessibleName("时间范围")
        self.panel.add_tool(self.kinds)
        self.panel.add_tool(self.span)
        self.many = QPushButton("成批 (Ctrl+G)", autoDefault=False)
        self.sheet = QPushButton("月度表 (Ctrl+M)", autoDefault=False)
        self.panel.add_tool(self.many)
        self.panel.add_tool(self.sheet)
        tip = "选中的家访、慰问印家访记录表，谈心、电话印谈心记录单"
        self.page = key_button(self, "印记录", "Ctrl+Shift+P", tip)
        self.panel.add_tool(self.page)
        self.panel.set_chips(chips(self.desk.today))
        layout = QVBoxLayout(self)
        spaced(layout, MARGIN)
        layout.addWidget(self.bar)
        layout.addWidget(self.panel, 1)
        self.told = QLabel(wordWrap=True)
        self.told.setVisible(False)
        layout.addWidget(self.told)

    def _connect(self) -> None:
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later.timeout.connect(self._read_when_seen)
        self.quick.saved.connect(self._put_on_top)
        self.panel.opened.connect(lambda: self.amend())
        self.panel.chosen.connect(self._tell)
        self.panel.search.textChanged.connect(self._tell)
        self.kinds.activated.connect(self._show)
        self.span.activated.connect(self.refresh)
        self.many.clicked.connect(lambda: open_grid(self.desk))
        self.sheet.clicked.connect(lambda: open_sheet(self.desk))
        self.page.clicked.connect(lambda: print_record(self.desk, self.panel.table.selected()))
        for keys, do in (
            ("Ctrl+J", self.take_cursor),
            ("Ctrl+G", self.many.click),
            ("Ctrl+M", self.sheet.click),
        ):
            key_of(self, keys, do)

    def refresh(self) -> None:
        self._later.stop()
        term, everything = self.desk.term, self.span.currentIndex() == 1
        if not self._knows_people:
            self._knows_people = True
            self.desk.tasks.run(
                self,
                lambda office: read_people(office, term),
                self._offer,
                self._has_no_term,
                replaces="people",
            )
        wanted = None if everything else term
        self._read_after = None  # a change meanwhile is to be told of this reading, not of the last
        self.desk.tasks.run(
            self,
            lambda office: list_to_amend(office, wanted),
            self._take_in,
            self._has_no_term,
            replaces="list",
        )
        self.panel.set_chips(chips(self.desk.today))
        self.quick.begin_day()

    def catch_up(self) -> None:
        """Where records alone have changed, those are read and the others stay."""
        if self._read_after is None or not self._is_old:
            super().catch_up()
            return
        self._is_old = False
        self._later.stop()
        wanted = None if self.span.currentIndex() == 1 else self.desk.term
        after = self._read_after
        self.desk.tasks.run(
            self,
            lambda office: amended_since(office, wanted, after),
            self._amend_rows,
            self._has_no_term,
            replaces="list",
        )

    def add(self) -> None:
        """The empty form, once it is known who can be chosen."""
        self.desk.tasks.run(
            self,
            lambda _office: None,
            lambda _: form.add_entry(self.desk, self._people, self._saved),
        )

    def amend(self) -> None:
        row = self.panel.table.current()
        if row:
            self._open_form(row.entry_id)

    def remove(self) -> None:
        rows = self.panel.table.selected()
        if len(rows) > 1:
            self.desk.say("一次只能删除一条记录，请只选一条。")
        elif rows:
            entry_id = rows[0].entry_id
            photos = f"{rows[0].photos}张照片一并删除。" if rows[0].photos else ""
            self.take_out(
                "删除这条记录吗？",
                f"{rows[0].happened_on}，{rows[0].kind.label}，{rows[0].children}。{photos}",
                lambda office: remove_entry(office, entry_id),
                "已删除记录",
            )

    def look_for(self) -> None:
        self.panel.search.setFocus()
        self.panel.search.selectAll()

    def take_cursor(self) -> None:
        """Where the next visit is typed."""
        self.bar.child.setFocus(Qt.FocusReason.TabFocusReason)

    def go_to(self, journey: Journey) -> None:
        if journey.chip:
            self.panel.press_chip(journey.chip)
        if journey.record_id is not None:
            entry_id = journey.record_id
            self.desk.tasks.run(self, lambda office: open_entry(office, entry_id), self._reveal)
        if journey.child_id is not None:
            self.quick.begin_for(journey)
        elif journey.mentor_id is not None:
            self.quick.begin_by(journey)

    def take_up(self, journey: Journey) -> None:
        if journey.form == GRID:
            open_grid(self.desk)
        elif journey.form == SHEET:
            open_sheet(self.desk)
        elif journey.record_id is None:
            self.add()
        else:
            self._open_form(journey.record_id)

    def _show_all_terms(self) -> None:
        self.span.setCurrentIndex(1)
        self.refresh()

    def _day_test(self, typed: str) -> Callable[[EntryRow], bool] | None:
        """A day typed into the search finds its records, however it is written."""
        try:
            day = reading.day(full_day(typed, self.desk.today))
        except InputProblem:
            return None
        return lambda row: row.happened_on == day

    def listing(self) -> Listing:
        span = term_title(self.desk.term) if self.span.currentIndex() == 0 else "全部学期"
        return self.panel.listing("家访日记", f"{span}，{self.kinds.currentText()}")

    def outdate(self) -> None:
        self._knows_people = False
        self._read_after = None
        super().outdate()

    def _hear(self, changes: Changes) -> None:
        """What was entered through the bar is on the screen already; the rest can wait."""
        if changes.rows - _ENTRIES:
            self.outdate()
        elif changes.rows and self.quick.is_saving:
            self._is_old = True
            self._later.start()
        elif changes.rows:
            self._is_old = True
            self._read_when_seen()

    def _read_when_seen(self) -> None:
        if self.isVisible():
            self.catch_up()

    def _offer(self, people: People) -> None:
        self._people = people
        self.quick.offer(people)

    def _has_no_term(self, error: DeskError) -> bool:
        """A term that is not on file: said in passing, and nothing of another one stays."""
        if not isinstance(error, RuleConflict):
            return False
        self._rows, self._read_after = (), None
        self._show()
        self.desk.say(error.message)
        return True

    def _take_in(self, listed: Listed) -> None:
        self._rows = listed.rows
        if self._entered:
            entered = [row for row in listed.rows if row.entry_id in self._entered]
            rest = [row for row in listed.rows if row.entry_id not in self._entered]
            self._rows = (*sorted(entered, key=self._place), *rest)
        self._read_after = listed.at
        self._show()

    def _amend_rows(self, amended: Amended | None) -> None:
        """Put what was read of some records in the place of what was known of them."""
        if amended is None:
            self.refresh()
            return
        kept = [row for row in self._rows if row.entry_id not in amended.entry_ids]
        for row in amended.rows:
            insort(kept, row, key=self._place)
        self._rows, self._read_after = tuple(kept), amended.at
        self._show()

    def _place(self, row: EntryRow) -> tuple[int, int, int]:
        """Sorts what was entered here last, then what is newest, to the top."""
        entered = self._entered.get(row.entry_id, 0)
        return -entered, -row.happened_on.toordinal(), -row.entry_id

    def _put_on_top(self, row: EntryRow) -> None:
        self._entered[row.entry_id] = len(self._entered) + 1
        self._rows = (row, *self._rows)
        self._show()

    def _show(self) -> None:
        kind, rows = self.kinds.currentData(), self._rows
        self.panel.set_rows(rows if kind is None else [row for row in rows if row.kind == kind])

    def _tell(self) -> None:
        """Below the list, what the one chosen record says: on demand, as its words ask for."""
        rows = self.panel.table.selected()
        needle = self.panel.search.text()
        self.told.setText(told(rows[0], needle) if len(rows) == 1 else "")
        self.told.setVisible(bool(self.told.text()))

    def _reveal(self, opened: Opened) -> None:
        """Select a record; one of another term takes the list to all terms, and that is said."""
        entry_id = opened[0].entry_id
        self.kinds.setCurrentIndex(0)
        if any(row.entry_id == entry_id for row in self._rows):
            self._show()
        else:
            self.span.setCurrentIndex(1)
            self.refresh()
            self.desk.say("这条记录不在所选学期，列表已改为显示全部学期。")
        self.panel.reveal(entry_id)
        self.panel.table.setFocus()

    def _open_form(self, entry_id: int) -> None:
        self.desk.tasks.run(self, lambda office: open_entry(office, entry_id), self._open)

    def _open(self, opened: Opened) -> None:
        row, record = opened
        form.amend_entry(self.desk, row, record, self._people, self._saved)

    def _saved(self, odd: tuple[str, ...]) -> None:
        warning = f"注意：{''.join(odd)}" if odd else ""
        self.desk.say(f"已保存记录。（Ctrl+Z 撤销）{warning}")
