"""委托照护协议: what parents who are away agree on with a trustee (未成年人保护法 22、23)."""

from collections.abc import Iterator
from datetime import date

from liushou_desk.domain import reading
from liushou_desk.domain.ages import OF_AGE
from liushou_desk.domain.definitions import age_on
from liushou_desk.domain.field import Field
from liushou_desk.domain.ledgers.kind import (
    EXPIRES_WITHIN,
    Choice,
    Count,
    Group,
    Home,
    LedgerKind,
    Row,
    Until,
    Whom,
)
from liushou_desk.domain.remarks import Remark

FORBIDDEN = (
    "实施过性侵害、虐待、遗弃、拐卖、暴力伤害等违法犯罪行为",
    "有吸毒、酗酒、赌博等恶习",
    "曾拒不履行或者长期怠于履行监护、照护职责",
    "其他不适宜担任被委托人的情形",
)
"""Who may not be entrusted with a child (未成年人保护法第二十二条)."""
_TABLE = "care_agreement"


def _refuse(row: Row, home: Home) -> Iterator[Remark]:
    if row["until_on"] and row["ended_on"] and row["ended_on"] > row["until_on"]:
        said = "提前终止日期晚于到期日期：到期的协议不必再终止，请改其中一个日期。"
        yield Remark(said, "ended_on", blocks=True)
    yield from trustee(row, home, row["from_on"])
    if row["is_screened"] is False:
        yield Remark("没有核对，不能确认受托人合适。", "is_screened")
    if row["child_heard"] is False:
        yield Remark("委托前应听取孩子的意见。", "child_heard")
    for label in home.parents_at_home:
        yield Remark(f"{label}在家，请核对是否需要委托照护。")


def trustee(row: Row, home: Home, day: date | None) -> Iterator[Remark]:
    """Somebody of the household is named, of age on the day, and no parent."""
    chosen, key = row["member_id"], "member_id"
    member = home.members.get(chosen)
    if chosen is None:
        yield Remark("请选受托人：没有受托人，就没有委托。", key, blocks=True)
    elif member is None:
        said = "受托人不在这个家庭的成员里，请先在儿童资料的“照料人”页登记。"
        yield Remark(said, key, blocks=True)
    elif member.relation.is_parent:
        yield Remark("受托人不能是父母，委托照护是父母委托别人。", key, blocks=True)
    elif member.born_on and day and age_on(member.born_on, day) < OF_AGE:
        said = f"受托人未满{OF_AGE}周岁，应委托有照护能力的成年人。"
        yield Remark(said, key, blocks=True)


CARE_AGREEMENT = LedgerKind(
    table=_TABLE,
    title="委托照护协议",
    group=Group.AID,
    purpose="父母外出时委托谁照护：受托人、期限、书面告知学校、听取孩子意见。",
    unit="份",
    fields=(
        Field(_TABLE, "from_on", "开始日期", reading.day, mandatory=True),
        Field(_TABLE, "until_on", "到期日期", reading.day),
        Field(_TABLE, "informed_on", "书面告知学校", reading.day, past=True),
        Field(_TABLE, "child_heard", "已听取孩子意见", reading.yes_no),
        Field(_TABLE, "is_screened", "四类情形已核对", reading.yes_no),
        Field(_TABLE, "ended_on", "提前终止日期", reading.day, past=True),
    ),
    day="from_on",
    told=("签订协议", "，至{until_on}|，未定期限"),
    columns=(
        *(("member_id", 5), ("from_on", 5.5), ("until_on", 5.5), ("informed_on", 6)),
        *(("child_heard", 7), ("is_screened", 7), ("ended_on", 6)),
    ),
    until=Until("until_on", "ended_on"),
    choices=(Choice("member_id", "受托人", Whom.MEMBER),),
    counts=(
        Count(
            "care_agreements",
            "有效的委托照护协议",
            "在截止日有效的、留守儿童的委托照护协议",
            "份",
        ),
        Count(
            "care_agreements_ending",
            "即将到期的委托照护协议",
            f"在截止日有效、此后{EXPIRES_WITHIN}天以内到期的、留守儿童的委托照护协议",
            "份",
            ending=True,
        ),
    ),
    figures=("with_agreement", "agreement_informed"),
    elsewhere=("parents_away_unagreed",),
    note="四类情形不得受托：" + "；".join(FORBIDDEN) + "。",
    papers=("care-agreement",),
    order=(("from_on", "until_on", "ended_on"),),
    refuse=_refuse,
)
