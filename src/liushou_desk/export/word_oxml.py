"""The few things of WordprocessingML for which python-docx has no word of its own."""

# its proxies show their elements under private names only
# ruff: noqa: SLF001
# pyright: reportPrivateUsage=false

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


def dash_below(paragraph: Paragraph) -> None:
    """A dashed line at the paragraph's lower edge, as wide as the text area."""
    borders = parse_xml(
        f"<w:pBdr {nsdecls('w')}>"
        '<w:bottom w:val="dashed" w:sz="4" w:space="0" w:color="auto"/></w:pBdr>'
    )
    style = paragraph._p.get_or_add_pPr().xpath("w:pStyle")[0]
    style.addnext(borders)  # the schema wants it before the distances


def set_typeface(style: ParagraphStyle, name: str) -> None:
    """The face for all scripts, digits and Latin letters too."""
    style.font.name = name
    for fonts in style.element.xpath("w:rPr/w:rFonts"):
        fonts.set(qn("w:eastAsia"), name)
        fonts.set(qn("w:cs"), name)


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
