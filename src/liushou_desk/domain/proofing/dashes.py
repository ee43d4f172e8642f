"""连接号丢失: 6—18周岁 that became 618周岁, 2—3名 that became 23名."""

import re
from collections.abc import Callable, Iterator

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Line, Paper

_AGE = re.compile(r"(?<![\d.—–\-~～至])(\d{2,4})(?=周岁|岁(?!月))")
_MONTH = re.compile(r"(?<![\d.年—–\-])(?:20\d\d年)?(\d{2,4})(?=月(?!份?\d))")
_DAY = re.compile(r"(?<=月)(\d{2,4})(?=日)")
_GRADE = re.compile(r"(?<!\d)(\d{2})(?=年级)")
_YEARS = re.compile(r"(?<!\d)(20\d\d)\s?(20\d\d)(?=学?年)")
_DATES = re.compile(r"\d{1,2}月\d{1,2}日(?=(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?)")
_MINUTES = re.compile(r"(?<![\d.])(\d{4})(?=分钟)")
_PERCENT = re.compile(r"(?<![\d.])(\d{4})(?=[%％])")
_PER = re.compile(
    r"每(?:位|名|个|一位|一名)?(?:帮扶|党员|骨干|任课)?(?:教师|老师|教职工|党员|干部|志愿者|帮扶人|班主任)[^，。；\d]{0,12}?"
    r"(?<!\d)(\d{2})(?=(?:余|多)?[名人个户位]|对)"
)
_CHOSEN = re.compile(
    r"每(?:个)?(?:班|组|村)(?:推荐|选派|推选|确定|评选|选出|挑选|安排|选)[^，。；\d]{0,6}?(?<!\d)(\d{2})(?=[名人个位])"
)
_OFTEN = re.compile(
    r"每(?:个)?(周|星期|月|学期|天|日)[^，。；\d]{0,12}?(?<!\d)(\d{2})(?=次|场|期|节)"
)
_MOST = {"周": 7, "星期": 7, "月": 20, "学期": 40, "天": 5, "日": 5}
_TOO_MANY, _MONTHS = 15, 12


def dashes(paper: Paper) -> Iterator[Finding]:
    """Numbers that can only be two with the dash between them lost."""
    for line in paper.lines:
        for pattern, limit, unit in (
            (_AGE, 100, "周岁"),
            (_MONTH, _MONTHS, "月"),
            (_DAY, 31, "日"),
            (_GRADE, 9, "年级"),
            (_MINUTES, 600, "分钟"),
            (_PERCENT, 1000, "%"),
        ):
            yield from _beyond(line, pattern, limit, unit)
        for found in _YEARS.finditer(line.text):
            why = f"应是{found[1]}—{found[2]}，中间的连接号丢了"
            yield line.finding(Fault.DASH, *found.span(), why, blocking=True)
        for found in _DATES.finditer(line.text):
            why = "两个日期连在一起，中间的“至”或连接号丢了"
            yield line.finding(Fault.DASH, found.start(), found.end() + 1, why, blocking=True)
        yield from _ratios(line)


def _beyond(line: Line, pattern: re.Pattern[str], limit: int, unit: str) -> Iterator[Finding]:
    for found in pattern.finditer(line.text):
        digits = found[1]
        parted = _parted(digits, _over_new_year if limit == _MONTHS else lambda a, b: a < b)
        parted = parted if parted and max(parted) <= limit else None
        if (int(digits) > limit or (digits[0] == "0" and len(digits) > 2)) and parted:
            low, high = parted
            why = f"没有{digits}{unit}，应是{low}—{high}{unit}，中间的连接号丢了"
            yield line.finding(Fault.DASH, *found.span(1), why, blocking=True)


def _over_new_year(first: int, last: int) -> bool:
    """9—12月, and 9—1月."""
    return first < last or (last <= 3 and first >= 8)


def _parted(digits: str, holds: Callable[[int, int], bool]) -> tuple[int, int] | None:
    """The two numbers that a run of digits may have been, the more even parting first."""
    ways = sorted(range(1, len(digits)), key=lambda at: abs(2 * at - len(digits)))
    for at in ways:
        low, high = digits[:at], digits[at:]
        if high[0] != "0" and (low == "0" or low[0] != "0") and holds(int(low), int(high)):
            return int(low), int(high)
    return None


def _ratios(line: Line) -> Iterator[Finding]:
    for pattern in (_PER, _CHOSEN):
        for found in pattern.finditer(line.text):
            number = int(found[1])
            if _follows(found[1]):
                why = f"可能是{found[1][0]}—{found[1][1]}，中间的连接号丢了"
                yield line.finding(Fault.DASH, *found.span(1), why, blocking=True)
            elif pattern is _PER and number > _TOO_MANY:
                why = f"每人{number}{line.text[found.end()]}太多，请核对"
                yield line.finding(Fault.DASH, *found.span(1), why)
    for found in _OFTEN.finditer(line.text):
        if int(found[2]) > _MOST[found[1]] and found[2][0] < found[2][1]:
            why = f"每{found[1]}{found[2]}次太多，可能是{found[2][0]}—{found[2][1]}"
            yield line.finding(Fault.DASH, *found.span(2), why, blocking=True)


def _follows(digits: str) -> bool:
    """23, 34, 45; and 24, 35, 46: the second is one or two more."""
    return int(digits[1]) - int(digits[0]) in (1, 2)
