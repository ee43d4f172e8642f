"""登记核对: what an inspector would ask about in a term's records; it warns and changes nothing.

Talks on days without school; visits of a mentor before the pairing with the child began; more than
8 households by one person on one day; three and more records of one person in the same words; most
of a term's
records entered in the last three days before its 截止日.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.document import month_and_day
from liushou_desk.domain.terms import Span, TermDays
from liushou_desk.domain.words import Word

MOST_HOMES = 8
LEAST_ALIKE = 3
LEAST_SIGNS = 6
"""Shorter texts are the same by themselves."""
LAST_DAYS = timedelta(days=2)
LEAST_ENTRIES = 10
"""Of fewer records nobody says that most were entered late."""
_WEEK = "一二三四五六日"


class Ground(Word):
    """What is odd."""

    NO_SCHOOL = "no_school", "不上课的日子谈心"
    BEFORE_PAIRING = "before_pairing", "早于结对开始"
    MANY_HOMES = "many_homes", "一天走访太多户"
    SAME_TEXT = "same_text", "文字完全相同"
    AT_THE_END = "at_the_end", "期末集中登记"


@dataclass(frozen=True, slots=True)
class Written:
    """A record as far as it is looked at; `paired` is since when each visitor has its children."""

    entry_id: int
    kind: DiaryKind
    happened_on: date
    recorded_on: date
    content: str
    visitors: Collection[int]
    homes: Collection[int]
    paired: Collection[date]


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that is odd about a record."""

    entry_id: int
    ground: Ground
    sentence: str


def doubts(term: TermDays, written: Sequence[Written]) -> Iterator[Doubt]:
    """Everything odd about the records of a term, ground by ground."""
    yield from _without_school(term, written)
    for one in written:
        if one.kind.traits.goes_home and one.paired and min(one.paired) > one.happened_on:
            began = month_and_day(min(one.paired))
            yield Doubt(one.entry_id, Ground.BEFORE_PAIRING, f"结对{began}才开始")
    yield from _many_homes(written)
    yield from _same_text(written)
    yield from _at_the_end(term, written)


def _without_school(term: TermDays, written: Sequence[Written]) -> Iterator[Doubt]:
    for one in written:
        day = one.happened_on
        if one.kind is DiaryKind.TALK and not term.teaching_days(Span(day, day)):
            why = f"星期{_WEEK[day.weekday()]}" if day.weekday() > 4 else "假期里"
            yield Doubt(one.entry_id, Ground.NO_SCHOOL, f"这一天是{why}")


def _many_homes(written: Sequence[Written]) -> Iterator[Doubt]:
    homes: dict[tuple[int, date], set[int]] = defaultdict(set)
    visits = [one for one in written if one.kind.traits.goes_home]
    for one in visits:
        for visitor in one.visitors:
            homes[visitor, one.happened_on].update(one.homes)
    for one in visits:
        most = max((len(homes[v, one.happened_on]) for v in one.visitors), default=0)
        if most > MOST_HOMES:
            yield Doubt(one.entry_id, Ground.MANY_HOMES, f"同一人这一天走访{most}户")


def _same_text(written: Sequence[Written]) -> Iterator[Doubt]:
    alike: dict[tuple[str, frozenset[int]], list[Written]] = defaultdict(list)
    for one in written:
        text = "".join(one.content.split())
        if one.kind.traits.needs_text and len(text) >= LEAST_SIGNS:
            alike[text, frozenset(one.visitors)].append(one)
    for group in alike.values():
        if len(group) >= LEAST_ALIKE:
            for one in group:
                said = f"与另外{len(group) - 1}条记录文字完全相同"
                yield Doubt(one.entry_id, Ground.SAME_TEXT, said)


def _at_the_end(term: TermDays, written: Sequence[Written]) -> Iterator[Doubt]:
    """One line for the term, on the first of those records."""
    last = Span(term.cutoff_on - LAST_DAYS, term.cutoff_on)
    late = [one for one in written if one.recorded_on in last]
    if len(written) >= LEAST_ENTRIES and 2 * len(late) > len(written):
        days = f"{month_and_day(last.first)}至{month_and_day(last.last)}"
        said = f"本学期{len(written)}条记录中有{len(late)}条在{days}登记"
        yield Doubt(min(one.entry_id for one in late), Ground.AT_THE_END, said)
