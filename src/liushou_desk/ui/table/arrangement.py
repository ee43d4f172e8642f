"""How a list is arranged: its columns in order, which are shown, how wide, and what sorts it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from liushou_desk.ui.table.columns import Column

NARROWEST, WIDEST = 1.0, 60.0
"""Chinese characters a column may be wide."""
MOST_SORTS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """One column's place; `width` is in Chinese characters, so that it suits any screen."""

    heading: str
    is_shown: bool
    width: float


@dataclass(frozen=True, slots=True)
class Arrangement:
    """All columns from left to right; `sorts` are (heading, turned round), the first decides."""

    places: tuple[Place, ...]
    sorts: tuple[tuple[str, bool], ...] = ()

    def kept(self, columns: Sequence[Column[Any]]) -> dict[str, Any]:
        """What is remembered, as JSON keeps it; restricted columns are not."""
        told = {column.heading for column in columns if not column.restricted}
        return {
            "columns": [
                [place.heading, place.is_shown, place.width]
                for place in self.places
                if place.heading in told
            ],
            "sorts": [[heading, turned] for heading, turned in self.sorts if heading in told],
        }


def default_arrangement(columns: Sequence[Column[Any]]) -> Arrangement:
    """The columns as the list was made."""
    return Arrangement(
        tuple(Place(column.heading, column.shown, column.width) for column in columns)
    )


def read_arrangement(kept: Any, columns: Sequence[Column[Any]]) -> Arrangement:
    """What was remembered, of the columns there are; one that came later stands where it was made.

    What cannot be read counts as not remembered: a list must open whatever stands in the file. A
    restricted column stays out of sight, also where it was remembered before it was restricted.
    """
    known = {place.heading: place for place in default_arrangement(columns).places}
    covered = {column.heading for column in columns if column.restricted}
    found: dict[str, Place] = {}
    for heading, is_shown, width in _entries(kept, "columns", 3):
        if heading in known and isinstance(width, int | float):
            wide = min(max(float(width), NARROWEST), WIDEST)
            found[heading] = Place(heading, bool(is_shown) and heading not in covered, wide)
    places = list(found.values())
    for number, place in enumerate(known.values()):
        if place.heading not in found:
            places.insert(number, place)
    if not any(place.is_shown for place in places):
        return default_arrangement(columns)
    sorts = {
        heading: bool(turned) for heading, turned in _entries(kept, "sorts", 2) if heading in known
    }
    return Arrangement(tuple(places), tuple(sorts.items())[:MOST_SORTS])


def _entries(kept: Any, name: str, length: int) -> list[list[Any]]:
    """The entries of a part that have the right shape."""
    found: list[list[Any]] = []
    try:
        for entry in kept[name]:
            if isinstance(entry[0], str) and len(entry) == length:
                found.append(list(entry))
    except (TypeError, KeyError, IndexError):
        return []
    return found
