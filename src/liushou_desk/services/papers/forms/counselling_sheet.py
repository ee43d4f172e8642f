"""心理辅导记录表: one empty page; what is said in counselling is written by hand and kept apart."""

from collections.abc import Iterator

from liushou_desk.domain.document import Block, Document
from liushou_desk.domain.layout import FORM
from liushou_desk.domain.masking import Audience
from liushou_desk.services.papers.blocks import Pair, note, pairs, signing
from liushou_desk.services.papers.kind import Paper, PaperKind, Per, Subject
from liushou_desk.services.papers.whom import OF_SCHOOL

_SHARES, _LINE, _TALL = (5, 9, 4, 8), 9, 19
"""Widths, and millimetres of a line and of one that asks for more."""
_SECRECY = (
    "保密声明：本表由辅导教师单独保管，不入一人一档，不录入电脑，未经来访者同意不给他人看；"
    "有伤害自己、伤害他人的危险，或属于强制报告情形的，应当立即报告，不受保密的限制。"
)
_FREE = ("议题", "情绪、认知、行为", "辅导过程", "评估", "效果", "下次计划")


def _collect(subject: Subject) -> Iterator[Paper]:
    head: list[list[Pair]] = [
        [("日期", ""), ("起止时分", "")],
        [("地点", ""), ("辅导者", "")],
        [("来访者（化名）", ""), ("第几次", "")],
        [("转介来源", "□班主任　□家长　□本人　□其他"), ("形式", "□个别　□团体　□线上")],
    ]
    family: list[list[Pair]] = [
        [("父母外出起始年", ""), ("与父母通话", "每周　　次，每月　　次")],
        [("监护人文化程度", ""), ("重大生活事件", "")],
    ]
    blocks: tuple[Block, ...] = (
        note(_SECRECY),
        pairs(head, _SHARES, row_height=_LINE),
        pairs(family, _SHARES, row_height=_LINE),
        pairs([[(text, "")] for text in _FREE], (4, 18), row_height=_TALL),
        signing(("辅导者签字", None), ("日期", None)),
        note(
            "来访者只写化名，不写姓名、班级。做完以后，在台账“心理辅导登记”里只记日期、形式和人数。"
        ),
    )
    yield Paper(Document(((subject.school, "心理辅导记录表"),), blocks))


COUNSELLING_SHEET = PaperKind(
    "counselling-empty",
    "心理辅导记录表（空表）",
    Per.SCHOOL,
    OF_SCHOOL,
    FORM,
    Audience.INTERNAL,
    _collect,
)
