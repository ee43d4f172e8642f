"""行事历: what is usual in a term, ticked, moved to its day and planned at once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from liushou_desk.domain.field import OPEN
from liushou_desk.domain.tables import FIELDS
from liushou_desk.errors import DeskError
from liushou_desk.services.activities.year_plan import (
    OfferedActivity,
    YearPlan,
    read_year_plan,
    take_year_plan,
)
from liushou_desk.ui import messages
from liushou_desk.ui.calendar.month import WEEKDAYS
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.list_dialog import ListDialog, Reading
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.tick_panel import TickPanel, tick_column

if TYPE_CHECKING:
    from liushou_desk.domain.terms import TermDays

WIDTH = 900
LEAD = "勾上本学期要办的活动，把日子移到合适的一天，一步安排进活动日历；以后都能修改、改期、删除。"
HINT = "Alt+← → 移一天，Alt+↑ ↓ 移一周，选中几个就一起移。按“安排”以前什么都不会改动。"
THERE = "已安排"


@dataclass(frozen=True, slots=True)
class Planned:
    """An activity that is offered, on the day it would have."""

    row: OfferedActivity
    day: date
    week: str
    note: str
    is_taken: bool


def _quiet(one: Planned) -> Tone:
    return Tone.QUIET if one.row.is_there else Tone.PLAIN


COLUMNS: tuple[Column[Planned], ...] = (
    tick_column("安排", lambda one: None if one.row.is_there else one.is_taken),
    Column(
        "日期",
        lambda one: f"{one.day.isoformat()} {WEEKDAYS[one.day.weekday()]}",
        7.5,
        tone=_quiet,
        field=FIELDS["activity", "planned_on"],
    ),
    Column("活动", lambda one: one.row.title, 17, tone=_quiet, field=FIELDS["activity", "title"]),
    Column("类别", lambda one: one.row.kind, 5, tone=_quiet, field=FIELDS["activity", "kind"]),
    Column("教学周", lambda one: one.week, 4, tone=_quiet, field=OPEN),
    Column("来源", lambda one: one.row.source, 4, tone=_quiet, field=OPEN),
    Column("说明", lambda one: one.note, 7, tone=_quiet, field=OPEN),
)


class YearPlanDialog(ListDialog[Planned]):
    """Nothing is ticked at first: the school says what it does."""

    closing = "取消 (Esc)"

    def __init__(self, desk: Desk, taken: Callable[[Any], object]) -> None:
        panel: TickPanel[Planned] = TickPanel(
            COLUMNS, lambda one: one.row.key, lambda one: one.row.search, "搜索：活动、类别、来源"
        )
        super().__init__(
            desk, "学期行事历", panel, lead=LEAD, note=HINT, width=WIDTH,
        )  # fmt: skip
        self._taken = taken
        self._days: TermDays | None = None
        self.turn_button = self.row_command(
            "安排或不 (空格)",
            lambda _: self.turn(),
            suits=lambda one: not one.row.is_there,
        )
        self.row_command("前一周", self._mover(-7), "Alt+Up")
        self.row_command("后一周", self._mover(7), "Alt+Down")
        self.in_list("Alt+Left", lambda: self._move(-1))
        self.in_list("Alt+Right", lambda: self._move(1))
        self.take_button = self.command("安排", self.take, "Ctrl+S")
        panel.turned.connect(self.turn)

    def reading(self) -> Reading:
        term = self.desk.term
        return lambda office: read_year_plan(office, term)

    def show_read(self, read: YearPlan) -> None:
        """What was ticked and moved before stays so."""
        kept = {one.row.key: one for one in self.panel.rows}
        self._days = read.days
        self.show_rows([self._planned(row, kept.get(row.key)) for row in read.rows])

    def turn(self) -> None:
        """Tick what is selected, or untick it where all of it was ticked."""
        mine = [one for one in self.panel.table.selected() if not one.row.is_there]
        keys, on = {one.row.key for one in mine}, not all(one.is_taken for one in mine)
        self._change(keys, lambda one: replace(one, is_taken=on))

    def take(self) -> None:
        """Plan what is ticked, as one action."""
        wanted = {one.row.key: one.day for one in self.panel.rows if one.is_taken}
        term = self.desk.term

        def done(number: int) -> None:
            self.accept()
            self._taken(number)

        self.desk.tasks.run(
            self, lambda office: take_year_plan(office, term, wanted), done, self.failed
        )

    def reject(self) -> None:
        """Ask before what was ticked is lost."""
        number = sum(one.is_taken for one in self.panel.rows)
        if not number or messages.ask(
            self, f"勾选了{number}个活动还没有安排，放弃吗？", yes="放弃", no="继续勾选"
        ):
            super().reject()

    def suit(self, row: Planned | None) -> None:
        """The button says how many."""
        number = sum(one.is_taken for one in self.panel.rows)
        self.take_button.setText(f"安排{number}个 (Ctrl+S)")
        self.take_button.setEnabled(number > 0)

    def failed(self, error: DeskError) -> bool:
        """Said above the list."""
        self.announce(error.message, is_problem=True)
        return True

    def _mover(self, days: int) -> Callable[[Planned], None]:
        return lambda _row: self._move(days)

    def _move(self, days: int) -> None:
        """What is selected goes so many days on, and is ticked."""
        keys = {one.row.key for one in self.panel.table.selected() if not one.row.is_there}
        self._change(keys, lambda one: self._on(one.row, one.day + timedelta(days), taken=True))

    def _change(self, keys: set[str], change: Callable[[Planned], Planned]) -> None:
        self.show_rows([change(one) if one.row.key in keys else one for one in self.panel.rows])

    def _planned(self, row: OfferedActivity, kept: Planned | None) -> Planned:
        taken = kept is not None and kept.is_taken and not row.is_there
        return self._on(row, kept.day if kept else row.day, taken=taken)

    def _on(self, row: OfferedActivity, day: date, *, taken: bool) -> Planned:
        """On a day, and what is to be said of it; a day outside the term is not left."""
        assert self._days is not None
        day = min(max(day, self._days.first_on), self._days.last_on)
        number = self._days.week_number(day)
        note = "" if self._days.is_school_day(day) else "当天不上学"
        week = f"第{number}周" if number else ""
        return Planned(row, day, week, THERE if row.is_there else note, taken)
