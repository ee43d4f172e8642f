"""The page of one child on paper: A4, the sections as small tables, the time line last."""

from dataclasses import replace
from datetime import date

from liushou_desk import paths
from liushou_desk.domain.document import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Paragraph,
    ParagraphRole,
    Table,
    TextRun,
    chinese_date,
)
from liushou_desk.domain.layout import LISTING
from liushou_desk.services.register.child_page import ChildPage

PAPER = replace(
    LISTING,
    name="一名儿童",
    page_width=210,
    page_height=297,
    text_width=186,
    text_height=268,
    lines=47,
    characters=58,
)
NOTICE = "含未成年人敏感信息，仅限校内使用"
DAY, KIND, TEXT = 3, 3, 14
"""Shares of the columns of the time line."""


def child_page_pdf(page: ChildPage, made_on: date) -> bytes:
    """Draw the page. Raises `TemplateTrouble` where the fonts lack a character."""
    from liushou_desk.export.pdf import pdf_bytes

    fonts = paths.fonts()
    return pdf_bytes(_document(page, made_on), PAPER, fonts=fonts, made_on=made_on)


def _document(page: ChildPage, made_on: date) -> Document:
    line = "　".join(part for part in (page.school_class, chinese_date(made_on), NOTICE) if part)
    blocks: list[Block] = [Paragraph((TextRun(line),), ParagraphRole.CENTRED)]
    for section in page.sections:
        blocks.append(Paragraph((TextRun(section.title),), ParagraphRole.CAPTION))
        blocks.append(_table(section.headings, section.rows, section.shares))
    blocks.append(Paragraph((TextRun("经过"),), ParagraphRole.CAPTION))
    told = tuple(
        (str(item.day) if item.day else "此前", item.kind, item.text) for item in page.items
    )
    blocks.append(_table(("日期", "事项", "内容"), told, (DAY, KIND, TEXT)))
    return Document(((page.called,),), tuple(blocks))


def _table(
    headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...], shares: tuple[int, ...]
) -> Table:
    lines = ((headings, *rows) if headings else rows) or (("没有登记", ""),)
    columns = [Column(share, Align.LEFT) for share in shares]
    cells = tuple(tuple(Cell((TextRun(text),)) for text in line) for line in lines)
    return Table(tuple(columns), cells, header_rows=1 if headings else 0)
