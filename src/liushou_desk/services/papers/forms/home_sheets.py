"""儿童之家: the sheets that lie there to be written on, and the yearly check of what it holds."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from liushou_desk.domain.document import Align, Block, Document, chinese_date
from liushou_desk.domain.layout import FORM
from liushou_desk.domain.masking import Audience
from liushou_desk.models import HomeItem
from liushou_desk.services.papers.blocks import (
    BLANK,
    Group,
    Heading,
    centred,
    listing,
    note,
    signing,
)
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.whom import OF_SCHOOL

_ROOM, _LINES = 10, 20
"""Millimetres of a line that is written on, and how many a sheet has."""
_WIDE = ("书名", "名称", "物品名称", "活动内容", "用途")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet for the pen: what stands over its columns, and what below it."""

    title: str
    columns: tuple[str, ...]
    said: str


_SHEETS = (
    _Sheet(
        "儿童之家设施登记表",
        ("序号", "验收日期", "名称", "数量", "单位", "来源", "验收人", "备注"),
        "验收以后入库、入账；捐赠品同样入账。",
    ),
    _Sheet(
        "儿童之家图书借阅登记表",
        ("序号", "借书日期", "书名", "班级", "借书人", "应还日期", "还书日期", "经手人"),
        "每人每次最多借2本，按时归还。",
    ),
    _Sheet(
        "儿童之家物品使用记录表",
        ("序号", "日期", "物品名称", "使用人", "起止时间", "用途", "完好情况", "管理员"),
        "用完放回原处，损坏的当天登记。",
    ),
    _Sheet(
        "儿童之家开放值班登记表",
        ("序号", "日期", "起止时间", "到场人数", "活动内容", "安全情况", "值班人", "备注"),
        "每次开放都登记，每月底由管理员汇总。",
    ),
)
_CHECKED = (
    Heading("序号", 3),
    Heading("名称", 11, Align.LEFT),
    Heading("单位", 4),
    Heading("入库", 5),
    Heading("报废", 5),
    Heading("账面", 5),
    Heading("实存", 5),
    Heading("相符", 5),
    Heading("说明", 9, Align.LEFT),
)


def _empty(subject: Subject) -> Iterator[Paper]:
    for sheet in _SHEETS:
        headings = [_heading(text) for text in sheet.columns]
        rows = [(str(number), *[""] * (len(headings) - 1)) for number in range(1, _LINES + 1)]
        blocks: tuple[Block, ...] = (
            centred(f"{BLANK}学年第　　学期"),
            listing(headings, [Group(rows)], row_height=_ROOM),
            note(sheet.said),
        )
        yield Paper(Document(((subject.school, sheet.title),), blocks), sheet.title)


def _heading(text: str) -> Heading:
    if text in _WIDE:
        return Heading(text, 10, Align.LEFT)
    return Heading(text, 3 if text == "序号" else 6)


def _checked(subject: Subject) -> Iterator[Paper]:
    rows = [(str(number), *row, "", "", "") for number, row in enumerate(_stock(subject), start=1)]
    if not rows:
        return
    total: Sequence[tuple[str, int]] = [(f"合计：{len(rows)}种", len(_CHECKED))]
    blocks: tuple[Block, ...] = (
        centred(f"截至{chinese_date(subject.day)}"),
        listing(_CHECKED, [Group(rows, total)], row_height=_ROOM),
        signing(("清查人", None), ("管理员", None), ("单位负责人（盖章）", None)),
        note("每学年末清查一次：账面为入库减报废，实存由清查人清点后填写，与账面不符的写明原因。"),
    )
    yield Paper(Document(((subject.school, "儿童之家物资清查表"),), blocks))


def _stock(subject: Subject) -> list[tuple[str, ...]]:
    """What was taken in and scrapped by the day, and what must be there, by name and unit."""
    taken: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    with subject.office.reading() as session:
        items = sa.select(HomeItem).where(HomeItem.received_on <= subject.day)
        for item in session.scalars(items.order_by(HomeItem.received_on, HomeItem.id)):
            of = taken[item.name, item.quantity_unit]
            of[0] += item.quantity
            of[1] += item.quantity * bool(item.scrapped_on and item.scrapped_on <= subject.day)
    return [
        (name, unit, str(taken_in), str(scrapped), str(taken_in - scrapped))
        for (name, unit), (taken_in, scrapped) in taken.items()
    ]


EMPTY_HOME_SHEETS = PaperKind(
    "home-sheets-empty",
    "儿童之家登记表（空表）",
    Per.SCHOOL,
    OF_SCHOOL,
    FORM,
    Audience.INTERNAL,
    _empty,
)
HOME_STOCK = PaperKind(
    "home-stock",
    "儿童之家物资清查表",
    Per.SCHOOL,
    OF_SCHOOL,
    FORM,
    Audience.INTERNAL,
    _checked,
)
