"""The list beside the month: what it covers, its columns, and the activity chosen in it."""

from datetime import date

from PySide6.QtWidgets import QComboBox

from liushou_desk.domain.definitions import add_months
from liushou_desk.domain.document import chinese_month
from liushou_desk.domain.field import OPEN
from liushou_desk.domain.tables import FIELDS
from liushou_desk.domain.terms import DAY, Span, term_title
from liushou_desk.domain.words import label_of
from liushou_desk.domain.writing import written
from liushou_desk.services.activities import ActivityRow, ActivityState
from liushou_desk.services.activities.calendar import CalendarReading
from liushou_desk.services.papers.listing import Listing
from liushou_desk.ui.calendar.day_painter import STATE_TONES
from liushou_desk.ui.photos.column import photos_column
from liushou_desk.ui.table.chips import chips_of
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import ListPanel

MONTH, TERM, ALL = range(3)
SCOPES = ("本月", "本学期", "全部")
COLUMNS: tuple[Column[ActivityRow], ...] = (
    Column("日期", lambda row: row.day_on.isoformat(), 5.2, field=FIELDS["activity", "planned_on"]),
    Column(
        "状态",
        lambda row: row.state.label,
        3.2,
        tone=lambda row: STATE_TONES[row.state],
        field=OPEN,
    ),
    Column("类别", lambda row: label_of(row.kind) or "", 4, field=FIELDS["activity", "kind"]),
    Column("活动", lambda row: row.title, 10, field=FIELDS["activity", "title"]),
    Column(
        "参加",
        lambda row: written(row.head_count),
        2,
        key=lambda row: row.head_count or 0,
        right=True,
        field=FIELDS["activity", "head_count"],
    ),
    Column(
        "其中名单",  # 参加活动人次 counts only those 计为留守 on the day
        lambda row: str(row.attended) if row.attended else "",
        4,
        key=lambda row: row.attended,
        right=True,
        field=OPEN,
    ),
    photos_column(),
    Column("地点", lambda row: row.place or "", 6, field=FIELDS["activity", "place"]),
    Column("负责人", lambda row: row.led_by or "", 5, field=FIELDS["activity", "led_by"]),
)


class ActivityList(ListPanel[ActivityRow]):
    """Lists the activities of the month that is shown, of the term, or all."""

    def __init__(self) -> None:
        super().__init__(
            COLUMNS,
            lambda row: row.activity_id,
            lambda row: row.search,
            "搜索：活动、类别、地点、负责人",
        )
        self.search.setMinimumWidth(150)
        self.scope = QComboBox()
        self.scope.addItems(SCOPES)
        self.scope.setAccessibleName("列表范围")
        self.add_tool(self.scope)
        self._covered = SCOPES[MONTH]

    @property
    def is_monthly(self) -> bool:
        """Whether another month means another list."""
        return self.scope.currentIndex() == MONTH

    def show_activities(self, reading: CalendarReading, page: date, term: str) -> None:
        """Show what the scope covers; `page` is the first day of the month shown."""
        span, self._covered = self._span(reading, page, term)
        rows = [row for row in reading.activities if row.day_on in span]
        self.set_rows(rows)
        self.set_chips(chips_of(ActivityState, rows, lambda row: row.state))

    def choose_day(self, day: date) -> None:
        """Choose the activity of a day, or none."""
        row = self.table.current()
        if row and row.day_on == day:
            return
        self.table.clearSelection()
        self.table.select([row for row in self.shown() if row.day_on == day][:1])

    def printed(self) -> Listing:
        """What is shown, for printing and exporting."""
        return self.listing("活动安排与记录", f"范围：{self._covered}")

    def _span(self, reading: CalendarReading, page: date, term: str) -> tuple[Span, str]:
        """The days covered, and how they are called."""
        if self.scope.currentIndex() == TERM:
            return reading.term_span(term), term_title(term)
        if self.is_monthly:
            return Span(page, add_months(page, 1) - DAY), chinese_month(page)
        return Span(date.min, date.max), SCOPES[ALL]
