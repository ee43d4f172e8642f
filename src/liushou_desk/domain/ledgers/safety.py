"""安全: hazards found and mended, drills, and the pledges that parents sign."""

from liushou_desk.domain import reading
from liushou_desk.domain.field import Field
from liushou_desk.domain.ledger_words import DrillKind
from liushou_desk.domain.ledgers.kind import (
    About,
    Count,
    Group,
    LedgerKind,
    Settles,
    Until,
)

HAZARD = LedgerKind(
    table="hazard",
    title="隐患排查",
    group=Group.SAFETY,
    purpose="查到的安全隐患：在哪里、谁整改、限到哪天、哪天改好。",
    optional=True,
    unit="处",
    about=About.SCHOOL,
    fields=(
        Field("hazard", "found_on", "排查日期", reading.day, mandatory=True, past=True),
        Field("hazard", "place", "地点", reading.text, mandatory=True),
        Field("hazard", "finding", "隐患", reading.account, mandatory=True, long=True),
        Field("hazard", "mender", "整改负责人", reading.text, mandatory=True),
        Field("hazard", "due_on", "限期", reading.day),
        Field("hazard", "mended_on", "整改完成日期", reading.day, past=True),
    ),
    day="found_on",
    told=("{place}：{finding}", "，{mended_on}改好|，未整改"),
    columns=(
        *(("found_on", 5.5), ("place", 7), ("finding", 16)),
        *(("mender", 6), ("due_on", 5.5), ("mended_on", 6.5)),
    ),
    settles=Settles("mended_on", "due_on"),
    counts=(
        Count("hazards", "排查出的隐患", "期内查到的安全隐患", "处"),
        Count("hazards_mended", "已整改的隐患", "期内查到、已经改好的", "处", settled=True),
        Count(
            "hazards_open",
            "未整改的隐患",
            "不论哪天查到，在截止日还没有改好的",
            "处",
            settled=False,
        ),
    ),
    order=(("found_on", "due_on", "mended_on"),),
)

DRILL = LedgerKind(
    table="drill",
    title="应急演练",
    group=Group.SAFETY,
    purpose="消防、防震、防溺水等演练：多少人参加、效果怎样。",
    optional=True,
    unit="次",
    about=About.SCHOOL,
    fields=(
        Field("drill", "held_on", "演练日期", reading.day, mandatory=True, past=True),
        Field("drill", "kind", "类别", reading.word(DrillKind), mandatory=True),
        Field("drill", "head_count", "参加人数", reading.number, mandatory=True),
        Field("drill", "led_by", "负责人", reading.text),
        Field("drill", "evaluation", "效果评价", reading.account, long=True),
    ),
    day="held_on",
    told=("{kind}演练", "，{head_count}人参加"),
    columns=(
        *(("held_on", 5.5), ("kind", 6), ("head_count", 5)),
        *(("led_by", 5), ("evaluation", 20)),
    ),
    counts=(
        Count("drills", "应急演练", "期内举行的应急演练", "次"),
        Count("drill_times", "应急演练参加", "每次演练的参加人数相加", "人次", total="head_count"),
    ),
    positive=("head_count",),
)

SAFETY_PLEDGE = LedgerKind(
    table="safety_pledge",
    title="安全责任书",
    group=Group.SAFETY,
    purpose="学校和家长签的安全责任书：谁签的、哪天签、到哪天为止，到期重签。",
    optional=True,
    unit="份",
    fields=(
        Field("safety_pledge", "signed_on", "签订日期", reading.day, mandatory=True, past=True),
        Field("safety_pledge", "until_on", "有效期至", reading.day, mandatory=True),
        Field("safety_pledge", "signed_by", "签字人", reading.text),
    ),
    day="signed_on",
    told=("签订安全责任书", "，至{until_on}"),
    columns=(("signed_on", 6), ("until_on", 6), ("signed_by", 10)),
    several=True,
    until=Until("until_on"),
    counts=(
        Count("safety_pledges", "有效的安全责任书", "在截止日有效的、留守儿童的安全责任书", "份"),
        Count(
            "safety_pledged",
            "签了安全责任书的留守儿童",
            "在截止日有有效安全责任书的不同留守儿童",
            "人",
            distinct="child_id",
            rate="安全责任书签订率",
        ),
    ),
    note="签字人写与儿童的关系就行，如“祖母”；交通、防溺水、用火用电等都写在责任书里。",
    papers=("safety-pledge",),
    order=(("signed_on", "until_on"),),
)
