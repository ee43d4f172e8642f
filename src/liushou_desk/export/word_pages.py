"""The pages of the Word template by the profile: size, margins, page numbers, draft mark."""

from typing import TYPE_CHECKING

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.shared import Mm, Pt

from liushou_desk.domain.layout import MM, LayoutProfile
from liushou_desk.export.table_grid import LEADING
from liushou_desk.export.word_oxml import add_words, set_grid

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.section import Section

_DASH_IN_LINE = 0.55
"""Where a dash stands in a line of exact height: 0.51 measured in LibreOffice, 0.60 reckoned for
Word with 宋体; the middle is within 0.3 mm of both."""


def rewrite_pages(file: "WordFile", profile: LayoutProfile, draft_mark: str) -> None:
    """Lay out the template's only section; its footers have their page numbers already."""
    section = file.sections[0]
    _set_paper(section, profile)
    set_grid(section, Pt(profile.line_pt))
    _set_numbers(section, profile)
    add_words(section.header.paragraphs[0], draft_mark)
    add_words(section.even_page_header.paragraphs[0], draft_mark)


def _set_numbers(section: "Section", profile: LayoutProfile) -> None:
    """单页居右空一字, 双页居左空一字; else in the middle of every page, or nowhere."""
    if not profile.is_numbered:
        section.footer.paragraphs[0].clear()
        section.even_page_footer.paragraphs[0].clear()
    odd = section.footer.paragraphs[0].paragraph_format
    even = section.even_page_footer.paragraphs[0].paragraph_format
    if profile.numbers_outward:
        odd.right_indent = even.left_indent = Pt(profile.page_number.size)
    else:
        odd.alignment = even.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER


def _set_paper(section: "Section", profile: LayoutProfile) -> None:
    landscape = profile.page_width > profile.page_height
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(profile.page_width), Mm(profile.page_height)
    section.top_margin, section.bottom_margin = Mm(profile.top), Mm(profile.bottom)
    section.left_margin, section.right_margin = Mm(profile.left), Mm(profile.right)
    section.header_distance = Mm(profile.header_top)
    section.footer_distance = Pt(_footer_distance(profile))


def _footer_distance(profile: LayoutProfile) -> float:
    """From the paper's lower edge to the footer's, so that the dashes stand where they must."""
    line = profile.page_number.size * LEADING
    dash = (profile.bottom - profile.page_number_gap) * MM
    return dash - line * (1 - _DASH_IN_LINE)
