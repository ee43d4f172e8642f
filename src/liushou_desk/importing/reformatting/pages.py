"""Sections by the layout, and footers with its page numbers."""

from xml.sax.saxutils import escape

from liushou_desk.domain.layout import LayoutProfile, NumberSide
from liushou_desk.importing.markup import Element
from liushou_desk.importing.papers.wordml import child, every, value, w, whole
from liushou_desk.importing.reformatting.sheets import LEADING, parsed

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ID = f"{{{RELATIONS}}}id"
_TWIPS = 1440 / 25.4
_DASH = 0.55
"""Where a dash stands in its line."""
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE '
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_HINT = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'


def page_of(section: Element, profile: LayoutProfile) -> LayoutProfile:
    """The layout's page, turned where the section's is."""
    size = child(section, "pgSz")
    is_wide = whole(value(size, "w")) > whole(value(size, "h"))
    return profile.turned() if is_wide and not profile.is_landscape else profile


def lay_out(section: Element, profile: LayoutProfile) -> None:
    """Paper, margins and grid."""
    page = page_of(section, profile)
    orient = ' w:orient="landscape"' if page.is_landscape else ""
    line = profile.page_number.size * LEADING
    foot = (page.bottom - profile.page_number_gap) * _TWIPS - 20 * line * (1 - _DASH)
    _put(section, "pgSz", f'w:w="{_t(page.page_width)}" w:h="{_t(page.page_height)}"{orient}')
    _put(
        section, "pgMar",
        f'w:top="{_t(page.top)}" w:right="{_t(page.right)}" w:bottom="{_t(page.bottom)}" '
        f'w:left="{_t(page.left)}" w:header="{_t(min(page.header_top, page.top))}" '
        f'w:footer="{max(0, round(foot))}" w:gutter="0"',
    )  # fmt: skip
    _put(section, "docGrid", f'w:type="lines" w:linePitch="{round(20 * profile.line_pt)}"')


_ORDER = ("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar",
          "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign",
          "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid",
          "printerSettings", "sectPrChange")  # fmt: skip


def _put(section: Element, name: str, attributes: str) -> None:
    for old in every(section, name):
        section.remove(old)
    later = set(_ORDER[_ORDER.index(name) + 1 :])
    at = next((n for n, one in enumerate(section) if _local(one) in later), len(section))
    section.insert(at, parsed(f"<w:{name} {attributes}/>"))


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _t(millimetres: float) -> int:
    return round(millimetres * _TWIPS)


def set_footers(section: Element, odd: str, even: str) -> None:
    """Let a section's pages have these footers, the first one as well; both ids of relations."""
    for name in ("footerReference", "titlePg"):
        for old in every(section, name):
            section.remove(old)
    headers = every(section, "headerReference")
    both = {value(one, "type"): one.get(_ID) for one in headers}
    if "default" in both and "even" not in both:  # else even pages would lose what heads them
        section.insert(len(headers), _reference("headerReference", "even", str(both["default"])))
    at = len(every(section, "headerReference"))
    section.insert(at, _reference("footerReference", "even", even))
    section.insert(at, _reference("footerReference", "default", odd))


def _reference(name: str, kind: str, relation: str) -> Element:
    found = parsed(f'<w:{name} w:type="{kind}"/>')
    found.set(_ID, relation)
    return found


def footer(profile: LayoutProfile, style: str, *, is_even: bool) -> bytes:
    """A footer with the page number, by the layout's form and side."""
    clear = round(20 * profile.page_number.size)
    align, indent = "right", f'<w:ind w:right="{clear}"/>'
    if profile.number_side is NumberSide.MIDDLE:
        align, indent = "center", ""
    elif profile.number_side is NumberSide.OUTWARD and is_even:
        align, indent = "left", f'<w:ind w:left="{clear}"/>'
    before, _, after = profile.number_form.partition("{}")
    words = [f'<w:r>{_HINT}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
             if part else "" for part in (before, after)]  # fmt: skip
    number = words[0] + FIELD.replace("<w:r>", f"<w:r>{_HINT}") + words[1]
    inside = number if profile.is_numbered else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr xmlns:w="'
        f'{w("x")[1:-2]}"><w:p><w:pPr><w:pStyle w:val="{style}"/>{indent}<w:jc w:val="{align}"/>'
        f"</w:pPr>{inside}</w:p></w:ftr>"
    ).encode()
