"""The copy itself: every paragraph gets the style of what it is, every section the page."""

import zipfile
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from liushou_desk.domain.layout import LayoutProfile, NumberSide
from liushou_desk.domain.official_format.roles import LONG, Role, elements
from liushou_desk.domain.official_format.roles import Element as Judged
from liushou_desk.importing.markup import Element
from liushou_desk.importing.papers.kinds import Kind, kind_of
from liushou_desk.importing.papers.refusing import damaged, refused
from liushou_desk.importing.papers.runs import pieces
from liushou_desk.importing.papers.story import Said, Story
from liushou_desk.importing.papers.word_file import WordFile, opened
from liushou_desk.importing.papers.word_look import look_at
from liushou_desk.importing.papers.word_text import footer_words
from liushou_desk.importing.papers.wordml import child, every, inner, is_set, local, w
from liushou_desk.importing.reformatting import sheets
from liushou_desk.importing.reformatting.pages import (
    footer,
    lay_out,
    page_of,
    set_footers,
)
from liushou_desk.importing.reformatting.parts import Parts, StrictFile
from liushou_desk.importing.reformatting.settings import tell_pages_apart
from liushou_desk.importing.reformatting.sheets import drop_themes, write_styles
from liushou_desk.importing.reformatting.tables import fit, fit_pictures
from liushou_desk.importing.reformatting.words import (
    clear,
    drop_leading_spaces,
    properties,
    put,
    set_heading,
    set_style,
)

_STYLES: Mapping[Role, str] = {
    Role.TITLE: sheets.TITLE, Role.CENTRED: sheets.CENTRED, Role.ADDRESSEE: sheets.FLUSH,
    Role.BODY: sheets.BODY, Role.ATTACHMENT_NOTE: sheets.BODY, Role.UNIT: sheets.SIGNATURE,
    Role.DATE: sheets.SIGNATURE, Role.ATTACHMENT_LABEL: sheets.LABEL,
    Role.ATTACHMENT_TITLE: sheets.ATTACHMENT, Role.IMPRINT: sheets.FLUSH, Role.OTHER: sheets.FLUSH,
}  # fmt: skip
_TITLES = {Role.TITLE, Role.CENTRED, Role.ATTACHMENT_TITLE}
_ENDS = "。；：！？"
_THEMED = ("numbering", "footnotes", "endnotes")


def reformatted(path: Path, profile: LayoutProfile) -> bytes:
    """A copy of a .docx in the layout. Raises `FileTrouble`."""
    if kind_of(path) is not Kind.WORD:
        raise refused(path, "不是.docx，不能套用版式", "请用WPS另存为.docx再来。")
    try:
        with opened(path) as file, zipfile.ZipFile(path) as archive:
            return _Copy(file, Parts(archive, file.main), profile).made()
    except StrictFile as error:
        said = "是“严格”格式的.docx，不能套用版式"
        raise refused(path, said, "请用WPS另存为普通的.docx再来。") from error
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        raise damaged(path) from error


class _Copy:
    def __init__(self, file: WordFile, parts: Parts, profile: LayoutProfile) -> None:
        self._file, self._parts, self._profile = file, parts, profile
        look = look_at(file, "")
        judged = elements(look.paragraphs)
        self._roles = {one.look.place: one for one in judged}
        self._before = {after.look.place: one for one, after in pairwise(judged)}
        self._after = {one.look.place: after for one, after in pairwise(judged)}
        self._root = parts.tree(parts.main, "document")
        self._body: Element = child(self._root, "body")

    def made(self) -> bytes:
        ids = write_styles(self._parts.needed("styles", "styles"), self._profile)
        for said in list(Story(self._file).of(self._body)):
            self._set(said, ids)
        self._set_sections(ids)
        self._set_tables()
        drop_themes(self._root)
        for kind in _THEMED:
            if part := self._parts.relation(kind):
                drop_themes(self._parts.tree(part, kind))
        if self._profile.number_side is NumberSide.OUTWARD:
            tell_pages_apart(self._parts.needed("settings", "settings"))
        return self._parts.packed()

    def _set(self, said: Said, ids: Mapping[str, str]) -> None:
        element = said.element
        if child(element, "pPr", "framePr") is not None or said.is_boxed:
            return
        if said.cell:
            name = sheets.HEAD if _is_head(element) else sheets.CELL
            set_style(element, ids[name], keeps_align=True)
            clear(element)
            return
        judged = self._roles.get(said.place)
        is_run_in = judged is not None and _is_run_in(judged)
        begins = is_set(self._file.styles.paragraph_sheets(element), "pageBreakBefore")
        set_style(element, ids[_style_of(judged, is_run_in=is_run_in)])
        clear(element)
        if begins or (judged and _is_label_within(judged)):
            put(properties(element), "<w:pageBreakBefore/>")
        if judged is None:
            return
        if judged.role in {Role.BODY, Role.HEADING, Role.ATTACHMENT_NOTE, Role.TITLE}:
            drop_leading_spaces(element)
        if is_run_in:
            face = self._profile.headings[judged.level - 1]
            set_heading(element, face, self._heading_length(element))
        self._indent(element, judged)
        if self._wants_room(judged):
            set_style(empty := sheets.parsed("<w:p/>"), ids[sheets.FLUSH])
            element.addprevious(empty)

    def _heading_length(self, element: Element) -> int:
        said = "".join(text for _, text in pieces(element, self._file.styles))
        return next((at + 1 for at, sign in enumerate(said) if sign in _ENDS), 0)

    def _indent(self, element: Element, judged: Judged) -> None:
        """What a list or the signature says of its own."""
        own, pitch = properties(element), self._profile.pitch_pt
        if child(own, "numPr") is not None and judged.role in {Role.BODY, Role.HEADING}:
            twips = round(40 * pitch)
            put(own, f'<w:ind w:left="0" w:firstLineChars="200" w:firstLine="{twips}"/>')
        if judged.role in {Role.UNIT, Role.DATE}:
            twips = max(0, round(20 * self._clear_of(judged) * pitch))
            put(own, f'<w:ind w:right="{twips}"/>')

    def _clear_of(self, judged: Judged) -> float:
        """Characters right of the date, or of the unit, whose middle is above the date's."""
        date = self._after.get(judged.look.place)
        clear_of = float(self._profile.signature_right)
        if judged.role is Role.UNIT and date is not None:
            clear_of += (_width(date.look.text) - _width(judged.look.text)) / 2
        return clear_of

    def _wants_room(self, judged: Judged) -> bool:
        """Whether an empty line belongs above it and there is none."""
        before = self._before.get(judged.look.place)
        below_title = before is not None and before.role in _TITLES and judged.role not in _TITLES
        begins = judged.look.text.strip().startswith("附件")
        is_note = judged.role is Role.ATTACHMENT_NOTE and begins
        wants = below_title or is_note or judged.role is Role.ATTACHMENT_TITLE
        return wants and not judged.look.empty_above and judged.role is not Role.ATTACHMENT_LABEL

    def _set_sections(self, ids: Mapping[str, str]) -> None:
        sections = list(inner(self._root, "sectPr"))
        if child(self._body, "sectPr") is None:
            self._body.append(sheets.parsed("<w:sectPr/>"))
            sections.append(child(self._body, "sectPr"))
        odd = even = ""
        for section in sections:
            lay_out(section, self._profile)
            if not self._has_words(section):
                if not odd:
                    kinds = (False, True)
                    odd, even = (
                        self._parts.add(
                            "footer", footer(self._profile, ids[sheets.FOOTER], is_even=is_even)
                        )
                        for is_even in kinds
                    )
                set_footers(section, odd, even)

    def _has_words(self, section: Element) -> bool:
        """A footer that says more than a number is somebody's own, and stays."""
        return any(
            footer_words(self._file, reference) for reference in every(section, "footerReference")
        )

    def _set_tables(self) -> None:
        sections = list(inner(self._root, "sectPr"))
        at = 0
        for block in self._body:
            page = page_of(sections[min(at, len(sections) - 1)], self._profile)
            fit_pictures(block, page.text_width)
            if local(block) == "tbl":
                fit(block, page.text_width)
            at += child(block, "pPr", "sectPr") is not None


def _style_of(judged: Judged | None, *, is_run_in: bool) -> str:
    if judged is None:
        return sheets.FLUSH
    if judged.role is Role.HEADING:
        return sheets.BODY if is_run_in else sheets.HEADINGS[judged.level - 1]
    is_centred = judged.role is Role.OTHER and judged.look.align == "center"
    return sheets.CENTRED if is_centred else _STYLES[judged.role]


def _is_run_in(judged: Judged) -> bool:
    """A heading with text behind it in one paragraph."""
    said = judged.look.text.rstrip()
    is_ended = any(sign in said[:-1] for sign in _ENDS)
    return judged.role is Role.HEADING and len(said) > LONG and is_ended


def _width(text: str) -> float:
    """In characters, digits and Latin letters half as wide."""
    return sum(0.5 if sign.isascii() else 1 for sign in text.strip())


def _is_label_within(judged: Judged) -> bool:
    """The word 附件 in the middle of a page, where another one should begin."""
    return judged.role is Role.ATTACHMENT_LABEL and not judged.look.begins_page


def _is_head(element: Element) -> bool:
    """Whether a paragraph stands in a row that is repeated on each page."""
    row = next(element.iterancestors(w("tr")), None)
    return child(row, "trPr", "tblHeader") is not None
