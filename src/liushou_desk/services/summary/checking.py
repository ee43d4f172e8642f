"""定稿检查: all that is looked at before a paper is issued, and what stands in its way."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import Block, Document, Signature, chinese_date
from liushou_desk.domain.paper_text import PaperText, TextLine
from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.names import register_names
from liushou_desk.domain.proofing.paper import Paper
from liushou_desk.domain.proofing.rules import proofread
from liushou_desk.domain.proofing.tree import text_of_document, text_of_lines
from liushou_desk.domain.words import Word
from liushou_desk.errors import InputProblem, TemplateTrouble
from liushou_desk.models import Child
from liushou_desk.services.figures.scope import Scope
from liushou_desk.services.figures.statistics import Names
from liushou_desk.services.summary.issue import Overridden
from liushou_desk.services.summary.reading_back import figures_in, not_in_pdf, not_in_word
from liushou_desk.services.summary.recount import recount

SHOWN_AT_MOST, QUOTED = 5, 20
NEVER = frozenset({Fault.GAP, Fault.PRIVACY, Fault.LABEL, Fault.NAME})
"""What no paper may leave the school with, whatever the reason."""
RECOUNTED, READ_BACK = "复核与文中不同", "文件与文稿不符"


class Weight(Word):
    """How a finding stands in the way."""

    NEVER = "never", "必须改好"
    BLOCKING = "blocking", "应改正"
    """Passes with a reason that is kept with the issue."""
    ADVISORY = "advisory", "请核对"


@dataclass(frozen=True, slots=True)
class Check:
    """Something found: where it stands, the words, and why; `key` names the paragraph."""

    weight: Weight
    kind: str
    place: str
    key: str
    said: str
    why: str


class Held(TemplateTrouble):
    """The paper is not issued yet: findings stand in its way."""

    def __init__(self, checks: Sequence[Check]) -> None:
        order = list(Weight)
        self.checks = tuple(sorted(checks, key=lambda one: order.index(one.weight)))
        worst = [one for one in self.checks if one.weight is self.checks[0].weight]
        shown = "；".join(f"“{one.said[:QUOTED]}…”{one.why}" for one in worst[:SHOWN_AT_MOST])
        more = f"等共{len(worst)}处" if len(worst) > SHOWN_AT_MOST else ""
        super().__init__(f"还不能定稿：{shown}{more}。", "请改好这些地方后再定稿。")

    @property
    def may_pass(self) -> bool:
        """Whether a reason would do."""
        return all(one.weight is not Weight.NEVER for one in self.checks)

    @property
    def is_advice(self) -> bool:
        """Whether it is enough to have looked at them."""
        return all(one.weight is Weight.ADVISORY for one in self.checks)


@dataclass(frozen=True, slots=True)
class Pass:
    """What the clerk says to findings: that they were looked at, and a reason for what blocks."""

    has_looked: bool = True
    reason: str = ""


LOOKED_AT = Pass()


def look_over(document: Document, own: Iterable[str]) -> list[Check]:
    """Findings of the proof-reader; `own` are the keys of the clerk's own paragraphs.

    What blocks in a paper from elsewhere blocks here in what the clerk wrote. In the sentences and
    tables of the program, whose numbers are recounted and read back, it is to be looked at.
    """
    text, written = text_of_document(document), set(own)
    signed = {line for block in document.blocks for line in _signing_days(block)}
    return [
        _said(text, found, written)
        for found in proofread(text)
        if found.kind is not Fault.DATE or found.said.replace(" ", "") not in signed
    ]


def _signing_days(block: Block) -> list[str]:
    """成文日期: a paper of a term that is over is written after it."""
    return [chinese_date(block.signed_on)] if isinstance(block, Signature) else []


def _said(text: PaperText, found: Finding, own: set[str]) -> Check:
    line = text.lines[found.line]
    if found.blocking and found.kind in NEVER:
        weight = Weight.NEVER
    elif found.blocking and line.key in own:
        weight = Weight.BLOCKING
    else:
        weight = Weight.ADVISORY
    words = found.said if weight is not Weight.NEVER else line.text
    return Check(weight, found.kind.label, found.place, line.key, words, found.why)


def names_said(
    session: Session, written: Mapping[str, str], titles: Iterable[str]
) -> Iterator[Check]:
    """Children's names in what people wrote; our own sentences can only seem to hold one."""
    names = session.scalars(sa.select(Child.name)).all()
    for key, words in (*written.items(), *(("", title) for title in titles)):
        text = text_of_lines("", [words])
        for found in register_names(Paper.of(text), names):
            kind = found.kind.label
            yield Check(
                Weight.NEVER, kind, "自写的段落" if key else "活动名称", key, words, found.why
            )


def counted_anew(
    session: Session, scope: Scope, document: Document, figures: Mapping[str, str | None]
) -> Iterator[Check]:
    """Figures of the paper that an independent count does not find."""
    printed, names = figures_in(document), Names.read(session)
    for key, number in recount(session, scope).items():
        if (told := figures.get(key) or "0") != str(number):
            line = printed.get(key) or TextLine("", "全文")
            why = f"{names.label(key)}文中是{told}，另行清点是{number}"
            yield Check(Weight.BLOCKING, RECOUNTED, line.place, line.key, line.text, why)


def read_back(document: Document, files: Iterable[Path]) -> Iterator[Check]:
    """Figures that one of the finished files does not show where they belong."""
    from liushou_desk.importing.papers.reading import read_text

    for file in files:
        missing = not_in_word if file.suffix == ".docx" else not_in_pdf
        for line in missing(document, read_text(file)):
            why = f"做好的{file.suffix[1:]}文件里没有原样读到这一处的数字"
            yield Check(Weight.NEVER, READ_BACK, line.place, line.key, line.text, why)


def require(checks: Sequence[Check], allowed: Pass) -> None:
    """Raise `Held`, with all that was found, where something was not passed."""
    weights = {one.weight for one in checks}
    if (
        Weight.NEVER in weights
        or (Weight.BLOCKING in weights and not allowed.reason)
        or (weights and not allowed.has_looked)
    ):
        raise Held(checks)


def overridden(checks: Iterable[Check], allowed: Pass) -> Overridden | None:
    """What an issue keeps of the findings that blocked it and were passed with a reason."""
    found = [
        {"kind": one.kind, "place": one.place, "said": one.said, "why": one.why}
        for one in checks
        if one.weight is Weight.BLOCKING
    ]
    return Overridden(allowed.reason, found) if found else None


def check_reason(session: Session, reason: str) -> None:
    """A reason is kept for good and names nobody. Raises `InputProblem`."""
    text = Paper.of(text_of_lines("", [reason]))
    names = session.scalars(sa.select(Child.name)).all()
    if next(register_names(text, names), None):
        raise InputProblem("理由里有儿童的姓名，没有定稿。", "请改成不写姓名的说法，再试一次。")
