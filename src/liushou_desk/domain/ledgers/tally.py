"""汇总条: how often in a month, for logs that stay on paper; it says where the paper lies."""

from collections.abc import Iterator
from datetime import date

from liushou_desk.domain import reading
from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.field import Field
from liushou_desk.domain.ledgers.kind import Home, LedgerKind, Row
from liushou_desk.domain.remarks import Remark

_TABLE = "tally_entry"
MOST_TIMES = 99
TALLIED = tuple(kind for kind in DiaryKind if not kind.traits.needs_text)
"""Kinds of which it is enough that they took place."""


def _month(value: object) -> str:
    return f"{value:%Y-%m}" if isinstance(value, date) else ""


def _refuse(row: Row, _home: Home) -> Iterator[Remark]:
    if row["times"] is not None and not 1 <= row["times"] <= MOST_TIMES:
        yield Remark(f"次数要在1到{MOST_TIMES}之间。", "times", blocks=True)


TALLY = LedgerKind(
    table=_TABLE,
    title="汇总条",
    unit="条",
    fields=(
        Field(
            _TABLE, "month_on", "月份", reading.month_on, mandatory=True, past=True, shown=_month
        ),
        Field(_TABLE, "kind", "类别", reading.word(DiaryKind, TALLIED), mandatory=True),
        Field(_TABLE, "times", "次数", reading.number, mandatory=True),
        Field(_TABLE, "original_at", "原件在哪里", reading.text, mandatory=True),
    ),
    day="month_on",
    told=("{kind}", "{times}次", "，原件在{original_at}"),
    columns=(("month_on", 5), ("kind", 6), ("times", 4), ("original_at", 14)),
    several=True,
    figures=("tallied_times",),
    note="只用于纸面登记、不必写内容的联系；数字按次计入这个月所在的学期，原件要能找到。",
    refuse=_refuse,
)
