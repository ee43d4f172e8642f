"""资助与物资: money and goods given to a child, and the standards the school pays by."""

from datetime import date

from liushou_desk.domain import money, reading
from liushou_desk.domain.field import Field
from liushou_desk.domain.ledgers.kind import (
    About,
    Count,
    Group,
    LedgerKind,
    Standard,
    Until,
)
from liushou_desk.domain.ledgers.money_or_goods import money_or_goods
from liushou_desk.domain.words import AidKind

_NATIONAL = date(2024, 3, 1)
"""Since when the national standards are what they are."""
_CASH, _GOODS = ("kind", AidKind.CASH), ("kind", AidKind.GOODS)


def _amount(table: str, *, mandatory: bool = False) -> Field:
    return Field(table, "fen", "金额（元）", money.fen, shown=money.yuan, mandatory=mandatory)


AID_STANDARD = LedgerKind(
    table="aid_standard",
    title="资助标准",
    group=Group.AID,
    purpose="各项资助每人每学期多少钱、从哪天起；登记资助时带出金额，并与实发对照。",
    unit="项",
    about=About.SCHOOL,
    fields=(
        Field("aid_standard", "item", "项目", reading.text, mandatory=True),
        _amount("aid_standard", mandatory=True),
        Field("aid_standard", "since_on", "起始日期", reading.day),
    ),
    day="since_on",
    told=("{item}", "{fen}元", "，{since_on}起"),
    columns=(("item", 18), ("fen", 6), ("since_on", 6)),
    until=Until(),
    usual=(
        {"item": "家庭经济困难寄宿生生活补助（小学）", "fen": 62_500, "since_on": _NATIONAL},
        {"item": "家庭经济困难寄宿生生活补助（初中）", "fen": 75_000, "since_on": _NATIONAL},
        {"item": "家庭经济困难非寄宿生生活补助（小学）", "fen": 31_250, "since_on": _NATIONAL},
        {"item": "家庭经济困难非寄宿生生活补助（初中）", "fen": 37_500, "since_on": _NATIONAL},
    ),
    note="每名学生每学期的金额。国家基础标准从2024年春季学期起执行，当地标准更高的请改成当地的。"
    "标准提高时不要改旧的一条：另登记一条，写上新标准的起始日期，以前学期的对照不变。",
)
"""The usual ones are the national standards per term since spring 2024 (财政部、教育部)."""

AID = LedgerKind(
    table="aid",
    title="资助与物资",
    group=Group.AID,
    purpose="发给儿童的资金和物资：项目、金额或数量、谁给的；可打印签领表。",
    unit="笔",
    short="资助",
    fields=(
        Field("aid", "granted_on", "发放日期", reading.day, mandatory=True, past=True),
        Field("aid", "kind", "类别", reading.word(AidKind), mandatory=True),
        Field("aid", "item", "项目", reading.text, mandatory=True),
        _amount("aid"),
        Field("aid", "quantity", "数量", reading.number),
        Field("aid", "quantity_unit", "单位", reading.text),
        Field("aid", "giver", "资助方", reading.text),
    ),
    day="granted_on",
    told=("{item}", "{fen}元", "{quantity}", "{quantity_unit}", "，{giver}"),
    columns=(
        *(("granted_on", 6), ("kind", 3), ("item", 13), ("fen", 5)),
        *(("quantity", 3.5), ("quantity_unit", 3), ("giver", 8)),
    ),
    several=True,
    asked=money_or_goods("kind"),
    counts=(
        Count("aid_times", "资助人次", "期内发给留守儿童的资助，一名儿童领一笔算一人次", "人次"),
        Count(
            "aid_children",
            "受助留守儿童",
            "期内得到资助（资金或物资）的不同留守儿童",
            "人",
            distinct="child_id",
        ),
        Count(
            "aid_cash_children",
            "受资金资助的留守儿童",
            "期内得到资金的不同留守儿童",
            "人",
            where=(_CASH,),
            distinct="child_id",
        ),
        Count(
            "aid_yuan",
            "资助资金",
            "期内发给留守儿童的资金，不含物资",
            "元",
            where=(_CASH,),
            total="fen",
            scale=money.FEN_PER_YUAN,
        ),
        Count(
            "aid_goods",
            "资助物资",
            "期内发给留守儿童的物资，按件、册、份分列",
            "件（册、份）",
            where=(_GOODS,),
            total="quantity",
            by="quantity_unit",
        ),
    ),
    standard=Standard("aid_standard", "item", "fen", "since_on"),
    papers=("aid-sign-off",),
)
