"""学前: the levels of a nursery (托, 小, 中, 大, 学前), which are classes by their own names.

大班 is one class; 大一班, 大（2）班 and 大班2 are classes of that level with a number.
"""

import re

MIXED = 0
"""学前班, the year before school, also where a small school has no other level."""
LEVELS = {1: "托班", 2: "小班", 3: "中班", 4: "大班", MIXED: "学前班"}
"""Level (the `grade` of a 学前 class) to the class without a number, from the youngest on."""
OLDEST = 7
"""Whoever is older on 1 September sits in no nursery: 小一班 is then the first year of primary."""

_OF_WORD = {name[:-1]: level for level, name in LEVELS.items()} | {"托儿": 1, "学前教育": MIXED}
_ORDINAL = {sign: value for value, sign in enumerate("一二三四五六七八九十", start=1)}
_NUMBER = r"\(?(?P<{}>[一二三四五六七八九十]|[1-9]\d?)\)?"
_NAME = re.compile(
    r"(?:(?:幼儿园?|学前(?:教育)?)(?=[托小中大]))?(?P<level>托儿?|小|中|大|学前(?:教育)?)"
    rf"(?:班|{_NUMBER.format('before')}班|班{_NUMBER.format('after')}班?|(?<=学前){_NUMBER.format('bare')}班?)?"
)


def parse_level(written: str) -> tuple[int, int] | None:
    """Level and number of a class written without spaces in narrow signs; 0 without a number.

    None for what is no nursery class, such as 初中班 or 大中班: the name is matched whole.
    """
    match = _NAME.fullmatch(written)
    if match is None or written in {"托", "小", "中", "大"}:
        return None
    sign = match["before"] or match["after"] or match["bare"]
    number = 0 if sign is None else _ORDINAL.get(sign) or int(sign)
    return _OF_WORD[match["level"]], number


def level_label(level: int, number: int) -> str:
    """大班, or 大2班."""
    name = LEVELS.get(level, LEVELS[MIXED])
    return f"{name[:-1]}{number}班" if number else name


def rank(level: int) -> int:
    """Its place among the levels, the youngest first."""
    return list(LEVELS).index(level) if level in LEVELS else len(LEVELS)


def next_level(level: int, kept: frozenset[int]) -> int | None:
    """The level a year on; None where school begins.

    大班 goes on to 学前班 only in a school that keeps one.
    """
    above = list(LEVELS)[rank(level) + 1 :]
    return None if not above or (above[0] == MIXED and MIXED not in kept) else above[0]
