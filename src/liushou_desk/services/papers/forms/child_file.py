"""一人一档: what is kept of one child as one paper made of papers, in the order of the binder.

Cover with a label for the spine, contents, then the parts, each from a new page so that a sheet can
be added or changed. It stands in a cupboard with the name on its back, so cover and label do not
say 留守. Nothing restricted is in it: its parts are of the papers that may be printed singly.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from liushou_desk.domain.document import (
    Align,
    Attachment,
    Block,
    Cell,
    Column,
    CutLine,
    Document,
    PageRun,
    Table,
    chinese_date,
)
from liushou_desk.domain.layout import FORM, UPRIGHT
from liushou_desk.domain.masking import Audience
from liushou_desk.domain.terms import term_title
from liushou_desk.services.papers.blocks import cell, centred, note, pairs
from liushou_desk.services.papers.forms.child_page import NOTICE
from liushou_desk.services.papers.forms.file_parts import Part, parts_of
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.people import people_of
from liushou_desk.services.papers.whom import ON_REGISTER
from liushou_desk.services.register.child_page import ChildPage, child_page

_PROFILE = replace(UPRIGHT, name="档案", title=FORM.title, body=FORM.body)
"""The small type of a child's page, so that each part has room on few pages."""
_TITLE = "学生关爱档案"
_NUMBERS = "一二三四五六七八九"
_NOTHING = "没有登记"
_SHARES = (3, 7, 3, 7)
_LINE, _LABEL = 14, 20
"""Millimetres of a line of the cover, and of the label that is cut out for the spine."""
_ABOVE, _BELOW = 5, 8
"""Empty lines of the cover."""


def _collect(subject: Subject) -> Iterator[Paper]:
    (child_id,) = subject.child_ids
    page = child_page(subject.office, child_id, subject.wish.term)
    parts = parts_of(subject, page)
    filled = [part for part in parts if part.blocks]
    yield Paper(
        Document(
            ((subject.school,), (_TITLE,)),
            tuple(_cover(subject, page)),
            (
                Attachment("", "目录", (_contents(parts, filled), note(f"{NOTICE}。"))),
                *(Attachment("", part.title, part.blocks) for part in filled),
            ),
            label=CHILD_FILE.title,
        )
    )


def _cover(subject: Subject, page: ChildPage) -> Iterator[Block]:
    (person,) = people_of(subject)
    number, term = f"{person.child_id:04d}", term_title(subject.wish.term)
    carer = person.caregiver.name or person.caregiver.relation
    yield centred("（一人一档）")
    yield from [centred("")] * _ABOVE
    yield pairs(
        [
            [("姓名", page.called), ("档案编号", number)],
            [("性别", person.sex), ("出生日期", person.born_on)],
            [("班级", page.school_class), ("学期", term)],
            [("照料人", carer), ("帮扶人", "、".join(one.name for one in person.mentors))],
            [("建档人", ""), ("整理日期", chinese_date(subject.today))],
        ],
        _SHARES,
        row_height=_LINE,
    )
    yield from [centred("")] * _BELOW
    yield note("档案盒脊背标签：沿虚线剪下，竖着贴在盒脊上。")
    yield CutLine()
    label = (f"{_TITLE}", number, page.school_class, page.called, term)
    columns = tuple(map(Column, (6, 3, 5, 5, 9)))
    yield Table(columns, (tuple(map(cell, label)),), 0, _LABEL, whole=True)
    yield CutLine()


def _contents(parts: Sequence[Part], filled: Sequence[Part]) -> Table:
    """Every part in its place; of one with nothing in it that is said where its page would be."""
    rows = [tuple(map(cell, ("序号", "内容", "份数", "页码")))]
    for number, part in zip(_NUMBERS, parts, strict=False):
        known = part in filled
        page = Cell((PageRun(filled.index(part) + 1),)) if known else cell(_NOTHING)
        count = cell(str(part.count) if known and part.count else "")
        rows.append((cell(number), cell(part.title), count, page))
    shares = (Column(2), Column(12, Align.LEFT), Column(3), Column(4))
    return Table(shares, tuple(rows), row_height=_LINE)


CHILD_FILE = PaperKind(
    "child-file",
    "一人一档",
    Per.CHILD,
    ON_REGISTER,
    _PROFILE,
    Audience.INTERNAL,
    _collect,
    running=True,
)
