"""Every paper of an office: how it reads, and the same words read back from Word and from PDF."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from pathlib import Path

import docx
from docx.oxml.ns import qn
from pypdf import PdfReader

from liushou_desk.domain.contents import asks_for_pages
from liushou_desk.domain.document import (
    Block,
    Document,
    Paragraph,
    ParagraphRole,
    Table,
    TextRun,
    text_of,
    words_of,
)
from liushou_desk.domain.layout import LayoutProfile
from liushou_desk.domain.official_format.rule import Verdict
from liushou_desk.errors import RuleConflict
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.official_format.checking import format_report
from liushou_desk.services.papers.batch import Batch, Sheet, collect
from liushou_desk.services.papers.drawing import FORMATS, drawn, paged
from liushou_desk.services.papers.kind import PaperKind, Wish
from liushou_desk.services.papers.registry import PAPERS
from tests import factories as make
from tests.conftest import OPENING

REASON = "县教育局核对"
_PAGE_NUMBER = re.compile(r"—\d+—$")


def papers_of(office: OfficeFile, kinds: Iterable[PaperKind] = PAPERS) -> Iterator[Batch]:
    """Each kind for the whole school; those that nobody is on are left out."""
    for kind in kinds:
        try:
            yield collect(office, kind, Wish(make.TERM_CODE, reason=REASON))
        except RuleConflict:
            continue


def reading(sheet: Sheet) -> str:
    """A paper as text: a line a paragraph or row of a table, equal rows once with their number."""
    lines = [f"# {sheet.name}", f"## {sheet.document.name}"]
    for block in sheet.document.blocks:
        rows = (
            ["｜".join(cell.text.replace("\n", "／") for cell in row) for row in block.rows]
            if isinstance(block, Table)
            else text_of(block) or ["- - -"]
        )
        for row, same in groupby(rows):
            number = len(list(same))
            lines.append(f"{row}　×{number}" if number > 1 else row)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def joined(sheets: Iterable[Sheet]) -> list[Document]:
    """Many papers as one, for opening a file is what drawing costs; who has parts stands alone."""
    alone: list[Document] = []
    blocks: list[Block] = []
    for sheet in sheets:
        document = sheet.document
        if document.attachments or asks_for_pages(document):
            alone.append(document)
            continue
        title = Paragraph((TextRun(f"{sheet.name}：{document.name}"),), ParagraphRole.CAPTION)
        blocks += [title, *document.blocks]
    return [Document((("全部表单",),), tuple(blocks)), *alone] if blocks else alone


def assert_word_is_pdf(document: Document, profile: LayoutProfile) -> None:
    """The same words and numbers in both."""
    said = plain(words_of(paged(document, profile)))
    for form, data in files_of(document, profile):
        assert_alike(word_text(data) if form == "docx" else pdf_text(data, document), said)


def assert_in_layout(document: Document, profile: LayoutProfile, folder: Path) -> None:
    """No rule of the layout is broken in either."""
    for form, data in files_of(document, profile):
        (path := folder / f"表单.{form}").write_bytes(data)
        rules = format_report(path, profile)
        broken = [one.sentence for one in rules if one.verdict is Verdict.BROKEN]
        assert not broken, (document.name, form, broken)


@lru_cache(maxsize=1)
def files_of(document: Document, profile: LayoutProfile) -> tuple[tuple[str, bytes], ...]:
    return tuple((form, drawn(document, profile, form, OPENING.date())) for form in FORMATS)


def assert_alike(told: str, said: str) -> None:
    """Shows where two long texts part."""
    at = next((n for n, pair in enumerate(zip(told, said, strict=False)) if len({*pair}) > 1), 0)
    assert told == said, f"{told[at - 60 : at + 60]} | {said[at - 60 : at + 60]}"


def plain(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())


def word_text(data: bytes) -> str:
    body = docx.Document(BytesIO(data)).element.body
    return plain([node.text or "" for node in body.iter(qn("w:t"))])


def pdf_text(data: bytes, document: Document) -> str:
    """The words of all pages, heads and page numbers of the later ones left out."""
    heads = [
        plain([cell.text for row in block.rows[: block.header_rows] for cell in row])
        for block in document.all_blocks()
        if isinstance(block, Table) and block.header_rows and not block.whole
    ]
    said, told = plain(words_of(document)), ""
    for page in PdfReader(BytesIO(data)).pages:
        text = _PAGE_NUMBER.sub("", plain([page.extract_text()]))
        text = text.removesuffix(plain([document.draft_mark]))
        again = [head for head in heads if head in told and text.startswith(head)]
        head = max(again, key=len, default="")
        is_new = said.startswith(head, len(told))  # another table with this head begins here
        told += text if is_new else text.removeprefix(head)
    return told
