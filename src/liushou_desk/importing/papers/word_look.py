"""The look of a .docx: what holds for its pages, paragraphs, tables and footers in the end."""

from collections.abc import Iterator
from pathlib import Path

from liushou_desk.domain.official_format.word_look import (
    ParagraphLook,
    SectionLook,
    TableLook,
    WordLook,
)
from liushou_desk.importing.markup import Element
from liushou_desk.importing.papers.runs import has_picture
from liushou_desk.importing.papers.story import Said, Story
from liushou_desk.importing.papers.word_file import WordFile, opened
from liushou_desk.importing.papers.word_sections import Sections
from liushou_desk.importing.papers.word_type import Faces, measures
from liushou_desk.importing.papers.wordml import child, every, first, is_set, local, value, whole

_MOST_TEXT = 200
_TWIPS = 1440 / 25.4


def read_look(path: Path) -> WordLook:
    """Raises `FileTrouble`."""
    with opened(path) as file:
        return look_at(file, path.name)


def look_at(file: WordFile, name: str) -> WordLook:
    """The look of one that is open."""
    return _Looking(file).look(name)


class _Looking:
    def __init__(self, file: WordFile) -> None:
        self._file, self._styles = file, file.styles
        self._faces = Faces(file.styles, file.of_kind("theme", "theme"))
        self._numbering = file.numbering()
        self._sections: list[SectionLook] = []
        self._reader = Sections(file, self._faces)
        self._empty, self._in_section = 0, 0
        self._after_table = self._broken = False

    def look(self, name: str) -> WordLook:
        paragraphs = tuple(self._paragraphs())
        self._close(child(self._file.body, "sectPr"))
        settings = self._file.of_kind("settings", "settings")
        even = settings is not None and is_set([settings], "evenAndOddHeaders")
        return WordLook(name, tuple(self._sections), paragraphs, tuple(self._tables()), even)

    def _paragraphs(self) -> Iterator[ParagraphLook]:
        for said in Story(self._file).of(self._file.body):
            if said.place:
                yield self._paragraph(said)
            if not said.cell and not said.is_boxed:
                is_empty = not said.place and not has_picture(said.element)
                self._empty = self._empty + 1 if is_empty else 0
                self._after_table = False
                self._broken = _ends_with_break(said.element) or (self._broken and not said.place)
            elif said.cell:
                self._empty, self._after_table = 0, True
            self._in_section += 1
            if (ends := child(said.element, "pPr", "sectPr")) is not None:
                self._close(ends)
                self._broken = value(child(ends, "type")) != "continuous"

    def _close(self, properties: Element | None) -> None:
        self._sections.append(self._reader.read(properties, self._in_section))
        self._in_section = 0

    def _paragraph(self, said: Said) -> ParagraphLook:
        sheets = self._styles.paragraph_sheets(said.element)
        level = self._numbering.of(said.element)
        own = child(level.properties, "pPr") if level else None
        told = measures([*sheets[:1], own, *sheets[1:]] if own is not None else sheets)
        outline = value(first(sheets, "outlineLvl"))
        begins = is_set(sheets, "pageBreakBefore") or _begins_with_break(said.element)
        return ParagraphLook(
            said.place,
            said.text[:_MOST_TEXT],
            len(self._sections),
            self._faces.of(said.element),
            told.align,
            told.first_chars,
            told.first_pt,
            told.left_pt,
            told.right_pt,
            told.right_chars,
            told.line_rule,
            told.line_pt,
            told.before_pt,
            told.after_pt,
            min(max(whole(outline, -1) + 1, 0), 9) % 10 if outline not in {"", "9"} else 0,
            self._styles.name_of(said.element),
            said.cell is not None,
            said.is_boxed,
            begins or self._broken,
            self._after_table,
            self._empty,
        )

    def _tables(self) -> Iterator[TableLook]:
        section = 0
        for number, block in enumerate(self._top_tables(), start=1):
            table, section = block
            look = self._sections[min(section, len(self._sections) - 1)]
            grid = sum(whole(value(one, "w")) for one in every(child(table, "tblGrid"), "gridCol"))
            width = child(table, "tblPr", "tblW")
            told = whole(value(width, "w")) if value(width, "type") == "dxa" else 0
            yield TableLook(f"表{number}", max(grid, told) / _TWIPS, look.text_width)

    def _top_tables(self) -> Iterator[tuple[Element, int]]:
        section = 0
        for block in self._file.body:
            if local(block) == "tbl":
                yield block, section
            elif child(block, "pPr", "sectPr") is not None:
                section += 1


def _ends_with_break(paragraph: Element) -> bool:
    """Whether what follows it stands on a new page."""
    last = None
    for one in paragraph.iter():
        if local(one) in {"t", "br"}:
            last = one
    return last is not None and local(last) == "br" and value(last, "type") == "page"


def _begins_with_break(paragraph: Element) -> bool:
    for one in paragraph.iter():
        if local(one) == "br" and value(one, "type") == "page":
            return True
        if local(one) == "t" and (one.text or "").strip():
            return False
    return False
