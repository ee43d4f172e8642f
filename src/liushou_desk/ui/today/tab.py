"""The tab 今日: contacts owed and overdue on the left, everything else that asks on the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout

from liushou_desk.domain.document import month_and_day
from liushou_desk.domain.field import OPEN
from liushou_desk.domain.tables import FIELDS
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.services.papers.listing import Listing
from liushou_desk.services.rules import DueRow
from liushou_desk.services.today import (
    BIRTHDAYS_WITHIN,
    DUE_WITHIN,
    BoardLine,
    Place,
    StepState,
    TodayBoard,
    first_steps,
    read_board,
)
from liushou_desk.ui import left_forms, messages, openers
from liushou_desk.ui.desk import Desk, Journey, Spot
from liushou_desk.ui.forms.beside import beside
from liushou_desk.ui.look import MARGIN, WINDOW, Tone, spaced
from liushou_desk.ui.tab import Tab
from liushou_desk.ui.table.columns import Column
from liushou_desk.ui.table.panel import Chip, ListPanel
from liushou_desk.ui.today.first_steps import FirstSteps
from liushou_desk.ui.today.lines import LineList, Section
from liushou_desk.ui.today.mentor_choice import MentorChoice, is_of_week

Reading = tuple[TodayBoard, tuple[StepState, ...]]
"""The board and the first steps."""
SPOTS = {
    Place.ROSTER: Spot.ROSTER,
    Place.PAIRING: Spot.PAIRING,
    Place.DIARY: Spot.DIARY,
    Place.CALENDAR: Spot.CALENDAR,
    Place.STATISTICS: Spot.STATISTICS,
}


def _state(row: DueRow) -> str:
    """How a cell stands, in words."""
    if row.overdue:
        return f"逾期{-row.days}天"
    return "今天到期" if row.days == 0 else f"还有{row.days}天"


def _tone(row: DueRow) -> Tone:
    return Tone.BAD if row.overdue else Tone.OWED if row.days <= DUE_WITHIN else Tone.PLAIN


COLUMNS: tuple[Column[DueRow], ...] = (
    Column("到期", _state, 5, key=lambda row: row.due_on, tone=_tone, field=OPEN),
    Column("儿童", lambda row: row.child, 7, field=FIELDS["child", "name"]),
    Column("班级", lambda row: row.school_class, 9, field=FIELDS["school_class", "name"]),
    Column(
        "应完成",
        lambda row: f"{row.kind.label}，差{row.missing}次",
        9,
        field=FIELDS["follow_up_rule", "kind"],
    ),
    Column("帮扶人", lambda row: row.mentor, 6.5, field=FIELDS["mentor", "name"]),
    Column("规则", lambda row: row.rule, 14, tone=lambda _: Tone.QUIET, field=OPEN),
)


class TodayTab(Tab):
    """A board: nothing is written here, every line leads to where it is done."""

    spot = Spot.TODAY
    tells_of_actions = True
    can_amend = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._due: tuple[DueRow, ...] = ()
        self._build()
        self.panel.opened.connect(self._begin_entry)
        self.lines.opened.connect(self._follow)
        desk.drafts_changed.connect(self.outdate)

    def _build(self) -> None:
        self.head = QLabel("正在计算……", wordWrap=True)
        self.head.setProperty("role", "title")
        self.panel: ListPanel[DueRow] = ListPanel(
            COLUMNS,
            lambda row: (row.rule_id, row.child_id, row.period_on),
            lambda row: row.search,
            "搜索：姓名、拼音、首字母、班级、教师　　回车：记一次",
        )
        self.panel.guide.offer(
            "没有待完成的联系：",
            ("导入名册 (Ctrl+I)", lambda: openers.import_roster(self.desk)),
            ("记一次联系", lambda: self.desk.go(Journey(Spot.DIARY))),
            ("看随访规则", lambda: openers.rules(self.desk)),
        )
        self.mentors = MentorChoice()
        self.mentors.activated.connect(self._show_due)
        self.panel.add_tool(beside("帮扶人(&M)", self.mentors))
        self.panel.table.row_offers = lambda row: [
            ("记一次（应完成的）\t回车", lambda: self._begin_entry(row)),
            ("在花名册里看这名儿童", lambda: self._go_to_child(Spot.ROSTER, row)),
            ("结对", lambda: self._go_to_child(Spot.PAIRING, row)),
        ]
        self.lines = LineList()
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self.panel)
        halves.addWidget(self.lines)
        halves.setStretchFactor(0, 2)
        halves.setStretchFactor(1, 1)
        halves.setSizes([2 * WINDOW.width(), WINDOW.width()])
        layout = QVBoxLayout(self)
        spaced(layout, MARGIN)
        self.steps = FirstSteps(self.desk)
        layout.addWidget(self.head)
        layout.addWidget(self.steps)
        layout.addWidget(halves, 1)

    def refresh(self) -> None:
        """Read board and due list; with no term the board says what to do first."""
        term = self.desk.term
        self.desk.tasks.run(self, lambda office: _read(office, term), self._show, replaces="board")

    def look_for(self) -> None:
        self.panel.search.setFocus()

    def take_cursor(self) -> None:
        """On the first day the next step, later the search."""
        if not self.steps.take_cursor():
            self.look_for()

    def go_to(self, journey: Journey) -> None:
        if journey.chip == openers.FIRST_STEPS:
            self.steps.bring_back()
        elif journey.chip:
            self.panel.press_chip(journey.chip)

    def listing(self) -> Listing:
        """The due list: what the mentors are handed."""
        whose = self.mentors.name
        note = f"帮扶人：{whose}" if whose else self.head.text()
        return self.panel.listing(f"待完成联系 {self.desk.today}", note)

    def _show(self, read: Reading) -> None:
        board, steps = read
        self.steps.show_states(steps)
        day = month_and_day(self.desk.today)
        self.head.setText(f"{day}　{_headline(board)}")
        self._due = board.due_rows or ()
        self.mentors.show_mentors(self._due)
        self._show_due()
        self.lines.show_sections(_sections(board))

    def _show_due(self) -> None:
        """Of the chosen mentor, or all."""
        rows = [row for row in self._due if self.mentors.has(row)]
        overdue = sum(row.overdue for row in rows)
        today = sum(row.days == 0 for row in rows)
        self.panel.set_rows(rows)
        self.panel.set_chips(
            [
                Chip("overdue", "逾期", overdue, lambda row: row.overdue),
                Chip("owed", "未到期", len(rows) - overdue, lambda row: not row.overdue),
                Chip("today", "今天到期", today, lambda row: row.days == 0),
                Chip("week", f"{DUE_WITHIN}天内到期", sum(map(is_of_week, rows)), is_of_week),
            ]
        )

    def _begin_entry(self, row: DueRow) -> None:
        self.desk.go(Journey(Spot.DIARY, child_id=row.child_id))

    def _go_to_child(self, spot: Spot, row: DueRow) -> None:
        self.desk.go(Journey(spot, child_id=row.child_id))

    def _follow(self, line: BoardLine) -> None:
        """Open the place of a line."""
        match line.place:
            case Place.BACKUP:
                openers.backup(self.desk)
            case Place.FILE:
                self._tell_of_file(line)
            case Place.LEDGER:
                openers.ledger_record(self.desk, line.form, line.record_id)
            case Place.CONCERNS:
                openers.concerns(self.desk)
            case Place.NEW_ENTRY_BY:
                self.desk.go(
                    Journey(Spot.DIARY, mentor_id=line.record_id, kind=line.kind, is_undated=True)
                )
            case Place.RHYTHM:
                openers.rhythm(self.desk)
            case Place.NEW_ENTRY:
                self.desk.go(Journey(Spot.DIARY, child_id=line.record_id))
            case Place.DRAFT:
                left_forms.take_up(self.desk, line.form, line.record_id)
            case place:
                self.desk.go(Journey(SPOTS[place], record_id=line.record_id, chip=line.chip))

    def _tell_of_file(self, line: BoardLine) -> None:
        """Where a file lies: the program itself removes none that somebody may want back."""
        if line.path:
            advice = f"它在文件夹“{line.path.parent}”里。{line.detail}。"
            messages.inform(self, f"{line.text}，由此可以推算出号码。", advice)


def _read(office: OfficeFile, term: str) -> Reading:
    return read_board(office, term), first_steps(office)


def _headline(board: TodayBoard) -> str:
    if board.due_rows is None:
        return "这个学期还没有内容：按 Ctrl+I 导入名册，或在“办公室”里建立新学期"
    if board.overdue or board.owed:
        return f"逾期 {board.overdue} 项，未到期 {board.owed} 项"
    return "没有待完成的联系"


def _sections(board: TodayBoard) -> Sequence[Section]:
    return (
        Section("提醒", (*board.notices, *([board.backup] if board.backup.pressing else []))),
        Section("没填完的表", board.drafts),
        Section("要继续联系", board.continued),
        Section("活动", board.activities),
        Section("教师自己要完成的", board.teachers),
        Section("这个时节", board.season),
        Section(f"生日（{BIRTHDAYS_WITHIN}天内）", board.birthdays),
        Section("备份", () if board.backup.pressing else (board.backup,)),
    )
