"""The words of a PDF: lines as they stand, put together to paragraphs where they reach the edge."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from liushou_desk.domain.paper_text import PaperText, TextLine
from liushou_desk.importing.papers.pdf_signs import MM, Page, Sign, lines_of, read_pages
from liushou_desk.importing.papers.refusing import refused

_NUMBER = re.compile(r"[-—–－―·\s]*(第?\s*[0-9０-９ivxIVX一二三四五六七八九十]{1,5}\s*页?)"
                     r"([共/，,\s]*[0-9]{1,4}\s*页?)?[-—–－―·\s]*")  # fmt: skip
_MARK = re.compile(
    "[（(]?(草稿|送审稿|征求意见稿|讨论稿|第[0-9一二三四五六七八九十]+稿)[）)]?"
    "|内部　?含未成年人信息，不得外传|上报　?仅供收件单位使用"
)
_HEAD, _FOOT = 0.15, 0.14
"""Parts of a page's height in which its number and running heads may stand."""
_SPACE, _WIDE, _HOLE = 0.18, 0.75, 1.9
"""Ems between two characters: a space of Latin words, a space of Chinese, another column."""
_FULL, _SAME = 1.7, 0.6
"""Ems: a line is full that ends no farther from the edge, flush that begins no farther from it."""


@dataclass(frozen=True)
class Line:
    """A printed line with its place."""

    signs: tuple[Sign, ...]
    page: int
    number: int

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.signs[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.signs[-1].right

    @cached_property
    def size(self) -> float:
        """That of most of its characters, in points."""
        return Counter(round(sign.size, 1) for sign in self.signs).most_common(1)[0][0]

    @property
    def em(self) -> float:
        """The same in millimetres."""
        return max(self.size, 0.1) / MM

    @cached_property
    def text(self) -> str:
        """Its words; places without ink become one space."""
        parts = [self.signs[0].char]
        for before, after in pairwise(self.signs):
            gap = (after.left - before.right) / max(before.size / MM, 0.1)
            latin = before.char.isascii() and after.char.isascii()
            is_wide = gap > (_SPACE if latin else _WIDE)
            parts.append((" " if after.is_parted or is_wide else "") + after.char)
        return "".join(parts)

    @cached_property
    def has_columns(self) -> bool:
        """Whether it is a row of a table rather than a line of text."""
        gaps = (b.left - a.right for a, b in pairwise(self.signs))
        return any(gap > _HOLE * self.em for gap in gaps)


def read_pdf(path: Path) -> PaperText:
    """Raises `FileTrouble`, also where only pictures are in it."""
    lines = text_lines(read_pages(path))
    found = tuple(_paragraphs(lines))
    if not found:
        raise refused(path, "里面没有正文")
    return PaperText(path.name, found, is_exact=False)


def text_lines(pages: Sequence[Page]) -> list[Line]:
    """The lines of the text area, page after page, numbered as one counts them."""
    printed = [list(lines_of(page)) for page in pages]
    often = _running(pages, printed)
    found: list[Line] = []
    for at, (page, lines) in enumerate(zip(pages, printed, strict=True), start=1):
        body = [line for line in lines if not _is_margin(page, line, often)]
        found += [Line(signs, at, number) for number, signs in enumerate(body, start=1)]
    return found


def is_page_number(page: Page, signs: tuple[Sign, ...]) -> bool:
    """Whether a line at the foot is the page's number, on a turned page one at its left edge."""
    text = "".join(sign.char for sign in signs)
    return signs[0].base >= (1 - _FOOT) * page.height and bool(_NUMBER.fullmatch(text))


def _is_margin(page: Page, signs: tuple[Sign, ...], often: set[str]) -> bool:
    """A page number, a draft mark or a running head; all stand outside the text."""
    base = signs[0].base / max(page.height, 1)
    if _HEAD < base < 1 - _FOOT:
        return False
    if is_page_number(page, signs):
        return True
    text = "".join(sign.char for sign in signs)
    return bool(_MARK.fullmatch(text)) or (_place_of(page, signs) in often)


def _running(pages: Sequence[Page], printed: Sequence[Sequence[tuple[Sign, ...]]]) -> set[str]:
    """What stands first or last on more than half of several pages."""
    edges: Counter[str] = Counter()
    for page, lines in zip(pages, printed, strict=True):
        edges.update({_place_of(page, line) for line in (*lines[:1], *lines[-1:])})
    return {said for said, times in edges.items() if times > max(1, len(pages) / 2)}


def _place_of(page: Page, signs: tuple[Sign, ...]) -> str:
    """Words without figures and height: the same on pages that say the same there."""
    text = re.sub(r"[0-9]+", "#", "".join(sign.char for sign in signs))
    return f"{text}@{round(signs[0].base / max(page.height, 1), 2)}"


def _paragraphs(lines: list[Line]) -> Iterator[TextLine]:
    edges, together = _edges(lines), list[Line]()
    for line in lines:
        if together and not _goes_on(together[-1], line, edges):
            yield _told(together)
            together = []
        together.append(line)
    if together:
        yield _told(together)


def _told(lines: list[Line]) -> TextLine:
    text = lines[0].text
    for line in lines[1:]:
        parted = text[-1].isascii() and text[-1].isalpha() and line.text[0].isascii()
        text += (" " if parted and line.text[0].isalpha() else "") + line.text
    return TextLine(text, f"第{lines[0].page}页第{lines[0].number}行")


Edges = Mapping[float, tuple[float, float]]
"""Left and right edge of the text in each size of type."""


def _goes_on(before: Line, after: Line, edges: Edges) -> bool:
    """Whether a line is full and the next one begins at the edge, in the same type."""
    if before.has_columns or after.has_columns or before.size != after.size:
        return False
    left, right = edges[before.size]
    return before.right > right - _FULL * before.em and after.left < left + _SAME * after.em


def _edges(lines: list[Line]) -> Edges:
    sizes = {line.size for line in lines}
    alike = {size: [line for line in lines if line.size == size] for size in sizes}
    return {size: (min(x.left for x in of), max(x.right for x in of)) for size, of in alike.items()}
