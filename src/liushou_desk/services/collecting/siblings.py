"""Sheets of siblings that say different things of one home or one person."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.writing import written
from liushou_desk.models import Child
from liushou_desk.services.collecting.returned import Line, Returned, ReturnedRow
from liushou_desk.services.writing.records import in_parts

_SHARED = ("household.", "father.", "mother.")
Place = tuple[int, int, str]
"""Sheet, row and key."""


def compare_siblings(session: Session, sheets: Sequence[Returned]) -> tuple[Returned, ...]:
    """The sheets, with a note where brothers and sisters tell their common facts differently.

    Nothing of that is proposed: the clerk decides whose sheet is right.
    """
    homes = _homes(session, sheets)
    told: dict[tuple[Any, ...], dict[Place, str]] = defaultdict(dict)
    for number, sheet in enumerate(sheets):
        for row in sheet.rows:
            for key, value in row.wanted.items():
                spot = _spot(homes.get(row.child_id or 0), key, row)
                if spot:
                    told[spot][number, row.number, key] = written(value)
    disputed = {
        place for places in told.values() if len(set(places.values())) > 1 for place in places
    }
    return tuple(_noted(number, sheet, disputed) for number, sheet in enumerate(sheets))


def _homes(session: Session, sheets: Sequence[Returned]) -> Mapping[int, int]:
    ids = {row.child_id for sheet in sheets for row in sheet.rows if row.child_id}
    households = sa.select(Child.id, Child.household_id)
    found = (session.execute(households.where(Child.id.in_(part))) for part in in_parts(ids))
    return {child_id: home for rows in found for child_id, home in rows}


def _spot(home: int | None, key: str, row: ReturnedRow) -> tuple[Any, ...] | None:
    """What two rows must agree about: a fact of the home, or a caregiver's telephone."""
    if home is None:
        return None
    if key.startswith(_SHARED):
        return home, key
    if key == "caregiver.phone":
        values = row.known | row.wanted
        return home, key, values["caregiver.name"], values["caregiver.relation"]
    return None


def _noted(number: int, sheet: Returned, disputed: set[Place]) -> Returned:
    def noted(line: Line) -> Line:
        if (number, line.row, line.key) not in disputed or not line.can_be_taken:
            return line
        note = "；".join(filter(None, (line.note, "兄弟姐妹的表里写的不同，请核对后采纳一处")))
        return replace(line, note=note, proposed=False)

    return replace(sheet, lines=tuple(map(noted, sheet.lines)))
