"""心愿与求助: what a child wished for or asked about, until it is granted or answered."""

from collections.abc import Iterator

from liushou_desk.domain import reading
from liushou_desk.domain.field import Field
from liushou_desk.domain.ledger_words import WishKind
from liushou_desk.domain.ledgers.kind import Count, Group, Home, LedgerKind, Row, Settles
from liushou_desk.domain.remarks import Remark

_TABLE = "wish"


def _refuse(row: Row, _home: Home) -> Iterator[Remark]:
    if row["settled_on"] and not row["helped_by"]:
        yield Remark("办成了要写明谁帮的。", "helped_by", blocks=True)


WISH = LedgerKind(
    table=_TABLE,
    title="心愿与求助",
    group=Group.AID,
    purpose="心愿征集、法律援助、咨询信箱和热线：谁提出、谁来帮、哪天办成，没办成的一直列着。",
    optional=True,
    unit="项",
    fields=(
        Field(_TABLE, "asked_on", "提出日期", reading.day, mandatory=True, past=True),
        Field(_TABLE, "kind", "类别", reading.word(WishKind), mandatory=True),
        Field(_TABLE, "what", "心愿或事项", reading.account, mandatory=True),
        Field(_TABLE, "helped_by", "谁来帮", reading.text),
        Field(_TABLE, "settled_on", "办成日期", reading.day, past=True),
    ),
    day="asked_on",
    told=("{kind}：{what}", "，{settled_on}办成|，还没有办成"),
    columns=(
        *(("asked_on", 5.5), ("kind", 5), ("what", 14)),
        *(("helped_by", 9), ("settled_on", 5.5)),
    ),
    settles=Settles("settled_on"),
    counts=(
        Count("wishes", "心愿与求助", "期内留守儿童提出的心愿和求助", "项"),
        Count(
            "wish_children",
            "提出心愿和求助的留守儿童",
            "期内提出心愿或求助的不同留守儿童",
            "人",
            distinct="child_id",
        ),
        Count(
            "legal_aids",
            "法律援助",
            "期内留守儿童提出的法律援助",
            "项",
            where=(("kind", WishKind.LEGAL_AID),),
        ),
        Count("wishes_settled", "已办成的心愿与求助", "期内提出、已经办成的", "项", settled=True),
        Count(
            "wishes_open",
            "没有办成的心愿与求助",
            "不论哪天提出，在册留守儿童在截止日还没有办成的",
            "项",
            settled=False,
        ),
    ),
    note="案情和来信的内容不写在这里；需要强制报告的，另按规定立即报告。",
    order=(("asked_on", "settled_on"),),
    refuse=_refuse,
)
