"""行事历: what schools plan in the autumn and spring terms, and the 九个一, to choose from.

The months are those of plans that schools wrote; a day is proposed by month and week and moved to
a day of school. Nothing of it is planned until the clerk takes it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from liushou_desk.domain.activity_kinds import ActivityKind
from liushou_desk.domain.terms import Span, TermDays

FRIDAY = 4
_WEEK = timedelta(7)
USUAL = "行事历"
When = tuple[int, int]
"""A month, and which week of it."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What may be planned; a half of the school year without a month does not have it."""

    key: str
    kind: ActivityKind
    title: str
    autumn: When | None = None
    spring: When | None = None
    source: str = USUAL

    def day_in(self, term: TermDays) -> date | None:
        """The day proposed in a term; None where its half has none of it."""
        when = self.autumn if term.is_autumn else self.spring
        return None if when is None else day_of(term, *when)


def day_of(term: TermDays, month: int, week: int) -> date | None:
    """The Friday of that week of the month, or the day of school nearest to it in the month."""
    inside = [span for span in term.months() if span.first.month == month]
    if not inside:
        return None
    first = inside[0].first.replace(day=1)
    friday = first + timedelta((FRIDAY - first.weekday()) % 7) + _WEEK * (week - 1)
    return nearest(term, inside[0], friday)


def nearest(term: TermDays, span: Span, day: date) -> date:
    """The day of school of a span next to a day; without school in it, the day as it is."""
    days = [one for one in span.each() if term.is_school_day(one)]
    return min(days or [day], key=lambda one: (abs((one - day).days), one))


_K = ActivityKind
_NINE = "九个一"
# fmt: off
YEAR_PLAN = (
    Usual("survey", _K.MEETING, "摸底建档布置会", (9, 1), (3, 1)),
    Usual("opening_safety", _K.SAFETY, "开学安全第一课", (9, 2), (3, 1)),
    Usual("leaders", _K.MEETING, "关爱留守儿童工作会议", (9, 3), (3, 2)),
    Usual("autumn_festival", _K.FESTIVAL, "中秋亲情活动", (9, 4)),
    Usual("pairs", _K.MEETING, "结对帮扶完善与检查", (10, 2), (3, 3)),
    Usual("family_calls", _K.THEME, "亲情电话、亲情视频集中活动", (10, 3), (4, 2)),
    Usual("clubs", _K.CLUB, "课外兴趣小组活动", (10, 4), (4, 1)),
    Usual("talents", _K.THEME, "特长展示", (11, 4), (4, 4)),
    Usual("meeting", _K.PARENT_MEETING, "期中家长会", (11, 2), (4, 3)),
    Usual("end_meeting", _K.PARENT_MEETING, "期末家长座谈会", (1, 1), (7, 1)),
    Usual("parent_school", _K.PARENT_SCHOOL, "家长学校：家庭教育指导", (10, 1), (5, 3)),
    Usual("guardians", _K.GUARDIAN_TRAINING, "监护人培训", (12, 1), (6, 2)),
    Usual("mailbox", _K.CLASS_MEETING, "心里话信箱主题班会", (11, 1), (5, 1)),
    Usual("birthdays", _K.BIRTHDAY, "集体生日会", (11, 3), (5, 4)),
    Usual("psychology", _K.PSYCHOLOGY, "心理健康讲座", (12, 2), (6, 3)),
    Usual("drowning", _K.SAFETY, "防溺水专题教育", None, (6, 1)),
    Usual("children_day", _K.TOGETHER, "六一亲子活动", None, (5, 5)),
    Usual("new_year", _K.FESTIVAL, "迎新年活动", (12, 4)),
    Usual("review", _K.MEETING, "学期工作总结、整理档案与经验交流", (1, 2), (6, 4)),
    Usual("holiday_safety", _K.SAFETY, "假期前安全教育", (1, 2), (7, 1)),
    Usual("open_day", _K.TOGETHER, "家长开放日", None, (5, 2)),
    Usual("nine_home", _K.OTHER, "建好一个留守儿童之家：检查设施、安排值班", (9, 2), (3, 2), _NINE),
    Usual("nine_phone", _K.OTHER, "开通一部亲情电话：公布号码、建登记簿", (9, 3), (3, 2), _NINE),
    Usual("nine_partner", _K.CLASS_MEETING, "“一帮一”：确定小老师和小伙伴", (9, 4), (3, 3), _NINE),
    Usual("nine_mother", _K.MEETING, "落实一名爱心妈妈", (9, 4), (3, 3), _NINE),
    Usual("nine_lecture", _K.SAFETY, "一次法制、安全、心理健康教育讲座", (10, 4), (5, 1), _NINE),
    Usual("nine_trip", _K.STUDY_TRIP, "一次校外游览", (11, 2), (4, 2), _NINE),
    Usual("nine_stage", _K.THEME, "一个活动平台：队活动、书画展、演讲比赛", (11, 4), (4, 4), _NINE),
    Usual("nine_letter", _K.THEME, "写一封亲情书信", (12, 3), (5, 3), _NINE),
    Usual("nine_deed", _K.THEME, "做一件有意义的事", (12, 1), (3, 1), _NINE),
)
# fmt: on
"""In no order of days: a list is put in order by the days of its term."""
