"""Puts sections together into the summary's outline, and the outline into its document tree."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

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
from liushou_desk.errors import InputProblem
from liushou_desk.services.figures.book import FigureValue
from liushou_desk.services.summary import outlook, situation, work
from liushou_desk.services.summary.phrases import Material, Templates
from liushou_desk.services.summary.sections import SECTIONS
from liushou_desk.services.summary.tables import statistics

NUMERALS = (*"一二三四五六七八九十", "十一", "十二")
TABLE_TITLE = "留守儿童工作情况统计表"
SUBJECT = ("留守儿童", "关爱保护", "工作总结")
NO_WORK = ("work.none", "本学期台账中没有登记工作记录。")
_PLACE = re.compile(r".+?(?:自治[州县旗]|[省市州县区旗镇乡村]|街道)(?=.)")
"""The parts of a school's name that tell where it is; the last stands with the school."""


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph before its numbers are filled in; `template` is empty where it is left out."""

    key: str
    template: str
    is_own: bool
    prefix: str = ""
    """Its number in a list, which nobody edits."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the text: its heading (level 0: none) and paragraphs, left out ones too."""

    level: int
    heading: str
    paragraphs: tuple[Said, ...]
    is_silent: bool = False
    """Neither it nor what stands below it says anything: it is left out, without a number."""

    @property
    def printed(self) -> tuple[Said, ...]:
        """The paragraphs that say something."""
        return tuple(said for said in self.paragraphs if said.template)

    @property
    def has_heading(self) -> bool:
        """Whether its heading is printed: a section's stands above its parts, too."""
        return not self.is_silent if self.level == 1 else bool(self.level and self.printed)


def compose(
    material: Material,
    campuses: Mapping[str, Mapping[str, FigureValue]],
    own: Mapping[str, str],
    draft_mark: str,
) -> Document:
    """The summary; `own` are the clerk's paragraphs by key. Raises `TemplateTrouble`."""
    school, term = material.records.school, material.scope.term
    place = material.scope.campus or ""
    body = [block for part in outline(material, own) for block in _blocks(material, part)]
    table = tuple(statistics(material, campuses))
    return Document(
        title=(_parts_of(school), (place,), term.title_parts, SUBJECT),
        blocks=(*body, AttachmentNote((TABLE_TITLE,)), Signature(school, material.signed_on)),
        attachments=(Attachment("附件", TABLE_TITLE, table),),
        draft_mark=draft_mark,
    )


def _parts_of(school: str) -> tuple[str, ...]:
    """A school's name cut behind the places in it: 云岭县, 青石镇, 中心小学."""
    places = _PLACE.findall(school)
    return (*places, school[len("".join(places)) :])


def outline(material: Material, own: Mapping[str, str]) -> Iterator[Part]:
    """The text part by part, in the order of the document."""
    yield Part(0, "", _said(situation.opening(material), own))
    parts: tuple[tuple[str, Callable[[], Iterable[Part]]], ...] = (
        ("basics", lambda: _plain(_said(situation.basics(material), own))),
        ("work", lambda: _work(material, own)),
        ("results", lambda: _plain(_said(outlook.results(material), own))),
        ("problems", lambda: _plain(_numbered(_said(outlook.problems(material), own)))),
        ("plans", lambda: _plain(_numbered(_said(outlook.plans(material), own)))),
    )
    numerals = iter(NUMERALS)
    for section, below in parts:
        title = SECTIONS[section]
        first, *others = below()
        is_silent = not any(part.printed for part in (first, *others))
        heading = title if is_silent else f"{next(numerals)}、{title}"
        yield replace(first, level=1, heading=heading, is_silent=is_silent)
        yield from others


def filled(material: Material, own: Mapping[str, str], key: str, template: str) -> str:
    """A paragraph with its numbers filled in, as it would be printed.

    Raises `InputProblem` for a paragraph that is none, `TemplateTrouble` for such a figure.
    """
    offered = [said.key for part in outline(material, own) for said in part.paragraphs]
    known = dict.fromkeys([*offered, *own])
    if key not in known:
        raise InputProblem(
            f"总结里没有叫“{key}”的段落，没有改动。", f"可改的段落：{'、'.join(known)}。"
        )
    return words(material, template)


def words(material: Material, template: str) -> str:
    """A template with its numbers filled in. Raises `TemplateTrouble`."""
    values = material.values
    return "".join(run.text for run in runs_of(template.strip(), values.shown, values.name))


def _blocks(material: Material, part: Part) -> Iterator[Block]:
    """A part as it is printed; a figure that is none any more is named in its own paragraph.

    The clerk's text was good when it was saved: a rule may have been changed or a class renamed.
    """
    if part.has_heading:
        yield Heading(part.level, part.heading)
    for said in part.printed:
        shown = material.values.shown_or_named if said.is_own else material.values.shown
        yield Paragraph(runs_of(said.prefix + said.template, shown), key=said.key)


def _plain(paragraphs: tuple[Said, ...]) -> list[Part]:
    return [Part(1, "", paragraphs)]


def _work(material: Material, own: Mapping[str, str]) -> Iterator[Part]:
    """The parts that have something to say, numbered as they come; one left out has no number."""
    found = [
        Part(2, title, said)
        for title, section in work.WORK
        if (said := _said(section(material), own))
    ]
    is_silent = not any(part.printed for part in found)
    yield Part(1, "", _said(iter([NO_WORK]), own) if is_silent else ())
    numerals = iter(NUMERALS)
    for part in found:
        number = f"（{next(numerals)}）" if part.printed else ""
        yield replace(part, heading=number + part.heading)


def _numbered(paragraphs: tuple[Said, ...]) -> tuple[Said, ...]:
    """Paragraphs as 1. 2. 3., a single one without a number."""
    count = sum(1 for said in paragraphs if said.template)
    if count < 2:
        return paragraphs
    numbers = iter(range(1, count + 1))
    return tuple(
        replace(said, prefix=f"{next(numbers)}. ") if said.template else said for said in paragraphs
    )


def _said(templates: Templates, own: Mapping[str, str]) -> tuple[Said, ...]:
    return tuple(Said(key, own.get(key, text).strip(), key in own) for key, text in templates)
