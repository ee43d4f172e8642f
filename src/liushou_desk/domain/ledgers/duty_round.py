"""看护与巡查: who is with the children at noon, after school and at night, and what was found."""

from liushou_desk.domain import reading
from liushou_desk.domain.field import Field
from liushou_desk.domain.ledger_words import RoundKind
from liushou_desk.domain.ledgers.kind import About, Count, Group, LedgerKind

_TABLE = "duty_round"


DUTY_ROUND = LedgerKind(
    table=_TABLE,
    title="看护与巡查",
    group=Group.SAFETY,
    purpose="午餐值班，午间、课后、周末看护，宿舍夜查，食堂检查，路队护送：谁值班、有没有情况。",
    optional=True,
    unit="次",
    about=About.SCHOOL,
    fields=(
        Field(_TABLE, "held_on", "日期", reading.day, mandatory=True, past=True),
        Field(_TABLE, "kind", "类别", reading.word(RoundKind), mandatory=True),
        Field(_TABLE, "on_duty", "值班人", reading.text, mandatory=True),
        Field(_TABLE, "came", "在场儿童", reading.number),
        Field(_TABLE, "found", "情况", reading.account, long=True),
    ),
    day="held_on",
    told=("{kind}，{on_duty}", "，{came}名儿童", "，{found}"),
    columns=(("held_on", 6), ("kind", 6), ("on_duty", 7), ("came", 5), ("found", 18)),
    counts=(
        Count("duty_rounds", "看护与巡查", "期内的看护和巡查，一条记录算一次", "次"),
        Count(
            "lunch_rounds",
            "午餐值班",
            "期内的午餐值班",
            "次",
            where=(("kind", RoundKind.LUNCH),),
        ),
        Count(
            "night_rounds",
            "宿舍夜查",
            "期内的宿舍夜查",
            "次",
            where=(("kind", RoundKind.DORMITORY),),
        ),
    ),
    note="值班发现的安全隐患请登记在“隐患排查”里；这里不写儿童姓名。",
    positive=("came",),
)
