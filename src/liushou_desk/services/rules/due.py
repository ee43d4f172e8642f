"""What is still owed to whom (待办随访): the open cells of the rule board, most pressing first."""

from dataclasses import dataclass
from datetime import date

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.search import folded_each, found_by
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.collector import collector_at_rest
from liushou_desk.services.facts.naming import called, names_of
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.figures.book import FigureBook
from liushou_desk.services.figures.school_rules import rules_of
from liushou_desk.services.figures.scope import scope_for
from liushou_desk.services.figures.standing import OpenCell
from liushou_desk.services.pairings.mentors import first_mentors


@dataclass(frozen=True, slots=True)
class DueRow:
    """One cell with contacts missing; `days` are left until `due_on`, less than 0 once overdue.

    `is_present` is false for a child no longer counted on the register: what was owed stays owed.
    """

    child_id: int
    child: str
    school_class: str
    mentor_id: int | None
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
        cells = FigureBook(session, scope).open_cells()
        kinds = {rule.id: rule.kind for rule in rules_of(session)}
        owed = {cell.child_id for cell in cells}
        names = called(session, owed, term)
        plain = names_of(session, owed)
        mentors = first_mentors(session, scope.until)
        read = readings_of(session, {*plain.values(), *(name for _, name in mentors.values())})
    spoken = {child_id: read.get(name, "") for child_id, name in plain.items()}
    who = [mentors.get(cell.child_id, (None, "")) for cell in cells]
    told = [
        "\n".join(
            [part for part in (names[cell.child_id], cell.school_class, mentor, cell.rule) if part]
        )
        for cell, (_, mentor) in zip(cells, who, strict=True)
    ]
    searched = [
        found_by(text, f"{spoken[cell.child_id]}\n{read.get(mentor, '')}")
        for cell, (_, mentor), text in zip(cells, who, folded_each(told), strict=True)
    ]
    today = office.today
    return tuple(
        [
            _row(cell, (names[cell.child_id], mentor, search), kinds[cell.rule_id], today)
            for cell, mentor, search in zip(cells, who, searched, strict=True)
        ]
    )


_Told = tuple[str, tuple[int | None, str], str]
"""The child, its mentor, and what both are found by."""


def _row(cell: OpenCell, told: _Told, kind: DiaryKind, today: date) -> DueRow:
    child, mentor, search = told
    return DueRow(
        cell.child_id,
        child,
        cell.school_class or "",
        *mentor,
        cell.rule,
        cell.rule_id,
        kind,
        cell.period_on,
        cell.due_on,
        cell.missing,
        cell.overdue,
        (cell.due_on - today).days,
        cell.present,
        cell.reason or "",
        search,
    )
