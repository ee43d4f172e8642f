"""What a picker offers: a record by its name, found by pinyin or initials."""

from dataclasses import dataclass

TYPED = "?"
"""In the text of a picker: after the ids of the chosen what was typed and nobody was chosen for."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A child or mentor; `called` tells namesakes apart, `search` is of `domain.search`."""

    id: int
    called: str
    search: str


def parted(text: str) -> tuple[tuple[int, ...], str]:
    """The ids in the text of a picker, and what was typed without being chosen."""
    listed, _, typed = text.partition(TYPED)
    return tuple(int(part) for part in listed.split(",") if part), typed
