"""A paper that was changed in WPS comes back: each difference to be taken or left.

Nothing is changed before it is taken. What the program itself sets (title, headings, numbers in
lists, 落款, tables) is told where it differs and cannot be taken.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from liushou_desk.domain.amended import Pair, bare, paired, rebuilt
from liushou_desk.domain.document import (
    AttachmentNote,
    Block,
    Document,
    Heading,
    Paragraph,
    Run,
    Signature,
    TextRun,
)
from liushou_desk.domain.paper_text import PaperText
from liushou_desk.domain.template import plain
from liushou_desk.domain.text import cleaned
from liushou_desk.domain.words import SummaryState, Word
from liushou_desk.errors import FileTrouble, RuleConflict
from liushou_desk.importing.papers.door import read_paper
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.summary import draft
from liushou_desk.services.summary.paper import Asked
from liushou_desk.services.summary.sections import SECTIONS, section_of
from liushou_desk.services.summary.service import collect, revise

_NUMBERED = re.compile(r"^\d{1,2}[.．、]\s*")
LEAST_SHARED = 3
"""Paragraphs that a file must have in common with the draft to be an edition of it."""


class Edited(Word):
    """What was done to a paragraph."""

    CHANGED = "changed", "改了"
    NUMBERS = "numbers", "数字不同"
    ADDED = "added", "新加"
    REMOVED = "removed", "删了"
    FIXED = "fixed", "不能采用"


@dataclass(frozen=True, slots=True)
class Edit:
    """A difference; `template` is what taking it puts into the draft under `key`."""

    what: Edited
    key: str
    section: str
    old: str
    new: str
    template: str = ""
    doubts: tuple[str, ...] = ()
    seen: str | None = None
    """The own words (None: none) that stood there when it was compared."""

    @property
    def can_be_taken(self) -> bool:
        """Whether it is of words that the clerk writes."""
        return self.what is not Edited.FIXED


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that the program printed; without a key it is the program's own."""

    runs: tuple[Run, ...]
    key: str

    @property
    def text(self) -> str:
        """As it reads."""
        return "".join(run.text for run in self.runs)


def read_edits(office: OfficeFile, asked: Asked, path: Path) -> tuple[Edit, ...]:
    """What a file says otherwise than the draft. Raises `FileTrouble`, `RuleConflict`."""
    return edits_of(office, asked, read_paper(path))


def edits_of(office: OfficeFile, asked: Asked, paper: PaperText) -> tuple[Edit, ...]:
    """The same of words that are read already."""
    with office.reading() as session:
        if draft.state_of(session, asked) is SummaryState.ISSUED:
            raise RuleConflict("这份文稿已经定稿，没有改动。", "要采用改过的稿，请先重新起草。")
        own = draft.own_paragraphs(session, asked)
    document = collect(office, asked).document
    ours = list(_lines(document.blocks))
    theirs = [text for text in _body(document, paper) if text]
    found = list(paired([bare(one.text) for one in ours], [bare(text) for text in theirs]))
    shared = [i for i, j in found if i is not None and j is not None and ours[i].key]
    if len(shared) < LEAST_SHARED:
        raise FileTrouble(
            f"“{paper.name}”和这份草稿几乎没有相同的段落，没有比较，草稿没有改动。",
            "请选由这份草稿导出、再在WPS里改过的那一份。",
        )
    return tuple(_edits(ours, theirs, found, own))


def take_edits(office: OfficeFile, asked: Asked, edits: Iterable[Edit]) -> None:
    """Put differences into the draft; one action. Raises what `revise` does."""
    taken = [edit for edit in edits if edit.can_be_taken]
    wanted: dict[str, str | None] = {edit.key: edit.template for edit in taken}
    revise(office, asked, wanted, seen={edit.key: edit.seen for edit in taken})


def _lines(blocks: Sequence[Block]) -> Iterator[_Line]:
    """Text and headings without the numbers of lists, up to the attachments."""
    for block in blocks:
        match block:
            case Paragraph():
                yield _Line(_without_number(block.runs), block.key)
            case Heading():
                yield _Line((TextRun(block.text),), "")
            case AttachmentNote():
                return
            case _:
                continue


def _without_number(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    first, *rest = runs or (TextRun(""),)
    if isinstance(first, TextRun):
        return (TextRun(_NUMBERED.sub("", first.text)), *rest)
    return runs


def _body(document: Document, paper: PaperText) -> Iterator[str]:
    """The file's lines between title and attachments, without the numbers of lists."""
    title = bare(document.name)
    unit = next((b.unit for b in document.blocks if isinstance(b, Signature)), None)
    begun = False
    for line in paper.lines:
        text = bare(line.text)
        if line.cell is not None or not text:
            continue
        if not begun and text in title:
            continue
        begun = True
        if text.startswith("附件") or text == unit:
            return
        yield plain(_NUMBERED.sub("", cleaned(line.text).strip()))


def _edits(
    ours: list[_Line], theirs: list[str], found: Iterable[Pair], own: dict[str, str]
) -> Iterator[Edit]:
    before, count = "", 0
    found = list(found)
    gone = {bare(ours[i].text): i for i, j in found if i is not None and j is None}
    moved = {bare(theirs[j]) for i, j in found if i is None and j is not None} & set(gone)
    for i, j in found:
        if i is not None:
            before = ours[i].key or before
        if i is not None and j is None and bare(ours[i].text) in moved:
            yield from _moved(ours[i])
        elif i is None and j is not None and bare(theirs[j]) in moved:
            continue
        elif i is None and j is not None:
            count += 1
            yield _added(theirs[j], before, own, count)
        elif i is not None and j is None:
            yield _removed(ours[i], before, own)
        elif i is not None and j is not None and bare(ours[i].text) != bare(theirs[j]):
            yield _changed(ours[i], theirs[j], before, own)


def _moved(line: _Line) -> Iterator[Edit]:
    """One that stands elsewhere; those that were added there are put behind their section."""
    if ".added_" not in line.key:
        reason = ("换了位置；段落的先后由程序编排",)
        section = section_of(line.key)
        yield Edit(Edited.FIXED, "", section, line.text, line.text, doubts=reason)


def _changed(line: _Line, said: str, before: str, own: dict[str, str]) -> Edit:
    if not line.key:
        reason = ("标题和序号由程序编排",)
        return Edit(Edited.FIXED, "", section_of(before), line.text, said, doubts=reason)
    made = rebuilt(line.runs, said)
    what = Edited.NUMBERS if made.only_numbers else Edited.CHANGED
    section, seen = section_of(line.key), own.get(line.key)
    return Edit(what, line.key, section, line.text, said, made.template, made.doubts, seen)


def _removed(line: _Line, before: str, own: dict[str, str]) -> Edit:
    if not line.key:
        reason = ("标题由程序编排：一节里没有段落，标题就不印",)
        return Edit(Edited.FIXED, "", section_of(before), line.text, "", doubts=reason)
    seen = own.get(line.key)
    return Edit(Edited.REMOVED, line.key, section_of(line.key), line.text, "", "", (), seen)


def _added(said: str, before: str, own: dict[str, str], count: int) -> Edit:
    """A paragraph more, at the end of the section it stands in."""
    section = before.partition(".")[0]
    if section not in SECTIONS or section == "opening":
        section = "basics"
    used = [key for key in own if key.startswith(f"{section}.added_")]
    last = max((int(key.rpartition("_")[2]) for key in used), default=0)
    key = f"{section}.added_{last + count}"
    where = (f"采用后放在“{SECTIONS[section]}”的最后",)
    return Edit(Edited.ADDED, key, SECTIONS[section], "", said, said, where)
