"""读回: every figure of a paper looked for in the two files that were made of it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from liushou_desk.domain.document import Document, FigureRun, Paragraph, Table
from liushou_desk.domain.paper_text import PaperText, TextLine
from liushou_desk.domain.proofing.tree import text_of_document

_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
_SIGNS = re.compile(r"[^\w%]")
"""Punctuation, which the words of a PDF may hold elsewhere than they show it."""


def not_in_word(document: Document, word: PaperText) -> Iterator[TextLine]:
    """Lines with figures that the Word file does not hold as they stand, each as often."""
    there = Counter(_plain(line.text) for line in word.lines)
    for line in lines_with_figures(document):
        text = _plain(line.text)
        there[text] -= 1
        if there[text] < 0:
            yield line


def not_in_pdf(document: Document, pdf: PaperText) -> Iterator[TextLine]:
    """Paragraphs whose words the pages do not hold, and cells of whose numbers one is missing."""
    printed = _plain("".join(line.text for line in pdf.lines))
    there = Counter(number for line in pdf.lines for number in _NUMBER.findall(line.text))
    told = Counter(
        number for line in text_of_document(document).lines for number in _NUMBER.findall(line.text)
    )
    missing = told - there
    for line in lines_with_figures(document):
        if line.cell is None:
            is_there = _plain(line.text) in printed
        else:
            is_there = not any(missing[number] for number in _NUMBER.findall(line.text))
        if not is_there:
            yield line


def lines_with_figures(document: Document) -> Sequence[TextLine]:
    """The lines that hold a number of the catalogue, with their places."""
    texts = {_plain(text) for text in _texts_with_figures(document)}
    return [line for line in text_of_document(document).lines if _plain(line.text) in texts]


def figures_in(document: Document) -> dict[str, TextLine]:
    """Each figure that is printed, by key, with the line it stands in first."""
    lines: dict[str, TextLine] = {}
    for line in text_of_document(document).lines:
        lines.setdefault(_plain(line.text), line)
    found: dict[str, TextLine] = {}
    for block in document.all_blocks():
        for text, runs in _runs(block):
            for run in runs:
                if isinstance(run, FigureRun) and _plain(text) in lines:
                    found.setdefault(run.key, lines[_plain(text)])
    return found


def _texts_with_figures(document: Document) -> Iterator[str]:
    for block in document.all_blocks():
        for text, runs in _runs(block):
            if any(isinstance(run, FigureRun) for run in runs):
                yield text


def _runs(block: object) -> Iterator[tuple[str, Sequence[object]]]:
    match block:
        case Paragraph():
            yield block.text, block.runs
        case Table():
            for row in block.rows:
                for cell in row:
                    yield cell.text, cell.runs
        case _:
            return


def _plain(text: str) -> str:
    return _SIGNS.sub("", text)
