"""Cells sent as numbers of values: a sheet holds few different ones, and each is sent once.

Whoever receives them has one object for what is written in a thousand cells.
"""

from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from liushou_desk.importing.grid import Raw
from liushou_desk.importing.reader.blocks import Rubbish
from liushou_desk.importing.sheet_scan import MOST_CELLS

MOST_TEXT = 200_000
"""Signs in one cell; Excel keeps 32,767."""
_NUMBER = "I"
_SENT_AS_THEY_ARE = {str, type(None)}
_PLAIN = {str, int, float, bool, type(None)}


class ValuesToSend(dict[Any, int]):
    """The number of every value that was met, and those of them that were not yet sent.

    True, 1 and 1.0 are three values: what is no text goes by its kind as well.
    """

    def __init__(self) -> None:
        super().__init__()
        self.new: list[Any] = []
        self.signs = 0
        """How long the texts among the new ones are."""

    def __missing__(self, key: Any) -> int:
        value = cast("tuple[type, Raw]", key)[1] if isinstance(key, tuple) else key
        self.signs += len(value) if isinstance(value, str) else 0
        self.new.append({"d": value.isoformat()[:10]} if isinstance(value, date) else value)
        number = self[key] = len(self)
        return number

    def numbers(self, row: Sequence[Raw]) -> Iterable[int]:
        """The numbers of some cells."""
        if set(map(type, row)) <= _SENT_AS_THEY_ARE:
            return map(self.__getitem__, row)
        return [self[c if type(c) in _SENT_AS_THEY_ARE else (type(c), c)] for c in row]

    def block(self, rows: int, numbers: Sequence[int]) -> dict[str, Any]:
        """Some rows, and what is new in them."""
        new, self.new, self.signs = self.new, [], 0
        written = b64encode(array(_NUMBER, numbers).tobytes()).decode("ascii")
        return {"k": "rows", "new": new, "rows": rows, "v": written}


class ValuesSent:
    """The values that were sent until now. Raises `Rubbish` for what is none."""

    def __init__(self) -> None:
        self._known: list[Raw] = []

    def rows(self, block: dict[str, Any], columns: int) -> list[list[Raw]]:
        """The rows of a block, each with so many columns."""
        self._learn(block.get("new"))
        count, numbers = block.get("rows"), _numbers(block.get("v"))
        if type(count) is not int or len(numbers) != count * columns:
            raise Rubbish
        if numbers and max(numbers) >= len(self._known):
            raise Rubbish
        cells = list(map(self._known.__getitem__, numbers))
        return [cells[at * columns : (at + 1) * columns] for at in range(count)]

    def _learn(self, new: object) -> None:
        if not isinstance(new, list):
            raise Rubbish
        self._known += _values(cast("list[Any]", new))
        if len(self._known) > 2 * MOST_CELLS:
            raise Rubbish


def is_small(part: object) -> bool:
    """Whether a text or a whole number is of a size that a cell may have."""
    if isinstance(part, str):
        return len(part) <= MOST_TEXT
    return not isinstance(part, int) or -(1 << 63) < part < 1 << 63


def _numbers(written: object) -> Sequence[int]:
    if not isinstance(written, str):
        raise Rubbish
    numbers = array(_NUMBER)
    try:
        numbers.frombytes(b64decode(written, validate=True))
    except ValueError as error:
        raise Rubbish from error
    return numbers


def _values(new: list[Any]) -> list[Raw]:
    """A day is the one thing that JSON does not know."""
    values = [_day(cast("dict[str, Any]", v)) if isinstance(v, dict) else v for v in new]
    plain = (value for value in values if type(value) is not date)
    if not all(type(value) in _PLAIN and is_small(value) for value in plain):
        raise Rubbish
    return values


def _day(value: dict[str, Any]) -> date:
    try:
        return date.fromisoformat(value.get("d", ""))
    except (TypeError, ValueError) as error:
        raise Rubbish from error
