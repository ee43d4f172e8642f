"""成长记录: what a child is like, what a survey or a test found, and how far it has come."""

from liushou_desk.domain import reading
from liushou_desk.domain.field import Field, Sensitivity
from liushou_desk.domain.ledger_words import GrowthKind
from liushou_desk.domain.ledgers.kind import Count, Group, LedgerKind

_TABLE = "growth_note"

GROWTH_NOTE = LedgerKind(
    table=_TABLE,
    title="成长记录",
    group=Group.HEALTH,
    purpose="性格、兴趣、身心调查、成绩测试和进步：一名儿童一次一条，就是进步档案、成长记录袋。",
    optional=True,
    unit="条",
    fields=(
        Field(_TABLE, "noted_on", "日期", reading.day, mandatory=True, past=True),
        Field(_TABLE, "kind", "类别", reading.word(GrowthKind), mandatory=True),
        Field(
            *(_TABLE, "what", "情况", reading.account, (), Sensitivity.RESTRICTED),
            mandatory=True,
            long=True,
        ),
        Field(_TABLE, "noted_by", "记录人", reading.text),
    ),
    day="noted_on",
    told=("{kind}", "（{noted_by}）"),
    columns=(("noted_on", 6), ("kind", 8), ("noted_by", 8)),
    counts=(
        Count("growth_notes", "成长记录", "期内写下的留守儿童成长记录", "次"),
        Count(
            "growth_note_children",
            "有成长记录的留守儿童",
            "期内有成长记录的不同留守儿童",
            "人",
            distinct="child_id",
        ),
    ),
    papers=("growth-bag",),
    note="情况平时隐藏，不进名单、打印和时间线；心理辅导的内容由辅导老师保管，不写在这里。",
)
