"""宣传与投入: what was given or spent for the children, and what was told of the work."""

from liushou_desk.domain import money, reading
from liushou_desk.domain.field import Field
from liushou_desk.domain.ledger_words import GivingKind
from liushou_desk.domain.ledgers.kind import About, Count, Group, LedgerKind
from liushou_desk.domain.ledgers.money_or_goods import money_or_goods
from liushou_desk.domain.words import AidKind

_CASH, _GOODS = ("form", AidKind.CASH), ("form", AidKind.GOODS)
_GIVING, _NEWS = "giving", "publicity"


GIVING = LedgerKind(
    table=_GIVING,
    title="捐赠与投入",
    group=Group.GIVING,
    purpose="社会捐赠、学校投入、上级拨款：从哪里来、多少、用在哪里；元和件分开算。",
    optional=True,
    unit="笔",
    about=About.SCHOOL,
    fields=(
        Field(_GIVING, "given_on", "日期", reading.day, mandatory=True, past=True),
        Field(_GIVING, "kind", "来源类别", reading.word(GivingKind), mandatory=True),
        Field(_GIVING, "giver", "来自", reading.text, mandatory=True),
        Field(_GIVING, "form", "资金或物资", reading.word(AidKind), mandatory=True),
        Field(_GIVING, "item", "名称", reading.account, mandatory=True),
        Field(_GIVING, "fen", "金额（元）", money.fen, shown=money.yuan),
        Field(_GIVING, "quantity", "数量", reading.number),
        Field(_GIVING, "quantity_unit", "单位", reading.text),
        Field(_GIVING, "purpose", "用途", reading.text),
    ),
    day="given_on",
    told=("{giver}：{item}", "{fen}元", "{quantity}{quantity_unit}", "，用于{purpose}"),
    columns=(
        *(("given_on", 5.5), ("kind", 5), ("giver", 9), ("item", 7)),
        *(("fen", 6), ("quantity", 3.5), ("quantity_unit", 3), ("purpose", 9)),
    ),
    asked=money_or_goods("form"),
    counts=(
        Count("givings", "捐赠与投入", "期内的捐赠、学校投入和上级拨款，一笔算一次", "次"),
        Count(
            "giving_yuan",
            "投入资金",
            "期内用于关爱工作的资金：捐赠、学校投入、上级拨款，不含物资",
            "元",
            where=(_CASH,),
            total="fen",
            scale=money.FEN_PER_YUAN,
        ),
        Count(
            "donated_yuan",
            "其中社会捐赠",
            "期内社会捐赠的资金",
            "元",
            where=(_CASH, ("kind", GivingKind.DONATION)),
            total="fen",
            scale=money.FEN_PER_YUAN,
        ),
        Count(
            "giving_goods",
            "投入物资",
            "期内用于关爱工作的物资，按件、册、份分列",
            "件（册、份）",
            where=(_GOODS,),
            total="quantity",
            by="quantity_unit",
        ),
    ),
)

PUBLICITY = LedgerKind(
    table=_NEWS,
    title="宣传报道",
    group=Group.GIVING,
    purpose="简报、报刊、网站、广播：哪天、什么题目、登在哪里、刊号或网址。",
    optional=True,
    unit="篇",
    about=About.SCHOOL,
    fields=(
        Field(_NEWS, "published_on", "日期", reading.day, mandatory=True, past=True),
        Field(_NEWS, "title", "题目", reading.account, mandatory=True),
        Field(_NEWS, "medium", "登在哪里", reading.text, mandatory=True),
        Field(_NEWS, "reference", "刊号或网址", reading.text),
    ),
    day="published_on",
    told=("《{title}》", "，{medium}"),
    columns=(("published_on", 6), ("title", 20), ("medium", 10), ("reference", 12)),
    counts=(Count("publicity", "宣传报道", "期内登出的报道和简报", "篇"),),
    note="登出的文字和照片不写儿童姓名；家长不愿公开的儿童不出现。",
)
