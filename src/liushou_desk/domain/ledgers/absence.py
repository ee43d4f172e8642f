"""缺勤登记 (控辍): who does not come, who was told, who went there, and when the child is back."""

from collections.abc import Iterator

from liushou_desk.domain import reading
from liushou_desk.domain.field import Field
from liushou_desk.domain.ledger_words import AbsenceKind
from liushou_desk.domain.ledgers.kind import Count, Group, Home, LedgerKind, Row, Settles
from liushou_desk.domain.remarks import Remark

REPORTED_FROM = 3
"""Days without a reason from which schools report and visit (崇明区's own rule; others say a week).
"""
_TABLE = "absence"
_UNEXCUSED = (("kind", AbsenceKind.UNEXCUSED),)


def _refuse(row: Row, _home: Home) -> Iterator[Remark]:
    days = row["days"] or 0
    if row["from_on"] and row["back_on"] and days > (row["back_on"] - row["from_on"]).days:
        yield Remark("缺勤天数多于缺勤到返校之间的天数，请核对。", "days", blocks=True)
    if row["kind"] is AbsenceKind.UNEXCUSED and days >= REPORTED_FROM and not row["visited_on"]:
        said = f"无故缺勤{REPORTED_FROM}天及以上，应上门家访，并报告辍学情况。"
        yield Remark(said, "visited_on")


ABSENCE = LedgerKind(
    table=_TABLE,
    title="缺勤登记",
    short="缺勤",
    group=Group.SAFETY,
    purpose="谁没来上课、告知了谁、有没有家访、哪天返校；每月的控辍保学月报由它写成。",
    optional=True,
    unit="人次",
    fields=(
        Field(_TABLE, "from_on", "缺勤日期", reading.day, mandatory=True, past=True),
        Field(_TABLE, "days", "缺勤天数", reading.number, mandatory=True),
        Field(_TABLE, "kind", "类别", reading.word(AbsenceKind), mandatory=True),
        Field(_TABLE, "reason", "原因", reading.account, mandatory=True),
        Field(_TABLE, "told_whom", "告知谁", reading.text),
        Field(_TABLE, "visited_on", "家访日期", reading.day, past=True),
        Field(_TABLE, "back_on", "返校日期", reading.day, past=True),
    ),
    day="from_on",
    told=("{kind}{days}天", "，{back_on}返校|，未返校"),
    columns=(
        *(("from_on", 5.5), ("days", 4.5), ("kind", 4.5), ("reason", 10)),
        *(("told_whom", 6), ("visited_on", 5.5), ("back_on", 5.5)),
    ),
    settles=Settles("back_on"),
    counts=(
        Count("absences", "缺勤", "期内开始的留守儿童缺勤", "人次"),
        Count(
            "absence_children", "缺勤的留守儿童", "期内缺勤的不同儿童", "人", distinct="child_id"
        ),
        Count("unexcused", "无故缺勤", "期内开始的、没有请假的缺勤", "人次", where=_UNEXCUSED),
        Count("absences_back", "缺勤后返校", "期内开始、已经返校的缺勤", "人次", settled=True),
        Count(
            "absences_open",
            "未返校",
            "不论哪天开始，在册留守儿童在截止日还没有返校的缺勤",
            "人次",
            settled=False,
        ),
    ),
    papers=("dropout-report",),
    order=(("from_on", "visited_on", "back_on"),),
    positive=("days",),
    refuse=_refuse,
)
