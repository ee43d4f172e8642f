"""The words of a .docx with their places: body and tables, then notes, then what heads pages."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from liushou_desk.domain.paper_text import PaperText, TextLine
from liushou_desk.importing.markup import Element
from liushou_desk.importing.papers.refusing import refused
from liushou_desk.importing.papers.story import Said, Story
from liushou_desk.importing.papers.word_file import WordFile, opened
from liushou_desk.importing.papers.wordml import every, inner, value

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_NUMBER = re.compile(r"[-\s\d—–－―第页共/·]*")
"""All that a footer says which holds a page number only."""


def read_word(path: Path) -> PaperText:
    """Raises `FileTrouble`."""
    with opened(path) as file:
        lines = (*_body(file), *_notes(file), *_margins(file))
    if not lines:
        raise refused(path, "里面没有文字")
    return PaperText(path.name, lines)


def _body(file: WordFile) -> Iterator[TextLine]:
    """A line for each paragraph, and one for all that stands in a cell."""
    told = (said for said in Story(file).of(file.body) if said.place)
    for (_, cell), together in groupby(told, key=lambda said: (said.place, said.cell)):
        parts = list(together)
        yield TextLine("\n".join(said.text for said in parts), parts[0].place, cell)


def _notes(file: WordFile) -> Iterator[TextLine]:
    for kind, word in ("footnote", "脚注"), ("endnote", "尾注"):
        root = file.of_kind(f"{kind}s", f"{kind}s")
        printed = [note for note in every(root, kind) if value(note, "type") in {"", "normal"}]
        for at, note in enumerate(printed, start=1):
            if text := _joined(Story(file).of(note)):
                yield TextLine(text, f"{word}{at}")


def _margins(file: WordFile) -> Iterator[TextLine]:
    """What stands above and below the pages, once each; a page number is no text."""
    seen: set[str] = set()
    for kind, root, word in ("headerReference", "hdr", "页眉"), ("footerReference", "ftr", "页脚"):
        for reference in inner(file.body, kind):
            text = _printed(file, reference, root)
            if text and text not in seen:
                seen.add(text)
                yield TextLine(text, word)


def footer_words(file: WordFile, reference: Element) -> str:
    """What a footer says beside the page number."""
    return _printed(file, reference, "ftr")


def _printed(file: WordFile, reference: Element, root: str) -> str:
    part = file.by_relation(relation_of(reference), root)
    text = "" if part is None else _joined(Story(file).of(part))
    return "" if _NUMBER.fullmatch(text) else text


def relation_of(reference: Element) -> str:
    """The id of the relation that an element names."""
    return str(reference.get(_RELATION) or reference.get(_STRICT_RELATION) or "")


def _joined(said: Iterable[Said]) -> str:
    return "\n".join(one.text for one in said if one.text.strip())
