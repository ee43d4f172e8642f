"""行事历: the usual activities of a term offered with a day, and those taken planned at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.search import search_text
from liushou_desk.domain.terms import TermDays
from liushou_desk.domain.year_plan import YEAR_PLAN
from liushou_desk.errors import InputProblem
from liushou_desk.models import Activity
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.school.terms import term_days
from liushou_desk.services.writing import records


@dataclass(frozen=True, slots=True)
class OfferedActivity:
    """What may be planned, and the day proposed; `is_there` where the term has one so called."""

    key: str
    kind: str
    title: str
    source: str
    day: date
    is_there: bool
    search: str


@dataclass(frozen=True, slots=True)
class YearPlan:
    """What a term is offered, by day."""

    days: TermDays
    rows: tuple[OfferedActivity, ...]


def read_year_plan(office: OfficeFile, term: str) -> YearPlan:
    """The skeleton of a term. Raises `RuleConflict` where the file has no such term."""
    with office.reading() as session:
        days = term_days(session, term)
        there = _titles(session, days)
    offered = [
        OfferedActivity(
            usual.key,
            usual.kind.label,
            usual.title,
            usual.source,
            day,
            usual.title in there,
            search_text(usual.title, usual.kind.label, usual.source),
        )
        for usual in YEAR_PLAN
        if (day := usual.day_in(days))
    ]
    return YearPlan(days, tuple(sorted(offered, key=lambda one: one.day)))


def take_year_plan(office: OfficeFile, term: str, wanted: Mapping[str, date]) -> int:
    """Plan what is wanted, each on its day, as one action; what is there already is passed over.

    Raises `InputProblem` where nothing is left to plan, or a day lies outside the term.
    """
    with office.reading() as session:
        days = term_days(session, term)
        there = _titles(session, days)
    chosen = [one for one in YEAR_PLAN if one.key in wanted and one.title not in there]
    if not chosen:
        raise InputProblem("没有要安排的活动，没有改动。", "请用空格勾选还没有安排的活动。")
    for one in chosen:
        if wanted[one.key] not in days.span:
            raise InputProblem(f"“{one.title}”的日期不在{days.title}里。", "请把它移回本学期。")
    with office.action(f"按行事历安排活动{len(chosen)}个", term=term) as session:
        for one in chosen:
            plan = {"title": one.title, "kind": one.kind, "planned_on": wanted[one.key]}
            records.write(session, Activity, None, plan)
    return len(chosen)


def _titles(session: Session, days: TermDays) -> set[str]:
    when = sa.func.coalesce(Activity.held_on, Activity.planned_on)
    titles = sa.select(Activity.title).where(when.between(days.first_on, days.last_on))
    return set(session.scalars(titles))
