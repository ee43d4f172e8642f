"""目录: the pages that a document's parts begin on, put into its table of contents."""

from collections.abc import Sequence
from dataclasses import replace

from liushou_desk.domain.document import Block, Cell, Document, PageRun, Table


def last_with_pages(document: Document) -> int:
    """How many attachments must be set anew once the pages are known; -1 where nothing asks."""
    parts = [document.blocks, *(attachment.blocks for attachment in document.attachments)]
    return max((at for at, blocks in enumerate(parts) if any(map(_asks, blocks))), default=-1)


def asks_for_pages(document: Document) -> bool:
    """Whether there is a table of contents whose numbers depend on how the pages come out."""
    return last_with_pages(document) >= 0


def with_pages(document: Document, pages: Sequence[int]) -> Document:
    """The same document with the page of each attachment in its table of contents."""
    return replace(
        document,
        blocks=tuple(_numbered(block, pages) for block in document.blocks),
        attachments=tuple(
            replace(one, blocks=tuple(_numbered(block, pages) for block in one.blocks))
            for one in document.attachments
        ),
    )


def _asks(block: Block) -> bool:
    return isinstance(block, Table) and any(
        isinstance(run, PageRun) for row in block.rows for cell in row for run in cell.runs
    )


def _numbered(block: Block, pages: Sequence[int]) -> Block:
    if not isinstance(block, Table) or not _asks(block):
        return block
    rows = tuple(tuple(_cell(cell, pages) for cell in row) for row in block.rows)
    return replace(block, rows=rows)


def _cell(cell: Cell, pages: Sequence[int]) -> Cell:
    runs = tuple(
        replace(run, text=str(pages[run.attachment])) if isinstance(run, PageRun) else run
        for run in cell.runs
    )
    return replace(cell, runs=runs)
