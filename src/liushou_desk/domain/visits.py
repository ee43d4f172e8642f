"""回家探亲: a parent's short return is a visit, and the absence around it goes on."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from liushou_desk.domain.words import ParentStatus

ABSENT = frozenset({ParentStatus.WORKS_AWAY, ParentStatus.AWAY_OTHERWISE})
"""Absences that a visit home interrupts and does not end."""


class Period(Protocol):
    """Where a parent was, from `from_on` until before `to_on`."""

    @property
    def status(self) -> ParentStatus | None:
        """Where."""
        ...

    @property
    def from_on(self) -> date | None:
        """The first day."""
        ...

    @property
    def to_on(self) -> date | None:
        """The first day after."""
        ...


def going_on(periods: Sequence[Period], most_days: int) -> Iterator[tuple[int, int]]:
    """(place of a period, place of the absence that goes on in it), as the days follow each other.

    Named are the returns of up to `most_days` days between two absences of the same kind that meet
    them, and the absences behind: they began when the first one did. A return that has not ended
    is no visit yet.
    """
    by_first_day = {period.from_on: place for place, period in enumerate(periods)}
    visits = {
        place: by_first_day[period.to_on]
        for place, period in enumerate(periods)
        if period.status is ParentStatus.AT_HOME
        and period.to_on in by_first_day
        and _days(period) <= most_days
    }
    begun: dict[int, int] = {}
    for place in sorted(range(len(periods)), key=lambda at: periods[at].from_on or date.min):
        absence = periods[place]
        visit = by_first_day.get(absence.to_on)
        if absence.status not in ABSENT or visit not in visits:
            continue
        after = visits[visit]
        if periods[after].status is absence.status:
            first = begun.get(place, place)
            begun[after] = first
            yield visit, first
            yield after, first


def _days(period: Period) -> int:
    """How long a period lasted; very long where its first day is not known."""
    if period.from_on is None or period.to_on is None:
        return date.max.toordinal()
    return (period.to_on - period.from_on).days
