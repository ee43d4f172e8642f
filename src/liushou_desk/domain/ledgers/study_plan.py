"""学习帮扶计划: when, in what and by whom a child is helped with learning, and what came of it."""

from liushou_desk.domain import reading
from liushou_desk.domain.field import Field
from liushou_desk.domain.ledgers.kind import (
    Choice,
    Count,
    Group,
    LedgerKind,
    Until,
    Whom,
)

_TABLE = "study_plan"


STUDY_PLAN = LedgerKind(
    table=_TABLE,
    title="学习帮扶计划",
    group=Group.MENTORS,
    purpose="学习上怎么帮：谁帮、什么时间、帮什么，每个阶段有什么效果；与重点关爱的个别方案分开。",
    optional=True,
    unit="份",
    fields=(
        Field(_TABLE, "from_on", "开始日期", reading.day, mandatory=True),
        Field(_TABLE, "until_on", "结束日期", reading.day),
        Field(_TABLE, "hours", "帮扶时间", reading.text),
        Field(_TABLE, "content", "帮扶内容", reading.account, mandatory=True, long=True),
        Field(_TABLE, "result", "阶段效果", reading.account, long=True),
    ),
    day="from_on",
    told=("{content}", "，至{until_on}"),
    columns=(
        *(("mentor_id", 5), ("from_on", 5.5), ("until_on", 5.5), ("hours", 7)),
        *(("content", 12), ("result", 10)),
    ),
    until=Until("until_on"),
    choices=(Choice("mentor_id", "帮扶人", Whom.MENTOR),),
    counts=(
        Count(
            "study_plan_children",
            "有学习帮扶计划的留守儿童",
            "在截止日有没有结束的学习帮扶计划的不同留守儿童",
            "人",
            distinct="child_id",
        ),
    ),
    order=(("from_on", "until_on"),),
)
