"""Children alike in all that a rule can tell apart, so that each kind is judged once.

What is on file of a child is reduced to a key for the days asked about: a state that began before
them has always held, one that ends after them holds still, an absence that was long enough on the
first day is as good as one since unknown. Nothing is judged here: of all children with equal keys
one is put before the rules of `domain` as it stands, and the answer is everybody's.
"""

from datetime import date
from functools import lru_cache
from typing import Any

from liushou_desk.domain.definitions import Definition, add_months, age_on
from liushou_desk.domain.terms import Span
from liushou_desk.services.facts.lazy_rows import LazyRows, Plain
from liushou_desk.services.facts.parent_rows import LEAST_ROWS
from liushou_desk.services.facts.rows import Reader

Key = tuple[Any, ...]

_NEVER = ("never", "never")
_LATER = "later"


class Alike:
    """Keys of the plain rows of children, good for the days of a span.

    `asked` is the day by which a sheet must have been verified.
    """

    def __init__(self, reader: Reader, definition: Definition, days: Span, asked: date) -> None:
        self._reader, self._definition, self._days = reader, definition, days
        self._first, self._last = days.first.isoformat(), days.last.isoformat()
        self._asked = asked.isoformat()
        self._homes: dict[int, Key] = {}
        self._births: dict[tuple[str, date], Key] = {}

    def history(self, child: Any, day: date) -> Key:
        """Of a plain row of `register_rows`: equal where its `History` says the same on a day."""
        return (
            self._marks(child.child_id),
            self._home(child.household_id),
            self.decisions(child.child_id),
            child.verified_on is not None and child.verified_on <= self._asked,
            self.born(child.born_on, day),
            child.is_orphan,
            self._reader.stages.get(child.class_id),
            child.hukou,
        )

    def dated(self, rows: LazyRows, child_id: int) -> Key:
        """The rows (child, from, to, …) of a child, as they hold on the days."""
        own = rows.plain.get(child_id)
        return tuple((*self._held(row[1], row[2]), *row[3:]) for row in own) if own else ()

    def decisions(self, child_id: int) -> Key:
        """What the school decided that holds on some of the days, whatever the reason."""
        own = self._reader.decisions.plain.get(child_id, ())
        held = ((row[1], row[2], self._held(*row[4:])) for row in own)
        return tuple(decision for decision in held if decision[-1] is not _NEVER)

    def born(self, born_on: str | None, day: date) -> Key:
        """The age on a day, and the day of birth where the age that ends a count is reached."""
        if born_on is None:
            return ()
        known = self._births.get((born_on, day))
        if known is None:
            born, days = date.fromisoformat(born_on), self._days
            limit = self._definition.age_limit
            turns = age_on(born, days.first) < limit <= age_on(born, days.last)
            known = self._births[born_on, day] = (age_on(born, day), born_on if turns else None)
        return known

    def _marks(self, child_id: int) -> Key:
        """The mark that the days begin with and those that follow; the first one holds before."""
        own = self._reader.marks.plain.get(child_id)
        if own is None:
            return ()
        if len(own) == 1:  # nearly every child
            return (own[0][2],)
        begun = [row for row in own[1:] if row[1] <= self._first]
        later = (row[1:] for row in own[1:] if self._first < row[1] <= self._last)
        return ((begun or own)[-1 if begun else 0][2], *later)

    def _home(self, household_id: int) -> Key:
        known = self._homes.get(household_id)
        if known is None:
            own = self._reader.parents.plain.get(household_id, [])
            told_apart = _may_have_visits(own)  # as visits are told, by days that may lie outside
            known = ("home", household_id) if told_apart else tuple(map(self._parent, own))
            self._homes[household_id] = known
        return known

    def _parent(self, row: Plain) -> Key:
        _, relation, from_on, to_on, status, away_since, able_to_care, unable_why, *_ = row
        held = self._held(from_on, to_on)
        if held is _NEVER:  # a parent who is listed all the same
            return relation, _NEVER
        return relation, held, status, self._absence(away_since), able_to_care, unable_why

    def _held(self, from_on: str | None, to_on: str | None) -> tuple[str | None, str | None]:
        """Since and until when something holds, None for before and after the days."""
        if from_on is not None:
            if from_on > self._last:
                return _NEVER
            if from_on <= self._first:
                from_on = None
        if to_on is not None:
            if to_on <= self._first:
                return _NEVER
            if to_on > self._last:
                to_on = None
        return from_on, to_on

    def _absence(self, since: str | None) -> str | None:
        """Since when, where that makes a difference: None is long enough on every day."""
        if since is None:
            return None
        counts_on = _counts_on(since, self._definition.months)
        if counts_on <= self._first:
            return None
        return counts_on if counts_on <= self._last else _LATER


@lru_cache(maxsize=10_000)
def _counts_on(since: str, months: int) -> str:
    """The day on which an absence has lasted long enough."""
    return add_months(date.fromisoformat(since), months).isoformat()


def _may_have_visits(own: list[Plain]) -> bool:
    """Whether a parent has rows enough to be told otherwise than they stand in the file."""
    if len(own) < LEAST_ROWS:
        return False
    members = [row[-2] for row in own]
    return any(members.count(member) >= LEAST_ROWS for member in set(members))
