"""一人一页 on paper: A4, the sections as small tables, the time line last."""

from collections.abc import Iterator

from liushou_desk.domain.document import Align, Block, Document, Table, chinese_date
from liushou_desk.domain.layout import UPRIGHT
from liushou_desk.domain.masking import Audience
from liushou_desk.services.papers.blocks import (
    Group,
    Heading,
    caption,
    centred,
    listing,
    pairs,
)
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.whom import ON_REGISTER
from liushou_desk.services.register.child_page import Section, child_page

NOTICE = "含未成年人敏感信息，仅限校内使用"
_TIME_LINE = (
    Heading("日期", 3, Align.LEFT),
    Heading("事项", 3, Align.LEFT),
    Heading("内容", 14, Align.LEFT),
)


def _collect(subject: Subject) -> Iterator[Paper]:
    (child_id,) = subject.child_ids
    page = child_page(subject.office, child_id, subject.wish.term)
    told = (page.school_class, chinese_date(subject.today), NOTICE)
    blocks: list[Block] = [centred("　".join(filter(None, told)))]
    for section in page.sections:
        blocks += [caption(section.title), section_table(section)]
    items = [(str(item.day) if item.day else "此前", item.kind, item.text) for item in page.items]
    blocks += [caption("经过"), listing(_TIME_LINE, [Group(items)])]
    yield Paper(Document(((page.called,),), tuple(blocks), label=CHILD_PAGE.title))


def section_table(section: Section) -> Table:
    """A section of a child's page: pairs of label and value, or a list."""
    if not section.headings:
        told = [(label, text) for label, text in section.rows]
        return pairs([[pair] for pair in told or [("没有登记", "")]], section.shares)
    headings = [
        Heading(text, share, Align.LEFT)
        for text, share in zip(section.headings, section.shares, strict=True)
    ]
    return listing(headings, [Group(section.rows)])


CHILD_PAGE = PaperKind(
    "child-page", "一人一页", Per.CHILD, ON_REGISTER, UPRIGHT, Audience.INTERNAL, _collect
)
