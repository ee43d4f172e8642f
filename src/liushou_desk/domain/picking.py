"""What a picker offers: a record by its name, found by pinyin or initials."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pick:
    """A child or mentor; `called` tells namesakes apart, `search` is of `domain.search`."""

    id: int
    called: str
    search: str
