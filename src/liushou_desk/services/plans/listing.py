"""Support plans as their list shows them, each with its reviews."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.search import search_text
from liushou_desk.models import Child, Mentor, PlanReview, SupportPlan
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.naming import called, classes_of
from liushou_desk.services.facts.readings import readings_of


@dataclass(frozen=True, slots=True)
class Review:
    """方案回访: what a look back found on a day."""

    review_id: int
    reviewed_on: date
    finding: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan; `reviews` stand the newest first."""

    plan_id: int
    child_id: int
    child: str
    school_class: str
    mentor_id: int | None
    mentor: str
    opened_on: date
    reason: str
    goal: str | None
    closed_on: date | None
    result: str | None
    reviews: tuple[Review, ...]
    search: str

    @property
    def is_open(self) -> bool:
        """Whether the child is still cared for under it."""
        return self.closed_on is None

    @property
    def reviewed_on(self) -> date | None:
        """The day of the latest review."""
        return self.reviews[0].reviewed_on if self.reviews else None


def list_plans(office: OfficeFile, term: str) -> tuple[PlanRow, ...]:
    """Every plan, open ones first, then the newest; the class is that of the term."""
    statement = (
        sa.select(SupportPlan, Child.name, Mentor.name)
        .join(Child, Child.id == SupportPlan.child_id)
        .outerjoin(Mentor, Mentor.id == SupportPlan.mentor_id)
        .order_by(
            SupportPlan.closed_on.is_not(None), SupportPlan.opened_on.desc(), SupportPlan.id.desc()
        )
    )
    with office.reading() as session:
        found = session.execute(statement).all()
        ids = {plan.child_id for plan, _, _ in found}
        names, classes = called(session, ids, term), classes_of(session, ids, term)
        read = readings_of(session, {name for row in found for name in row[1:] if name})
        reviews = _reviews(session)
        rows: list[PlanRow] = []
        for plan, child, mentor in found:
            people = names[plan.child_id], classes.get(plan.child_id, ""), mentor or ""
            readings = "\n".join(read.get(name or "", "") for name in (child, mentor))
            rows.append(_row(plan, people, reviews.get(plan.id, ()), readings))
        return tuple(rows)


def _reviews(session: Session) -> Mapping[int, tuple[Review, ...]]:
    found: dict[int, tuple[Review, ...]] = defaultdict(tuple)
    latest = (PlanReview.reviewed_on.desc(), PlanReview.id.desc())
    for row in session.scalars(sa.select(PlanReview).order_by(*latest)):
        found[row.plan_id] += (Review(row.id, row.reviewed_on, row.finding),)
    return found


def _row(
    plan: SupportPlan, people: tuple[str, str, str], reviews: tuple[Review, ...], readings: str
) -> PlanRow:
    child, school_class, mentor = people
    return PlanRow(
        plan.id,
        plan.child_id,
        child,
        school_class,
        plan.mentor_id,
        mentor,
        plan.opened_on,
        plan.reason,
        plan.goal,
        plan.closed_on,
        plan.result,
        reviews,
        search_text(*people, plan.reason, plan.goal, plan.result, readings=readings),
    )
