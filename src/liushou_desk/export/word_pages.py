"""The sections of a Word file by the profile: size, margins, page numbers, draft mark."""

from typing import TYPE_CHECKING

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.shared import Mm, Pt

from liushou_desk.domain.layout import MM, LayoutProfile, NumberSide
from liushou_desk.export.table_grid import LEADING
from liushou_desk.export.word_floating import turned_cell
from liushou_desk.export.word_oxml import (
    add_page_number,
    add_words,
    drop_margins,
    end_section,
    set_grid,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as WordFile
    from docx.section import Section
    from docx.section import _Footer as Footer  # pyright: ignore[reportPrivateUsage]
    from docx.text.paragraph import Paragraph

    Last = Callable[[], Paragraph]

_DASH_IN_LINE = 0.55
"""Where a dash stands in a line of exact height: 0.51 measured in LibreOffice, 0.60 reckoned for
Word with 宋体; the middle is within 0.3 mm of both."""


class Pages:
    """The pages of one file: those of the profile, and its last section as it grows."""

    def __init__(self, file: "WordFile", profile: LayoutProfile, draft_mark: str) -> None:
        self._file, self._profile, self._mark = file, profile, draft_mark
        self._is_turned = False
        _lay_out(file.sections[0], profile)
        self._fill(file.sections[0])

    def turn(self, last: "Last", *, landscape: bool, anew: bool = False) -> bool:
        """Let what follows stand on pages turned to the side, or on upright ones again.

        Whether a section had to be begun for that, or was wished `anew`.
        """
        if landscape == self._is_turned and not anew:
            return False
        self._is_turned = landscape
        profile = self._profile.turned() if landscape else self._profile
        _lay_out(self._begin(last(), WD_SECTION.NEW_PAGE), profile)
        return True

    def begin_unnumbered(self, last: "Last") -> None:
        """Let what follows stand on the next even page, and have no number."""
        self._is_turned = False
        section = self._begin(last(), WD_SECTION.EVEN_PAGE, is_numbered=False)
        _lay_out(section, self._profile)

    def drop_even_number(self) -> None:
        """No number on the last section's even page, which is its last."""
        self._file.sections[-1].even_page_footer.paragraphs[0].clear()

    def _begin(self, last: "Paragraph", kind: WD_SECTION, *, is_numbered: bool = True) -> "Section":
        end_section(last, self._file)
        section = self._file.sections[-1]
        section.start_type = kind
        drop_margins(section)
        for part in (
            *(section.header, section.even_page_header),
            *(section.footer, section.even_page_footer),
        ):
            part.is_linked_to_previous = False
        self._fill(section, is_numbered=is_numbered)
        return section

    def _fill(self, section: "Section", *, is_numbered: bool = True) -> None:
        for header in (section.header, section.even_page_header):
            header.paragraphs[0].style = "Header"
            add_words(header.paragraphs[0], self._mark)
        for page, footer in enumerate((section.footer, section.even_page_footer), start=1):
            footer.paragraphs[0].style = "Footer"
            if is_numbered and self._profile.is_numbered:
                self._number(footer, page)

    def _number(self, footer: "Footer", page: int) -> None:
        """The page number below the text area of the upright sheet, also on a turned one."""
        paragraph = self._turned_cell(footer) if self._is_turned else footer.paragraphs[0]
        paragraph.style = "Footer"
        clear, form = Pt(self._profile.page_number.size), paragraph.paragraph_format
        side = self._profile.number_side
        if side is NumberSide.MIDDLE:
            form.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
        elif side is NumberSide.OUTWARD and page % 2 == 0:
            form.alignment, form.left_indent = WD_PARAGRAPH_ALIGNMENT.LEFT, clear
        else:
            form.alignment, form.right_indent = WD_PARAGRAPH_ALIGNMENT.RIGHT, clear
        add_page_number(paragraph, self._profile.number_form)

    def _turned_cell(self, footer: "Footer") -> "Paragraph":
        """A cell along the left edge, where the foot of the upright sheet has come to lie."""
        upright = self._profile
        line = upright.page_number.size * LEADING
        x = (upright.bottom - upright.page_number_gap) * MM - line * (1 - _DASH_IN_LINE)
        return turned_cell(footer, x, upright.left * MM, line, upright.text_width * MM)


def _lay_out(section: "Section", profile: LayoutProfile) -> None:
    landscape = profile.is_landscape
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(profile.page_width), Mm(profile.page_height)
    section.top_margin, section.bottom_margin = Mm(profile.top), Mm(profile.bottom)
    section.left_margin, section.right_margin = Mm(profile.left), Mm(profile.right)
    section.header_distance = Mm(profile.header_top)
    section.footer_distance = Pt(_footer_distance(profile))
    set_grid(section, Pt(profile.line_pt))


def _footer_distance(profile: LayoutProfile) -> float:
    """From the paper's lower edge to the footer's, so that the dashes stand where they must."""
    line = profile.page_number.size * LEADING
    dash = (profile.bottom - profile.page_number_gap) * MM
    return dash - line * (1 - _DASH_IN_LINE)
