"""报废物品申报表 of the 留守儿童之家: what was scrapped in the term, to be signed by three."""

from collections.abc import Iterator

import sqlalchemy as sa

from liushou_desk.domain.document import Align, Document
from liushou_desk.domain.layout import FORM
from liushou_desk.domain.ledgers import HOME_ITEM
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.models import HomeItem
from liushou_desk.services.papers.blocks import Group, Heading, centred, listing
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.whom import OF_SCHOOL
from liushou_desk.services.school.terms import term_days

_ROOM = 9
_HEADINGS = (
    Heading("序号", 3),
    Heading("名称", 10, Align.LEFT),
    Heading("数量", 5),
    Heading("验收日期", 7),
    Heading("报废日期", 7),
    Heading("报废原因", 12, Align.LEFT),
)
_SIGNED = (("管理员签字", 2), ("", 1), ("部门负责人签字", 2), ("", 1))
_HEAD = (("校领导意见、签字", 2), ("", 4))


def _collect(subject: Subject) -> Iterator[Paper]:
    """No sheet where nothing was scrapped."""
    with subject.office.reading() as session:
        days = term_days(session, subject.wish.term)
        scrapped = HomeItem.scrapped_on.between(days.first_on, days.last_on)
        found = sa.select(HomeItem).where(scrapped).order_by(HomeItem.scrapped_on, HomeItem.id)
        rows = [
            (
                *(str(number), item.name, f"{item.quantity}{item.quantity_unit}"),
                *(str(item.received_on), str(item.scrapped_on), item.scrapped_why or ""),
            )
            for number, item in enumerate(session.scalars(found), start=1)
        ]
    if rows:
        groups = (Group(rows, [(f"合计：{len(rows)}项", len(_HEADINGS))]), Group((), _SIGNED))
        blocks = (
            centred(term_title(subject.wish.term)),
            listing(_HEADINGS, (*groups, Group((), _HEAD)), row_height=_ROOM),
        )
        yield Paper(Document(((subject.school, "活动室报废物品申报表"),), blocks))


HOME_SCRAPPING = PaperKind(
    "home-scrapping",
    "活动室报废物品申报表",
    Per.SCHOOL,
    OF_SCHOOL,
    FORM,
    Audience.INTERNAL,
    _collect,
    ledger=HOME_ITEM.table,
)
