"""表彰: of pupils and of those who help them. What is printed for the wall never says 留守."""

from collections.abc import Iterator

from liushou_desk.domain import reading
from liushou_desk.domain.field import Field
from liushou_desk.domain.ledgers.kind import About, Count, Group, Home, LedgerKind, Row
from liushou_desk.domain.remarks import Remark

_OF_CHILD, _OF_HELPER = "award", "helper_award"
LABEL = "留守"
"""What no certificate says of a child, nor of who helps it."""


def _fields(table: str) -> tuple[Field, ...]:
    return (
        Field(table, "awarded_on", "表彰日期", reading.day, mandatory=True, past=True),
        Field(table, "title", "荣誉称号", reading.account, mandatory=True),
        Field(table, "printed_as", "奖状上的称号", reading.account),
        Field(table, "giver", "表彰单位", reading.text),
    )


def printed_title(row: Row) -> str:
    """What the certificate says."""
    return str(row["printed_as"] or row["title"])


def _refuse(row: Row, _home: Home) -> Iterator[Remark]:
    if row["title"] and LABEL in printed_title(row):
        said = f"奖状和公示不写“{LABEL}”，请填奖状上的称号，如“优秀少年”“爱心妈妈”。"
        yield Remark(said, "printed_as", blocks=True)


AWARD = LedgerKind(
    table=_OF_CHILD,
    title="学生表彰",
    group=Group.OFFICE,
    purpose="优秀学生、小老师、进步之星：哪天、什么称号；奖状可以打印，不写“留守”。",
    optional=True,
    unit="人次",
    fields=_fields(_OF_CHILD),
    day="awarded_on",
    told=("{title}", "，{giver}"),
    columns=(("awarded_on", 6), ("title", 12), ("printed_as", 10), ("giver", 10)),
    several=True,
    counts=(
        Count("award_times", "学生表彰", "期内留守儿童得到的表彰", "人次"),
        Count("award_children", "受表彰的留守儿童", "期内的不同儿童", "人", distinct="child_id"),
    ),
    note=f"称号里有“{LABEL}”的，另填奖状上的称号；家长不愿公开的儿童不上公示。",
    papers=("certificate",),
    refuse=_refuse,
)

HELPER_AWARD = LedgerKind(
    table=_OF_HELPER,
    title="教师和志愿者表彰",
    short="教师表彰",
    group=Group.OFFICE,
    purpose="爱心妈妈、优秀帮扶教师、优秀志愿者：表彰了谁、什么称号。",
    optional=True,
    unit="人次",
    about=About.SCHOOL,
    fields=(Field(_OF_HELPER, "name", "姓名", reading.name, mandatory=True), *_fields(_OF_HELPER)),
    day="awarded_on",
    told=("{name}：{title}", "，{giver}"),
    columns=(("awarded_on", 6), ("name", 5), ("title", 12), ("printed_as", 10), ("giver", 10)),
    counts=(Count("helper_awards", "教师和志愿者表彰", "期内表彰的教师、志愿者", "人次"),),
    papers=("helper-certificate",),
    refuse=_refuse,
)
