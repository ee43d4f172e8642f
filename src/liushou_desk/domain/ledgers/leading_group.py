"""领导小组: who of the school answers for the care of left-behind children, and for what."""

from collections.abc import Iterator

from liushou_desk.domain import reading
from liushou_desk.domain.field import Field
from liushou_desk.domain.ledgers.kind import About, Count, Group, Home, LedgerKind, Row, Until
from liushou_desk.domain.remarks import Remark

_TABLE = "leading_group_member"


def _refuse(row: Row, _home: Home) -> Iterator[Remark]:
    if row["from_on"] and row["to_on"] and row["to_on"] <= row["from_on"]:
        yield Remark("卸任日期不晚于任职日期，请改其中一个日期。", "to_on", blocks=True)


LEADING_GROUP = LedgerKind(
    table=_TABLE,
    title="领导小组",
    group=Group.OFFICE,
    purpose="谁负责这项工作、分工是什么、从哪天到哪天。",
    unit="人",
    about=About.SCHOOL,
    fields=(
        Field(_TABLE, "name", "姓名", reading.name, mandatory=True),
        Field(_TABLE, "duty", "职务", reading.text, mandatory=True),
        Field(_TABLE, "role", "组内职务", reading.text, mandatory=True),
        Field(_TABLE, "duties", "分工", reading.text, long=True),
        Field(_TABLE, "from_on", "任职日期", reading.day),
        Field(_TABLE, "to_on", "卸任日期", reading.day),
    ),
    day="from_on",
    told=("{name}", "（{duty}，{role}）"),
    columns=(("name", 5), ("duty", 6), ("role", 5), ("duties", 20), ("from_on", 6), ("to_on", 6)),
    until=Until(ended_on="to_on"),
    counts=(Count("leading_group", "领导小组成员", "在截止日任职的领导小组成员", "人"),),
    refuse=_refuse,
)
