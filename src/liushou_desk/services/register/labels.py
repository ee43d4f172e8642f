"""The derived part of the roster: category and finding with the reason, follow-up, chips.

Everything is read from the filled figures of the term; a chip is a figure, its rows the figure's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from liushou_desk.domain.decisions import ABOUT, Decision
from liushou_desk.domain.definitions import Finding
from liushou_desk.domain.document import month_and_day
from liushou_desk.domain.follow_up import State
from liushou_desk.domain.history import on_day
from liushou_desk.domain.masking import finding_word
from liushou_desk.domain.words import UNFILLED, DefinitionKind, Overridable
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.facts.collector import collector_at_rest
from liushou_desk.services.facts.reasons import Telling, mark_words, parents_words
from liushou_desk.services.facts.rows import Reader
from liushou_desk.services.figures.book import DEFINITIONS, FigureBook, book_of
from liushou_desk.services.figures.school_rules import rules_of

CHIPS = (
    ("in_care", "关爱对象"),
    ("left_behind", "留守"),
    ("both_parents_away", "双亲"),
    ("one_parent_away", "单亲"),
    ("left_behind_boarding", "寄宿"),
    ("with_hardship", "困境"),
    ("key_care", "重点关注"),
    ("unpaired", "未结对"),
    ("incomplete", "资料不全"),
    ("unfiled", "未建档"),
    ("unverified", "未核实"),
    ("alone_under_16", "独居未满16"),
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
    alert: str = ""
    """未满16周岁独自生活, to be shown in red; empty where nothing is wrong."""
    decided: str = ""
    """What the school decided otherwise (人工认定), with the reasons."""

    @property
    def why(self) -> str:
        """The reason by the facts, and who decided otherwise."""
        return f"{self.reason}；人工认定：{self.decided}" if self.decided else self.reason


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
        book = book_of(office, session, term)
        chips = tuple(_chip(book, key, label) for key, label in CHIPS)
        return RosterLabels(dict(_children(session, book)), chips, book.scope.note)


def _chip(book: FigureBook, key: str, label: str) -> Chip:
    child_ids = book.record_ids(key)
    return Chip(key, label, DEFINITIONS[key], len(child_ids), child_ids)


def _children(session: Session, book: FigureBook) -> Iterable[tuple[int, ChildLabels]]:
    day = book.scope.day
    by_mark = book.scope.definition.kind is DefinitionKind.SCHOOL_RECORD
    follow_up, reader = _follow_up(session, book), Reader.read(session)
    definition = book.scope.definition
    telling = Telling(day, 0 if definition.kind is DefinitionKind.CIVIL else definition.months)
    for child in book.roll():
        finding = finding_word(child.finding or Finding.INSUFFICIENT.label)
        decided = _decided(reader.decided(child.child_id), day, child.category)
        instead = decided.get(ABOUT.get(definition.kind))
        parents = parents_words(reader.parents.get(child.household_id, ()), telling)
        reason = f"{parents}；{instead}" if instead else f"{parents}：{finding}"
        if by_mark:
            reason = f"{mark_words(reader.marks.get(child.child_id, ()), day)}；{reason}"
        yield (
            child.child_id,
            ChildLabels(
                child.category or UNFILLED,
                finding,
                child.care or UNFILLED,
                reason,
                follow_up.get(child.child_id, _NO_RULE),
                child.alert or "",
                "；".join(f"{about.label}：{said}" for about, said in decided.items() if about),
            ),
        )


def _decided(
    decisions: Sequence[Decision], day: date, category: str | None
) -> dict[Overridable | None, str]:
    """What the school decided, as it holds on a day; a decision on a category that rests does not.

    The keys may be looked up by what no decision is ever about.
    """
    said: dict[Overridable | None, str] = {}
    for about in Overridable if decisions else ():
        decision = on_day([d for d in decisions if d.about is about], day)
        rests = about is Overridable.CATEGORY and decision and decision.word.label != category
        if decision and not rests:
            said[about] = decision.said
    return said


def _follow_up(session: Session, book: FigureBook) -> dict[int, FollowUp]:
    """How each child stands with the rules, worded once for all who stand alike."""
    kinds = {rule.id: rule.kind.label for rule in rules_of(session)}
    by_child: dict[int, _Cells] = {}
    for child_id, rule_id, due_on in book.standings():
        by_child[child_id] = (*by_child.get(child_id, ()), (rule_id, due_on))
    over_on = book.scope.over_on
    standing = {cells: _standing(cells, kinds, over_on) for cells in set(by_child.values())}
    return {child_id: standing[cells] for child_id, cells in by_child.items()}


_Cells = tuple[tuple[int, date | None], ...]
"""Rules in their order, each with the last day of its earliest open period, none where done."""
_NO_RULE = FollowUp()


def _standing(cells: _Cells, kinds: Mapping[int, str], over_on: date) -> FollowUp:
    """家访逾期12天；谈心已完成: of each kind the earliest open period, the late ones first."""
    by_kind = {kinds[rule_id]: due_on for rule_id, due_on in cells}
    told = sorted((_told(kind, due_on, over_on) for kind, due_on in by_kind.items()), key=_urgency)
    worst, _, due_on = told[0]
    return FollowUp(worst, "；".join(text for _, text, _ in told), due_on)


def _told(kind: str, due_on: date | None, over_on: date) -> tuple[State, str, date | None]:
    if due_on is None:
        return State.DONE, f"{kind}{State.DONE.label}", None
    late = (over_on - due_on).days + 1
    if late > 0:
        return State.OVERDUE, f"{kind}{State.OVERDUE.label}{late}天", due_on
    return State.OWED, f"{kind}{month_and_day(due_on)}前{State.OWED.label}", due_on


def _urgency(told: tuple[State, str, date | None]) -> tuple[int, date]:
    return _ORDER[told[0]], told[2] or date.max


_ORDER = {state: place for place, state in enumerate(State)}
