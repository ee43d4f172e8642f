"""The sections of a Word file: paper, margins, grid, and the page numbers at their feet."""

import re
from collections.abc import Iterator

from liushou_desk.domain.official_format.word_look import NumberLook, SectionLook
from liushou_desk.importing.markup import Element
from liushou_desk.importing.papers.word_file import WordFile
from liushou_desk.importing.papers.word_text import relation_of
from liushou_desk.importing.papers.word_type import Faces, Measures, measures
from liushou_desk.importing.papers.wordml import child, every, inner, local, value, w, whole

_MM = 1440 / 25.4
"""Twips in a millimetre."""
_PAGE = re.compile(r"\bPAGE\b")
_DASH, _LEADING = 0.55, 1.3
"""Where a dash stands in its line, and a line that is not exact as a multiple of the type."""


class Sections:
    """Reads one section after the other; one without footers of its own has those before it."""

    def __init__(self, file: WordFile, faces: Faces) -> None:
        self._file, self._faces = file, faces
        self._footers: dict[str, str] = {}

    def read(self, properties: Element | None, paragraphs: int) -> SectionLook:
        """A section with so many paragraphs."""
        size, margins = child(properties, "pgSz"), child(properties, "pgMar")
        for reference in every(properties, "footerReference"):
            self._footers[value(reference, "type") or "default"] = relation_of(reference)
        grid = child(properties, "docGrid")
        is_on = value(grid, "type") in {"lines", "linesAndChars", "snapToChars"}
        left, right = _mm(margins, "left", 1800), _mm(margins, "right", 1800)
        return SectionLook(
            _mm(size, "w", 11906),
            _mm(size, "h", 16838),
            _mm(margins, "top", 1440),
            _mm(margins, "bottom", 1440),
            left + _mm(margins, "gutter", 0),
            right,
            whole(value(grid, "linePitch")) / 20 if is_on else 0,
            tuple(self._numbers(properties, margins)),
            paragraphs,
        )

    def _numbers(self, properties: Element | None, margins: Element | None) -> Iterator[NumberLook]:
        foot = _mm(margins, "footer", 851)
        below = _mm(margins, "bottom", 1440) - foot
        for page, name in self._footers.items():
            if page == "first" and child(properties, "titlePg") is None:
                continue
            root = self._file.by_relation(name, "ftr")
            for paragraph in () if root is None else inner(root, "p"):
                if _has_number(paragraph):
                    yield self._number(page, paragraph, below)

    def _number(self, page: str, paragraph: Element, below: float) -> NumberLook:
        sheets = self._file.styles.paragraph_sheets(paragraph)
        told, runs = measures(sheets), self._faces.of(paragraph)
        is_boxed = any(local(up) in {"txbxContent", "tc"} for up in paragraph.iterancestors())
        frame = value(child(paragraph, "pPr", "framePr"), "xAlign")
        align = frame or ("" if is_boxed and told.align == "left" else told.align)
        clear = told.left_pt if align == "left" else told.right_pt
        gap = None if is_boxed or frame else _gap(told, runs[0].size if runs else 0, below)
        return NumberLook(page, _form(paragraph), align, clear, runs, gap)


def _gap(told: Measures, size: float, below: float) -> float:
    line = told.line_pt if told.line_rule == "exact" else size * _LEADING
    return below - line * (1 - _DASH) * 25.4 / 72


def _mm(element: Element | None, name: str, otherwise: int) -> float:
    return abs(whole(value(element, name), otherwise)) / _MM


def _has_number(paragraph: Element) -> bool:
    return any(_PAGE.search(text) for text in _fields(paragraph))


def _fields(paragraph: Element) -> Iterator[str]:
    own = (one for one in paragraph.iter(w("instrText"), w("fldSimple")) if _is_of(one, paragraph))
    for one in own:
        yield (one.text or "") if local(one) == "instrText" else value(one, "instr")


def _is_of(element: Element, paragraph: Element) -> bool:
    return next(element.iterancestors(w("p")), None) is paragraph


def _form(paragraph: Element) -> str:
    """The words of the footer with {} where the number stands."""
    text, depth, is_told = "", 0, False
    for one in paragraph.iter(w("t"), w("fldChar"), w("fldSimple")):
        if not _is_of(one, paragraph):
            continue
        name = local(one)
        if name == "fldChar":
            depth += {"begin": 1, "end": -1}.get(value(one, "fldCharType"), 0)
            is_told = False if depth == 0 else is_told
        elif name == "fldSimple":
            text += "{}"
        elif depth == 0 and next(one.iterancestors(w("fldSimple")), None) is None:
            text += one.text or ""
        if depth and not is_told:
            text, is_told = text + "{}", True
    return text.strip()
