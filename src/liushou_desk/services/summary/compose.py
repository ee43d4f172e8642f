"""Puts sections together into the summary's document tree."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from liushou_desk.domain.document import (
    Attachment,
    AttachmentNote,
    Block,
    Document,
    Heading,
    Paragraph,
    Signature,
)
from liushou_desk.domain.template import runs_of
from liushou_desk.services.figures.book import FigureValue
from liushou_desk.services.summary import outlook, sections
from liushou_desk.services.summary.sections import Material, Templates
from liushou_desk.services.summary.tables import statistics

NUMERALS = "一二三四五六七八九十"
TABLE_TITLE = "留守儿童工作情况统计表"
SUBJECT = "留守儿童关爱保护工作总结"


def compose(
    material: Material,
    campuses: Mapping[str, Mapping[str, FigureValue]],
    own: Mapping[str, str],
    draft_mark: str,
) -> Document:
    """The summary; `own` are the clerk's paragraphs by key. Raises `TemplateTrouble`."""
    school, term = material.records.school, material.scope.term
    place = material.scope.campus or ""
    body = list(_body(material, own))
    table = tuple(statistics(material, campuses))
    return Document(
        title=(f"{school}{place}{term.title}", SUBJECT),
        blocks=(*body, AttachmentNote((TABLE_TITLE,)), Signature(school, material.signed_on)),
        attachments=(Attachment("附件", TABLE_TITLE, table),),
        draft_mark=draft_mark,
    )


def _body(material: Material, own: Mapping[str, str]) -> Iterator[Block]:
    yield from _paragraphs(material, sections.opening(material), own)
    parts: tuple[tuple[str, Callable[[], Iterable[Block]]], ...] = (
        ("基本情况", lambda: _paragraphs(material, sections.basics(material), own)),
        ("主要工作措施", lambda: _work(material, own)),
        ("取得的成效", lambda: _paragraphs(material, outlook.results(material), own)),
        ("存在的问题", lambda: _numbered(material, outlook.problems(material), own)),
        ("下一步打算", lambda: _numbered(material, outlook.plans(material), own)),
    )
    for numeral, (title, blocks) in zip(NUMERALS, parts, strict=False):
        yield Heading(1, f"{numeral}、{title}")
        yield from blocks()


def _work(material: Material, own: Mapping[str, str]) -> Iterator[Block]:
    """The parts that have something to say, numbered as they come."""
    said = [
        (title, paragraphs)
        for title, section in sections.WORK
        if (paragraphs := list(_paragraphs(material, section(material), own)))
    ]
    if not said:
        empty = iter([("work.none", "本学期的工作记录尚未登记，待补录后再行总结。")])
        yield from _paragraphs(material, empty, own)
    for numeral, (title, paragraphs) in zip(NUMERALS, said, strict=False):
        yield Heading(2, f"（{numeral}）{title}")
        yield from paragraphs


def _numbered(
    material: Material, templates: Templates, own: Mapping[str, str]
) -> Iterator[Paragraph]:
    """Paragraphs as 1. 2. 3., a single one without a number."""
    listed = list(templates)
    for number, (key, text) in enumerate(listed, start=1):
        prefix = f"{number}. " if len(listed) > 1 else ""
        yield from _paragraphs(material, iter([(key, text)]), own, prefix)


def _paragraphs(
    material: Material, templates: Templates, own: Mapping[str, str], prefix: str = ""
) -> Iterator[Paragraph]:
    for key, text in templates:
        chosen = own.get(key, text).strip()
        if chosen:
            yield Paragraph(runs_of(prefix + chosen, material.values.shown), key=key)
