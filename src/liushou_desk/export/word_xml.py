"""Pieces of WordprocessingML as text, in the order the schema asks for."""

from xml.sax.saxutils import escape, quoteattr

from liushou_desk.domain.layout import Face
from liushou_desk.export.characters import printable

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def part(root: str, content: str) -> bytes:
    """A whole part of the package, e.g. `w:document`."""
    spaces = f'xmlns:w="{NAMESPACE}" xmlns:r="{RELATIONS}"'
    return f"{_HEAD}<{root} {spaces}>{content}</{root}>".encode()


def twips(points: float) -> int:
    """Points in twentieths, the unit of lengths in Word."""
    return round(points * 20)


def paragraph(style: str, text: str = "", *, options: str = "") -> str:
    """A paragraph in a named style; `options` are further paragraph properties, in schema order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{options}</w:pPr>{run(text)}</w:p>'


def run(text: str) -> str:
    """A run of words; the hint makes Word set quotation marks and dashes as Chinese ones."""
    if not text:
        return ""
    lines = printable(text).split("\n")
    shown = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{shown}</w:r>'


def run_properties(face: Face, spacing: float = 0) -> str:
    """The properties that set a face in all scripts, digits and Latin letters too."""
    name, size = quoteattr(face.word), round(face.size * 2)
    bold = "<w:b/><w:bCs/>" if face.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    return (
        f"<w:rPr><w:rFonts w:ascii={name} w:hAnsi={name} w:eastAsia={name} w:cs={name}/>{bold}"
        f'<w:color w:val="000000"/><w:spacing w:val="{twips(spacing)}"/><w:kern w:val="0"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


def line_spacing(line: float, before: float = 0) -> str:
    """Lines of exactly so many points, whatever font the reader's computer puts in."""
    return (
        f'<w:spacing w:before="{twips(before)}" w:after="0" w:line="{twips(line)}" '
        'w:lineRule="exact"/>'
    )


def indent(left: float = 0, right: float = 0, hanging: float = 0) -> str:
    """Indents in points."""
    return f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}" w:hanging="{twips(hanging)}"/>'
