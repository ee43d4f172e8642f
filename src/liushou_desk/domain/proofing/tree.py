"""Our own papers' content tree as the proof-reader reads any paper."""

from collections.abc import Iterable, Iterator

from liushou_desk.domain.document import Block, Document, Paragraph, Table, text_of
from liushou_desk.domain.paper_text import CellPlace, PaperText, TextLine


def text_of_document(document: Document) -> PaperText:
    """Every line with its place; a paragraph with its key, so that a press can go there."""
    return PaperText(document.name, tuple(_placed(_blocks(document))))


def text_of_lines(name: str, lines: Iterable[str]) -> PaperText:
    """Lines that stand alone: a text that was pasted, or what people wrote in a draft."""
    return PaperText(
        name, tuple(TextLine(line, f"第{number}段") for number, line in enumerate(lines, start=1))
    )


def _blocks(document: Document) -> Iterator[Block | str]:
    if document.name:
        yield document.name
    yield from document.blocks
    for attachment in document.attachments:
        yield from (attachment.label, attachment.title, *attachment.blocks)


def _placed(blocks: Iterable[Block | str]) -> Iterator[TextLine]:
    paragraphs = tables = 0
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            yield from _cells(block, tables)
            continue
        for text in [block] if isinstance(block, str) else text_of(block):
            paragraphs += 1
            key = block.key if isinstance(block, Paragraph) else ""
            yield TextLine(text, f"第{paragraphs}段", key=key)


def _cells(table: Table, number: int) -> Iterator[TextLine]:
    """Each cell at its first row and column, past those that a taller one covers."""
    covered: set[tuple[int, int]] = set()
    for row, cells in enumerate(table.rows, start=1):
        column = 1
        for cell in cells:
            while (row, column) in covered:
                column += 1
            place = f"表{number}第{row}行第{column}列"
            yield TextLine(cell.text, place, CellPlace(number, row, column))
            covered |= {
                (row + r, column + c) for r in range(cell.rows) for c in range(cell.columns)
            }
            column += cell.columns
