"""The few things of WordprocessingML for which python-docx has no word of its own."""

# its proxies show their elements under private names only
# ruff: noqa: SLF001
# pyright: reportPrivateUsage=false

from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.section import Section
from docx.shape import InlineShape
from docx.shared import Length
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

from liushou_desk.export.characters import printable


def add_words(paragraph: Paragraph, text: str) -> None:
    """A run of words; the hint makes Word set quotation marks and dashes as Chinese ones."""
    if text:
        run = paragraph.add_run(printable(text))
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")


def describe(shape: InlineShape, told: str) -> None:
    """What a picture shows, in words (替代文字)."""
    if told:
        shape._inline.docPr.set("descr", printable(told))


def add_page_number(paragraph: Paragraph, form: str) -> None:
    """The page number as a field; {} in `form` stands for the number."""
    before, _, after = form.partition("{}")
    add_words(paragraph, before)
    for part in (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(
            parse_xml(
                f'<w:r {nsdecls("w")}><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{part}</w:r>'
            )
        )
    add_words(paragraph, after)


def end_section(paragraph: Paragraph, file: Document) -> None:
    """Let the section end with this paragraph; the file's last one begins as a copy of it."""
    last: Any = file.sections[-1]
    paragraph._p.get_or_add_pPr().append(deepcopy(last._sectPr))


def drop_margins(section: Section) -> None:
    """Take a section's headers and footers away, so that it can have its own."""
    for reference in section._sectPr.xpath("w:headerReference|w:footerReference"):
        section._sectPr.remove(reference)


def dash_below(paragraph: Paragraph) -> None:
    """A dashed line at the paragraph's lower edge, as wide as the text area."""
    borders = parse_xml(
        f"<w:pBdr {nsdecls('w')}>"
        '<w:bottom w:val="dashed" w:sz="4" w:space="0" w:color="auto"/></w:pBdr>'
    )
    style = paragraph._p.get_or_add_pPr().xpath("w:pStyle")[0]
    style.addnext(borders)  # the schema wants it before the distances


def set_typeface(style: ParagraphStyle, name: str, digits: str = "") -> None:
    """The face for all scripts, digits and Latin letters too if they have none of their own."""
    style.font.name = digits or name
    for fonts in style.element.xpath("w:rPr/w:rFonts"):
        fonts.set(qn("w:eastAsia"), name)
        fonts.set(qn("w:cs"), name)


def set_default_typeface(file: Document, name: str) -> None:
    """The face of what has no style."""
    for fonts in file.styles.element.xpath("w:docDefaults//w:rFonts"):
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), name)


def set_character_spacing(style: ParagraphStyle, spacing: Length) -> None:
    """Characters set wider apart, or closer; the template's style has the element."""
    for element in style.element.xpath("w:rPr/w:spacing"):
        element.set(qn("w:val"), str(spacing.twips))


def set_grid(section: Section, line: Length) -> None:
    """The distance of the page grid's lines; the template's section has the element."""
    for grid in section._sectPr.xpath("w:docGrid"):
        grid.set(qn("w:linePitch"), str(line.twips))


def mark_rows(table: Table, heads: int) -> None:
    """No row is divided between pages; the first `heads` rows are repeated on each page."""
    for at, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if at < heads:
            properties.append(OxmlElement("w:tblHeader"))
