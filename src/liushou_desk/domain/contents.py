"""目录: the pages that a document's parts begin on, put into its table of contents."""

from collections.abc import Sequence
from dataclasses import replace

from liushou_desk.domain.document import Block, Cell, Document, PageRun, Table


def asks_for_pages(document: Document) -> bool:
    """Whether there is a table of contents whose numbers depend on how the pages come out."""
    return any(
        isinstance(run, PageRun)
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        for run in cell.runs
    )


def with_pages(document: Document, pages: Sequence[int]) -> Document:
    """The same document with the page of each attachment in its table of contents."""
    blocks = tuple(_numbered(block, pages) for block in document.blocks)
    return replace(document, blocks=blocks)


def _numbered(block: Block, pages: Sequence[int]) -> Block:
    if not isinstance(block, Table):
        return block
    rows = tuple(tuple(_cell(cell, pages) for cell in row) for row in block.rows)
    return replace(block, rows=rows)


def _cell(cell: Cell, pages: Sequence[int]) -> Cell:
    runs = tuple(
        replace(run, text=str(pages[run.attachment])) if isinstance(run, PageRun) else run
        for run in cell.runs
    )
    return replace(cell, runs=runs)
