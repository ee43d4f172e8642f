"""What the two lists of the tab show."""

from datetime import date

from liushou_desk.domain.writing import written
from liushou_desk.services.pairings import MentorRow, PairingRow
from liushou_desk.ui.look import Tone
from liushou_desk.ui.table.columns import Column


def _state(row: PairingRow) -> str:
    return "在帮" if row.is_current else "已结束" if row.to_on else "未开始"


MENTORS: tuple[Column[MentorRow], ...] = (
    Column("帮扶人", lambda row: row.name, 5),
    Column("身份", lambda row: row.kind.label, 5),
    Column("在帮", lambda row: str(row.load), 3, key=lambda row: row.load, right=True),
    Column("电话", lambda row: row.phone or "", 7),
    Column("儿童", lambda row: row.children, 12, tone=lambda _: Tone.QUIET),
)

PAIRINGS: tuple[Column[PairingRow], ...] = (
    Column("儿童", lambda row: row.child, 7),
    Column("班级", lambda row: row.school_class, 9),
    Column("帮扶人", lambda row: row.mentor, 5),
    Column("身份", lambda row: row.kind.label, 5),
    Column(
        "状态",
        _state,
        4,
        tone=lambda row: Tone.GOOD if row.is_current else Tone.QUIET,
    ),
    Column("开始", lambda row: written(row.from_on), 6, key=lambda row: row.from_on or date.min),
    Column("结束", lambda row: written(row.to_on), 6, key=lambda row: row.to_on or date.max),
    Column("原因", lambda row: row.ended_why or "", 8),
)
