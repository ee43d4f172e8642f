"""What the records of the demo know of a child."""

from dataclasses import dataclass, field
from datetime import date

from liushou_desk.domain.words import Hardship


@dataclass
class Known:
    """A child as the records of the demo need it."""

    child_id: int
    class_key: tuple[int, int]
    entered_on: date
    left_on: date | None
    counted: bool
    is_boarder: bool
    hardship: Hardship | None
    mentors: list[int] = field(default_factory=list[int])
    pairings: dict[int, int] = field(default_factory=dict[int, int])
    """The pairing with each of them."""
    trustee: int | None = None
    """Who looks after it by agreement."""
