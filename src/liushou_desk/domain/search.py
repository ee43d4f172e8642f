r"""查找: what a row is found by, as one string, and the test of what was typed against it.

The string is made once per row, the test once per needle, so that a keystroke is one pass of
substring searches: `\n` begins every text and reading, `\v` the numbers, `\t` ends a number.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from itertools import compress

from liushou_desk.domain.dots import without_dots

_Test = Callable[[str], bool]

_LAST = 1000
"""Behind all that the needle begins."""
_SEAM, _AT_ONCE = "\0", 500
"""No text holds this sign. So few that nobody waits while Python is busy with one piece."""
_TAIL_FROM = 3
"""Fewer digits would be the tail of too many numbers."""
_NUMBER = re.compile(r"\d+x?")
_LATIN = re.compile("[a-z]+")
_WIDE = tuple(zip("（），：；！？", "(),:;!?", strict=True))
"""The full-width signs of plain writing: gone before, they save most texts the slow way."""
_NOT_IN_NUMBERS = re.compile("[^0-9a-z]")
"""A student number begins with a letter, an ID number may end with one."""


def search_text(*parts: str | None, readings: str = "", numbers: Iterable[str | None] = ()) -> str:
    """What a row is found by: texts, pinyin of its names, numbers by their tails."""
    return found_by(folded(*parts), readings, tails_of(numbers))


def folded(*parts: str | None) -> str:
    """Texts as they are searched; for those that many rows share, to be folded once."""
    return _folded("\n".join([part for part in parts if part]))


def folded_each(texts: Sequence[str]) -> list[str]:
    """`folded` of each of many texts, some hundred at once: its calls cost more than the signs."""
    found: list[str] = []
    for first in range(0, len(texts), _AT_ONCE):
        part = texts[first : first + _AT_ONCE]
        together = _folded(_SEAM.join(part)).split(_SEAM)
        found += together if len(together) == len(part) else map(_folded, part)
    return found


def found_by(texts: str, readings: str, tails: str = "") -> str:
    """`search_text` of texts that are folded already, joined by line feeds."""
    return f"\n{texts}\n{readings}\n\v{tails}"


def part_found_by(texts: str, readings: str = "") -> str:
    """What a row is found by beside its numbers, or a part of it: such parts may stand in a row."""
    return f"\n{texts}\n{readings}\n"


def tails_of(numbers: Iterable[str | None]) -> str:
    """Numbers as they are searched."""
    known = [number for number in numbers if number]
    together = "\t".join(known).lower()
    bare = together.replace("\t", "")
    if bare.isalnum() and bare.isascii() and together.count("\t") == len(known) - 1:
        return f"{together}\t"  # nearly always, and in a tenth of the time
    return "".join([f"{_plain_number(number)}\t" for number in known])


def _plain_number(number: str) -> str:
    number = number.lower()
    if number.isascii() and number.isalnum():
        return number
    return _NOT_IN_NUMBERS.sub("", number)


def matches(search: str, needle: str) -> bool:
    """Whether a row's search text has every word of the needle."""
    return compile_needle(needle)(search)


def closeness(search: str, needle: str) -> tuple[bool, int]:
    """Sorts what a needle has met, the closest first: all of a text or reading, then the earliest.

    A name comes before its readings, and the whole name before the given name: `ch` means 程浩
    before 孔超.
    """
    word = _folded(needle).strip()
    beginning = f"\n{word}"
    place = search.find(beginning)
    return f"{beginning}\n" not in search, search.count("\n", 0, place) if place >= 0 else _LAST


def compile_needle(needle: str) -> Callable[[str], bool]:
    """The test of one needle, for many rows: its words, parted by spaces, must all be met.

    Digits meet the tail of a number from three signs on, letters the beginning of a reading, and
    any word but letters meets a text anywhere.
    """
    words = sorted(_folded(needle).split(), key=len, reverse=True)
    return reduce(_both, map(_word_test, words)) if words else _anything


class SearchTexts:
    """What many rows are found by, in columns that each have a text for every row.

    The same as `compile_needle`, without a call for each text: a keystroke asks 40,000 of them.
    Readings and numbers in a column of their own take half the memory; what many rows share is
    looked through once.
    """

    def __init__(self, first: Sequence[str], *others: Sequence[str]) -> None:
        self._columns = [(column, _shared(column)) for column in (first, *others)]

    def met(self, needle: str) -> list[bool]:
        """For each row whether it has every word of the needle, in whichever column."""
        met = [True] * len(self._columns[0][0])
        for word in sorted(_folded(needle).split(), key=len, reverse=True):
            met = [so_far and hit for so_far, hit in zip(met, self._hits(word), strict=True)]
        return met

    def _hits(self, word: str) -> list[bool]:
        hits, *others = [_meets(word, *column) for column in self._columns]
        for more in others:
            hits = [hit or another for hit, another in zip(hits, more, strict=True)]
        return hits


def _shared(texts: Sequence[str]) -> Sequence[str]:
    """The different ones where they are few; none where it does not pay to tell them apart."""
    different = set(texts)
    return tuple(different) if 2 * len(different) < len(texts) else ()


def _meets(word: str, texts: Sequence[str], different: Sequence[str] = ()) -> list[bool]:
    if different:
        found = set(compress(different, _meets(word, different)))
        return list(map(found.__contains__, texts))
    if _NUMBER.fullmatch(word):
        return list(map(_word_test(word), texts))
    sought = f"\n{word}" if _LATIN.fullmatch(word) else word
    return [sought in text for text in texts]


def _anything(_search: str) -> bool:
    return True


def _both(first: _Test, second: _Test) -> _Test:
    return lambda search: first(search) and second(search)


def _word_test(word: str) -> _Test:
    if _LATIN.fullmatch(word):
        beginning = f"\n{word}"
        return lambda search: beginning in search
    if not _NUMBER.fullmatch(word):
        return lambda search: word in search
    if len(word) < _TAIL_FROM:
        return lambda search: word in search and word in search.partition("\v")[0]
    tail = f"{word}\t"
    return lambda search: word in search and (tail in search or word in search.partition("\v")[0])


def _folded(text: str) -> str:
    """Full-width signs as half-width, capitals as small letters."""
    if not text.isascii():
        for wide, plain in _WIDE:
            text = text.replace(wide, plain)
        text = unicodedata.normalize("NFKC", text)
    return without_dots(text.lower().replace("ü", "v").replace("'", ""))
