"""The paragraph styles of the Word template, by name, and how a layout profile rewrites them.

What no profile changes is the template's: outline levels, alignment, page breaks, rules of signs.
"""

from typing import TYPE_CHECKING, cast

from docx.shared import Pt

from liushou_desk.domain.layout import Face, LayoutProfile
from liushou_desk.export.imprint import imprint_face
from liushou_desk.export.table_grid import (
    CAPTION_AFTER_PT,
    CAPTION_BEFORE_PT,
    LEADING,
    NOTE_BEFORE_PT,
)
from liushou_desk.export.word_oxml import (
    set_character_spacing,
    set_default_typeface,
    set_typeface,
)

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.styles.style import ParagraphStyle

TITLE, BODY, FLUSH, CENTRED, SIGNATURE = "Title", "公文正文", "公文顶格", "公文居中", "落款"
LABEL, ATTACHMENT = "附件标签", "附件标题"
CAPTION, TABLE_HEAD, TABLE_CELL, NOTE = "表题", "表头", "表格内容", "表注"
TABLE, GAP, IMPRINT = "公文表格", "表间", "版记"
HEADINGS = ("Heading 1", "Heading 2", "Heading 3", "Heading 4")
_NORMAL, _PAGE_NUMBER, _DRAFT_MARK = "Normal", "Footer", "Header"


def rewrite_styles(file: "WordFile", profile: LayoutProfile) -> None:
    """Give every style the profile's face, line and indent; the others inherit from Normal."""
    body = profile.line_pt
    headings = zip(HEADINGS, profile.headings, strict=True)
    for name, face in (_NORMAL, profile.body), (LABEL, profile.label), *headings:
        _set(_style(file, name), face, body, profile.digits)
    for name in TITLE, ATTACHMENT:
        _set(_style(file, name), profile.title, body, profile.digits)
    _set(_style(file, IMPRINT), imprint_face(profile), body, profile.digits)
    set_default_typeface(file, profile.body.word)
    for name, face in _small_faces(profile).items():
        digits = "" if name == _PAGE_NUMBER else profile.digits
        _set(_style(file, name), face, face.size * LEADING, digits)
    for name in BODY, *HEADINGS:
        _style(file, name).paragraph_format.first_line_indent = Pt(2 * profile.pitch_pt)
    _style(file, NOTE).paragraph_format.space_before = Pt(NOTE_BEFORE_PT)
    caption = _style(file, CAPTION).paragraph_format
    caption.space_before, caption.space_after = Pt(CAPTION_BEFORE_PT), Pt(CAPTION_AFTER_PT)
    set_character_spacing(_style(file, _NORMAL), Pt(profile.spacing_pt))


def _small_faces(profile: LayoutProfile) -> dict[str, Face]:
    return {
        CAPTION: profile.caption,
        TABLE_HEAD: profile.table_head,
        TABLE_CELL: profile.table,
        NOTE: profile.note,
        _PAGE_NUMBER: profile.page_number,
        _DRAFT_MARK: profile.note,
    }


def _set(style: "ParagraphStyle", face: Face, line_pt: float, digits: str) -> None:
    """Lines of exactly so many points, whatever font the reader's computer puts in."""
    set_typeface(style, face.word, digits)
    style.font.size = Pt(face.size)
    style.font.bold = face.bold
    style.paragraph_format.line_spacing = Pt(line_pt)


def _style(file: "WordFile", name: str) -> "ParagraphStyle":
    return cast("ParagraphStyle", file.styles[name])
