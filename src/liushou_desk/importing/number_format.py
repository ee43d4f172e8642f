"""What a workbook shows of a number: the one place where a number and its format become a value.

A cell keeps 2026.1 and shows 2026.10, keeps 3 and shows 三年级3班, keeps 42441 and shows a day. The
clerk typed and saw what is shown. Codes as in ECMA-376 part 1, 18.8.30 and 18.8.31; both kinds of
workbook use them.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from liushou_desk.importing.format_code import Section, parse_code, section_for
from liushou_desk.importing.numeral import digits_of, spelt

LARGEST_EXACT = 10**15
"""Excel keeps fifteen digits of a number; an ID stored as a number has lost its tail."""
_FIRST_DAY, _LAST_DAY = 1, 2_958_465
_BEFORE_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook's days have no zone
_NO_LEAP_DAY = 60
"""Excel counts a 29 February 1900 that never was."""
_DAYS_BETWEEN = 1462
"""From the first day of the one calendar of Excel to that of the other."""
_OPEN_MONTH = re.compile(r"(?:19|20)\d\d\.1")

Value = str | int | float | date | time | None


class Shown(NamedTuple):
    """What a cell is read as, and the sentence why it asks to be looked at."""

    value: Value
    doubt: str = ""


def shown_number(number: float, code: str, *, is_1904: bool = False) -> Shown:
    """A number as its cell shows it; a day as a day, a month alone as text (2024-03)."""
    if abs(number) >= LARGEST_EXACT:
        return Shown(number)
    section = section_for(parse_code(code), number)
    if section is None:
        return Shown(None, "单元格的格式把内容隐藏了，没有记入")
    if section.is_day or section.is_clock:
        return _moment(number, section, is_1904=is_1904)
    return _told(number, _written(number, section))


def shown_day(day: date, code: str) -> Shown:
    """A day as its cell shows it, where a reader has made a day of the number already."""
    section = section_for(parse_code(code), 1)
    return _day(day, section) if section and section.is_day else Shown(day)


def open_month_said(written: str) -> str:
    """Why 2026.1 that was a number tells no month; empty of everything else."""
    if not _OPEN_MONTH.fullmatch(written):
        return ""
    year = written[:4]
    return f"数字{written}可能是{year}年1月，也可能是{year}年10月（末尾的0存不下），没有记入"


def plain(number: float) -> str:
    """A number without a format, to the fifteen digits that Excel keeps."""
    text = f"{number:.15g}"
    if "e" in text:
        text = f"{Decimal(text):f}"
    return text


def _moment(number: float, section: Section, *, is_1904: bool) -> Shown:
    days = number + _DAYS_BETWEEN * is_1904
    if not section.is_day:
        minutes = round(days * 24 * 60)
        hours = minutes // 60 if section.is_lasting else minutes // 60 % 24
        return Shown(f"{hours:02d}:{minutes % 60:02d}")
    if not _FIRST_DAY <= days < _LAST_DAY + 1:
        return Shown(None, f"是日期格式，里面的数{plain(number)}却不是日期，没有记入")
    if days < _NO_LEAP_DAY:
        days += 1
    moment = _BEFORE_1900 + timedelta(days=days)
    return _day(moment.date(), section)


def _day(day: date, section: Section) -> Shown:
    """A month alone is stored as its first day, a day without its year in the year of typing."""
    if section.has_year and not section.has_month:
        return Shown(f"{day:%Y}")
    if section.has_year and not section.has_day and day.day == 1:
        return Shown(f"{day.year}-{day.month:02d}")
    return Shown(day)


def _told(number: float, written: str) -> Shown:
    """Text where it says more than the number, and a doubt where it says something else."""
    if open_month := open_month_said(written):
        return Shown(None, open_month)
    stored = plain(number)
    whole, _, fraction = written.partition(".")
    if written == stored or (whole == stored and not fraction.strip("0")):
        # Of a whole number the zeros behind the point say nothing: 13800000001.00.
        return Shown(int(number) if float(number).is_integer() else float(stored))
    try:
        is_same = abs(Decimal(written) - Decimal(stored)) <= abs(Decimal(stored)) * Decimal("1e-9")
    except ArithmeticError:
        return Shown(written)
    return Shown(written, "" if is_same else f"显示为{written}，文件里存的是{stored}，按显示的读取")


@lru_cache(maxsize=4096)
def _written(number: float, section: Section) -> str:
    if section.is_scientific:
        return plain(number)
    if section.is_general:
        shown = Decimal(plain(abs(number) if section.drops_sign else number))
        text = spelt(shown) if section.is_chinese else f"{shown:f}"
        return f"{section.before}{text}{section.after}".strip()
    if not section.has_places:
        return "".join(piece.text for piece in section.pieces).strip()
    text = digits_of(Decimal(plain(abs(number))), section)
    sign = "-" if number < 0 and not section.drops_sign and re.search("[1-9]", text) else ""
    return sign + text.strip()
