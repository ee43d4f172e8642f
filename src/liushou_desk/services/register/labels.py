"""The derived part of the roster: category and finding with the reason, follow-up, chips.

Everything is read from the filled figures of the term; a chip is a figure, its rows the figure's.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.definitions import Finding
from liushou_desk.domain.follow_up import State
from liushou_desk.domain.words import UNFILLED, DefinitionKind
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.collector import collector_at_rest
from liushou_desk.services.figures import tables
from liushou_desk.services.figures.book import FigureBook, open_book
from liushou_desk.services.figures.facts import Reader
from liushou_desk.services.figures.fill_rules import rules_of
from liushou_desk.services.register.reasons import mark_words, parents_words

CHIPS = (
    ("in_care", "关爱对象"),
    ("left_behind", "留守"),
    ("both_parents_away", "双亲"),
    ("one_parent_away", "单亲"),
    ("left_behind_boarding", "寄宿"),
    ("with_hardship", "困境"),
    ("key_care", "重点"),
    ("unpaired", "未结对"),
    ("unfiled", "未建档"),
    ("unverified", "未核实"),
    ("overdue_children", "逾期"),
    ("not_contacted", "本月未联系"),
)
"""(figure, the short word on the chip)."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A figure above the roster; choosing it shows the children it counts."""

    key: str
    label: str
    definition: str
    number: int
    child_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How a child stands with the rules: in a word, in a sentence, and by when."""

    state: State = State.NONE
    text: str = ""
    due_on: date | None = None
    """The last day of the earliest open period."""


@dataclass(frozen=True, slots=True)
class ChildLabels:
    """What the chosen 口径 and the rules say of one child."""

    category: str
    finding: str
    care: str
    reason: str
    follow_up: FollowUp


@dataclass(frozen=True, slots=True)
class RosterLabels:
    """Labels by child id and the chips; `note` names 口径 and day."""

    children: Mapping[int, ChildLabels]
    chips: tuple[Chip, ...]
    note: str


@collector_at_rest()
def roster_labels(office: OfficeFile, term: str) -> RosterLabels:
    """The labels of all children of a term. Raises `RuleConflict` for one without figures yet."""
    with office.reading() as session:
        book = open_book(office, session, term)
        chips = tuple(_chip(book, key, label) for key, label in CHIPS)
        return RosterLabels(dict(_children(session, book)), chips, book.scope.note)


def _chip(book: FigureBook, key: str, label: str) -> Chip:
    return Chip(key, label, book[key].definition, book.number(key), book.record_ids(key))


def _children(session: Session, book: FigureBook) -> Iterable[tuple[int, ChildLabels]]:
    roll, day = tables.roll.c, book.scope.day
    by_mark = book.scope.definition.kind is DefinitionKind.SCHOOL_RECORD
    follow_up, reader = _follow_up(session, book.scope.until), Reader.read(session)
    columns = (roll.child_id, roll.household_id, roll.category, roll.care, _finding(book))
    for child_id, household_id, category, care, found in session.execute(sa.select(*columns)):
        finding = found or Finding.INSUFFICIENT.label
        said = [parents_words(reader.parents.get(household_id, ()), day)]
        if by_mark:
            said.insert(0, mark_words(reader.marks.get(child_id, ()), day))
        yield (
            child_id,
            ChildLabels(
                category or UNFILLED,
                finding,
                care or UNFILLED,
                f"{'；'.join(said)}：{finding}",
                follow_up.get(child_id, FollowUp()),
            ),
        )


def _finding(book: FigureBook) -> sa.Column[Any]:
    """The column that holds what the chosen 口径 says."""
    match book.scope.definition.kind:
        case DefinitionKind.SCHOOL_RECORD:
            return tables.roll.c.record_finding
        case DefinitionKind.VERIFIED:
            return tables.roll.c.verified_finding
        case DefinitionKind.CIVIL:
            return tables.roll.c.civil_finding


def _follow_up(session: Session, until: date) -> dict[int, FollowUp]:
    """Each child's cells, rule by rule in the order of the rules."""
    kinds = {rule.id: rule.kind.label for rule in rules_of(session)}
    cells = tables.compliance.c
    rows = session.execute(
        sa.select(cells.child_id, cells.rule_id, cells.due_on, cells.is_done).order_by(
            cells.child_id, cells.rule_id, cells.due_on
        )
    )
    by_child: dict[int, dict[int, list[date]]] = defaultdict(dict)
    for child_id, rule_id, due_on, is_done in rows:
        open_days = by_child[child_id].setdefault(rule_id, [])
        if not is_done:
            open_days.append(date.fromisoformat(due_on))
    return {
        child_id: _standing({kinds[rule_id]: days for rule_id, days in rules.items()}, until)
        for child_id, rules in by_child.items()
    }


def _standing(open_days: Mapping[str, list[date]], until: date) -> FollowUp:
    """家访逾期12天；谈心已完成: of each kind the earliest open period, the late ones first."""
    told = sorted((_told(kind, days, until) for kind, days in open_days.items()), key=_urgency)
    worst, _, due_on = told[0]
    return FollowUp(worst, "；".join(text for _, text, _ in told), due_on)


def _told(kind: str, days: list[date], until: date) -> tuple[State, str, date | None]:
    if not days:
        return State.DONE, f"{kind}{State.DONE.label}", None
    late = (until - days[0]).days
    if late > 0:
        return State.OVERDUE, f"{kind}{State.OVERDUE.label}{late}天", days[0]
    return State.OWED, f"{kind}{days[0].month}月{days[0].day}日前{State.OWED.label}", days[0]


def _urgency(told: tuple[State, str, date | None]) -> tuple[int, date]:
    return _ORDER[told[0]], told[2] or date.max


_ORDER = {state: place for place, state in enumerate(State)}
