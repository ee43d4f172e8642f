"""An activity planned again every week or month: separate plans, made as one action."""

from datetime import date

import sqlalchemy as sa

from liushou_desk.domain.activity_kinds import Repeat
from liushou_desk.domain.terms import TermDays
from liushou_desk.domain.work_fields import REPEAT_FIELDS
from liushou_desk.domain.year_plan import nearest
from liushou_desk.errors import InputProblem
from liushou_desk.models import Activity, Term
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.school.terms import term_days
from liushou_desk.services.writing import records

KEPT = ("title", "kind", "place", "led_by", "materials")
"""What each of the new plans has from the one that is repeated."""


def repeat_activity(office: OfficeFile, activity_id: int, values: records.Values) -> int:
    """Plan an activity again after its day, until a day of its term; returns how many plans.

    A week without a day of school on that weekday is passed over; of a month the nearest day of
    school is taken. A day that has such a plan already keeps it. Raises `InputProblem`.
    """
    asked = records.checked(REPEAT_FIELDS, values, office.today, new=True)
    with office.reading() as session:
        activity = records.found(session, Activity, activity_id)
        first, plan = activity.planned_on, {key: getattr(activity, key) for key in KEPT}
        code = session.scalar(sa.select(Term.code).where(Term.holds(first)))
        if code is None:
            raise InputProblem("这个活动不在数据文件里的任何学期内。", "请先建立学期。")
        term = term_days(session, code)
        same = sa.select(Activity.planned_on).where(Activity.title == activity.title)
        there = set(session.scalars(same))
    if asked["until_on"] not in term.span:
        raise InputProblem(
            f"{asked['until_on']}不在{term.title}里", "请写本学期里的一天。", field="until_on"
        )
    days = [
        day for day in _days(term, asked["every"], first, asked["until_on"]) if day not in there
    ]
    if not days:
        raise InputProblem("到那天为止没有可以再安排的日子", "请把日期写晚一些。", field="until_on")
    with office.action(f"重复安排活动{len(days)}次", activity=activity_id) as session:
        for day in days:
            records.write(session, Activity, None, plan | {"planned_on": day})
    return len(days)


def _days(term: TermDays, every: Repeat, first: date, until: date) -> list[date]:
    days: list[date] = []
    number = 1
    while (day := every.day(first, number)) <= until:
        if every is Repeat.MONTHLY:
            month = next(span for span in term.months() if day in span)
            day = nearest(term, month, day)
        if term.is_school_day(day) and day <= until:
            days.append(day)
        number += 1
    return days
