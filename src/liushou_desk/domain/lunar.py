"""农历: the lunar date of a day, and the festivals a school keeps, old and new.

The years were computed with lunar-python 1.4.8 (MIT) and agree with borax 4.1.3 on every day; the
table stands here because that library must be built on each machine and takes 0.2 s to load.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

_YEARS = """
    20190205:0:101010010011 20200125:4:0111010010101 20210212:0:011010101010
    20220201:0:101011010101 20230122:2:0100110110101 20240210:0:010010110110
    20250129:6:1010010101110 20260217:0:101001001110 20270206:0:110100100110
    20280126:5:1110100100110 20290213:0:110101010011 20300203:0:010110101010
    20310123:3:0110101101010 20320211:0:100101101101 20330131:11:0100101011101
    20340219:0:010010101101 20350208:0:101001001101 20360128:6:1101001001011
    20370215:0:110100100101 20380204:0:110101010010 20390124:5:1101101010100
    20400212:0:101101011010 20410201:0:010101101101 20420122:2:0100101011011
    20430210:0:010010011011 20440130:7:1010010010111 20450217:0:101001001011
    20460206:0:101010100101 20470126:5:1011010100101 20480214:0:011011010010
    20490202:0:101011011010 20500123:3:0101010110110
"""
"""Of each lunar year its first day, its leap month (0: none) and its months, 1 where of 30 days."""
_FROM = 2020
_QINGMING = "4455445544554455445544454445444"
"""清明 falls on this day of April, a year a digit."""
_DONGZHI = "1122112211221122112211221122112"
"""冬至 falls on the 20th and so many more of December."""

_MONTHS = "正二三四五六七八九十冬腊"
_DIGITS = "一二三四五六七八九十"
_LUNAR = {
    (1, 1): "春节",
    (1, 15): "元宵节",
    (5, 5): "端午节",
    (8, 15): "中秋节",
    (9, 9): "重阳节",
    (12, 8): "腊八节",
}
_SOLAR = {
    (1, 1): "元旦",
    (3, 5): "学雷锋日",
    (3, 8): "妇女节",
    (3, 12): "植树节",
    (5, 1): "劳动节",
    (5, 4): "青年节",
    (5, 12): "防灾减灾日",
    (6, 1): "儿童节",
    (7, 1): "建党节",
    (8, 1): "建军节",
    (9, 10): "教师节",
    (10, 1): "国庆节",
    (10, 13): "建队日",
    (12, 2): "交通安全日",
    (12, 4): "宪法日",
}
_SUNDAYS = {(5, 2): "母亲节", (6, 3): "父亲节"}
"""By month and which Sunday of it."""


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A day of the lunar calendar."""

    month: int
    day: int
    is_leap: bool
    is_last: bool
    """Whether the last day of the year: 除夕."""

    @property
    def told(self) -> str:
        """十五, and on the first of a month its name: 八月, 闰六月."""
        if self.day == 1:
            return f"{'闰' if self.is_leap else ''}{_MONTHS[self.month - 1]}月"
        tens, ones = divmod(self.day - 1, 10)
        if ones == 9 and tens:
            return ("二十", "三十")[tens - 1]
        return f"{'初十廿'[tens]}{_DIGITS[ones]}"


def lunar_day(day: date) -> LunarDay | None:
    """The lunar date of a day of 2020 to 2050; None for any other."""
    found = next((year for year in _years() if year[0] <= day < year[1]), None)
    if found is None:
        return None
    first, end, months = found
    for month, is_leap, length in months:
        if (day - first).days < length:
            last = day + timedelta(days=1) == end
            return LunarDay(month, (day - first).days + 1, is_leap, last)
        first += timedelta(days=length)
    raise AssertionError(day)


def festival(day: date) -> str:
    """The festival of a day, several joined, empty where there is none."""
    lunar, found = lunar_day(day), list[str]()
    if lunar and not lunar.is_leap:
        found.append("除夕" if lunar.is_last else _LUNAR.get((lunar.month, lunar.day), ""))
    found.append(_solar_term(day))
    found.append(_SOLAR.get((day.month, day.day), ""))
    if day.weekday() == 6:
        found.append(_SUNDAYS.get((day.month, (day.day + 6) // 7), ""))
    return "、".join(filter(None, found))


def _solar_term(day: date) -> str:
    at = day.year - _FROM
    if not 0 <= at < len(_QINGMING):
        return ""
    if (day.month, day.day) == (4, int(_QINGMING[at])):
        return "清明节"
    return "冬至" if (day.month, day.day) == (12, 20 + int(_DONGZHI[at])) else ""


@cache
def _years() -> tuple[tuple[date, date, tuple[tuple[int, bool, int], ...]], ...]:
    """First day, day after the last, and the months: number, whether leap, days."""
    years: list[tuple[date, date, tuple[tuple[int, bool, int], ...]]] = []
    for text in _YEARS.split():
        first_on, leap, lengths = text.split(":")
        first = date(int(first_on[:4]), int(first_on[4:6]), int(first_on[6:]))
        numbers = [(number, False) for number in range(1, 13)]
        if leap != "0":
            numbers.insert(int(leap), (int(leap), True))
        days = [29 + int(sign) for sign in lengths]
        months = tuple((n, is_leap, d) for (n, is_leap), d in zip(numbers, days, strict=True))
        years.append((first, first + timedelta(days=sum(days)), months))
    return tuple(years)
