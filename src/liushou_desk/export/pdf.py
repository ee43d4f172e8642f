"""Draws a document's tree to a PDF file, laid out by the profile."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import groupby
from pathlib import Path

from liushou_desk.domain.contents import last_with_pages, with_pages
from liushou_desk.domain.document import Document
from liushou_desk.domain.layout import MM, LayoutProfile, NumberSide
from liushou_desk.export.characters import printable
from liushou_desk.export.faces import Faces
from liushou_desk.export.leaves import Leaf, leaves_of
from liushou_desk.export.pdf_paper import Paper
from liushou_desk.export.pdf_table import Sheet, Slot
from liushou_desk.export.pdf_text import TextSetter
from liushou_desk.export.strips import Ink, Page, Placed, baseline
from liushou_desk.export.table_grid import LEADING
from liushou_desk.export.target import write_file


def write_pdf(
    document: Document, profile: LayoutProfile, path: Path, *, fonts: Path, made_on: date
) -> None:
    """Write the document as PDF, or leave what was at `path`; as `pdf_bytes` otherwise."""
    write_file(path, pdf_bytes(document, profile, fonts=fonts, made_on=made_on))


def pdf_bytes(document: Document, profile: LayoutProfile, *, fonts: Path, made_on: date) -> bytes:
    """Draw the document as PDF; the same document, fonts and day give the same bytes.

    `fonts` is the folder that holds `<face.pdf>.ttf` for each face of the profile.

    Raises:
        FileTrouble: a font is missing.
        TemplateTrouble: no font has one of the characters; all of them are named.
    """
    book = Book(profile, document.label or document.name, fonts=fonts, made_on=made_on)
    book.add(document)
    return book.finish()


def paged(document: Document, profile: LayoutProfile, *, fonts: Path) -> Document:
    """The document with the pages of its parts in its table of contents, as the PDF has them."""
    return with_pages(document, _starts(leaves_of(document, profile, Faces(fonts)), 1))


class Book:
    """Documents one after the other in one PDF; a face that they share is embedded once.

    With `running` the page numbers go on from one document to the next.
    """

    def __init__(
        self,
        profile: LayoutProfile,
        title: str,
        *,
        fonts: Path,
        made_on: date,
        running: bool = False,
    ) -> None:
        self._profile, self._running = profile, running
        self._faces = Faces(fonts)
        self._written = BytesIO()
        self._paper = Paper(self._written, profile, self._faces)
        self._paper.describe(printable(title), made_on)
        self._text = TextSetter(profile, self._faces)
        self._count = 0

    def add(self, document: Document, name: str = "") -> int:
        """Draw a document, entered into the outline by its name; the number of its pages.

        Raises as `pdf_bytes`.
        """
        first = self._count + 1 if self._running else 1
        leaves = self._leaves(document, first)
        if name:
            self._paper.begin(printable(name))
        for number, leaf in enumerate(leaves, start=first):
            self._draw(leaf, number, document.draft_mark)
        self._count += len(leaves)
        self._faces.require_all()
        return len(leaves)

    def finish(self) -> bytes:
        """The whole file."""
        self._paper.finish()
        return self._written.getvalue()

    def _leaves(self, document: Document, first: int) -> list[Leaf]:
        """The table of contents is set anew once the pages of the parts are known."""
        leaves = leaves_of(document, self._profile, self._faces)
        self._faces.require_all()
        last = last_with_pages(document)
        if last < 0:
            return leaves
        starts = _starts(leaves, first)
        numbered = with_pages(document, starts)
        front = replace(numbered, attachments=numbered.attachments[:last], imprint=None)
        rest = leaves[starts[last] - first :] if last < len(starts) else []
        return [*leaves_of(front, self._profile, self._faces), *rest]

    def _draw(self, leaf: Leaf, number: int, draft_mark: str) -> None:
        paper, upright = self._paper, self._profile
        paper.take(leaf.profile)
        _draw(leaf.page, paper)
        if draft_mark and leaf.page.placed:
            _draw_mark(draft_mark, leaf.profile, self._text, paper)
        if leaf.is_numbered:
            is_turned = leaf.profile is not upright
            with paper.upright(upright) if is_turned else nullcontext():
                _draw_number(number, upright, self._text, paper)
        paper.next_page()


def _starts(leaves: list[Leaf], first: int) -> list[int]:
    """The page that each attachment begins on."""
    return [number for number, leaf in enumerate(leaves, start=first) if leaf.begins_attachment]


def _draw(page: Page, paper: Paper) -> None:
    for sheet, group in groupby(page.placed, key=_sheet):
        placed = list(group)
        for one in placed:
            paper.mark(one.strip.marks, one.top)
            for ink in one.strip.inks:
                paper.ink(ink, one.top)
            if one.strip.cut:
                paper.dashes(one.top + one.strip.height / 2)
            paper.rule(one.top, one.strip.rule_above)
            paper.rule(one.top + one.strip.height, one.strip.rule_below)
        if sheet:
            slots = [(one.strip, one.top) for one in placed if isinstance(one.strip, Slot)]
            boxes, inks, plates = sheet.part(slots)
            paper.boxes(boxes)
            for plate in plates:
                paper.plate(plate)
            for ink in inks:
                paper.ink(ink, 0)


def _sheet(placed: Placed) -> Sheet | None:
    return placed.strip.sheet if isinstance(placed.strip, Slot) else None


def _draw_mark(mark: str, profile: LayoutProfile, text: TextSetter, paper: Paper) -> None:
    """The draft mark above the text area."""
    face = profile.note
    line = text.line(mark, face)
    top = (profile.header_top - profile.top) * MM
    x = profile.text_width * MM - line.width
    paper.ink(Ink(line, face, x, baseline(face.size * LEADING, face)), top)


def _draw_number(number: int, profile: LayoutProfile, text: TextSetter, paper: Paper) -> None:
    """The page number below the text area of the upright sheet."""
    face = profile.page_number
    line = text.line(profile.number_form.format(number), face)
    x = _number_left(number, profile.text_width * MM - line.width, profile)
    dashes = (profile.text_height + profile.page_number_gap) * MM
    paper.ink(Ink(line, face, x, dashes + baseline(0, face)))


def _number_left(number: int, free: float, profile: LayoutProfile) -> float:
    """Where the page number begins, given the width it leaves free."""
    clear = profile.page_number.size
    if profile.number_side is NumberSide.MIDDLE:
        return free / 2
    if profile.number_side is NumberSide.OUTWARD and number % 2 == 0:
        return clear
    return free - clear
