"""The lines of a PDF put together into the paragraphs that they were before they were printed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from liushou_desk.domain.paper_text import PaperText, TextLine

FULL = 24
"""A line of a GB/T 9704 page holds 28 signs; one that goes on is nearly full."""
_ENDS = "。！？；：…"
_BEGINS = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、](?!\d)|（\d+）|附件|注：)"
)
_PAGE_NUMBER = re.compile(r"\s*[—–-]\s*\d+\s*[—–-]\s*")


def joined(paper: PaperText) -> PaperText:
    """A paper whose lines are paragraphs; one that is exact already is left as it is."""
    if paper.is_exact:
        return paper
    return replace(paper, lines=tuple(_paragraphs(paper.lines)))


def _paragraphs(lines: tuple[TextLine, ...]) -> Iterator[TextLine]:
    waiting: TextLine | None = None
    last = ""
    for line in lines:
        if _PAGE_NUMBER.fullmatch(line.text):
            continue
        if waiting is not None and _goes_on(last, line):
            waiting = replace(waiting, text=waiting.text + line.text)
        else:
            if waiting is not None:
                yield waiting
            waiting = line
        last = line.text
    if waiting is not None:
        yield waiting


def _goes_on(last: str, line: TextLine) -> bool:
    """The line before is full and ends within a sentence."""
    is_open = len(last) >= FULL and last[-1:] not in _ENDS
    return is_open and line.cell is None and not _BEGINS.match(line.text)
