"""汇总条: how often in a month, for logs that stay on paper; it says where the paper lies."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from liushou_desk.domain import reading
from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.field import Field
from liushou_desk.domain.ledgers.kind import Group, Home, LedgerKind, Row
from liushou_desk.domain.remarks import Remark
from liushou_desk.errors import InputProblem

_TABLE = "tally_entry"
MOST_TIMES = 99
TALLIED = tuple(kind for kind in DiaryKind if not kind.traits.needs_text)
"""Kinds of which it is enough that they took place."""
AND_AT = "；"
"""Between two places where the papers of one tally lie."""

_LAST_DAY = 31
_NUMBER = re.compile(r"\d+")


def days_of(written: str | None) -> tuple[int, ...]:
    """The days of the month in 9、16、23."""
    return tuple(sorted({int(number) for number in _NUMBER.findall(written or "")}))


def said_of(days: Iterable[int]) -> str:
    """9、16、23."""
    return "、".join(str(day) for day in sorted(set(days)))


def _days(raw: str) -> str | None:
    written = reading.text(raw)
    if written is None:
        return None
    days = days_of(written)
    if not days or not all(1 <= day <= _LAST_DAY for day in days):
        raise InputProblem(f"“{written}”看不出是哪几天", "请写成9、16、23。")
    return said_of(days)


def _month(value: object) -> str:
    return f"{value:%Y-%m}" if isinstance(value, date) else ""


def _refuse(row: Row, _home: Home) -> Iterator[Remark]:
    if row["times"] is not None and not 1 <= row["times"] <= MOST_TIMES:
        yield Remark(f"次数要在1到{MOST_TIMES}之间。", "times", blocks=True)
    elif row["times"] is not None and len(days_of(row["days"])) > row["times"]:
        yield Remark("写出的天数比次数多，请核对。", "days", blocks=True)


TALLY = LedgerKind(
    table=_TABLE,
    title="汇总条",
    group=Group.AID,
    purpose="纸面登记、不必写内容的联系，按月只记次数和原件在哪里。",
    unit="条",
    fields=(
        Field(
            _TABLE, "month_on", "月份", reading.month_on, mandatory=True, past=True, shown=_month
        ),
        Field(_TABLE, "kind", "类别", reading.word(DiaryKind, TALLIED), mandatory=True),
        Field(_TABLE, "times", "次数", reading.number, mandatory=True),
        Field(_TABLE, "original_at", "原件在哪里", reading.text, mandatory=True),
        Field(_TABLE, "days", "哪几天", _days),
    ),
    day="month_on",
    told=("{kind}", "{times}次", "（{days}日）", "，原件在{original_at}"),
    columns=(("month_on", 5), ("kind", 6), ("times", 4), ("days", 7), ("original_at", 14)),
    several=True,
    figures=("tallied_times",),
    note="只用于纸面登记、不必写内容的联系；数字按次计入这个月所在的学期，原件要能找到。",
    refuse=_refuse,
)
