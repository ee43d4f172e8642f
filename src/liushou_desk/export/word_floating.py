"""Tables in Word that stand at a place of the page, outside its text.

A turned page's number, and 版记. Both are tables since text boxes are drawn otherwise by each
program; in a table Word, WPS and LibreOffice agree.
"""

# python-docx shows its elements under private names only
# ruff: noqa: SLF001
# pyright: reportPrivateUsage=false

from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from liushou_desk.domain.document import Imprint, imprint_lines
from liushou_desk.domain.layout import MM, LayoutProfile
from liushou_desk.export.faces import Reckoned
from liushou_desk.export.imprint import COPIES, THICK_PT, THIN_PT, imprint_face, imprint_strips
from liushou_desk.export.word_oxml import add_words
from liushou_desk.export.word_styles import IMPRINT

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.section import _Footer as Footer

_NO_AIR = "".join(
    f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right")
)


def turned_cell(footer: "Footer", x: float, y: float, width: float, height: float) -> Paragraph:
    """A cell at a place of the page whose words run downwards; all in points."""
    place = f'w:horzAnchor="page" w:vertAnchor="page" w:tblpX="{_twips(x)}" w:tblpY="{_twips(y)}"'
    row = (
        f'<w:tr><w:trPr><w:trHeight w:val="{_twips(height)}" w:hRule="exact"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>'
        '<w:textDirection w:val="tbRl"/></w:tcPr><w:p/></w:tc></w:tr>'
    )
    table = _table(place, "", width, row)
    footer.paragraphs[0]._p.addprevious(table)
    return _paragraphs(table, footer)[0]


def add_imprint(file: "WordFile", imprint: Imprint, profile: LayoutProfile) -> None:
    """版记 at the foot of the page on which the file's last paragraph stands."""
    width = profile.text_width * MM
    *copied, printer, day = imprint_lines(imprint)
    rules = f"{_rule('top', THICK_PT)}{_rule('bottom', THICK_PT)}{_rule('insideH', THIN_PT)}"
    cell = f'<w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/></w:tcPr><w:p/>'
    row = f"<w:tr><w:tc>{cell}</w:tc></w:tr>"
    height = sum(strip.height for strip in imprint_strips(imprint, profile, Reckoned()))
    top = profile.text_height * MM - height
    place = (  # Word and WPS heed tblpYSpec, LibreOffice only tblpY
        'w:horzAnchor="margin" w:vertAnchor="margin" w:tblpX="0" '
        f'w:tblpY="{_twips(top)}" w:tblpYSpec="bottom"'
    )
    table = _table(place, rules, width, row * (len(copied) + 1))
    file.paragraphs[-1]._p.addprevious(table)
    paragraphs = _paragraphs(table, file)
    size = imprint_face(profile).size
    for paragraph in paragraphs:
        paragraph.style = IMPRINT
        form = paragraph.paragraph_format
        form.left_indent = form.right_indent = Pt(size)
    for paragraph, words in zip(paragraphs, copied, strict=False):
        hang = Pt(size * len(COPIES))
        paragraph.paragraph_format.left_indent = Pt(size) + hang
        paragraph.paragraph_format.first_line_indent = -hang
        add_words(paragraph, words)
    add_words(paragraphs[-1], printer)
    edge = Pt(width - size)
    stops: Any = paragraphs[-1].paragraph_format.tab_stops
    stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT)
    paragraphs[-1].add_run("\t")
    add_words(paragraphs[-1], day)


def _table(place: str, rules: str, width: float, rows: str) -> Any:
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblpPr {place}/>"
        f'<w:tblW w:w="{_twips(width)}" w:type="dxa"/><w:tblBorders>{rules}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_NO_AIR}</w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{_twips(width)}"/></w:tblGrid>{rows}</w:tbl>'
    )


def _paragraphs(table: Any, parent: Any) -> list[Paragraph]:
    return [Paragraph(one, parent) for one in table.xpath(".//w:p")]


def _rule(side: str, points: float) -> str:
    return f'<w:{side} w:val="single" w:sz="{round(points * 8)}" w:space="0" w:color="000000"/>'


def _twips(points: float) -> int:
    return round(points * 20)
