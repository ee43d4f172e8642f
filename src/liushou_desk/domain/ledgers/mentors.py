"""结对帮扶: children taken home by somebody, mentors on leave, agreements on helping."""

from collections.abc import Iterator

from liushou_desk.domain import reading
from liushou_desk.domain.consent import QUERY, consent_fields, missing, untimely
from liushou_desk.domain.field import Field
from liushou_desk.domain.ledgers.kind import (
    About,
    Apart,
    Choice,
    Count,
    Group,
    Home,
    LedgerKind,
    Row,
    Settles,
    Until,
    Whom,
)
from liushou_desk.domain.remarks import Remark

_STAY, _LEAVE, _AGREEMENT = "home_stay", "mentor_leave", "mentor_agreement"
_MENTOR = Choice("mentor_id", "帮扶人", Whom.MENTOR, must=True)
_SUBSTITUTE = Choice("substitute_id", "代班人", Whom.MENTOR, must=True)


def _refuse_stay(row: Row, _home: Home) -> Iterator[Remark]:
    yield from missing(row, row["checked_on"], "checked_on")
    if row["left_on"]:
        yield from untimely(row, row["checked_on"], "checked_on", row["left_on"])


def _refuse_leave(row: Row, _home: Home) -> Iterator[Remark]:
    if row["mentor_id"] is not None and row["mentor_id"] == row["substitute_id"]:
        yield Remark("代班人不能是请假的人自己。", "substitute_id", blocks=True)


def _refuse_agreement(row: Row, _home: Home) -> Iterator[Remark]:
    if not (row["thought"] or row["study"] or row["life"]):
        yield Remark("思想、学习、生活，至少写一项帮扶任务。", "thought", blocks=True)


HOME_STAY = LedgerKind(
    table=_STAY,
    title="接回家登记",
    group=Group.MENTORS,
    purpose="爱心妈妈、老师等把孩子接到自己家：谁接的、哪天接、哪天送回，手续不全不能接。",
    optional=True,
    unit="次",
    fields=(
        Field(_STAY, "left_on", "接走日期", reading.day, mandatory=True, past=True),
        Field(_STAY, "due_on", "应送回日期", reading.day, mandatory=True),
        Field(_STAY, "returned_on", "送回日期", reading.day, past=True),
        *consent_fields(_STAY),
        Field(_STAY, "checked_on", QUERY, reading.day, past=True),
    ),
    day="left_on",
    told=("接到家里", "，{returned_on}送回|，未送回"),
    columns=(
        *(("mentor_id", 5), ("left_on", 6), ("due_on", 6), ("returned_on", 6)),
        *(("child_heard", 7), ("checked_on", 9)),
    ),
    settles=Settles("returned_on", "due_on"),
    apart=(
        Apart(
            "child_id",
            "returned_on",
            "这名儿童另有一次接回家，在这些天里还没有送回；请先登记那一次的送回日期。",
        ),
    ),
    choices=(_MENTOR,),
    counts=(
        Count("home_stays", "接回家", "期内帮扶人把留守儿童接到家里的次数", "次"),
        Count(
            "home_stay_children",
            "接回家的留守儿童",
            "期内被帮扶人接到家里的不同留守儿童",
            "人",
            distinct="child_id",
        ),
        Count(
            "home_stays_open",
            "接走没有送回",
            "不论哪天接走，在册留守儿童在截止日还没有登记送回的",
            "次",
            settled=False,
        ),
    ),
    note="要先有父母双方的书面同意（或法定监护人的书面同意），听取孩子意见，并在一年以内查询过"
    "接走的人有没有违法犯罪记录；缺一项不能登记，也不能让孩子跟去。",
    order=(("left_on", "due_on", "returned_on"),),
    refuse=_refuse_stay,
)

MENTOR_LEAVE = LedgerKind(
    table=_LEAVE,
    title="帮扶人请假与代班",
    short="帮扶人请假",
    group=Group.MENTORS,
    purpose="帮扶人产假、病假、外出时由谁代班；这些天的待办、联系卡写代班人。",
    optional=True,
    unit="次",
    about=About.SCHOOL,
    fields=(
        Field(_LEAVE, "from_on", "第一天", reading.day, mandatory=True),
        Field(_LEAVE, "until_on", "最后一天", reading.day, mandatory=True),
        Field(_LEAVE, "reason", "请假原因", reading.text, mandatory=True),
    ),
    day="from_on",
    told=("{reason}", "，至{until_on}"),
    columns=(
        *(("mentor_id", 6), ("substitute_id", 6)),
        *(("from_on", 6), ("until_on", 6), ("reason", 12)),
    ),
    until=Until("until_on"),
    apart=(
        Apart("mentor_id", "until_on", "这位帮扶人在这些天里已有一次请假，请改那一次。"),
        Apart(
            "substitute_id",
            "until_on",
            "代班人在这些天里自己请假，请另选代班人，或改日期。",
            against="mentor_id",
        ),
        Apart(
            "mentor_id",
            "until_on",
            "这位帮扶人在这些天里正替别人代班，请先给那一次请假另选代班人。",
            against="substitute_id",
        ),
    ),
    choices=(_MENTOR, _SUBSTITUTE),
    counts=(Count("mentors_on_leave", "请假的帮扶人", "在截止日请假、有人代班的帮扶人", "人"),),
    order=(("from_on", "until_on"),),
    refuse=_refuse_leave,
)

MENTOR_AGREEMENT = LedgerKind(
    table=_AGREEMENT,
    title="帮扶协议",
    group=Group.MENTORS,
    purpose="帮扶人和孩子签的协议：思想、学习、生活上帮什么，哪天签，到哪天。",
    optional=True,
    unit="份",
    fields=(
        Field(_AGREEMENT, "from_on", "开始日期", reading.day, mandatory=True),
        Field(_AGREEMENT, "until_on", "到期日期", reading.day),
        Field(_AGREEMENT, "thought", "思想上", reading.account, long=True),
        Field(_AGREEMENT, "study", "学习上", reading.account, long=True),
        Field(_AGREEMENT, "life", "生活上", reading.account, long=True),
        Field(_AGREEMENT, "signed_on", "签字日期", reading.day, past=True),
    ),
    day="from_on",
    told=("帮扶协议", "，至{until_on}|，未定期限", "，{signed_on}签字|，未签字"),
    columns=(
        *(("mentor_id", 5), ("from_on", 6), ("until_on", 6), ("signed_on", 6)),
        *(("thought", 8), ("study", 8), ("life", 8)),
    ),
    until=Until("until_on"),
    choices=(_MENTOR,),
    counts=(
        Count("mentor_agreements", "有效的帮扶协议", "在截止日有效的、留守儿童的帮扶协议", "份"),
        Count(
            "mentor_agreed",
            "签了帮扶协议的留守儿童",
            "在截止日有有效帮扶协议的不同留守儿童",
            "人",
            distinct="child_id",
            rate="帮扶协议签订率",
        ),
    ),
    papers=("mentor-agreement",),
    order=(("from_on", "until_on"),),
    refuse=_refuse_agreement,
)
