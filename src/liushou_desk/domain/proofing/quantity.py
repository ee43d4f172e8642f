"""The numbers of a line, each with its unit, the words that say of what, and how exact it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

UNITS = (
    "人次|户次|周岁|个百分点|百分点|平方米|课时|小时|分钟|学期|人|名|位|户|次|对|元|份|件|项|条"
    "|场|期|册|台|处|篇|个|本|只|间|幅|张|套|部|副|所|节|天|周|倍|岁|%|％|㎡"
)
_HAN = "一二三四五六七八九十百千两"
_NUMBER = re.compile(
    rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)|(?P<han>[{_HAN}]+)"
)
_AFTER = re.compile(
    rf"(?P<scale>[万千百亿])?\s?(?P<more>余|多|几|来(?=[人名次户元]))?\s?(?P<unit>{UNITS})?"
    r"(?P<about>左右|上下|以上|以下|以内)?"
)
_BEFORE = re.compile(r"(?:将?近|接近|约|大约|超过|突破|不少于|至少|不低于|不足|上)$")
_SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_SAME = {"名": "人", "位": "人", "％": "%", "个百分点": "百分点", "岁": "周岁"}
_BOUNDARY = "，。；：、！？（）()“”《》〔〕\"',;:!? \u3000\t"
_RANGE = re.compile(r"[-—–~～至到]\s?$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is said: its value lies from `low` to `high` (None: no bound)."""

    low: Decimal
    high: Decimal | None
    places: int
    """Digits shown after the point."""
    unit: str
    """人 for 名 and 位; empty where only the number stands."""
    start: int
    end: int
    said: str
    label: str
    """The words before it, back to the last sign or number."""
    noun: str
    """The words behind it, up to the next sign or number."""
    is_han: bool = False

    @property
    def is_exact(self) -> bool:
        """Neither 余 nor 约 nor a range."""
        return self.low == self.high

    @property
    def value(self) -> Decimal:
        """The number, which `is_exact`."""
        return self.low

    @property
    def words(self) -> str:
        """What it is of, whichever side it says it on."""
        return self.label + self.noun


def quantities(text: str) -> tuple[Quantity, ...]:
    """All numbers of a line that count something, in order."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Quantity]:
    spans = [span for span in _spans(text)]
    for at, (start, end, number, after) in enumerate(spans):
        before_end = spans[at - 1][1] if at else 0
        next_start = spans[at + 1][0] if at + 1 < len(spans) else len(text)
        label, noun = _back(text, before_end, start), _ahead(text, end, next_start)
        if (quantity := _quantity(text, start, end, number, after, label, noun)) is not None:
            yield quantity


def _spans(text: str) -> Iterator[tuple[int, int, "re.Match[str]", "re.Match[str]"]]:
    for number in _NUMBER.finditer(text):
        before, behind = text[: number.start()], text[number.end() :]
        if (before[-1:] in tuple("第〔[〇零0123456789.○/") and before) or behind[:1] in tuple(
            "年月日号时级班组届.·"
        ):
            continue
        after = _AFTER.match(text, number.end())
        assert after is not None
        if number["han"] and (not after["unit"] or number["han"] in ("百", "千")):
            continue
        if not after["unit"] and behind[:1] and behind[0] not in _BOUNDARY and not after["scale"]:
            continue
        yield number.start(), after.end(), number, after


def _quantity(
    text: str,
    start: int,
    end: int,
    number: "re.Match[str]",
    after: "re.Match[str]",
    label: str,
    noun: str,
) -> Quantity | None:
    digits = number["digits"]
    value = Decimal(digits.replace(",", "")) if digits else Decimal(han_value(number["han"]) or 0)
    scale = _SCALES.get(after["scale"] or "", 1)
    places = len(digits.partition(".")[2]) if digits else 0
    low, high = (
        _bounds(value, label, after, text[end : end + 1])
        if not _is_range(text, start)
        else (value, None)
    )
    unit = after["unit"] or ""
    return Quantity(
        low=low * scale,
        high=None if high is None else high * scale,
        places=places,
        unit=_SAME.get(unit, unit),
        start=start,
        end=end,
        said=text[start:end],
        label=label,
        noun=noun,
        is_han=digits is None,
    )


def _is_range(text: str, start: int) -> bool:
    return (
        bool(_RANGE.search(text, max(0, start - 2), start))
        and text[max(0, start - 3) : start - 1].strip()[-1:].isdigit()
    )


def _bounds(
    value: Decimal, label: str, after: "re.Match[str]", follows: str
) -> tuple[Decimal, Decimal | None]:
    """What a number may really be, by 近, 余, 约 and their like."""
    near = _BEFORE.search(label)
    word = near[0] if near else ""
    tenth = value / 10
    if follows in tuple("-—–~～"):
        return value, None
    if after["more"]:
        return value, value + _step(value)
    if after["about"] in ("左右", "上下") or word in ("约", "大约"):
        return value - tenth, value + tenth
    if after["about"] == "以上" or word in ("超过", "突破", "不少于", "至少", "不低于", "上"):
        return value, None
    if after["about"] in ("以下", "以内") or word == "不足":
        return Decimal(0), value
    if word:
        return value - tenth, value
    return value, value


def _step(value: Decimal) -> Decimal:
    """50多 is below 60, 900余 below 1000."""
    step = Decimal(1)
    while value and value % (step * 10) == 0:
        step *= 10
    return max(step, Decimal(1))


def _back(text: str, least: int, start: int) -> str:
    at = start
    while at > least and text[at - 1] not in _BOUNDARY:
        at -= 1
    return text[at:start]


def _ahead(text: str, end: int, most: int) -> str:
    at = end
    while at < most and text[at] not in _BOUNDARY:
        at += 1
    return text[end:at]


@cache
def han_value(word: str) -> int | None:
    """三十七 as 37; None where the signs are no number."""
    digits = {sign: at for at, sign in enumerate("一二三四五六七八九", 1)} | {
        "两": 2,
        "〇": 0,
        "零": 0,
    }
    total, pending = 0, 0
    for sign in word:
        if sign in digits:
            if pending:
                return None
            pending = digits[sign]
        elif sign in _SCALES or sign == "十":
            total += (pending or 1) * _SCALES.get(sign, 10)
            pending = 0
        else:
            return None
    return total + pending


def plain(number: Decimal) -> str:
    """A number as it is read: 312.5, 18750."""
    return f"{number.normalize():f}"
