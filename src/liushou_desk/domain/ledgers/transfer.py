"""学籍档案移交: a child's file on its way between schools, until the receipt is here."""

from collections.abc import Iterator

from liushou_desk.domain import reading
from liushou_desk.domain.field import Field
from liushou_desk.domain.ledger_words import Way
from liushou_desk.domain.ledgers.kind import Group, Home, LedgerKind, Row, Settles
from liushou_desk.domain.remarks import Remark

_TABLE = "file_transfer"


def _refuse(row: Row, _home: Home) -> Iterator[Remark]:
    if row["receipt_on"] and not row["handed_on"]:
        yield Remark("有回执日期，没有移交日期，请补上。", "handed_on", blocks=True)


FILE_TRANSFER = LedgerKind(
    table=_TABLE,
    title="转学档案移交",
    short="转学档案",
    group=Group.OFFICE,
    purpose="转入从哪里来、转出到哪里去、毕业班升到哪所学校；档案哪天交、交了什么、对方的回执回来没有。",
    optional=True,
    unit="份",
    fields=(
        Field(_TABLE, "way", "转入、转出或升学", reading.word(Way), mandatory=True),
        Field(_TABLE, "moved_on", "转学日期", reading.day, mandatory=True),
        Field(_TABLE, "other_school", "对方学校", reading.text, mandatory=True),
        Field(_TABLE, "papers", "移交材料", reading.account, long=True),
        Field(_TABLE, "handed_on", "移交日期", reading.day, past=True),
        Field(_TABLE, "receipt_on", "回执日期", reading.day, past=True),
    ),
    day="moved_on",
    told=("{way}", "，{other_school}", "，{receipt_on}收到回执|，还没有回执"),
    columns=(
        *(("way", 8), ("moved_on", 5.5), ("other_school", 10), ("handed_on", 5.5)),
        *(("receipt_on", 5.5), ("papers", 12)),
    ),
    settles=Settles("receipt_on"),
    papers=("file-transfer",),
    note="转出后接收学校没有确认的列为疑似辍学：请在花名册里登记接收学校，并追回回执。",
    order=(
        ("moved_on", "receipt_on"),
        ("handed_on", "receipt_on"),
    ),
    refuse=_refuse,
)
