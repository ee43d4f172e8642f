"""What is spelt the way nearly every program spells it, taken out of a part before the parser.

A parser makes an object of every element, and nearly all say what another has said already. What is
taken out is whole and balanced, so that the rest is still parsed and judged as it stands.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from itertools import count
from secrets import token_hex
from typing import Generic, TypeVar

from liushou_desk.importing.markup import Element, Part

PLAIN_TEXT = rb"[^<>\x00-\x08\x0b-\x1f]*"
"""What `markup.plain_text` is asked of: no tag begins or ends in it."""
_PIECE, _LONGEST = 1 << 18, 1 << 22
"""Bytes read at once, and those that one element may take."""
_HEAD = (
    rb"""(?:\xef\xbb\xbf)?(?:<\?xml version=["']1\.0["'](?: encoding=["'](?i:utf-8)["'])?"""
    rb"""(?: standalone=["'](?:yes|no)["'])?\s*\?>)?\s*<%s[\s>]"""
)
_HIDDEN = re.compile(rb"<!|<\?(?!xml )")
"""Begins what may hold anything that looks like elements."""
Taken = TypeVar("Taken")


class PlainPart(ABC, Generic[Taken]):
    """A part whose plain elements hold the key of what was taken out of them instead."""

    def __init__(self, part: Part, root: str, name: str) -> None:
        self.end = f"</{name}>".encode()
        self._part = part
        self._taken: dict[str, Taken] = {}
        self._keys = map(f"{token_hex(8)}-{{}}".format, count())
        """Nothing that a file may hold by itself."""
        self._left, self._ready = part.read(_PIECE), b""
        self._is_plain = re.match(_HEAD % root.encode(), self._left) is not None

    def read(self, size: int, /) -> bytes:
        """The part from its beginning, as a parser asks for it."""
        while self._is_plain and not self._ready:
            end = self._left.rfind(self.end) + len(self.end)
            if end >= len(self.end):
                block, self._left = self._left[:end], self._left[end:]
                self._ready = self._without_plain(block)
            piece = self._part.read(_PIECE)
            self._left += piece
            self._is_plain &= bool(piece) and len(self._left) <= _LONGEST
        if not self._is_plain and self._left:
            self._ready, self._left = self._ready + self._left, b""
        if not self._ready:
            return self._part.read(size)
        piece, self._ready = self._ready[:size], self._ready[size:]
        return piece

    def pop(self, element: Element) -> Taken | None:
        """What was taken out of an element; None where it still stands in it."""
        return self._taken.pop(element.text, None) if element.text else None

    def key_of(self, taken: Taken) -> bytes:
        """What an element is to hold in the place of what is taken out of it."""
        key = next(self._keys)
        self._taken[key] = taken
        return key.encode()

    def _without_plain(self, block: bytes) -> bytes:
        """Behind a comment or CDATA nothing is what it seems any more."""
        if (b"!" in block or b"?" in block) and _HIDDEN.search(block):
            self._is_plain = False
            return block
        return self._rest(block.split(self.end)[:-1])

    @abstractmethod
    def _rest(self, written: Sequence[bytes]) -> bytes:
        """What is left of some elements, which come without their ends."""
