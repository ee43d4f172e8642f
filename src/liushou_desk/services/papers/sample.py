"""样张: two pages with all that a layout decides, in invented words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from liushou_desk.domain.document import (
    Attachment,
    AttachmentNote,
    Block,
    Document,
    Heading,
    Paragraph,
    ParagraphRole,
    Signature,
    TextRun,
)
from liushou_desk.domain.school_layout import layout_of, unnamed
from liushou_desk.services.papers import blocks
from liushou_desk.services.papers.drawing import PDF, drawn

_TITLE = (("青石镇中心小学",), ("留守儿童", "关爱保护", "工作总结"))
_SAID = (
    "本学期，我校共有在校学生637人，其中留守儿童213人，占33.44%。学校建立“一生一档”，"
    "每月谈心、每学期家访，做到情况清、底数明、责任到人。"
)
_SHORT = "走访213户，通话520人次，发放资助191,875元。"
_TEXT: tuple[tuple[int, str], ...] = (
    (1, "一、基本情况"),
    (2, "（一）摸底建档"),
    (3, "1. 家访谈心"),
    (4, "（1）亲情联系"),
)
_HEADS = ("年级", "留守儿童", "双亲外出", "单亲外出", "备注")
_ROWS = (("一年级", "35", "20", "15", ""), ("二年级", "41", "22", "19", ""))


def sample_pdf(values: Mapping[str, Any], made_on: date) -> bytes:
    """The sample by the values of a layout's fields.

    Raises `InputProblem` where one is missing, or its page cannot hold what it is told to.
    """
    profile = layout_of(unnamed(values)).profile()
    return drawn(_document(made_on), profile, PDF, made_on)


def _document(made_on: date) -> Document:
    said = Paragraph((TextRun(_SAID),))
    text: list[Block] = [Paragraph((TextRun("县教育局："),), ParagraphRole.FLUSH), said]
    for level, heading in _TEXT:
        text += [Heading(level, heading), Paragraph((TextRun(_SHORT),))]
    table = blocks.listing([blocks.Heading(text, 1) for text in _HEADS], [blocks.Group(_ROWS)])
    foot = (AttachmentNote(("统计表",)), Signature("青石镇中心小学", made_on))
    attachment = Attachment("附件", "统计表", (table, blocks.note("截止日：2026年12月31日。")))
    return Document(_TITLE, (*text, *foot), (attachment,))
