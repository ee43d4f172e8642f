"""留守儿童之家: what stands in it, until it is scrapped, and when it was open."""

from collections.abc import Iterator

from liushou_desk.domain import reading
from liushou_desk.domain.field import Field
from liushou_desk.domain.ledgers.health import measured
from liushou_desk.domain.ledgers.kind import About, Count, Group, Home, LedgerKind, Row, Until
from liushou_desk.domain.remarks import Remark

_ITEM, _OPEN = "home_item", "home_opening"
_LONGEST = 240
"""Tenths of an hour: a day has no more."""


def _refuse_item(row: Row, _home: Home) -> Iterator[Remark]:
    if row["scrapped_on"] and not row["scrapped_why"]:
        yield Remark("报废要写明原因。", "scrapped_why", blocks=True)
    if row["scrapped_why"] and not row["scrapped_on"]:
        yield Remark("写了报废原因，请填报废日期。", "scrapped_on", blocks=True)


def _refuse_opening(row: Row, _home: Home) -> Iterator[Remark]:
    if row["hours"] is not None and row["hours"] > _LONGEST:
        yield Remark("一天只有24小时，请核对开放时长。", "hours", blocks=True)


HOME_ITEM = LedgerKind(
    table=_ITEM,
    title="留守儿童之家设施",
    short="之家设施",
    group=Group.HOME,
    purpose="入库总册：图书、电脑、亲情电话、咨询信箱等的数量、来源、谁验收；报废的写明哪天、为什么，可打印报废申报表。",
    optional=True,
    unit="项",
    about=About.SCHOOL,
    fields=(
        Field(_ITEM, "received_on", "验收日期", reading.day, mandatory=True, past=True),
        Field(_ITEM, "name", "名称", reading.account, mandatory=True),
        Field(_ITEM, "quantity", "数量", reading.number, mandatory=True),
        Field(_ITEM, "quantity_unit", "单位", reading.text, mandatory=True),
        Field(_ITEM, "source", "来源", reading.text),
        Field(_ITEM, "accepted_by", "验收人", reading.text, mandatory=True),
        Field(_ITEM, "scrapped_on", "报废日期", reading.day, past=True),
        Field(_ITEM, "scrapped_why", "报废原因", reading.account),
    ),
    day="received_on",
    told=("{name}", "{quantity}{quantity_unit}", "，{scrapped_on}报废"),
    columns=(
        *(("received_on", 5.5), ("name", 10), ("quantity", 4), ("quantity_unit", 3)),
        *(("source", 8), ("accepted_by", 5), ("scrapped_on", 5.5), ("scrapped_why", 7)),
    ),
    until=Until(ended_on="scrapped_on"),
    counts=(
        Count("home_items", "之家设施", "在截止日没有报废的设施，一次入库算一项", "项"),
        Count(
            "home_items_by_unit",
            "之家设施数量",
            "在截止日没有报废的设施，按件、册、台分列，不同单位不相加",
            "件（册、份）",
            total="quantity",
            by="quantity_unit",
        ),
    ),
    papers=("home-scrapping",),
    order=(("received_on", "scrapped_on"),),
    positive=("quantity",),
    refuse=_refuse_item,
)

HOME_OPENING = LedgerKind(
    table=_OPEN,
    title="值班与开放",
    short="之家开放",
    group=Group.HOME,
    purpose="留守儿童之家的值班记录：哪天开放几小时、谁值班、来了多少人、做了什么。",
    optional=True,
    unit="次",
    about=About.SCHOOL,
    fields=(
        Field(_OPEN, "opened_on", "开放日期", reading.day, mandatory=True, past=True),
        Field(_OPEN, "hours", "开放时长（小时）", reading.tenths, mandatory=True, shown=measured),
        Field(_OPEN, "on_duty", "值班人", reading.text, mandatory=True),
        Field(_OPEN, "came", "到场人数", reading.number),
        Field(_OPEN, "what", "活动内容", reading.account, long=True),
    ),
    day="opened_on",
    told=("开放{hours}小时", "，{came}人", "，{what}"),
    columns=(("opened_on", 6), ("hours", 8.5), ("on_duty", 7), ("came", 5), ("what", 18)),
    counts=(
        Count("home_openings", "留守儿童之家开放", "期内的开放，一条值班记录算一次", "次"),
        Count(
            "home_hours",
            "留守儿童之家开放时长",
            "期内各次开放的时长相加",
            "小时",
            total="hours",
            scale=10,
        ),
        Count("home_came", "留守儿童之家到场", "每次开放的到场人数相加", "人次", total="came"),
    ),
    positive=("hours",),
    refuse=_refuse_opening,
)
