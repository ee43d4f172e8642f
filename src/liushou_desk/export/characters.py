"""What the writers know about single characters: where lines may break, which are numbers."""

import re
from functools import lru_cache
from itertools import pairwise, starmap

from liushou_desk.domain.text import cleaned

NO_START = frozenset("，。、；：？！”’）》】〕〉」』〗…—～％%‰℃·,.;:?!)]}°")
"""Signs no line may begin with (避头)."""

NO_END = frozenset("“‘（《〔【〈「『〖([{￥$№")
"""Signs no line may end with (避尾)."""

_WORD = frozenset(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,%‰:/+-_@#&=*~'\""
)
_HAN = re.compile(r"[〇々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_VARIATION_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

SPACES = " \u3000"
"""Spaces stay at the end of a line, where they take no room."""

GAP = 0.25
"""Space between Han and digits or Latin letters, in ems."""

_TEXTS = 1 << 12
"""Texts of which it is remembered what is printed and how wide it is: labels come again."""
_PAIRS = 1 << 14
"""Pairs of characters of which it is remembered how they stand together: those of a long list."""


@lru_cache(maxsize=_TEXTS)
def printable(text: str) -> str:
    """The text without what no page can show: control characters, byte order marks, selectors.

    Workbooks and old diaries bring such characters along; XML refuses some of them outright.
    """
    return cleaned(_VARIATION_SELECTOR.sub("", text.replace("\r\n", "\n")))


def is_word(char: str) -> bool:
    """Whether the character is part of a number or Latin word, which is never divided."""
    return char in _WORD


@lru_cache(maxsize=_PAIRS)
def may_part(before: str, after: str) -> bool:
    """Whether a line may end with `before` and the next begin with `after`."""
    if after in SPACES or after in NO_START or before in NO_END:
        return False
    return not (is_word(before) and is_word(after))


def may_stretch(before: str, after: str) -> bool:
    """Whether justifying may widen the place between two characters of one line."""
    return not (is_word(before) and is_word(after)) and not (before == after and before in "…—")


@lru_cache(maxsize=_PAIRS)
def needs_gap(before: str, after: str) -> bool:
    """Whether a quarter em parts the two: Han on one side, digit or letter on the other."""
    return (_is_han(before) and _is_narrow(after)) or (_is_narrow(before) and _is_han(after))


@lru_cache(maxsize=_TEXTS)
def nominal_width(text: str) -> float:
    """Width in ems as Chinese fonts set it, for places that must agree without any font at hand."""
    narrow = len(text.encode("ascii", "ignore"))
    if narrow in (0, len(text)):  # all of one kind
        return len(text) - 0.5 * narrow
    return len(text) - 0.5 * narrow + GAP * sum(starmap(needs_gap, pairwise(text)))


@lru_cache(maxsize=_TEXTS)
def longest_piece(text: str) -> str:
    """The widest part of a text that no line break may divide."""
    pieces, start = [""], 0
    for at in range(1, len(text) + 1):
        if at == len(text) or text[at] == "\n" or may_part(text[at - 1], text[at]):
            pieces.append(text[start:at].strip())
            start = at
    return max(pieces, key=nominal_width)


def _is_han(char: str) -> bool:
    return bool(_HAN.match(char))


def _is_narrow(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "%")
