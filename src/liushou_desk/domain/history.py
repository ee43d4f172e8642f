"""A child's dated facts, and the days on which a definition counts the child."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from liushou_desk.domain.ages import birthday_in
from liushou_desk.domain.decisions import Decision
from liushou_desk.domain.definitions import (
    Definition,
    Facts,
    Finding,
    Whereabouts,
    add_months,
    finding,
)
from liushou_desk.domain.terms import DAY, Span
from liushou_desk.domain.words import DefinitionKind, Hukou, Mark, Overridable, Stage

NOWHERE = Whereabouts()


class Dated(Protocol):
    """A state that holds from `from_on` (None: always) until before `to_on` (None: still)."""

    @property
    def from_on(self) -> date | None:
        """The first day."""
        ...

    @property
    def to_on(self) -> date | None:
        """The first day after."""
        ...


State = TypeVar("State", bound=Dated)


@dataclass(frozen=True, slots=True)
class WhereaboutsPeriod:
    """A parent's whereabouts for some time."""

    from_on: date | None
    to_on: date | None
    whereabouts: Whereabouts


@dataclass(frozen=True, slots=True)
class History:
    """All that decides whether a child is counted. `marks` are (day, mark) in order."""

    marks: Sequence[tuple[date, Mark]] = ()
    father: Sequence[WhereaboutsPeriod] = ()
    mother: Sequence[WhereaboutsPeriod] = ()
    verified: bool = False
    born_on: date | None = None
    is_orphan: bool = False
    decisions: Sequence[Decision] = ()
    """What the school decided otherwise, in the order it was written."""
    stage: Stage | None = None
    """Of the class in the term that is asked about: it holds for all the days asked."""
    hukou: Hukou | None = None

    def facts_on(self, day: date) -> Facts:
        """What was true on a day."""
        return Facts(
            self.mark_on(day),
            _on(self.father, day),
            _on(self.mother, day),
            self.verified,
            self.born_on,
            self.is_orphan,
            self._found_instead(Overridable.VERIFIED, day),
            self._found_instead(Overridable.CIVIL, day),
            self.stage,
            self.hukou,
        )

    def decided(self, about: Overridable, day: date) -> Decision | None:
        """What the school decided about a label, as it holds on a day."""
        if not self.decisions:  # nearly every child
            return None
        return on_day([d for d in self.decisions if d.about is about], day)

    def _found_instead(self, about: Overridable, day: date) -> Finding | None:
        decision = self.decided(about, day)
        return decision.word if decision and isinstance(decision.word, Finding) else None

    def mark_on(self, day: date) -> Mark | None:
        """The last mark known by a day; before the first export, the first mark."""
        known = [mark for marked_on, mark in self.marks if marked_on <= day]
        return known[-1] if known else self.marks[0][1] if self.marks else None

    def findings(self, span: Span, definition: Definition) -> Iterator[tuple[Span, Finding]]:
        """The span cut where the finding may change, each piece with its finding."""
        inside = sorted({d for d in self._turns(definition) if span.first < d <= span.last})
        starts = [span.first, *inside]
        for start, end in zip(starts, [*(d - DAY for d in inside), span.last], strict=True):
            yield Span(start, end), finding(self.facts_on(start), start, definition)

    def counted(self, span: Span, definition: Definition) -> list[Span]:
        """The days of a span on which the child is counted as 留守, in joined pieces."""
        return join(piece for piece, found in self.findings(span, definition) if found.counts)

    def _turns(self, definition: Definition) -> Iterator[date]:
        """Days on which the definition may begin to say something else."""
        if definition.kind is DefinitionKind.SCHOOL_RECORD:
            yield from (marked_on for marked_on, _ in self.marks[1:])
            return
        for decision in self.decisions:
            yield from (day for day in (decision.from_on, decision.to_on) if day)
        for period in (*self.father, *self.mother):
            yield from (day for day in (period.from_on, period.to_on) if day)
            if period.whereabouts.away_since:
                yield add_months(period.whereabouts.away_since, definition.months)
        if self.born_on and definition.kind is DefinitionKind.CIVIL:
            yield birthday_in(self.born_on, self.born_on.year + definition.age_limit)


def join(spans: Iterable[Span]) -> list[Span]:
    """Neighbouring spans as one."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].last + DAY == span.first:
            joined[-1] = Span(joined[-1].first, span.last)
        else:
            joined.append(span)
    return joined


def holds(state: Dated, day: date) -> bool:
    """Whether a dated state holds on a day."""
    begun = state.from_on is None or state.from_on <= day
    return begun and (state.to_on is None or day < state.to_on)


def on_day(states: Sequence[State], day: date) -> State | None:
    """The latest dated state that holds on a day."""
    for state in reversed(states):
        if holds(state, day):
            return state
    return None


def _on(periods: Sequence[WhereaboutsPeriod], day: date) -> Whereabouts:
    period = on_day(periods, day)
    return period.whereabouts if period else NOWHERE
