"""What is still owed to whom (待办随访): the open cells of the rule board, most pressing first."""

from dataclasses import dataclass
from datetime import date

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.search import search_text
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
        mentors = {key: name for key, (_, name) in first_mentors(session, scope.until).items()}
        read = readings_of(session, {*plain.values(), *mentors.values()})
    rows: list[DueRow] = []
    for cell in cells:
        mentor = mentors.get(cell.child_id, "")
        spoken = "\n".join(read.get(text, "") for text in (plain[cell.child_id], mentor))
        rows.append(
            _row(cell, names[cell.child_id], mentor, kinds[cell.rule_id], spoken, office.today)
        )
    return tuple(rows)


def _row(
    cell: OpenCell, child: str, mentor: str, kind: DiaryKind, spoken: str, today: date
) -> DueRow:
    return DueRow(
        cell.child_id,
        child,
        cell.school_class or "",
        mentor,
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
        search_text(child, cell.school_class, mentor, cell.rule, readings=spoken),
    )
