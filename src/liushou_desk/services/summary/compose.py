"""Puts sections together into the summary's outline, and the outline into its document tree."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from liushou_desk.domain.document import (
    Attachment,
    AttachmentNote,
    Block,
    Document,
    Heading,
    Paragraph,
    Signature,
    retold,
)
from liushou_desk.domain.summary_kinds import SUBJECTS, SummaryKind
from liushou_desk.domain.template import runs_of, split
from liushou_desk.errors import InputProblem
from liushou_desk.services.figures.book import FigureValue
from liushou_desk.services.summary.phrases import Material, Templates
from liushou_desk.services.summary.sections import SECTIONS
from liushou_desk.services.summary.shapes import (
    OPENINGS,
    SHAPES,
    PartShape,
    SectionShape,
    Telling,
)
from liushou_desk.services.summary.tables import statistics

NUMERALS = (*"一二三四五六七八九十", "十一", "十二")
TABLE_TITLE = "留守儿童工作情况统计表"
SUBJECT = ("留守儿童", "关爱保护")
NO_WORK = ("work.none", "本学期台账中没有登记工作记录。")
BESIDES = "其他工作"
"""The part for own paragraphs of 主要工作措施 whose part has nothing to say any more."""
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
    is_proposal: bool = False
    """Printed where the clerk took it; until then `template` says what it would be."""

    @property
    def is_offered(self) -> bool:
        """Whether it is proposed and not taken."""
        return self.is_proposal and not self.is_own

    @property
    def is_printed(self) -> bool:
        """Whether the paper says it."""
        return bool(self.template) and not self.is_offered


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
        return tuple(said for said in self.paragraphs if said.is_printed)

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
    school, period = material.records.school, material.period
    subject = (*SUBJECT, SUBJECTS.get(material.paper.kind, "工作总结"))
    body = [block for part in outline(material, own) for block in _blocks(material, part)]
    table = [retold(block, period.words) for block in statistics(material, campuses)]
    has_table = material.paper.kind is not SummaryKind.PLAN
    return Document(
        title=(_parts_of(school), (material.scope.place or "",), period.title, subject),
        blocks=(
            *body,
            *((AttachmentNote((TABLE_TITLE,)),) if has_table else ()),
            Signature(school, material.signed_on),
        ),
        attachments=(Attachment("附件", TABLE_TITLE, tuple(table)),) if has_table else (),
        draft_mark=draft_mark,
    )


def _parts_of(school: str) -> tuple[str, ...]:
    """A school's name cut behind the places in it: 云岭县, 青石镇, 中心小学."""
    places = _PLACE.findall(school)
    return (*places, school[len("".join(places)) :])


def outline(material: Material, own: Mapping[str, str]) -> Iterator[Part]:
    """The text part by part, in the order of the document."""
    kind = material.paper.kind
    yield Part(0, "", _said(material, OPENINGS[kind], own))
    numerals = iter(NUMERALS)
    for shape in SHAPES[kind]:
        title = SECTIONS[shape.key]
        first, *others = _parts(material, shape, own)
        is_silent = not any(part.printed for part in (first, *others))
        heading = title if is_silent else f"{next(numerals)}、{title}"
        yield replace(first, level=1, heading=heading, is_silent=is_silent)
        yield from others


def _parts(material: Material, shape: SectionShape, own: Mapping[str, str]) -> Iterator[Part]:
    """The heading with what stands right below it, then the titled parts, numbered as they come."""
    parts = [
        Part(2 if one.title else 1, one.title, said)
        for one in shape.parts
        if (said := _told_and_offered(material, one, own)) or not one.title
    ]
    kept = _kept(shape, parts, own)
    if shape.parts[0].title:
        parts += [Part(2, BESIDES, kept)] if kept else []
        is_silent = not any(part.printed for part in parts)
        yield Part(1, "", _said(material, _no_work, own) if is_silent else ())
        yield from _with_numbers(parts)
    else:
        said = (*parts[0].paragraphs, *kept)
        if shape.is_sorted:
            said = tuple(sorted(said, key=lambda one: one.key))
        yield replace(parts[0], paragraphs=_numbered(said) if shape.is_numbered else said)


def _told_and_offered(
    material: Material, shape: PartShape, own: Mapping[str, str]
) -> tuple[Said, ...]:
    told = _said(material, shape.told, own)
    offered = _said(material, shape.offered, own)
    return (*told, *(replace(one, is_proposal=True) for one in offered))


def _kept(shape: SectionShape, parts: list[Part], own: Mapping[str, str]) -> tuple[Said, ...]:
    """Own paragraphs of a section that nothing in the records asks for (any more)."""
    there = {said.key for part in parts for said in part.paragraphs} | {NO_WORK[0]}
    begun = f"{shape.key}."
    return tuple(
        Said(key, text.strip(), is_own=True)
        for key, text in own.items()
        if (key.startswith(begun) or key == shape.key) and key not in there and text.strip()
    )


def _no_work(_material: Material) -> Templates:
    yield NO_WORK


def _with_numbers(parts: list[Part]) -> Iterator[Part]:
    """（一）（二）: one that says nothing has no number."""
    numerals = iter(NUMERALS)
    for part in parts:
        number = f"（{next(numerals)}）" if part.printed else ""
        yield replace(part, heading=number + part.heading)


def filled(material: Material, own: Mapping[str, str], key: str, template: str) -> str:
    """A paragraph with its numbers filled in, as it would be printed.

    Raises `InputProblem` for a paragraph that is none, `TemplateTrouble` for such a figure.
    """
    offered = [said.key for part in outline(material, own) for said in part.paragraphs]
    known = dict.fromkeys([*offered, *own])
    if key not in known and not _is_added(material, key):
        raise InputProblem(
            f"总结里没有叫“{key}”的段落，没有改动。", f"可改的段落：{'、'.join(known)}。"
        )
    return words(material, template)


def figures_shown(material: Material, template: str) -> dict[str, str]:
    """What each figure of a paragraph shows now, by key."""
    keys = [inside.strip() for _, inside in split(template) if inside is not None]
    return {key: shown for key in keys if (shown := material.values.shown(key)) is not None}


def _is_added(material: Material, key: str) -> bool:
    """Whether a key is of a paragraph that the clerk adds to a section: a case, one from WPS."""
    section, _, rest = key.partition(".")
    there = any(shape.key == section for shape in SHAPES[material.paper.kind])
    return there and re.fullmatch(r"(added|entry)_\d+", rest) is not None


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


def _numbered(paragraphs: tuple[Said, ...]) -> tuple[Said, ...]:
    """Paragraphs as 1. 2. 3., a single one without a number."""
    count = sum(1 for said in paragraphs if said.is_printed)
    if count < 2:
        return paragraphs
    numbers = iter(range(1, count + 1))
    return tuple(
        replace(said, prefix=f"{next(numbers)}. ") if said.is_printed else said
        for said in paragraphs
    )


def _said(material: Material, told: Telling, own: Mapping[str, str]) -> tuple[Said, ...]:
    say = material.period.say
    return tuple(
        Said(key, own.get(key, say(text)).strip(), key in own) for key, text in told(material)
    )
