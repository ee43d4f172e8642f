"""活动计划（行事历）: a term's activities by month and teaching week."""

from collections.abc import Iterator
from itertools import groupby

from liushou_desk.domain.document import Align, Document, month_and_day
from liushou_desk.domain.layout import FORM
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import TermDays
from liushou_desk.domain.words import label_of
from liushou_desk.services.activities import ActivityRow, ActivityState, list_activities
from liushou_desk.services.papers.blocks import Group, Heading, centred, listing, signing
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.whom import OF_SCHOOL
from liushou_desk.services.school.profile import profile_of
from liushou_desk.services.school.terms import term_days

_HEADINGS = (
    Heading("月份", 4),
    Heading("教学周", 5),
    Heading("日期", 6),
    Heading("类别", 7),
    Heading("活动", 19, Align.LEFT),
    Heading("地点", 9, Align.LEFT),
    Heading("负责人", 7, Align.LEFT),
    Heading("完成情况", 7),
)
_TOLD = (ActivityState.HELD, ActivityState.CALLED_OFF)
"""States that a plan on paper tells; what is still to come is left for the pen."""


def _collect(subject: Subject) -> Iterator[Paper]:
    with subject.office.reading() as session:
        days = term_days(session, subject.wish.term)
        filled_by = profile_of(session).filled_by
    rows = list_activities(subject.office, days.first_on, days.last_on)
    mine = sorted((row for row in rows if row.day_on in days.span), key=lambda row: row.day_on)
    if not mine:
        return
    groups = [
        Group([_row(row, days, with_month=not at) for at, row in enumerate(found)])
        for _, found in groupby(mine, key=lambda row: row.day_on.month)
    ]
    off = sum(row.state is ActivityState.CALLED_OFF for row in mine)
    said = f"，其中取消{off}个" if off else ""
    total = Group((), [(f"合计：{len(mine)}个活动{said}", len(_HEADINGS))])
    blocks = (
        centred(days.title),
        listing(_HEADINGS, [*groups, total]),
        signing(("制表人", filled_by), ("单位负责人", None)),
    )
    yield Paper(Document(((subject.school, "活动计划（行事历）"),), blocks))


def _row(row: ActivityRow, days: TermDays, *, with_month: bool) -> tuple[str, ...]:
    number = days.week_number(row.day_on)
    return (
        f"{row.day_on.month}月" if with_month else "",
        f"第{number}周" if number else "",
        month_and_day(row.day_on),
        label_of(row.kind) or "",
        row.title,
        row.place or "",
        row.led_by or "",
        row.state.label if row.state in _TOLD else "",
    )


ACTIVITY_PLAN = PaperKind(
    "activity-plan", "活动计划（行事历）", Per.SCHOOL, OF_SCHOOL, FORM, Audience.INTERNAL, _collect
)
