"""Draws a document's tree to a Word file (.docx): our template, laid out by the profile."""

import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.shared import Pt

from liushou_desk.domain.document import (
    Attachment,
    AttachmentNote,
    Block,
    CutLine,
    Document,
    Heading,
    Imprint,
    Paragraph,
    ParagraphRole,
    Signature,
    Table,
    attachment_lines,
    chinese_date,
)
from liushou_desk.domain.layout import LayoutProfile
from liushou_desk.errors import FileTrouble
from liushou_desk.export import word_styles as styles
from liushou_desk.export.characters import nominal_width, printable
from liushou_desk.export.leaves import imprint_leaf
from liushou_desk.export.opening import note_prefix, split_opening
from liushou_desk.export.signature import signature_place
from liushou_desk.export.table_grid import BETWEEN_TABLES_PT, CUT_PT
from liushou_desk.export.target import write_file
from liushou_desk.export.title import title_lines
from liushou_desk.export.word_floating import add_imprint
from liushou_desk.export.word_glyphs import guard_glyphs
from liushou_desk.export.word_oxml import add_words, dash_below
from liushou_desk.export.word_pages import Pages
from liushou_desk.export.word_table import add_table

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.text.paragraph import Paragraph as WordParagraph
    from docx.text.parfmt import ParagraphFormat

_ROLES = {
    ParagraphRole.BODY: styles.BODY,
    ParagraphRole.FLUSH: styles.FLUSH,
    ParagraphRole.NOTE: styles.NOTE,
    ParagraphRole.CENTRED: styles.CENTRED,
    ParagraphRole.CAPTION: styles.CAPTION,
}
_LONGEST_PROPERTY = 255
_LINES_SPARED = 2
"""Left free above 版记 for text that is longer in Word than was reckoned."""
_RULES_SPARED_PT = 8
"""Left free where no text is, for the lines of 版记, which make rows taller in LibreOffice."""
_DAY_ONE = (1980, 1, 1, 0, 0, 0)


def write_word(
    document: Document, profile: LayoutProfile, path: Path, *, template: Path, made_on: date
) -> None:
    """Write the document as .docx, or leave what was at `path`; as `word_bytes` otherwise."""
    write_file(path, word_bytes(document, profile, template=template, made_on=made_on))


def word_bytes(
    document: Document, profile: LayoutProfile, *, template: Path, made_on: date
) -> bytes:
    """The document as .docx; the same document, template and day give the same bytes.

    Raises:
        FileTrouble: the template is missing or no template.
    """
    file = _open(template)
    styles.rewrite_styles(file, profile)
    _Text(file, profile, Pages(file, profile, document.draft_mark)).add(document)
    guard_glyphs(file)
    _describe(file, printable(document.label or document.name), made_on)
    written = BytesIO()
    file.save(written)
    return _without_time_of_day(written)


def _open(template: Path) -> "WordFile":
    try:
        return docx.Document(BytesIO(template.read_bytes()))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise FileTrouble(
            f"程序自带的Word模板“{template.name}”不在或者已损坏，Word文件没有生成，数据没有改动。",
            "请重新安装本程序，或者先导出PDF文件。",
        ) from error


def _describe(file: "WordFile", title: str, made_on: date) -> None:
    """Title and dates only: the file shall not tell who sat at the computer."""
    properties = file.core_properties
    properties.title = title[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = ""
    midnight = datetime(made_on.year, made_on.month, made_on.day)  # noqa: DTZ001 - W3CDTF without zone
    properties.created = properties.modified = midnight


def _without_time_of_day(written: BytesIO) -> bytes:
    """The same package with no trace of when its parts were zipped."""
    packed = BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _DAY_ONE)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name))
    return packed.getvalue()


class _Text:
    """The document's body, added to the file block by block."""

    def __init__(self, file: "WordFile", profile: LayoutProfile, pages: Pages) -> None:
        self._file = file
        self._upright = self._profile = profile
        self._pages = pages

    def add(self, document: Document) -> None:
        if document.title:
            lines = title_lines(document.title, self._profile.title_room)
            self._add(styles.TITLE, "\n".join(lines))
        self._opened(document.blocks, blank=bool(document.title))
        closing = imprint_leaf(document, self._upright) if document.imprint else None
        shared = closing is not None and closing.page.filled > 0
        for attachment in document.attachments:
            self._attachment(attachment, anew=shared and attachment is document.attachments[-1])
        if document.imprint and closing:
            self._imprint(document.imprint, closing.room_above_imprint, shared=shared)

    def _add(self, style: str, text: str = "", *, keep: bool = False) -> "ParagraphFormat":
        paragraph = self._file.add_paragraph(style=style)
        add_words(paragraph, text)
        if keep:
            paragraph.paragraph_format.keep_with_next = True
        return paragraph.paragraph_format

    def _attachment(self, attachment: Attachment, *, anew: bool) -> None:
        self._profile = self._upright.turned() if attachment.landscape else self._upright
        begun = self._pages.turn(self._last, landscape=attachment.landscape, anew=anew)
        label = self._add(styles.LABEL, attachment.label)
        if begun:  # the section has begun the page already
            label.page_break_before = False
        self._add(styles.FLUSH, keep=True)
        self._add(styles.ATTACHMENT, attachment.title)
        self._opened(attachment.blocks, blank=True)

    def _opened(self, blocks: tuple[Block, ...], *, blank: bool) -> None:
        """Lines that belong to the title, the empty line below it, and the rest."""
        below_title, rest = split_opening(blocks)
        self._blocks(below_title)
        if blank:
            self._add(styles.FLUSH)
        self._blocks(rest)
        if rest and isinstance(rest[-1], Table):
            self._gap(1)  # Word wants a paragraph after a table

    def _blocks(self, blocks: tuple[Block, ...]) -> None:
        for at, block in enumerate(blocks):
            self._block(block, blocks[at + 1] if at + 1 < len(blocks) else None)

    def _block(self, block: Block, after: Block | None) -> None:
        signed = isinstance(after, AttachmentNote | Signature)
        match block:
            case Paragraph():
                self._add(_ROLES[block.role], block.text, keep=signed)
            case Heading():
                self._add(styles.HEADINGS[block.level - 1], block.text)
            case Table():
                add_table(self._file, block, self._profile, keep=isinstance(after, CutLine))
                if isinstance(after, Table):
                    self._gap(BETWEEN_TABLES_PT)
            case CutLine():
                self._cut_line()
            case AttachmentNote():
                self._note(block, last_keeps=signed)
            case Signature():
                self._signature(block)

    def _imprint(self, imprint: Imprint, room: float, *, shared: bool) -> None:
        """版记 on the text's last page where it has room there, else on the next even one.

        Word takes it to the foot by itself; the empty line above does so in LibreOffice.
        """
        if shared:
            self._pages.drop_even_number()
        else:
            self._pages.begin_unnumbered(self._last)
        spared = _LINES_SPARED * self._upright.line_pt if shared else _RULES_SPARED_PT
        self._gap(max(1, room - spared))
        self._gap(1)
        add_imprint(self._file, imprint, self._upright)

    def _last(self) -> "WordParagraph":
        """The file's last paragraph, with which a section can end."""
        body: Any = self._file.element
        if not body.xpath("w:body/*[last() - 1][self::w:p]"):
            self._gap(1)
        return self._file.paragraphs[-1]

    def _note(self, note: AttachmentNote, *, last_keeps: bool) -> None:
        lines = attachment_lines(note)
        label = self._width("附件：")
        self._add(styles.FLUSH, keep=True)
        for at, line in enumerate(lines):
            prefix = self._width(note_prefix(line))
            name = 2 * self._profile.pitch_pt + (0 if at == 0 else label) + prefix
            form = self._add(styles.FLUSH, line, keep=last_keeps and at + 1 == len(lines))
            form.left_indent, form.first_line_indent = Pt(name), Pt(-prefix)

    def _signature(self, signature: Signature) -> None:
        day = chinese_date(signature.signed_on)
        widths = self._width(signature.unit), self._width(day)
        place = signature_place(signature, *widths, self._profile)
        for _ in range(place.lines_above):
            self._add(styles.FLUSH, keep=True)
        unit = self._add(styles.SIGNATURE, signature.unit, keep=True)
        date = self._add(styles.SIGNATURE, day)
        if place.left is None:
            unit.alignment = date.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
            unit.right_indent, date.right_indent = Pt(place.unit_right), Pt(place.date_right)
        else:
            unit.left_indent = date.left_indent = Pt(place.left)

    def _cut_line(self) -> None:
        paragraph = self._file.add_paragraph(style=styles.GAP)
        paragraph.paragraph_format.line_spacing = Pt(CUT_PT / 2)
        paragraph.paragraph_format.space_after = Pt(CUT_PT / 2)
        dash_below(paragraph)

    def _gap(self, points: float) -> None:
        self._add(styles.GAP).line_spacing = Pt(points)

    def _width(self, text: str) -> float:
        """Width of a few words of body text, as far as it can be known without the font."""
        spacing = self._profile.spacing_pt * len(text)
        return nominal_width(text) * self._profile.body.size + spacing
