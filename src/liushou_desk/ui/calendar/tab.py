"""活动日历: the month, and beside it the list; planning, recording, ticking who took part."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from liushou_desk.services.activities import ActivityRow, ActivityState, remove_activity
from liushou_desk.services.activities.calendar import CalendarReading, read_calendar
from liushou_desk.services.activities.marks import Marks, read_marks
from liushou_desk.services.papers.listing import Listing
from liushou_desk.ui import messages
from liushou_desk.ui.calendar.activity_list import MONTH, TERM, ActivityList
from liushou_desk.ui.calendar.attendance import open_attendance
from liushou_desk.ui.calendar.dialogs import plan_activity, record_activity
from liushou_desk.ui.calendar.month import DayCell
from liushou_desk.ui.calendar.month_pane import MonthPane
from liushou_desk.ui.calendar.opening import ATTENDANCE, open_form, open_with_photos
from liushou_desk.ui.calendar.row_bar import RowBar
from liushou_desk.ui.desk import Desk, Journey, Spot
from liushou_desk.ui.list_dialog import GONE
from liushou_desk.ui.look import MARGIN, spaced
from liushou_desk.ui.tab import Tab


class CalendarTab(Tab):
    """One day has the cursor; the list selects its activity, and the keys act on that."""

    spot = Spot.CALENDAR

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.reading = CalendarReading()
        self.day = desk.today
        self.page = self.day.replace(day=1)
        self.marks: Marks = {}
        self._wanted: int | None = None
        self._follows_term = False
        self._build()
        self._connect()
        self._show_month()  # the arrows go by day before the first reading has come

    def _build(self) -> None:
        self.pane = MonthPane(self.desk, self)
        self.month = self.pane.view
        self.panel = ActivityList()
        self.panel.guide.offer("这段时间没有活动：", ("新增活动 (Ctrl+N)", self.add))
        split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        split.addWidget(self.pane)
        split.addWidget(self._build_list())
        split.setStretchFactor(0, 7)
        split.setStretchFactor(1, 4)
        split.setHandleWidth(MARGIN)
        split.setSizes([800, 460])
        layout = QVBoxLayout(self)
        spaced(layout, MARGIN)
        layout.addWidget(split)

    def _build_list(self) -> QWidget:
        self.bar = bar = RowBar(self)
        self.plan = bar.offer("行事历", "Ctrl+L", self.plan_term, tip="从常用的活动里安排一个学期")
        self.hold = bar.offer("记录举行情况", "Ctrl+H", self.record, _any)
        self.end = bar.offer("没办成", "Ctrl+U", self.not_held, _is_open, "改期，或写明原因取消")
        self.attend = bar.offer("参加名单", "Ctrl+D", self.tick, _any)
        self.again = bar.offer("重复安排", "Ctrl+R", self.repeat, _any)
        sheets = "没举行的印签到表，举行过的印记录表，取消了的不印"
        self.sheet = bar.offer("印活动表", "Ctrl+Shift+P", self.print_sheet, _is_on, sheets)
        self.marked = QCheckBox("显示生日和到期(&R)")
        self.marked.setToolTip("格子里写当天过生日的人数、到期的联系项数")
        self.marked.toggled.connect(lambda: self._read_marks())
        bar.addWidget(self.marked)
        box = _stacked(bar, self.panel)
        box.setMinimumWidth(300)
        return box

    def _connect(self) -> None:
        self.pane.wished.connect(self._turn_to)
        self.month.clicked_on.connect(self._choose)
        self.month.opened.connect(self._open_day)
        self.panel.opened.connect(lambda: self.amend())
        self.panel.chosen.connect(self._follow_list)
        self.panel.scope.activated.connect(lambda: self._show_list())
        self.desk.term_changed.connect(self._on_term)

    def refresh(self) -> None:
        self.desk.tasks.run(self, read_calendar, self._show, replaces="calendar")
        self._read_marks()

    def _read_marks(self) -> None:
        """Only while they are asked for: they cost as much as the figures of the term."""
        term = self.desk.term
        if self.marked.isChecked():
            self.desk.tasks.run(
                self, lambda office: read_marks(office, term), self._show_marks, replaces="marks"
            )
        else:
            self._show_marks({})

    def _show_marks(self, marks: Marks) -> None:
        self.marks = marks
        self._show_month()

    def add(self) -> None:
        plan_activity(self.desk, self.day, lambda saved: self._saved(saved, "已新增活动。"))

    def amend(self) -> None:
        self._open_for_chosen("activity")

    def remove(self) -> None:
        row = self._chosen()
        if row is None:
            return
        activity_id = row.activity_id
        listed = f"参加名单上的{row.attended}名儿童一并从这次活动中去掉。" if row.attended else ""
        listed += f"{row.photos}张照片一并删除。" if row.photos else ""
        self.take_out(
            f"删除{row.day_on.isoformat()}的活动“{row.title}”吗？",
            listed,
            lambda office: remove_activity(office, activity_id),
            "已删除1个活动",
        )

    def plan_term(self) -> None:
        """学期行事历."""
        from liushou_desk.ui.calendar.year_plan import YearPlanDialog

        def taken(number: int) -> None:
            self.panel.scope.setCurrentIndex(TERM)
            self.desk.say(f"已安排{number}个活动。")

        YearPlanDialog(self.desk, taken).open()

    def record(self) -> None:
        """记录举行情况 of the chosen activity."""
        self._open_for_chosen("activity_held")

    def tick(self) -> None:
        """参加名单 of the chosen activity; it takes the day on which it was held."""
        row = self._chosen()
        if row is None:
            return
        if row.held_on:
            self._open_attendance(row)
        elif messages.ask(
            self,
            "这个活动还没有登记举行日期，先登记举行情况吗？",
            "登记后接着勾选参加的儿童。",
            yes="登记",
            no="先不登记",
            harmless=True,
        ):
            open_with_photos(self.desk, record_activity, row, self._held)

    def not_held(self) -> None:
        """Put off or call off the chosen activity."""
        self._open_for_chosen("activity_ended")

    def repeat(self) -> None:
        """Plan the chosen activity again every week or month."""
        self._open_for_chosen("activity_repeat")

    def print_sheet(self) -> None:
        """The sign-in sheet of what is planned, the record of what was held."""
        from liushou_desk.services.papers.forms.activity_sheets import (
            ACTIVITY_RECORD,
            ACTIVITY_SIGN_IN,
        )
        from liushou_desk.services.papers.kind import Wish
        from liushou_desk.ui.papers.preview import show_pages

        row = self._chosen()
        if row:
            kind = ACTIVITY_RECORD if row.held_on else ACTIVITY_SIGN_IN
            term = self.reading.term_of(row.day_on)
            show_pages(self.desk, kind, Wish(term, activity_id=row.activity_id))

    def look_for(self) -> None:
        self.panel.search.setFocus()
        self.panel.search.selectAll()

    def take_cursor(self) -> None:
        """The arrows go by day at once."""
        self.month.setFocus()

    def go_to(self, journey: Journey) -> None:
        if journey.chip:
            self.panel.press_chip(journey.chip)
        if journey.record_id is not None:
            self._wanted = journey.record_id
            self._find_wanted()

    def take_up(self, journey: Journey) -> None:
        """Open the form that was left, once its activity has been read."""
        if journey.record_id is None:
            self.add()
        else:
            self.desk.tasks.run(self, read_calendar, partial(self._go_on, journey))

    def listing(self) -> Listing | None:
        return self.panel.printed()

    def _go_on(self, journey: Journey, reading: CalendarReading) -> None:
        self._show(reading)
        row = next((a for a in reading.activities if a.activity_id == journey.record_id), None)
        if row is None:
            self.desk.say(GONE)
        else:
            self._open_form(journey.form, row)

    def _open_for_chosen(self, form: str) -> None:
        row = self._chosen()
        if row:
            self._open_form(form, row)

    def _open_form(self, form: str, row: ActivityRow) -> None:
        if form == ATTENDANCE:
            self._open_attendance(row)
        else:
            open_form(self.desk, form, row, self._saved)

    def _saved(self, activity_id: Any, said: str) -> None:
        self.desk.say(said)
        self._wanted = activity_id
        self.refresh()

    def _held(self, activity_id: Any) -> None:
        """It has been recorded: go on to the list with what stands on file now."""
        self._wanted = activity_id
        self.desk.tasks.run(self, read_calendar, self._show_and_tick, replaces="calendar")

    def _show_and_tick(self, reading: CalendarReading) -> None:
        self._show(reading)
        self.tick()

    def _open_attendance(self, row: ActivityRow) -> None:
        open_attendance(self.desk, row, self.reading.term_of(row.day_on))

    def _chosen(self) -> ActivityRow | None:
        row = self.panel.table.current()
        if row is None:
            self.desk.say("请先选中一个活动。")
        return row

    def _on_term(self) -> None:
        self._follows_term = True

    def _show(self, reading: CalendarReading) -> None:
        self.reading = reading
        span = reading.term_span(self.desk.term)
        if self._follows_term and self.day not in span:
            self.day = self.desk.today if self.desk.today in span else span.first
            self.page = self.day.replace(day=1)
        self._follows_term = False
        self._show_month()
        self._show_list()
        self._find_wanted()

    def _find_wanted(self) -> None:
        for row in self.reading.activities:
            if row.activity_id == self._wanted:
                self._wanted = None
                self._turn_to(row.day_on)
                if row not in self.panel.rows:
                    self.panel.scope.setCurrentIndex(MONTH)
                    self._show_list()
                self.panel.reveal(row.activity_id)
                return

    def _turn_to(self, day: date) -> None:
        """Put the cursor on a day, turning to its month."""
        turned = day.replace(day=1) != self.page
        self.day, self.page = day, day.replace(day=1)
        self._show_month()
        if turned and self.panel.is_monthly:
            self._show_list()
        self.panel.choose_day(self.day)

    def _choose(self, day: date) -> None:
        """A click: a day of a neighbouring month is chosen where it stands."""
        self.day = day
        self.panel.choose_day(self.day)

    def _follow_list(self) -> None:
        row = self.panel.table.current()
        self.bar.follow(row)
        if row and row.day_on != self.day:
            self.day, self.page = row.day_on, row.day_on.replace(day=1)
            self._show_month()

    def _open_day(self, cell: DayCell) -> None:
        self._choose(cell.day)
        if not cell.activities:
            self.add()
            return
        self.panel.reveal(cell.activities[0].activity_id)
        if len(cell.activities) > 1:
            self.panel.table.setFocus()
            self.desk.say(f"这一天有{len(cell.activities)}个活动，请在列表中选择，按回车打开。")
        else:
            self.amend()

    def _show_month(self) -> None:
        self.pane.show_days(self.reading, self.day, self.page, self.marks)

    def _show_list(self) -> None:
        self.panel.show_activities(self.reading, self.page, self.desk.term)
        self.bar.follow(self.panel.table.current())


def _is_open(row: ActivityRow) -> bool:
    return not row.held_on


def _any(_row: ActivityRow) -> bool:
    return True


def _is_on(row: ActivityRow) -> bool:
    return row.state is not ActivityState.CALLED_OFF


def _stacked(bar: QLayout, below: QWidget) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    spaced(layout)
    layout.addLayout(bar)
    layout.addWidget(below, 1)
    return box
