"""Where the parents of a home are, with each absence told through the visits within it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from liushou_desk.domain.visits import ABSENT, going_on
from liushou_desk.domain.words import ParentStatus, Relation, Returns

LEAST_ROWS = 3
"""A parent away, back for a visit and away again: with fewer rows nothing is told otherwise."""


@dataclass(frozen=True, slots=True)
class ParentRow:
    """A row of `Reader.parents` that is told otherwise than it stands in the file."""

    household_id: int
    relation: Relation
    from_on: date | None
    to_on: date | None
    status: ParentStatus
    away_since: date | None
    able_to_care: bool | None
    unable_why: str | None
    place: str | None
    work: str | None
    returns: Returns | None
    id: int
    """Of the member, as the plain row names it."""
    is_visit: bool
    """The parent was at home on these days, and the absence went on."""


def through_visits(rows: list[Any], most_days: int) -> list[Any]:
    """The rows of one home, visits of up to `most_days` days told as the absence around them."""
    if len(rows) < LEAST_ROWS or not (
        _any_is(rows, {ParentStatus.AT_HOME}) and _any_is(rows, ABSENT)
    ):  # nearly every home
        return rows
    told = list(rows)
    for member_id in {row.id for row in rows}:
        places = [place for place, row in enumerate(rows) if row.id == member_id]
        for at, first in going_on([rows[place] for place in places], most_days):
            row, absence = rows[places[at]], rows[places[first]]
            is_visit = row.status is ParentStatus.AT_HOME
            told[places[at]] = replace(
                ParentRow(*(absence if is_visit else row)),
                from_on=row.from_on,
                to_on=row.to_on,
                away_since=absence.away_since,
                is_visit=is_visit,
            )
    return told


def _any_is(rows: list[Any], statuses: Collection[ParentStatus]) -> bool:
    return any(row.status in statuses for row in rows)
