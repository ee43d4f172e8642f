"""Days as a hurried hand types them: 1120, 12-21, 3.15, 12月21日, 5日, 昨天, 上周五.

Only where a person types beside a calendar: a workbook's cell gives no day to count from. What is
meant is written back into the input, so that nobody has to trust it unseen.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from liushou_desk.errors import InputProblem

NEAR = 92
"""Days within which a day without its year is understood where it may lie ahead too."""
_YEARS = 9
"""So far apart lie two 29 February at most."""
_ADVICE = "请写成20261120或2026-11-20，今年的也可写1120、11-20、昨天。"
_NAMED = {"大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0,
          "明天": 1, "明日": 1, "后天": 2, "后日": 2, "大后天": 3}  # fmt: skip
_MONTH_AND_DAY = re.compile(
    r"(\d\d)(\d\d)|(\d{1,2})\s*[-/.]\s*(\d{1,2})|(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?"
)
_OF_YEAR = re.compile(r"(前年|去年|今年|明年)\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_OF_MONTH = re.compile(r"(上个?月|本月|这个?月|下个?月)?\s*(\d{1,2})\s*[日号]")
_AGO = re.compile(r"(\d{1,3})\s*天[之以]?前")
_OF_WEEK = re.compile(r"(上上|上|本|这|下)?个?(?:周|星期|礼拜)([一二三四五六日天末1-7])")
_YEAR_SHIFTS = {"前年": -2, "去年": -1, "今年": 0, "明年": 1}
_WEEK_SHIFTS = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1}
_WEEKDAYS = "一二三四五六日"
_SERIAL = re.compile(r"\d{5}(\.\d*)?")


def full_day(raw: str, today: date, *, past: bool = True) -> str:
    """A day typed without its year as ISO text; anything else as it was written.

    `past`: it cannot lie ahead, so the latest such day is meant. Otherwise only one within `NEAR`
    days of today is. Raises `InputProblem` where more than one day could be meant.
    """
    typed = unicodedata.normalize("NFKC", raw).strip()
    found = _counted(typed, today, past=past)
    if found is None and re.fullmatch(r"\d{1,2}", typed):
        raise InputProblem(f"“{raw.strip()}”看不出是哪一天", f"写成{int(typed)}日就是这一天。")
    if found is None and _SERIAL.fullmatch(typed):
        raise InputProblem(f"“{raw.strip()}”不是日期", _ADVICE)
    return raw if found is None else found.isoformat()


def _counted(typed: str, today: date, *, past: bool) -> date | None:
    if typed in _NAMED:
        return today + timedelta(_NAMED[typed])
    if match := _AGO.fullmatch(typed):
        return today - timedelta(int(match[1]))
    if match := _OF_YEAR.fullmatch(typed):
        year = today.year + _YEAR_SHIFTS[match[1]]
        return _day(year, int(match[2]), int(match[3]))
    if match := _OF_WEEK.fullmatch(typed):
        return _of_week(typed, match, today, past=past)
    if match := _OF_MONTH.fullmatch(typed):
        return _of_month(typed, match, today, past=past)
    if match := _MONTH_AND_DAY.fullmatch(typed):
        month, number = (int(part) for part in match.groups() if part)
        years = range(today.year + _YEARS, today.year - _YEARS, -1)
        return _chosen(typed, today, (_day(year, month, number) for year in years), past=past)
    return None


def _of_week(typed: str, match: re.Match[str], today: date, *, past: bool) -> date | None:
    written = "日" if match[2] in "天末7" else match[2]
    place = _WEEKDAYS.find(written) if written in _WEEKDAYS else int(written) - 1
    if match[2] == "末":
        raise InputProblem(f"“{typed}”是两天", "请写成周六或周日。")
    same_week = today - timedelta(today.weekday() - place)
    if match[1]:
        return same_week + timedelta(7 * _WEEK_SHIFTS[match[1]])
    if past:
        return same_week if same_week <= today else same_week - timedelta(7)
    if same_week == today:
        return today
    raise InputProblem(f"“{typed}”看不出是哪一周", f"写成本{typed}、上{typed}或下{typed}。")


def _of_month(typed: str, match: re.Match[str], today: date, *, past: bool) -> date | None:
    number, word = int(match[2]), match[1] or ""
    if word:
        shift = {"上": -1, "下": 1}.get(word[0], 0)
        return _in_month(today, shift, number)
    months = (_in_month(today, shift, number) for shift in range(2, -13, -1))
    if past:
        return _chosen(typed, today, months, past=True)
    here = _in_month(today, 0, number)
    if here is None:
        raise InputProblem(f"本月没有{number}日", "请写上月份，如11-20。")
    return here


def _chosen(
    typed: str, today: date, candidates: Iterator[date | None], *, past: bool
) -> date | None:
    """Of the days, latest first, the one that is meant; None where there is no such day."""
    days = [day for day in candidates if day]
    if not days:
        return None
    if past:
        return next((day for day in days if day <= today), None)
    near = [day for day in days if abs((day - today).days) <= NEAR]
    if len(near) == 1:
        return near[0]
    before = next(day for day in days if day <= today)
    after = min(day for day in days if day > today)
    raise InputProblem(f"“{typed}”没有写年份", f"可能是{before}或{after}，请写全。")


def _in_month(today: date, shift: int, number: int) -> date | None:
    months = today.year * 12 + today.month - 1 + shift
    return _day(months // 12, months % 12 + 1, number)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


Expand = Callable[[str, date], str]
"""What is made of a day as it was typed, before it is read."""
