"""The code of a number format taken apart: sections, conditions, days, places for digits.

ECMA-376 part 1, 18.8.30 (the codes with a number) and 18.8.31 (the language of the others).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

GENERAL = "General"
_MONTH, _SHORT, _FULL = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
_CLOCK = "h:mm:ss"
BUILT_IN: dict[int, str] = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: _CLOCK, 22: "yyyy/m/d h:mm",
    27: _MONTH, 28: _SHORT, 29: _SHORT, 30: "m-d-yy", 31: _FULL, 32: "h:mm", 33: _CLOCK,
    34: "h:mm", 35: _CLOCK, 36: _MONTH, 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: _MONTH, 51: _SHORT, 52: _MONTH, 53: _SHORT, 54: _SHORT, 55: "h:mm", 56: _CLOCK,
    57: _MONTH, 58: _SHORT,
}  # fmt: skip
"""Codes that a workbook names by number only, as Chinese Excel shows them."""
_RESERVED = re.compile(r"reserved-0x([0-9a-f]+)", re.IGNORECASE)
"""How some programs write a built-in code."""
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式|G/標準|G/标准)|(?P<noon>AM/PM|A/P|上午/下午)"
    r"|(?P<power>E[+-])|(?P<moment>y+|m+|d+|h+|s+|e+|g+|b\d|b+|a{3,})|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_LASTING = re.compile(r"h+|m+|s+", re.IGNORECASE)
_MOST_SIGNS = 512
_MOST_SECTIONS = 4


class Piece(NamedTuple):
    """A place for a digit (0, # or ?) or a literal."""

    text: str
    is_place: bool


@dataclass(frozen=True)
class Section:
    """One part of a code, which holds for some numbers."""

    pieces: tuple[Piece, ...] = ()
    point: int = 0
    """Where in the pieces the decimal point stands, or their end."""
    percents: int = 0
    thousands: int = 0
    """How often the number is divided by a thousand."""
    condition: tuple[str, float] | None = None
    is_general: bool = False
    is_scientific: bool = False
    """A power or a fraction: another spelling of the number itself."""
    is_chinese: bool = False
    is_lasting: bool = False
    """Hours that do not start again at midnight."""
    has_year: bool = False
    has_month: bool = False
    has_day: bool = False
    is_clock: bool = False
    drops_sign: bool = False
    is_blank: bool = False
    """It shows nothing at all."""

    @property
    def is_day(self) -> bool:
        """Whether a day, a month or a year is shown."""
        return self.has_year or self.has_month or self.has_day

    @property
    def has_places(self) -> bool:
        """Whether any digit of the number is shown."""
        return any(piece.is_place for piece in self.pieces)

    @property
    def decimals(self) -> int:
        """How many digits stand behind the point."""
        return sum(piece.is_place for piece in self.pieces[self.point :])

    @property
    def before(self) -> str:
        """What stands before a number that is shown as it is."""
        return "".join(piece.text for piece in self.pieces[: self.point] if not piece.is_place)

    @property
    def after(self) -> str:
        """What stands behind it."""
        return "".join(piece.text for piece in self.pieces[self.point :] if not piece.is_place)


@lru_cache(maxsize=1024)
def parse_code(code: str) -> tuple[Section, ...]:
    """The sections of a code, at least one; an overlong code counts as General."""
    if found := _RESERVED.fullmatch(code.strip()):
        code = BUILT_IN.get(int(found[1], 16), GENERAL)
    if not code.strip() or len(code) > _MOST_SIGNS:
        code = GENERAL
    tokens: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code):
        if token["sign"] == ";" and len(tokens) < _MOST_SECTIONS:
            tokens.append([])
        else:
            tokens[-1].append(token)
    return tuple(map(_section, tokens))


def section_for(sections: Sequence[Section], number: float) -> Section | None:
    """The section that shows a number; None where it is not shown."""
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        found = next((s for s in numeric if s.condition is None or _holds(s, number)), None)
        found = found or Section(is_general=True)
    elif number < 0 and len(numeric) > 1:
        found = _unsigned(numeric[1])
    elif number == 0 and len(numeric) > 2:
        found = numeric[2]
    else:
        found = numeric[0]
    return None if found.is_blank else found


def _holds(section: Section, number: float) -> bool:
    sign, limit = section.condition or ("=", 0.0)
    match sign:
        case "<":
            return number < limit
        case "<=":
            return number <= limit
        case ">":
            return number > limit
        case ">=":
            return number >= limit
        case "<>":
            return number != limit
        case _:
            return number == limit


def _unsigned(section: Section) -> Section:
    """The same for a negative number, whose sign the section writes itself."""
    return replace(section, drops_sign=True)


def _section(tokens: Sequence[re.Match[str]]) -> Section:
    brackets = [token["bracket"] for token in tokens if token["bracket"] is not None]
    condition = next((m for b in brackets if (m := _CONDITION.fullmatch(b.strip()))), None)
    is_lasting = any(_LASTING.fullmatch(bracket) for bracket in brackets)
    is_general = any(token["general"] or token["sign"] == "@" for token in tokens)
    runs = [] if is_general else [t["moment"][0].lower() for t in tokens if t["moment"]]
    minutes = {
        at
        for at, run in enumerate(runs)
        if run == "m" and ("h" in runs[at - 1 : at] or "s" in runs[at + 1 : at + 2] or is_lasting)
    }
    pieces, point = _pieces(tokens)
    return Section(
        pieces,
        point,
        percents=sum(token["sign"] == "%" for token in tokens),
        thousands=_thousands(tokens),
        condition=(condition[1], float(condition[2])) if condition else None,
        is_general=is_general,
        is_scientific=any(token["power"] or token["sign"] == "/" for token in tokens),
        is_chinese=any(bracket.lower().startswith("dbnum") for bracket in brackets),
        is_lasting=is_lasting,
        has_year="y" in runs or "e" in runs,
        has_month=any(run == "m" and at not in minutes for at, run in enumerate(runs)),
        has_day="d" in runs or "a" in runs,
        is_clock=is_lasting or bool({"h", "s"} & set(runs)),
        is_blank=not tokens,
    )


def _pieces(tokens: Sequence[re.Match[str]]) -> tuple[tuple[Piece, ...], int]:
    pieces: list[Piece] = []
    point = -1
    for token in tokens:
        sign = token["sign"]
        if token["general"] or sign == "@":
            point = len(pieces)
        elif sign is None:
            literal = token["quoted"] or token["escaped"] or token["moment"] or ""
            if literal:
                pieces.append(Piece(literal, is_place=False))
        elif sign in "0#?":
            pieces.append(Piece(sign, is_place=True))
        elif sign == ".":
            if point < 0:
                point = len(pieces)
            pieces.append(Piece(".", is_place=False))
        elif sign != ",":
            pieces.append(Piece(sign, is_place=False))
    return tuple(pieces), len(pieces) if point < 0 else point


def _thousands(tokens: Sequence[re.Match[str]]) -> int:
    """Commas right behind the last place, or the last before the point, divide by a thousand."""
    signs = "".join(token["sign"] or "x" for token in tokens)
    return sum(map(len, re.findall(r"[0#?](,+)(?=\.|[^0#?.]*$)", signs)))
