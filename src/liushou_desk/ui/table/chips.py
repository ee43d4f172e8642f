"""A chip for each word of an enumeration, with the number of rows that bear it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from liushou_desk.domain.words import Word
from liushou_desk.ui.table.panel import Chip

Row = TypeVar("Row")
W = TypeVar("W", bound=Word)


def chips_of(
    words: Iterable[W],
    rows: Sequence[Row],
    word_of: Callable[[Row], W],
    tips: Mapping[W, str] | None = None,
) -> list[Chip]:
    """In the order of the words; `tips` say how each is defined."""
    found = [word_of(row) for row in rows]

    def chip(word: W) -> Chip:
        lets: Callable[[Any], bool] = lambda row: word_of(row) is word  # noqa: E731 - a test, not a function of ours
        return Chip(word.value, word.label, found.count(word), lets, (tips or {}).get(word, ""))

    return [chip(word) for word in words]
