"""Turns a document's blocks into strips for the PDF's pages, by the layout profile."""

from collections.abc import Iterator
from dataclasses import replace

from liushou_desk.domain.document import (
    Attachment,
    AttachmentNote,
    Block,
    CutLine,
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
from liushou_desk.export.faces import Measures
from liushou_desk.export.opening import note_prefix, split_opening
from liushou_desk.export.pdf_table import Sheet
from liushou_desk.export.pdf_text import TextSetter
from liushou_desk.export.signature import signature_place
from liushou_desk.export.strips import Mark, Strip, keep_last
from liushou_desk.export.table_grid import (
    BETWEEN_TABLES_PT,
    CAPTION_AFTER_PT,
    CAPTION_BEFORE_PT,
    CUT_PT,
    NOTE_BEFORE_PT,
)
from liushou_desk.export.title import title_lines


def text_strips(document: Document, profile: LayoutProfile, faces: Measures) -> list[Strip]:
    """The text as strips, in reading order, without the attachments."""
    return list(_Flow(profile, faces).text(document))


def attachment_strips(
    attachment: Attachment, profile: LayoutProfile, faces: Measures
) -> list[Strip]:
    """An attachment as strips, from its label on."""
    return list(_Flow(profile, faces).attachment(attachment))


class _Flow:
    """The blocks of one document, one after the other."""

    def __init__(self, profile: LayoutProfile, faces: Measures) -> None:
        self._profile = profile
        self._faces = faces
        self._text = TextSetter(profile, faces)
        self._blank = Strip(profile.line_pt, blank=True)

    def text(self, document: Document) -> Iterator[Strip]:
        for line in title_lines(document.title, self._profile.title_room):
            yield from self._text.centred(line, self._profile.title)
        yield from self._opened(document.blocks, blank=bool(document.title))

    def attachment(self, attachment: Attachment) -> Iterator[Strip]:
        label = self._text.set(attachment.label, self._profile.label)
        mark = Mark(1, f"{attachment.label}　{attachment.title}".strip("　"))
        first = replace(label[0], marks=(mark,))
        title = self._text.centred(attachment.title, self._profile.title)
        yield from _kept([first, *label[1:], self._blank, *title])
        yield from self._opened(attachment.blocks, blank=True)

    def _opened(self, blocks: tuple[Block, ...], *, blank: bool) -> Iterator[Strip]:
        below_title, rest = split_opening(blocks)
        yield from self._blocks(below_title)
        if blank:
            yield self._blank
        yield from self._blocks(rest)

    def _blocks(self, blocks: tuple[Block, ...]) -> Iterator[Strip]:
        for at, block in enumerate(blocks):
            after = blocks[at + 1] if at + 1 < len(blocks) else None
            strips = list(self._block(block))
            yield from keep_last(strips) if _belongs(block, after) else strips
            if isinstance(block, Table) and isinstance(after, Table):
                yield Strip(BETWEEN_TABLES_PT, blank=True)

    def _block(self, block: Block) -> Iterator[Strip]:
        match block:
            case Paragraph():
                yield from self._paragraph(block)
            case Heading():
                yield from self._heading(block)
            case Table():
                yield from Sheet(block, self._profile, self._faces).strips()
            case CutLine():
                yield Strip(CUT_PT, blank=True, cut=True)
            case AttachmentNote():
                yield from self._note(block)
            case Signature():
                yield from self._signature(block)

    def _paragraph(self, paragraph: Paragraph) -> list[Strip]:
        body = self._profile.body
        match paragraph.role:
            case ParagraphRole.BODY:
                return self._text.set(paragraph.text, body, first=2 * self._profile.pitch_pt)
            case ParagraphRole.FLUSH:
                return self._text.set(paragraph.text, body)
            case ParagraphRole.CENTRED:
                return self._text.centred(paragraph.text, body)
            case ParagraphRole.NOTE:
                return [
                    Strip(NOTE_BEFORE_PT, blank=True, keep=True),
                    *self._text.note(paragraph.text),
                ]
            case ParagraphRole.CAPTION:
                return _kept(
                    [
                        Strip(CAPTION_BEFORE_PT, blank=True),
                        *self._text.caption(paragraph.text),
                        Strip(CAPTION_AFTER_PT, blank=True),
                    ]
                )

    def _heading(self, heading: Heading) -> list[Strip]:
        face = self._profile.headings[heading.level - 1]
        strips = self._text.set(heading.text, face, first=2 * self._profile.pitch_pt)
        strips[0] = replace(strips[0], marks=(Mark(heading.level, heading.text),))
        return _kept(strips)

    def _note(self, note: AttachmentNote) -> Iterator[Strip]:
        label = self._text.line("附件：", self._profile.body).width
        yield replace(self._blank, keep=True)
        for at, line in enumerate(attachment_lines(note)):
            start = 2 * self._profile.pitch_pt + (0 if at == 0 else label)
            name = start + self._text.line(note_prefix(line), self._profile.body).width
            yield from self._text.set(line, self._profile.body, first=start, rest=name)

    def _signature(self, signature: Signature) -> Iterator[Strip]:
        body, day = self._profile.body, chinese_date(signature.signed_on)
        unit_pt, date_pt = (self._text.line(text, body).width for text in (signature.unit, day))
        place = signature_place(signature, unit_pt, date_pt, self._profile)
        if place.left is None:
            unit = self._text.ending(signature.unit, body, place.unit_right)
            date = self._text.ending(day, body, place.date_right)
        else:
            unit = self._text.centred(signature.unit, body, left=place.left)
            date = self._text.centred(day, body, left=place.left)
        yield from _kept([*[self._blank] * place.lines_above, *unit])
        yield from date


def _kept(strips: list[Strip]) -> list[Strip]:
    return [replace(strip, keep=True) for strip in strips]


def _belongs(block: Block, after: Block | None) -> bool:
    """Whether a page may not end between the two: a table's foot or cut line is never alone.

    Nor is a signature: some text stands on its page (GB/T 9704 7.3.5.5), and 附件说明 is none.
    """
    if isinstance(after, AttachmentNote | Signature | CutLine):
        return True
    is_note = isinstance(after, Paragraph) and after.role is ParagraphRole.NOTE
    return isinstance(block, Table) and is_note
