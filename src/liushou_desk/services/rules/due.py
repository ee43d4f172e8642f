"""What is still owed to whom (待办随访): the open cells of the rule board, most pressing first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.search import search_text
from liushou_desk.models import Child, FollowUpRule, OpenCellReason
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.collector import collector_at_rest
from liushou_desk.services.facts.naming import called
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.figures import tables
from liushou_desk.services.figures.fill import fill
from liushou_desk.services.figures.scope import scope_for
from liushou_desk.services.pairings.mentors import first_mentors


@dataclass(frozen=True, slots=True)
class DueRow:
    """One cell with contacts missing; `days` are left until `due_on`, less than 0 once overdue.

    `is_present` is false for a child no longer counted on the register: what was owed stays owed.
    """

    child_id: int
    child: str
    school_class: str
    mentor: str
    rule: str
    rule_id: int
    kind: DiaryKind
    period_on: date
    due_on: date
    missing: int
    overdue: bool
    days: int
    is_present: bool
    reason: str
    """未完成原因, where one was written down."""
    search: str


@collector_at_rest()
def due_list(office: OfficeFile, term: str) -> tuple[DueRow, ...]:
    """The rows behind the figures 逾期 and 未到期 together, by the day they are due.

    Raises `RuleConflict` for a term that is not on file or has not begun.
    """
    with office.reading() as session:
        scope = scope_for(session, term, office.today)
        fill(session, scope)
        cells = session.execute(_STATEMENT).all()
        names = called(session, {cell.child_id for cell in cells}, term)
        mentors = {key: name for key, (_, name) in first_mentors(session, scope.until).items()}
        read = readings_of(session, {cell.name for cell in cells} | set(mentors.values()))
        return tuple(
            _row(cell, names[cell.child_id], mentors.get(cell.child_id, ""), read, office.today)
            for cell in cells
        )


_CELL, _CHILD = tables.compliance.c, tables.roll.c
_STATEMENT = (
    sa.select(
        _CELL.child_id,
        Child.name,
        _CHILD.school_class,
        _CELL.rule,
        _CELL.rule_id,
        FollowUpRule.kind,
        _CELL.period_on,
        _CELL.due_on,
        (_CELL.times - _CELL.done).label("missing"),
        _CELL.overdue,
        _CELL.present,
        OpenCellReason.reason,
    )
    .select_from(tables.compliance.table)
    .join(tables.roll.table, _CHILD.child_id == _CELL.child_id)
    .join(Child, Child.id == _CELL.child_id)
    .join(FollowUpRule, FollowUpRule.id == _CELL.rule_id)
    .outerjoin(
        OpenCellReason,
        sa.and_(
            OpenCellReason.rule_id == _CELL.rule_id,
            OpenCellReason.child_id == _CELL.child_id,
            sa.cast(OpenCellReason.period_on, sa.Text) == _CELL.period_on,
        ),
    )
    .where(_CELL.is_done == 0)
    .order_by(_CELL.due_on, _CHILD.class_order, _CELL.child_id, _CELL.rule_id)
)


def _row(cell: Any, child: str, mentor: str, read: dict[str, str], today: date) -> DueRow:
    due_on = date.fromisoformat(cell.due_on)
    search = search_text(
        child,
        cell.school_class,
        mentor,
        cell.rule,
        readings="\n".join(read.get(text, "") for text in (cell.name, mentor)),
    )
    return DueRow(
        cell.child_id,
        child,
        cell.school_class or "",
        mentor,
        cell.rule,
        cell.rule_id,
        cell.kind,
        date.fromisoformat(cell.period_on),
        due_on,
        cell.missing,
        bool(cell.overdue),
        (due_on - today).days,
        bool(cell.present),
        cell.reason or "",
        search,
    )
