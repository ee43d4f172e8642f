"""随访规则: what contact is owed to whom, how often, and whether it was made.

A monthly rule is owed by a child in care for at least 15 days of a month with at least 10 teaching
days; a term rule by a child in care for at least 30 days of the term; one for 重点关爱 asks for as
many days with an open plan as well. Only an individual contact that reached somebody satisfies a
rule: a group talk or an unanswered knock does not. A period is owed from its first day on, unless
it begins before the rule does; it is overdue once its last day is over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.terms import Span, TermDays
from liushou_desk.domain.words import AppliesTo, Frequency, Word

LEAST_DAYS_OF_MONTH = 15
LEAST_TEACHING_DAYS = 10
LEAST_DAYS_OF_TERM = 30
LEAST_ATTEMPTS = 3
"""Attempts on so many different days that reached nobody are 已尽力, which is not done."""
ALWAYS = date(2000, 1, 1)
"""Since when rules hold that count from no day in particular; no sentence names it."""


class State(Word):
    """How a child stands with the rules: the worst of its cells."""

    OVERDUE = "overdue", "逾期"
    OWED = "owed", "应完成"
    DONE = "done", "已完成"
    NONE = "none", "无"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `times` contacts of a kind in every period that begins on `since_on` or later.

    `accepts` holds the kinds that satisfy it (a video call does for a telephone call).
    """

    id: int
    kind: DiaryKind
    frequency: Frequency
    times: int
    applies_to: AppliesTo
    since_on: date

    @property
    def accepts(self) -> frozenset[DiaryKind]:
        """The kinds of contact that satisfy the rule."""
        if self.kind is DiaryKind.PHONE_CALL:
            return frozenset({DiaryKind.PHONE_CALL, DiaryKind.VIDEO_CALL})
        return frozenset({self.kind})

    @property
    def sentence(self) -> str:
        """The rule in plain Chinese, with the other kinds that satisfy it."""
        others = "、".join(kind.label for kind in DiaryKind if kind in self.accepts - {self.kind})
        asked = f"{self.applies_to.label}{self.frequency.label}{self.kind.label}{self.times}次"
        return f"{asked}（{others}也算）" if others else asked

    def periods(self, term: TermDays, day: date) -> list[Span]:
        """The periods of the term that ask for a contact and have begun by a day."""
        if self.frequency is Frequency.EACH_TERM:
            candidates: Iterable[Span] = (term.span,)
        else:
            candidates = (
                month for month in term.months() if term.teaching_days(month) >= LEAST_TEACHING_DAYS
            )
        return [span for span in candidates if self.since_on <= span.first <= day]

    @property
    def least_days(self) -> int:
        """Days in care that make a child owe a period."""
        monthly = self.frequency is Frequency.MONTHLY
        return LEAST_DAYS_OF_MONTH if monthly else LEAST_DAYS_OF_TERM


@dataclass(frozen=True, slots=True)
class Owed:
    """One cell of the rule board (频次完成情况): a rule and a period that a child owes."""

    rule_id: int
    period: Span
    times: int
    done: int
    due_on: date
    overdue: bool

    @property
    def is_done(self) -> bool:
        """Whether as many contacts were made as asked for."""
        return self.done >= self.times


def owed_periods(
    rule: Rule, periods: Iterable[Span], days: Iterable[Iterable[Span]], today: date
) -> list[Span]:
    """The periods that a child owes; equal for all with equal days.

    `days` are those in care, and for 重点关爱 those with an open plan beside: there must be enough
    of each. What is true today is taken to stay, so that a month is owed from its beginning.
    """
    lasting = [
        [Span(span.first, date.max) if span.last >= today else span for span in spans]
        for spans in days
    ]
    return [
        period
        for period in periods
        if all(
            sum(span.overlap(period).days for span in spans) >= rule.least_days for spans in lasting
        )
    ]


def settle(rule: Rule, period: Span, done: int, over_on: date) -> Owed:
    """The cell of an owed period with so many contacts; `over_on` is the last day that is over."""
    overdue = done < rule.times and period.last <= over_on
    return Owed(rule.id, period, rule.times, done, due_on=period.last, overdue=overdue)


DEFAULT_RULES = (
    (DiaryKind.TALK, Frequency.MONTHLY),
    (DiaryKind.HOME_VISIT, Frequency.EACH_TERM),
    (DiaryKind.PHONE_CALL, Frequency.MONTHLY),
)
"""What a new office starts with: 谈心 monthly, 家访 each term, 亲情电话 monthly."""
