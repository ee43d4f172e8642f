"""The page in WordprocessingML: size and margins, page numbers, draft mark."""

from liushou_desk.domain.layout import MM, LayoutProfile
from liushou_desk.export.table_grid import LEADING
from liushou_desk.export.word_package import EVEN_FOOTER, HEADER, ODD_FOOTER
from liushou_desk.export.word_styles import DRAFT_MARK, PAGE_NUMBER
from liushou_desk.export.word_xml import indent, paragraph, part, run_properties, twips

_DASH_IN_LINE = 0.55
"""Where a dash stands in a line of exact height: 0.51 measured in LibreOffice, 0.60 reckoned for
Word with 宋体; the middle is within 0.3 mm of both."""


def section(profile: LayoutProfile) -> str:
    """The element `w:sectPr` of the whole document."""
    landscape = ' w:orient="landscape"' if profile.page_width > profile.page_height else ""
    margins = {
        "top": profile.top * MM,
        "right": profile.right * MM,
        "bottom": profile.bottom * MM,
        "left": profile.left * MM,
        "header": profile.header_top * MM,
        "footer": _footer_distance(profile),
        "gutter": 0,
    }
    written = " ".join(f'w:{side}="{twips(length)}"' for side, length in margins.items())
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{HEADER}"/>'
        f'<w:headerReference w:type="even" r:id="{HEADER}"/>'
        f'<w:footerReference w:type="default" r:id="{ODD_FOOTER}"/>'
        f'<w:footerReference w:type="even" r:id="{EVEN_FOOTER}"/>'
        f'<w:pgSz w:w="{twips(profile.page_width * MM)}" w:h="{twips(profile.page_height * MM)}"'
        f"{landscape}/><w:pgMar {written}/>"
        f'<w:docGrid w:type="lines" w:linePitch="{twips(profile.line_pt)}"/></w:sectPr>'
    )


def page_parts(profile: LayoutProfile, draft_mark: str) -> dict[str, bytes]:
    """Header and footers; odd pages have their number on the right, even ones on the left."""
    clear = profile.page_number.size
    return {
        "header1.xml": part("w:hdr", paragraph(DRAFT_MARK, draft_mark)),
        "footer1.xml": part("w:ftr", _number(profile, indent(right=clear))),
        "footer2.xml": part("w:ftr", _number(profile, indent(left=clear) + '<w:jc w:val="left"/>')),
    }


def _number(profile: LayoutProfile, options: str) -> str:
    face = run_properties(profile.page_number)

    def run(content: str) -> str:
        return f"<w:r>{face}{content}</w:r>"

    def field(kind: str) -> str:
        return run(f'<w:fldChar w:fldCharType="{kind}"/>')

    return (
        f'<w:p><w:pPr><w:pStyle w:val="{PAGE_NUMBER}"/>{options}</w:pPr>'
        + run('<w:t xml:space="preserve">— </w:t>')
        + field("begin") + run('<w:instrText xml:space="preserve"> PAGE </w:instrText>')
        + field("separate") + run("<w:t>1</w:t>") + field("end")
        + run('<w:t xml:space="preserve"> —</w:t>')
        + "</w:p>"
    )  # fmt: skip


def _footer_distance(profile: LayoutProfile) -> float:
    """From the paper's lower edge to the footer's, so that the dashes stand where they must."""
    line = profile.page_number.size * LEADING
    dash = (profile.bottom - profile.page_number_gap) * MM
    return dash - line * (1 - _DASH_IN_LINE)
