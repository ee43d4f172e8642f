"""日期: days that do not exist, do not fit the paper's term, or are written wrongly."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Line, Paper
from liushou_desk.domain.proofing.periods import Period, period_of

_DAY = re.compile(
    r"(?<!\d)(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})(?P<sign>[日号])(?!\d)"
)
_NUMERIC = re.compile(
    r"(?<![\d.])(?P<year>20\d\d)[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?![\d.])"
)
_MONTH = re.compile(r"(?<!\d)(?P<year>\d{4})年(?P<month>\d{1,2})月(?!\d)")
_BARE_MONTH = re.compile(
    r"(?<![\d年一二三四五六七八九十个]) ?(?P<month>\d{1,2})月(?:份)?(?![\d一二三四五六七八九十])"
)
_WEEKDAY = re.compile(r"[（(，、\s]?(?:星期|周|礼拜)([一二三四五六日天])")
_NOUGHT = re.compile(r"(?<=年)0\d(?=月)|(?<=月)0\d(?=日)|(?<![\d.年])0\d(?=月\d)")
_SHORT = re.compile(
    r"(?<![\d.—–\-〔第])'?\d{2}年(?=\d{1,2}月|春|秋|度|底|初|上半年|下半年|暑假|寒假)|(?<![\d.])0\d年|(?<![\d.第—–\-])[’‘']\d{2}年"
)
_SENTENCE_YEAR = re.compile(r"(?:^|(?<=[。；]))[12]\d年(?=[，,])")
_TERM = re.compile(
    r"(20\d\d)年?\s?[—–\-~～至]{1,2}\s?(20\d\d)\s?学?年度?(?:第?([一二三四五六七八九\d])学期)?"
)
_ELSEWHEN = re.compile(
    r"填[报表](?:日期|时间)|制表|印发|发布|出台|施行|颁布|修订|成立|建成|[建设]于|始建|建校|以来|生于|出生|自.{0,12}(?:起|开始)|去年|上年|上学期|上一|上个学期|近年|历年|同期|下学期|下一|明年|将于|计划|打算|通知|意见|办法|法》|条例|文件|规定|入职|参加工作|创办|启用|起"
)
_UNTIL = re.compile(r"截[至止](?:到)?")
_SIGNED = re.compile(r"\s*(20\d\d)年(\d{1,2})月(\d{1,2})日\s*")
_SPAN = re.compile(
    r"(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日\s?(?:至|到|—|–|-|~|～|——)\s?(?:(20\d\d)年)?(?:(\d{1,2})月)?(\d{1,2})日"
)
_WEEK = "一二三四五六日"
_LEAP = 2024
_LATE = 183


def dates(paper: Paper) -> Iterator[Finding]:
    """All that can be told of a day without an office file."""
    period = period_of(paper)
    for line in paper.lines:
        if not any(sign.isdigit() for sign in line.text):
            continue
        yield from _impossible(line, period)
        yield from _spelling(line)
        yield from _terms(line)
        yield from _reversed(line)
        if period and not line.is_cell:
            yield from _outside(line, period)
    yield from _signed(paper)


def _impossible(line: Line, period: Period | None) -> Iterator[Finding]:
    for pattern in (_DAY, _NUMERIC):
        for found in pattern.finditer(line.text):
            month, number = int(found["month"]), int(found["day"])
            year = int(found["year"] or 0) or (period.year_of(month) if period else None)
            day = _date(year or _LEAP, month, number)
            if day is None and (
                (number <= 99 and month <= 12) or (month > 12 and len(found["month"]) == 2)
            ):
                if _is_dash_loss(found):
                    continue
                why = f"没有{found[0]}这一天"
                yield line.finding(Fault.DATE, *found.span(), why, blocking=True)
            elif day and year:
                yield from _weekday(line, found, day)


def _is_dash_loss(found: "re.Match[str]") -> bool:
    """35日 is told as a lost dash."""
    day = found["day"]
    return len(day) == 2 and int(day) > 31 and day[0] < day[1]


def _weekday(line: Line, found: "re.Match[str]", day: date) -> Iterator[Finding]:
    said = _WEEKDAY.match(line.text, found.end())
    if said and _WEEK.index(said[1].replace("天", "日")) != day.weekday():
        why = f"{day.year}年{day.month}月{day.day}日是星期{_WEEK[day.weekday()]}"
        yield line.finding(Fault.DATE, found.start(), said.end(), why, blocking=True)


def _spelling(line: Line) -> Iterator[Finding]:
    for found in _NOUGHT.finditer(line.text):
        yield line.finding(Fault.DATE, *found.span(), "月、日前面不加0")
    for pattern in (_SHORT, _SENTENCE_YEAR):
        for found in pattern.finditer(line.text):
            yield line.finding(Fault.DATE, *found.span(), "年份应写全四位")


def _terms(line: Line) -> Iterator[Finding]:
    for found in _TERM.finditer(line.text):
        first, second = int(found[1]), int(found[2])
        if "学年" in found[0] and second != first + 1:
            why = f"学年应是{first}—{first + 1}"
            yield line.finding(Fault.DATE, *found.span(), why, blocking=True)
        elif found[3] and found[3] not in "一二12":
            yield line.finding(Fault.DATE, *found.span(), "一学年只有两个学期", blocking=True)


def _reversed(line: Line) -> Iterator[Finding]:
    for found in _SPAN.finditer(line.text):
        year, month, number, other_year, other_month, other = found.groups()
        if other_month is None:
            other_month = month
        if other_year and not year:
            continue
        first = _date(int(year or _LEAP), int(month), int(number))
        last = _date(int(other_year or year or _LEAP), int(other_month), int(other))
        crosses = not other_year and int(month) >= 8 and int(other_month) <= 3
        if first and last and last < first and not crosses:
            yield line.finding(Fault.DATE, *found.span(), "后面的日子早于前面的", blocking=True)


def _outside(line: Line, period: Period) -> Iterator[Finding]:
    for sentence in line.clauses:
        if _ELSEWHEN.search(sentence.text) or line.is_outlook:
            continue
        taken: set[int] = set()
        for pattern in (_DAY, _MONTH, _BARE_MONTH):
            for found in pattern.finditer(line.text, sentence.start, sentence.end):
                if found.start("month") in taken:
                    continue
                taken.add(found.start("month"))
                yield from _told_outside(line, found, period)


def _told_outside(line: Line, found: "re.Match[str]", period: Period) -> Iterator[Finding]:
    named = found.groupdict()
    month, year = int(named["month"]), int(named.get("year") or 0)
    if not 1 <= month <= 12:
        return
    if year:
        day = _date(year, month, int(named.get("day") or 15))
        outside = day is not None and day not in period and not _is_late_hand(line, day, period)
    else:
        outside = period.is_term and period.year_of(month) is None
    if outside:
        why = f"不在文稿所写的{period.said}之内"
        yield line.finding(Fault.DATE, *found.span(), why, blocking=bool(named.get("day")))


def _is_late_hand(line: Line, day: date, period: Period) -> bool:
    """落款: a paper may be signed within half a year after what it is of."""
    return bool(_SIGNED.fullmatch(line.text)) and 0 < (day - period.last).days <= _LATE


def _signed(paper: Paper) -> Iterator[Finding]:
    """截至 a day after the one the paper is signed on."""
    signed = [(line, found) for line in paper.prose if (found := _SIGNED.fullmatch(line.text))]
    if len(signed) != 1:
        return
    until = _date(*(int(part) for part in signed[0][1].groups()))
    for line in paper.prose:
        for found in _DAY.finditer(line.text) if until else ():
            day = (
                _date(int(found["year"] or 0), int(found["month"]), int(found["day"]))
                if found["year"]
                else None
            )
            if (
                day
                and until
                and day > until + timedelta(0)
                and _UNTIL.search(line.text[: found.start()][-4:])
            ):
                why = f"截至日晚于成文日期{signed[0][1][0].strip()}"
                yield line.finding(Fault.DATE, *found.span(), why, blocking=True)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
