"""学期: codes such as `2026-2027-1`, their usual days, months and teaching days.

The first term runs from its opening to the day before the spring opening, the second to 31 August,
so that visits in the holidays are counted. The days proposed here are a school's to change.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from liushou_desk.domain.definitions import add_months
from liushou_desk.domain.nursery import level_label
from liushou_desk.domain.words import Stage
from liushou_desk.errors import InputProblem

DAY = timedelta(days=1)
MIDDLE = 14 * DAY
"""From the first of a month: it belongs to the term that holds this day of it, and counts once."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many days; none where `last` lies before `first`."""
        return max(0, (self.last - self.first).days + 1)

    def each(self) -> Iterator[date]:
        """Every day."""
        return (self.first + DAY * offset for offset in range(self.days))

    def overlap(self, other: "Span") -> "Span":
        """The days of both (no days where they do not meet)."""
        return Span(max(self.first, other.first), min(self.last, other.last))


@dataclass(frozen=True, slots=True)
class TermDays:
    """A term with the days that figures are read at and its holidays."""

    code: str
    first_on: date
    last_on: date
    survey_on: date
    """摸底日."""
    cutoff_on: date
    """截止日: stocks are read here."""
    holidays: tuple[Span, ...] = ()
    free: tuple[Span, ...] = ()
    """放假 by 节假日与调休, beside the holidays of the term itself."""
    worked: tuple[Span, ...] = ()
    """补班: days that are worked whatever the week says."""
    other: Span | None = None
    """The other term of the school year; the usual days where the file does not hold it."""

    @property
    def span(self) -> Span:
        """The whole term."""
        return Span(self.first_on, self.last_on)

    @property
    def title(self) -> str:
        """2026—2027学年第一学期."""
        return term_title(self.code)

    @property
    def is_autumn(self) -> bool:
        """Whether it is the first of the school year, which the winter holidays end."""
        return is_autumn(self.code)

    @property
    def title_parts(self) -> tuple[str, str]:
        """The same, as a line may be broken."""
        year, word, half = self.title.partition("学年")
        return year + word, half

    def stock_day(self, today: date) -> date:
        """The day stocks are read at: the cut-off, or today while that lies ahead."""
        return max(self.first_on, min(self.cutoff_on, today))

    @property
    def school_year(self) -> Span:
        """学年: this term and the other one."""
        other = self.other or usual_term(other_half(self.code)).span
        return Span(min(self.first_on, other.first), max(self.last_on, other.last))

    @property
    def long_holiday(self) -> Span | None:
        """寒假 or 暑假: the longest holiday, as far as it lies in the term."""
        return max((day.overlap(self.span) for day in self.holidays), key=_length, default=None)

    def weeks(self) -> Iterator[Span]:
        """教学周, Monday to Sunday, the first and last cut to the term."""
        first = self.first_on
        while first <= self.last_on:
            sunday = first + DAY * (6 - first.weekday())
            yield Span(first, min(sunday, self.last_on))
            first = sunday + DAY

    def week_number(self, day: date) -> int | None:
        """第几教学周; none in 寒假 or 暑假 and outside the term."""
        rest = self.long_holiday
        if day not in self.span or (rest and rest.days and day >= rest.first):
            return None
        return (day - self.first_on + DAY * self.first_on.weekday()).days // 7 + 1

    def months(self) -> Iterator[Span]:
        """The calendar months of the term, the first and last cut to it."""
        first = self.first_on
        while first <= self.last_on:
            following = add_months(first.replace(day=1), 1)
            yield Span(first, min(following - DAY, self.last_on))
            first = following

    def teaching_days(self, span: Span) -> int:
        """Days of a span on which there is school."""
        return sum(map(self.is_school_day, span.each()))

    def days_off(self, span: Span) -> int:
        """Weekdays of a span on which there is none."""
        weekdays = (day for day in span.each() if day.weekday() < 5)
        return sum(not self.is_school_day(day) for day in weekdays)

    def is_school_day(self, day: date) -> bool:
        """A weekday that is in no holiday, or one that is worked whatever it is (补班)."""
        return self.is_worked(day) or (day.weekday() < 5 and not self.is_free(day))

    def is_worked(self, day: date) -> bool:
        """补班: worked whatever the week and the holidays say."""
        return any(day in span for span in self.worked)

    def is_free(self, day: date) -> bool:
        """放假: in a holiday, and not worked all the same."""
        off = (*self.holidays, *self.free)
        return any(day in span for span in off) and not self.is_worked(day)


def _length(span: Span) -> int:
    return span.days


def usual_term(code: str) -> TermDays:
    """The days a term usually has; raises `InputProblem` for a code that is none."""
    start, half = parse_code(code)
    if half == 1:
        spring = date(start + 1, 3, 1)
        return TermDays(
            code,
            first_on=date(start, 9, 1),
            last_on=spring - DAY,
            survey_on=date(start, 9, 30),
            cutoff_on=date(start + 1, 1, 15),
            holidays=(
                Span(date(start, 10, 1), date(start, 10, 7)),
                Span(date(start + 1, 1, 16), spring - DAY),
            ),
        )
    return TermDays(
        code,
        first_on=date(start + 1, 3, 1),
        last_on=date(start + 1, 8, 31),
        survey_on=date(start + 1, 3, 31),
        cutoff_on=date(start + 1, 7, 5),
        holidays=(
            Span(date(start + 1, 5, 1), date(start + 1, 5, 5)),
            Span(date(start + 1, 7, 6), date(start + 1, 8, 31)),
        ),
    )


def code_for(day: date) -> str:
    """The code of the term that usually holds a day."""
    start = day.year if day.month >= 9 else day.year - 1
    return f"{start}-{start + 1}-{1 if day.month >= 9 or day.month <= 2 else 2}"


def previous_code(code: str) -> str:
    """The code of the term before."""
    start, half = parse_code(code)
    return f"{start}-{start + 1}-1" if half == 2 else f"{start - 1}-{start}-2"


def next_code(code: str) -> str:
    """The code of the term after."""
    start, half = parse_code(code)
    return f"{start}-{start + 1}-2" if half == 1 else f"{start + 1}-{start + 2}-1"


def other_half(code: str) -> str:
    """The code of the other term of the same school year."""
    start, half = parse_code(code)
    return f"{start}-{start + 1}-{3 - half}"


def parse_code(code: str) -> tuple[int, int]:
    """First year and half of a term code, or `InputProblem`."""
    match = re.fullmatch(r"(20\d\d)-(20\d\d)-([12])", code)
    if not match or int(match[2]) != int(match[1]) + 1:
        raise InputProblem(
            f"学期“{code}”写法不对。", "请写成2026-2027-1（第一学期）或2026-2027-2（第二学期）。"
        )
    return int(match[1]), int(match[3])


def is_autumn(code: str) -> bool:
    """Whether a code is of the first term of its school year."""
    return parse_code(code)[1] == 1


def term_title(code: str) -> str:
    """A term as papers write it."""
    start, half = parse_code(code)
    return f"{start}—{start + 1}学年第{'一二'[half - 1]}学期"


_PRIMARY = ("一年级", "二年级", "三年级", "四年级", "五年级", "六年级")
_JUNIOR = ("七年级", "八年级", "九年级")


def grade_label(stage: Stage, grade: int) -> str:
    """一年级 … 九年级, 学前."""
    if stage is Stage.PRESCHOOL:
        return Stage.PRESCHOOL.label
    names = {number: name for number, name in enumerate(_PRIMARY + _JUNIOR, start=1)}
    return names.get(grade, f"{grade}年级")


def class_label(stage: Stage, grade: int, number: int) -> str:
    """三年级2班; of a nursery 大班 and 大2班."""
    if stage is Stage.PRESCHOOL:
        return level_label(grade, number)
    return f"{grade_label(stage, grade)}{number}班"
