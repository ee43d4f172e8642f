"""Draws a document's tree to a Word file (.docx), laid out by the profile."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from liushou_desk.domain.document import (
    Attachment,
    AttachmentNote,
    Block,
    Document,
    Heading,
    Paragraph,
    ParagraphRole,
    Signature,
    Table,
    attachment_lines,
    chinese_date,
)
from liushou_desk.domain.layout import LayoutProfile
from liushou_desk.export import word_styles as styles
from liushou_desk.export.characters import nominal_width, printable
from liushou_desk.export.opening import note_prefix, split_opening
from liushou_desk.export.signature import signature_left
from liushou_desk.export.table_grid import BETWEEN_TABLES_PT
from liushou_desk.export.target import write_file
from liushou_desk.export.word_package import package
from liushou_desk.export.word_pages import page_parts, section
from liushou_desk.export.word_table import table_xml
from liushou_desk.export.word_xml import indent, line_spacing, paragraph, part

_KEEP = "<w:keepNext/>"
_ROLES = {
    ParagraphRole.BODY: styles.BODY,
    ParagraphRole.FLUSH: styles.FLUSH,
    ParagraphRole.NOTE: styles.NOTE,
    ParagraphRole.CENTRED: styles.CENTRED,
}


def write_word(document: Document, profile: LayoutProfile, path: Path, *, made_on: date) -> None:
    """Write the document as .docx; the same document and day give the same bytes.

    Raises:
        FileTrouble: the file could not be written; what was there before is unharmed.
    """
    text = "".join(_Text(document, profile).elements())
    parts = {
        "document.xml": part("w:document", f"<w:body>{text}{section(profile)}</w:body>"),
        "styles.xml": styles.styles(profile),
        "fontTable.xml": styles.fonts(profile),
        **page_parts(profile, document.draft_mark),
    }
    title = printable("".join(document.title))
    write_file(path, package(parts, title, made_on))


class _Text:
    """The document's body, element by element."""

    def __init__(self, document: Document, profile: LayoutProfile) -> None:
        self._document = document
        self._profile = profile

    def elements(self) -> Iterator[str]:
        document = self._document
        if document.title:
            yield paragraph(styles.TITLE, "\n".join(document.title))
        yield from self._opened(document.blocks, blank=bool(document.title))
        for attachment in document.attachments:
            yield from self._attachment(attachment)

    def _attachment(self, attachment: Attachment) -> Iterator[str]:
        yield paragraph(styles.LABEL, attachment.label)
        yield paragraph(styles.FLUSH, options=_KEEP)
        yield paragraph(styles.ATTACHMENT, attachment.title)
        yield from self._opened(attachment.blocks, blank=True)

    def _opened(self, blocks: tuple[Block, ...], *, blank: bool) -> Iterator[str]:
        """Lines that belong to the title, the empty line below it, and the rest."""
        below_title, rest = split_opening(blocks)
        yield from self._blocks(below_title)
        if blank:
            yield paragraph(styles.FLUSH)
        yield from self._blocks(rest)
        if rest and isinstance(rest[-1], Table):
            yield _thin_line(1)  # Word wants a paragraph after a table

    def _blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        for at, block in enumerate(blocks):
            after = blocks[at + 1] if at + 1 < len(blocks) else None
            yield from self._block(block, after)

    def _block(self, block: Block, after: Block | None) -> Iterator[str]:
        match block:
            case Paragraph():
                keep = _KEEP if isinstance(after, Signature) else ""
                yield paragraph(_ROLES[block.role], block.text, options=keep)
            case Heading():
                yield paragraph(styles.HEADINGS[block.level - 1], block.text)
            case Table():
                yield table_xml(block, self._profile)
                if isinstance(after, Table):
                    yield _thin_line(BETWEEN_TABLES_PT)
            case AttachmentNote():
                yield from self._note(block, last_keeps=isinstance(after, Signature))
            case Signature():
                yield from self._signature(block)

    def _note(self, note: AttachmentNote, *, last_keeps: bool) -> Iterator[str]:
        lines = attachment_lines(note)
        label = self._width("附件：")
        yield paragraph(styles.FLUSH, options=_KEEP)
        for at, line in enumerate(lines):
            prefix = self._width(note_prefix(line))
            name = 2 * self._profile.pitch_pt + (0 if at == 0 else label) + prefix
            keep = _KEEP if last_keeps and at + 1 == len(lines) else ""
            yield paragraph(styles.FLUSH, line, options=keep + indent(name, hanging=prefix))

    def _signature(self, signature: Signature) -> Iterator[str]:
        profile = self._profile
        day = chinese_date(signature.signed_on)
        left = signature_left(self._width(signature.unit), self._width(day), profile)
        for _ in range(profile.signature_gap):
            yield paragraph(styles.FLUSH, options=_KEEP)
        yield paragraph(styles.SIGNATURE, signature.unit, options=_KEEP + indent(left))
        yield paragraph(styles.SIGNATURE, day, options=indent(left))

    def _width(self, text: str) -> float:
        """Width of a few words of body text, as far as it can be known without the font."""
        spacing = self._profile.spacing_pt * len(text)
        return nominal_width(text) * self._profile.body.size + spacing


def _thin_line(points: float) -> str:
    return paragraph(styles.FLUSH, options='<w:snapToGrid w:val="0"/>' + line_spacing(points))
