"""一年的节奏: what a school does at which time of the year, as checklists.

A line that the figures can answer is answered by them (`part` of `whole`, or `none` left over); any
other is ticked by hand. When a list is due hangs on the days of the term alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from liushou_desk.domain.terms import Span, TermDays

SURVEY_WITHIN = 30
"""Days after the first of a term within which every school surveys (开学一个月内)."""
BEFORE_HOLIDAY, BEFORE_END = 14, 30
"""Days ahead of the long holiday, and of the day the term's figures are read at."""
_WEEK = timedelta(7)


class Door(Enum):
    """Where a line is done."""

    VERIFYING = auto()
    SENDING = auto()
    COLLECTING = auto()
    ROSTER = auto()
    PAIRING = auto()
    CALENDAR = auto()
    RULES = auto()
    DIARY = auto()
    AGREEMENTS = auto()
    STATISTICS = auto()
    BACKUP = auto()
    HISTORY = auto()
    PRINTING = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do; without figures it is ticked by hand."""

    key: str
    text: str
    door: Door
    part: str = ""
    whole: str = ""
    """It is done where both figures are the same and not nought."""
    none: str = ""
    """It is done where this figure is nought."""
    chip: str = ""
    """The figure whose rows are what is still wanting, as a chip of the roster."""

    @property
    def by_hand(self) -> bool:
        """Whether nobody but the clerk knows."""
        return not (self.part or self.none)


@dataclass(frozen=True, slots=True)
class Checklist:
    """Lines that belong to one time of the year."""

    key: str
    title: str
    when: str
    """The time in words."""
    lines: tuple[Line, ...]


OPENING = Checklist(
    "opening",
    "开学摸底",
    f"开学后{SURVEY_WITHIN}天内",
    (
        Line("sent", "摸底登记表（班主任填报表）已向各班发出", Door.SENDING),
        Line("back", "登记表已全部收回，缺的班已催", Door.COLLECTING),
        Line("verified", "逐名核实", Door.VERIFYING, "verified", "to_file", chip="unverified"),
        Line("filed", "建档", Door.ROSTER, "filed", "to_file", chip="unfiled"),
        Line("numbers", "学籍号补齐（一年级新生可以晚些）", Door.ROSTER, none="unnumbered"),
        Line("paired", "结对", Door.PAIRING, "paired", "left_behind", chip="unpaired"),
        Line("plan", "本学期工作计划和活动安排已排入日历", Door.CALENDAR),
    ),
)
MONTHLY = Checklist(
    "monthly",
    "每月",
    "每个月",
    (
        Line("dropout", "控辍保学月报已报", Door.PRINTING),
        Line("brief", "简报、信息已在20日前报送", Door.PRINTING),
        Line("sheets", "各位帮扶人的月度登记表已收齐", Door.DIARY),
        Line("late", "到期的随访都已完成", Door.RULES, none="rule_overdue"),
    ),
)
BEFORE_LEAVING = Checklist(
    "before_holiday",
    "放假前",
    f"长假前{BEFORE_HOLIDAY}天",
    (
        Line("letter", "致家长的防溺水、安全告知书已发，回执已收", Door.PRINTING),
        Line("whereabouts", "每名儿童的假期去向和联系人已登记", Door.ROSTER),
        Line("boarders", "寄宿生离校接送已核对", Door.PRINTING),
        Line("responsible", "假期联系责任人已分到每名教师", Door.PAIRING),
    ),
)
SPRING = Checklist(
    "spring_festival",
    "春节前后",
    "寒假里，在外的父母回家的时候",
    (
        Line("visits", "返乡家长家访", Door.DIARY),
        Line("meeting", "返乡家长会", Door.CALENDAR),
        Line(
            "agreed",
            "委托照护协议",
            Door.AGREEMENTS,
            "parents_away_agreed",
            "parents_away",
            chip="parents_away_unagreed",
        ),
        Line("numbers", "父母务工地和电话已当面核对", Door.ROSTER),
    ),
)
CLOSING = Checklist(
    "closing",
    "期末",
    f"截止日前{BEFORE_END}天",
    (
        Line("papers", "各班材料已收齐", Door.PRINTING),
        Line("complete", "资料完整", Door.ROSTER, "complete", "to_file", chip="incomplete"),
        Line("concerns", "发现的问题都已处理完", Door.DIARY, none="open_concerns"),
        Line("open", "到期的随访都已完成", Door.RULES, none="rule_overdue"),
        Line("summary", "工作总结已定稿", Door.STATISTICS),
        Line("archive", "档案已装盒、封存", Door.PRINTING),
        Line("backup", "数据文件已备份到U盘并交一份给校长室", Door.BACKUP),
    ),
)
INSPECTION = Checklist(
    "inspection",
    "迎接检查",
    "接到通知的时候",
    (
        Line("papers", "按检查细目打印名册、结对表、记录", Door.PRINTING),
        Line("late", "补录的记录已逐条看过，都注明补录", Door.DIARY),
        Line("findings", "检查意见已登记，整改责任人和期限已定", Door.PRINTING),
        Line("reply", "整改情况已回复", Door.PRINTING),
    ),
)
HAND_OVER = Checklist(
    "clerk",
    "管理员交接",
    "换人的时候",
    (
        Line("file", "数据文件、密码和恢复单当面交接", Door.BACKUP),
        Line("sticks", "备份U盘已清点", Door.BACKUP),
        Line("open", "没填完的表和未了的问题已说明", Door.DIARY),
        Line("history", "新管理员自己登记过一条、撤销过一次", Door.HISTORY),
    ),
)
CHECKLISTS = (OPENING, MONTHLY, BEFORE_LEAVING, SPRING, CLOSING, INSPECTION, HAND_OVER)
"""In the order of the year; the last two have no time of their own."""
BY_KEY = {checklist.key: checklist for checklist in CHECKLISTS}


@dataclass(frozen=True, slots=True)
class Turn:
    """A checklist in one of its periods; `period` tells the ticks of one from the next one's."""

    checklist: Checklist
    period: str
    days: Span | None
    """When it is due; None for one that has no time of its own."""

    def is_due(self, day: date) -> bool:
        """Whether it is the time for it."""
        return self.days is not None and day in self.days


def turns(term: TermDays, day: date) -> Iterator[Turn]:
    """The checklists as they stand in a term on a day, in the order of the year."""
    yield Turn(OPENING, term.code, Span(term.first_on, term.first_on + timedelta(SURVEY_WITHIN)))
    month = next((span for span in term.months() if day in span), None)
    if month:
        yield Turn(MONTHLY, f"{month.first:%Y-%m}", month)
    if holiday := term.long_holiday:
        ahead = Span(holiday.first - timedelta(BEFORE_HOLIDAY), holiday.first)
        yield Turn(BEFORE_LEAVING, term.code, ahead)
        if term.is_autumn:
            yield Turn(SPRING, term.code, Span(holiday.first, holiday.last + _WEEK))
    end = Span(term.cutoff_on - timedelta(BEFORE_END), term.cutoff_on + _WEEK)
    yield Turn(CLOSING, term.code, end)
    for checklist in (INSPECTION, HAND_OVER):
        yield Turn(checklist, term.code, None)
