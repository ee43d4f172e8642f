"""节假日与调休: the days that are free, or worked, otherwise than the week and the term say."""

from datetime import date
from typing import Any

from liushou_desk.domain import reading
from liushou_desk.domain.field import Field
from liushou_desk.domain.ledger_words import DayKind
from liushou_desk.domain.ledgers.kind import About, Group, LedgerKind

_TABLE = "school_day"


def _free(name: str, first: tuple[int, int], last: tuple[int, int]) -> dict[str, Any]:
    return _row(name, DayKind.FREE, date(2026, *first), date(2026, *last))


def _worked(name: str, month: int, day: int) -> dict[str, Any]:
    return _row(name, DayKind.WORKED, date(2026, month, day), None)


def _row(name: str, kind: DayKind, first_on: date, last_on: date | None) -> dict[str, Any]:
    return {"name": name, "kind": kind, "first_on": first_on, "last_on": last_on}


SCHOOL_DAY = LedgerKind(
    table=_TABLE,
    title="节假日与调休",
    short="节假日",
    group=Group.OFFICE,
    purpose="国务院办公厅公布的放假和补班，以及本校、本地另外放的假；哪天上学按它算。",
    unit="条",
    about=About.SCHOOL,
    fields=(
        Field(_TABLE, "first_on", "第一天", reading.day, mandatory=True),
        Field(_TABLE, "last_on", "最后一天", reading.day),
        Field(_TABLE, "name", "名称", reading.text, mandatory=True),
        Field(_TABLE, "kind", "放假还是补班", reading.word(DayKind), mandatory=True),
    ),
    day="first_on",
    told=("{name}{kind}", "，到{last_on}"),
    columns=(("first_on", 6), ("last_on", 6), ("name", 12), ("kind", 6)),
    usual=(
        _free("元旦", (1, 1), (1, 3)),
        _worked("元旦", 1, 4),
        _worked("春节", 2, 14),
        _free("春节", (2, 15), (2, 23)),
        _worked("春节", 2, 28),
        _free("清明节", (4, 4), (4, 6)),
        _free("劳动节", (5, 1), (5, 5)),
        _worked("劳动节", 5, 9),
        _free("端午节", (6, 19), (6, 21)),
        _worked("国庆节", 9, 20),
        _free("中秋节", (9, 25), (9, 27)),
        _free("国庆节", (10, 1), (10, 7)),
        _worked("国庆节", 10, 10),
    ),
    note="只放一天的，最后一天空着。可先填入国办2025年11月4日公布的2026年安排；以后每年公布了再登记，"
    "没有登记的年份在日历上写“未公布”。寒暑假在“学期日期”里填。",
    order=(("first_on", "last_on"),),
)
"""The usual ones: 国务院办公厅关于2026年部分节假日安排的通知, 4 November 2025."""
