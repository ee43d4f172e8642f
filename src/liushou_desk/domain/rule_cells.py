"""频次完成情况: how one cell of the board stands, in a word and in a sentence."""

from dataclasses import dataclass
from datetime import date

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.document import month_and_day
from liushou_desk.domain.follow_up import Rule
from liushou_desk.domain.words import OwedBy, Word


class CellState(Word):
    """The word of a cell, the most pressing first."""

    OVERDUE = "overdue", "逾期"
    TRIED = "tried", "已尽力"
    OWED = "owed", "应完成"
    DONE = "done", "完成"
    NONE = "none", "不要求"


OPEN_STATES = (CellState.OVERDUE, CellState.TRIED, CellState.OWED)
"""A contact is wanted, or an explanation."""


@dataclass(frozen=True, slots=True)
class RuleCell:
    """What somebody owes in a period of a rule, or that nothing is owed."""

    rule_id: int
    kind: DiaryKind
    state: CellState
    why: str
    period_on: date | None = None
    overdue: bool = False
    reason: str = ""
    """未完成原因."""

    @property
    def is_open(self) -> bool:
        """Whether something is wanted."""
        return self.state in OPEN_STATES


@dataclass(frozen=True, slots=True)
class Standing:
    """The numbers of an owed cell as the figures have them."""

    times: int
    done: int
    overdue: bool
    tried: bool
    due_on: date
    reason: str

    @property
    def state(self) -> CellState:
        """Attempts that reached nobody leave a cell open, and say so."""
        if self.done >= self.times:
            return CellState.DONE
        if self.tried:
            return CellState.TRIED
        return CellState.OVERDUE if self.overdue else CellState.OWED


def why(rule: Rule, standing: Standing | None, latest: date | None, period: str) -> str:
    """最近一次家访 2026-09-12；规则要求每学期1次，本学期已有1次；达标."""
    unit = "户" if rule.owed_by is OwedBy.MENTOR else "次"
    last = f"最近一次{rule.kind.label} {latest}" if latest else f"本学期还没有{rule.kind.label}"
    if standing is None:
        return f"{last}；{period}不要求：在册、结对的天数不够，或不在规则的范围里"
    asked = f"规则要求{rule.frequency.label}{standing.times}{unit}"
    return f"{last}；{asked}，{period}已有{standing.done}{unit}；{_verdict(standing, unit)}"


def _verdict(standing: Standing, unit: str) -> str:
    missing = f"还差{standing.times - standing.done}{unit}"
    told = f"；未完成原因：{standing.reason}" if standing.reason else ""
    due = month_and_day(standing.due_on)
    match standing.state:
        case CellState.DONE:
            return "达标"
        case CellState.TRIED:
            late = "，已逾期" if standing.overdue else ""
            return f"三个不同的日子都没有联系上，已尽力，不算完成{late}{told}"
        case CellState.OVERDUE:
            return f"{missing}，{due}已到期{told}"
        case _:
            return f"{missing}，{due}前完成{told}"
