"""Several documents in one PDF: each font once, an outline by name, contents with their pages."""

from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from liushou_desk.domain.contents import with_pages
from liushou_desk.domain.document import (
    Attachment,
    Cell,
    Column,
    Document,
    PageRun,
    Table,
    TextRun,
    words_of,
)
from liushou_desk.domain.layout import GB_T_9704
from liushou_desk.export.pdf import Book, paged
from tests.export.samples import DAY, paragraph

PARTS = ("家庭", "结对", "台账")


def with_contents(words: int) -> Document:
    """Parts of which the second is as long as is asked for."""
    lines = tuple((Cell((TextRun(title),)), Cell((PageRun(at),))) for at, title in enumerate(PARTS))
    parts = tuple(
        Attachment(f"第{at}部分", title, (paragraph("校" * (words if at == 2 else 3)),))
        for at, title in enumerate(PARTS, start=1)
    )
    return Document((("档案",),), (Table((Column(3), Column(1)), lines, 0),), parts)


def book(fonts: Path, *documents: Document, running: bool = False) -> Any:
    made = Book(GB_T_9704, "档案", fonts=fonts, made_on=DAY, running=running)
    counts = [made.add(document, f"第{at}份") for at, document in enumerate(documents, start=1)]
    reader: Any = PdfReader(BytesIO(made.finish()))
    assert sum(counts) == len(reader.pages)
    return reader


def told(reader: Any, page: int) -> str:
    return "".join(reader.pages[page].extract_text().split())


def test_contents_name_the_pages_that_the_parts_begin_on(fonts: Path) -> None:
    long = with_contents(22 * 28 * 2)
    reader = book(fonts, with_contents(5), long)
    assert told(reader, 0).startswith("档案家庭2结对3台账4")
    assert told(reader, 4).startswith("档案家庭2结对3台账6")
    assert told(reader, 9).startswith("第3部分台账")
    going_on = book(fonts, with_contents(5), long, running=True)
    assert told(going_on, 4) == "档案家庭6结对7台账10—5—"
    assert told(going_on, 9).endswith("—10—")
    assert words_of(paged(long, GB_T_9704, fonts=fonts)) == words_of(with_pages(long, (2, 3, 6)))


def test_the_outline_has_each_document_with_its_parts_below(fonts: Path) -> None:
    one, parts, other, _ = book(fonts, with_contents(5), with_contents(5)).outline
    assert [one["/Title"], other["/Title"]] == ["第1份", "第2份"]
    assert [mark["/Title"] for mark in parts] == [
        f"第{at}部分　{title}" for at, title in enumerate(PARTS, start=1)
    ]


def test_a_font_that_all_use_is_embedded_once(fonts: Path) -> None:
    one = with_contents(5)
    few, many = (book(fonts, *[one] * count) for count in (1, 4))
    assert len(many.pages) == 4 * len(few.pages)
    assert len(_faces(many)) == len(_faces(few))


def _faces(reader: Any) -> set[int]:
    held = [page["/Resources"]["/Font"] for page in reader.pages]
    return {named[face].indirect_reference.idnum for named in held for face in named}
