"""Days of two histories that become one: cut where the other holds, or joined where they meet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Stay:
    """The days of a row: from `first` (date.min: always) until before `to` (date.max: still)."""

    id: int
    first: date
    to: date

    def meets(self, other: "Stay") -> bool:
        """Whether both hold on some day; two equal rows do even where they hold on none."""
        overlaps = self.first < other.to and other.first < self.to
        return overlaps or (self.first, self.to) == (other.first, other.to)


def left_over(stay: Stay, taken: Iterable[Stay]) -> list[Stay]:
    """The days of a stay that are not taken, in pieces; none of a stay that holds on no day."""
    pieces = [stay]
    for other in taken:
        pieces = [part for piece in pieces for part in _around(piece, other)]
    return [piece for piece in pieces if piece.first < piece.to]


def meeting(stays: Iterable[Stay]) -> list[list[Stay]]:
    """Stays in groups of which each meets another of its group."""
    groups: list[list[Stay]] = []
    for stay in sorted(stays, key=lambda stay: (stay.first, stay.to, stay.id)):
        if groups and any(stay.meets(other) for other in groups[-1]):
            groups[-1].append(stay)
        else:
            groups.append([stay])
    return groups


def _around(piece: Stay, other: Stay) -> Sequence[Stay]:
    if not piece.meets(other):
        return (piece,)
    return (
        Stay(piece.id, piece.first, min(piece.to, other.first)),
        Stay(piece.id, max(piece.first, other.to), piece.to),
    )
