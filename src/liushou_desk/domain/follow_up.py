"""随访规则: what contact is owed to whom, how often, and whether it was made.

Which weeks, months, terms and years ask is said in `rule_periods`. A period is owed by a child in
care for enough of its days: 4 of a week, 15 of a month or of the long holiday, 30 of a term or of
a school year. A rule for 重点关爱 asks for as many days with an open plan as well, one for boarders
for as many of boarding; 双亲留守, grade and class are as they stand on the day figures are read at.
A yearly rule looks at the days in care of the term asked about, and at contacts of both its terms.

A rule may be pro-rated: who owes a period, but was in care for a part of it only, owes `times` in
proportion to those days, rounded up. A child for the whole period owes all, and nobody who owes
owes less than one. Yearly rules are not pro-rated.

Only an individual contact that reached somebody satisfies a rule: a group talk or an unanswered
knock does not. A period is owed from its first day on, unless it begins before the rule does; it is
overdue once its last day is over.

A rule owed by a mentor (每名帮扶教师每月家访2户) counts the different households that a teacher
visited in the period, its own children's or not. A teacher owes it that was paired with a child in
care on enough of its days before leaving the school.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.rule_periods import asking
from liushou_desk.domain.terms import Span, TermDays
from liushou_desk.domain.words import AppliesTo, Frequency, MentorKind, OwedBy, Season, Word

LEAST_DAYS = {
    Frequency.WEEKLY: 4,
    Frequency.MONTHLY: 15,
    Frequency.EACH_TERM: 30,
    Frequency.YEARLY: 30,
}
LEAST_DAYS_OF_HOLIDAY = 15
LEAST_ATTEMPTS = 3
"""Attempts on so many different days of a period that reached nobody are 已尽力, not done."""
ALWAYS = date(2000, 1, 1)
"""Since when rules hold that count from no day in particular; no sentence names it."""
TEACHERS = (MentorKind.HOMEROOM_TEACHER, MentorKind.TEACHER, MentorKind.SCHOOL_LEADER)
"""Which mentors owe what a rule asks of mentors."""


class State(Word):
    """How a child stands with the rules: the worst of its cells."""

    OVERDUE = "overdue", "逾期"
    OWED = "owed", "应完成"
    DONE = "done", "已完成"
    NONE = "none", "无"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `times` contacts of a kind in every period that begins on `since_on` or later."""

    id: int
    kind: DiaryKind
    frequency: Frequency
    times: int
    applies_to: AppliesTo
    since_on: date
    season: Season = Season.IN_TERM
    also: frozenset[DiaryKind] = frozenset()
    """Other kinds that satisfy it (a video call does for a telephone call)."""
    owed_by: OwedBy = OwedBy.CHILD
    is_prorated: bool = False
    grade: int | None = None
    class_id: int | None = None
    named: str = ""
    """What the grade or the class is called that it is for."""

    @property
    def accepts(self) -> frozenset[DiaryKind]:
        """The kinds of contact that satisfy the rule."""
        return self.also | {self.kind}

    @property
    def sentence(self) -> str:
        """The rule in plain Chinese, with the other kinds that satisfy it."""
        mentors = self.owed_by is OwedBy.MENTOR
        who = self.owed_by.label if mentors else self.named or self.applies_to.label
        season = "" if self.season is Season.IN_TERM else self.season.label
        unit = "户" if mentors else "次"
        asked = f"{who}{season}{self.frequency.label}{self.kind.label}{self.times}{unit}"
        others = "、".join(kind.label for kind in DiaryKind if kind in self.also - {self.kind})
        return f"{asked}（{others}也算）" if others else asked

    def periods(self, term: TermDays, day: date) -> list[Span]:
        """The periods of the term that ask for a contact and have begun by a day."""
        spans = asking(self.frequency, self.season, term)
        return [span for span in spans if self.since_on <= span.first <= day]

    @property
    def least_days(self) -> int:
        """Days in care that make a child owe a period."""
        if self.frequency is Frequency.EACH_TERM and self.season is Season.IN_HOLIDAYS:
            return LEAST_DAYS_OF_HOLIDAY
        return LEAST_DAYS[self.frequency]

    def times_for(self, days: int, period: Span) -> int:
        """How many contacts are owed for so many days of a period."""
        if not self.is_prorated or self.frequency is Frequency.YEARLY:
            return self.times
        return -(-self.times * days // period.days)


@dataclass(frozen=True, slots=True)
class Owed:
    """One cell of the rule board (频次完成情况): a rule and a period that somebody owes."""

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
) -> list[tuple[Span, int]]:
    """The periods that somebody owes, with the times; equal for all with equal days.

    `days` are those in care, and for 重点关爱 and boarders those with an open plan or of boarding
    beside: there must be enough of each. What is true today is taken to stay, so that a month is
    owed from its beginning.
    """
    lasting = [
        [Span(span.first, date.max) if span.last >= today else span for span in spans]
        for spans in days
    ]
    found: list[tuple[Span, int]] = []
    for period in periods:
        fewest = min(sum(span.overlap(period).days for span in spans) for spans in lasting)
        if fewest >= rule.least_days:
            found.append((period, rule.times_for(fewest, period)))
    return found


def settle(rule: Rule, owed: tuple[Span, int], done: int, over_on: date) -> Owed:
    """The cell of an owed period with so many contacts; `over_on` is the last day that is over."""
    period, times = owed
    overdue = done < times and period.last <= over_on
    return Owed(rule.id, period, times, done, due_on=period.last, overdue=overdue)


def usual_also(kind: DiaryKind) -> frozenset[DiaryKind]:
    """What else satisfies a rule unless the school decides otherwise."""
    calls = kind is DiaryKind.PHONE_CALL
    return frozenset({DiaryKind.VIDEO_CALL}) if calls else frozenset()


DEFAULT_RULES = (
    (DiaryKind.TALK, Frequency.MONTHLY),
    (DiaryKind.HOME_VISIT, Frequency.EACH_TERM),
    (DiaryKind.PHONE_CALL, Frequency.MONTHLY),
)
"""What a new office starts with: 谈心 monthly, 家访 each term, 亲情电话 monthly."""
