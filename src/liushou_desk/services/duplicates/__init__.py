"""重复登记: `finding` proposes pairs, `comparing` shows two side by side, `merging` makes them one.

The other modules are their parts. May import `models`, `domain` and
other services.
"""

from liushou_desk.services.duplicates.comparing import compare, note_seen
from liushou_desk.services.duplicates.finding import find_duplicates, say_different
from liushou_desk.services.duplicates.merging import merge
from liushou_desk.services.duplicates.rows import (
    Certainty,
    Comparison,
    Ground,
    Kind,
    Line,
    Party,
    Side,
    Suspect,
)

__all__ = [
    "Certainty",
    "Comparison",
    "Ground",
    "Kind",
    "Line",
    "Party",
    "Side",
    "Suspect",
    "compare",
    "find_duplicates",
    "merge",
    "note_seen",
    "say_different",
]
