"""The forms of a support plan: opened or amended, reviewed, closed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from liushou_desk.domain.picking import Pick
from liushou_desk.domain.work_fields import PLAN_FIELDS, REVIEW_FIELDS
from liushou_desk.services.plans.listing import PlanRow, Review
from liushou_desk.services.plans.writing import (
    CHILD,
    CLOSING_FIELDS,
    OPENING_FIELDS,
    PERSON,
    save_plan,
    save_review,
)
from liushou_desk.services.register.picking import children_to_pick, mentors_to_pick
from liushou_desk.ui.desk import Desk
from liushou_desk.ui.dialog import Page, Record, RecordDialog
from liushou_desk.ui.forms.entry import Entry, field_entry, pick_entry

REVIEW = "plan_review"
Saved = Callable[[Any], None]
Picks = tuple[Sequence[Pick], Sequence[Pick]]
"""Children and mentors."""


def open_plan(desk: Desk, saved: Saved) -> None:
    """立案."""

    def show(picks: Picks) -> None:
        children, mentors = picks
        record = Record(
            "个别方案立案",
            "plan_new",
            None,
            {"opened_on": desk.today},
            lambda office, values: save_plan(office, None, values),
        )
        child = pick_entry(CHILD, "儿童", children, several=False)
        entries = (child, _person(mentors), *map(field_entry, OPENING_FIELDS))
        RecordDialog(desk, record, [Page("", entries)], saved=saved).open()

    _with_people(desk, show)


def amend_plan(desk: Desk, row: PlanRow, saved: Saved) -> None:
    """Put a plan right; a closed one with its end."""

    def show(picks: Picks) -> None:
        values = _values(row)
        record = Record(
            f"修改个别方案：{row.child}",
            "plan",
            row.plan_id,
            values,
            lambda office, values: save_plan(office, row.plan_id, values),
            seen=values,
        )
        fields = OPENING_FIELDS if row.is_open else PLAN_FIELDS
        entries = (_person(picks[1]), *map(field_entry, fields))
        RecordDialog(desk, record, [Page("", entries)], saved=saved).open()

    _with_people(desk, show)


def close_plan(desk: Desk, row: PlanRow, saved: Saved) -> None:
    """结案 with its day and what was reached."""
    record = Record(
        f"个别方案结案：{row.child}",
        "plan_end",
        row.plan_id,
        {"closed_on": desk.today},
        lambda office, values: save_plan(office, row.plan_id, values),
    )
    entries = tuple(field_entry(replace(field, mandatory=True)) for field in CLOSING_FIELDS)
    RecordDialog(desk, record, [Page("", entries)], saved=saved).open()


def review_plan(desk: Desk, row: PlanRow, review: Review | None, saved: Saved) -> None:
    """A new 回访, or one that is put right."""
    known = review and {"reviewed_on": review.reviewed_on, "finding": review.finding}
    review_id = review.review_id if review else None
    record = Record(
        f"{'修改' if review else '登记'}方案回访：{row.child}",
        "plan_look" if review is None else REVIEW,
        row.plan_id if review is None else review.review_id,
        known or {"reviewed_on": desk.today},
        lambda office, values: save_review(office, row.plan_id, review_id, values),
        seen=known,
    )
    page = Page("", tuple(map(field_entry, REVIEW_FIELDS)))
    RecordDialog(desk, record, [page], saved=saved).open()


def _with_people(desk: Desk, show: Callable[[Picks], None]) -> None:
    term = desk.term
    desk.tasks.run(
        desk, lambda office: (children_to_pick(office, term), mentors_to_pick(office)), show
    )


def _person(mentors: Sequence[Pick]) -> Entry:
    return pick_entry(PERSON, "负责人", mentors, several=False, mandatory=False)


def _values(row: PlanRow) -> dict[str, Any]:
    values = {field.key: getattr(row, field.key) for field in PLAN_FIELDS}
    return values | {PERSON: () if row.mentor_id is None else (row.mentor_id,)}
