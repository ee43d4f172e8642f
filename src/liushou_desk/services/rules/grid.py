"""频次完成情况 as a board: children (or mentors) × the periods of a rule, or × all rules.

A cell says what the figures count; what nobody owes is said too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.follow_up import Rule
from liushou_desk.domain.rule_cells import CellState, RuleCell, why
from liushou_desk.domain.rule_periods import period_name
from liushou_desk.domain.search import search_text
from liushou_desk.domain.terms import Span
from liushou_desk.domain.words import OwedBy
from liushou_desk.errors import RuleConflict
from liushou_desk.models import Child, Mentor
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.naming import called
from liushou_desk.services.facts.readings import readings_of
from liushou_desk.services.figures.book import FigureBook, book_of
from liushou_desk.services.figures.rule_cells import Owner
from liushou_desk.services.figures.school_rules import rules_of
from liushou_desk.services.pairings.mentors import first_mentors


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A child or a mentor with a cell for each heading; who left owes what was owed."""

    owner_id: int
    name: str
    school_class: str
    mentor: str
    village: str
    cells: tuple[RuleCell, ...]
    search: str


@dataclass(frozen=True, slots=True)
class RuleBoard:
    """The board of one rule, or of all that children owe; `rule_id` is None then."""

    rule_id: int | None
    title: str
    headings: tuple[str, ...]
    rows: tuple[BoardRow, ...]
    is_mentors: bool

    def number(self, *states: CellState) -> int:
        """How many cells stand so."""
        return sum(cell.state in states for row in self.rows for cell in row.cells)


def read_board(office: OfficeFile, term: str, rule_id: int | None) -> RuleBoard:
    """The board of a rule in force, or of every rule that children owe.

    Raises `RuleConflict` for a term that has not begun and a rule that is not in force.
    """
    with office.reading() as session:
        book = book_of(office, session, term)
        rules = rules_of(session)
        if rule_id is None:
            asked = [rule for rule in rules if rule.owed_by is OwedBy.CHILD]
            return _Drawing(session, book, term).of_all(asked)
        rule = next((rule for rule in rules if rule.id == rule_id), None)
        if rule is None:
            raise RuleConflict("这条规则没有启用，不要求联系。", "请先启用这条规则。")
        return _Drawing(session, book, term).of_one(rule)


class _Drawing:
    def __init__(self, session: Session, book: FigureBook, term: str) -> None:
        self._session, self._book, self._term = session, book, term

    def of_one(self, rule: Rule) -> RuleBoard:
        scope = self._book.scope
        periods = rule.periods(scope.term, scope.until)
        cells = self._cells(rule, periods)
        names = tuple(period_name(rule.frequency, period, scope.term) for period in periods)
        is_mentors = rule.owed_by is OwedBy.MENTOR
        rows = self._mentors(cells) if is_mentors else self._children(cells)
        return RuleBoard(rule.id, rule.sentence, names, rows, is_mentors)

    def of_all(self, rules: list[Rule]) -> RuleBoard:
        """Of each rule the cell that presses most, the earliest of several."""
        scope = self._book.scope
        found: dict[int, tuple[RuleCell, ...]] = {}
        by_rule = [self._cells(rule, rule.periods(scope.term, scope.until)) for rule in rules]
        for owner in {owner for cells in by_rule for owner in cells}:
            found[owner] = tuple(
                min(cells[owner], key=_urgency) if owner in cells else _nothing(rule)
                for rule, cells in zip(rules, by_rule, strict=True)
            )
        headings = tuple(f"{rule.frequency.label}{rule.kind.label}" for rule in rules)
        return RuleBoard(None, "全部规则", headings, self._children(found), is_mentors=False)

    def _cells(self, rule: Rule, periods: list[Span]) -> dict[int, tuple[RuleCell, ...]]:
        """A cell for each period of everybody who owes one of them."""
        owner = Owner.MENTOR if rule.owed_by is OwedBy.MENTOR else Owner.CHILD
        standings, latest = self._book.cells_of(rule, owner)
        term = self._book.scope.term

        def cell(key: int, period: Span) -> RuleCell:
            name = period_name(rule.frequency, period, term)
            standing = standings[key].get(period.first)
            told = why(rule, standing, latest.get(key), name)
            if standing is None:
                return RuleCell(rule.id, rule.kind, CellState.NONE, told)
            state = (standing.state, told, period.first, standing.overdue, standing.reason)
            return RuleCell(rule.id, rule.kind, *state)

        return {key: tuple(cell(key, period) for period in periods) for key in standings}

    def _children(self, cells: Mapping[int, tuple[RuleCell, ...]]) -> tuple[BoardRow, ...]:
        roll = {row.child_id: row for row in self._book.roll()}
        names = called(self._session, set(cells), self._term)
        mentors = first_mentors(self._session, self._book.scope.until)
        kept = self._session.execute(sa.select(Child.id, Child.name, Child.village))
        plain = {child_id: (name, village) for child_id, name, village in kept}
        read = readings_of(self._session, [plain[child_id][0] for child_id in cells])

        def row(child_id: int) -> BoardRow:
            _, mentor = mentors.get(child_id, (None, ""))
            name, village = plain[child_id]
            told = (names[child_id], roll[child_id].school_class or "", mentor, village or "")
            search = search_text(*told, readings=read.get(name, ""))
            return BoardRow(child_id, *told, cells[child_id], search)

        return tuple(row(child_id) for child_id in roll if child_id in cells)

    def _mentors(self, cells: Mapping[int, tuple[RuleCell, ...]]) -> tuple[BoardRow, ...]:
        rows = self._session.execute(sa.select(Mentor.id, Mentor.name).order_by(Mentor.name))
        named = {key: name for key, name in rows if key in cells}
        read = readings_of(self._session, named.values())
        found = {name: search_text(name, readings=read.get(name, "")) for name in named.values()}
        return tuple(
            BoardRow(key, name, "", "", "", cells[key], found[name]) for key, name in named.items()
        )


def _urgency(cell: RuleCell) -> tuple[int, date]:
    return list(CellState).index(cell.state), cell.period_on or date.max


def _nothing(rule: Rule) -> RuleCell:
    return RuleCell(
        rule.id, rule.kind, CellState.NONE, f"不在“{rule.sentence}”的范围里，或天数不够"
    )
