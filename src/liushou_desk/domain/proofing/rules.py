"""The one set of rules that reads any paper (审稿) and our own before it is issued (定稿检查)."""

from collections.abc import Callable, Iterable, Iterator

from liushou_desk.domain.paper_text import PaperText
from liushou_desk.domain.proofing.changes import changes
from liushou_desk.domain.proofing.continuity import continuity
from liushou_desk.domain.proofing.crossing import crossing
from liushou_desk.domain.proofing.dashes import dashes
from liushou_desk.domain.proofing.dates import dates
from liushou_desk.domain.proofing.finding import Finding
from liushou_desk.domain.proofing.forms import forms
from liushou_desk.domain.proofing.gaps import gaps
from liushou_desk.domain.proofing.money import money
from liushou_desk.domain.proofing.names import names, register_names
from liushou_desk.domain.proofing.numbering import numbering
from liushou_desk.domain.proofing.paper import Paper
from liushou_desk.domain.proofing.percents import percents
from liushou_desk.domain.proofing.privacy import labels, privacy
from liushou_desk.domain.proofing.punctuation import punctuation
from liushou_desk.domain.proofing.quotes import quotes
from liushou_desk.domain.proofing.references import references
from liushou_desk.domain.proofing.repeated import repeated
from liushou_desk.domain.proofing.slips import slips
from liushou_desk.domain.proofing.spaces import spaces
from liushou_desk.domain.proofing.sums import sums
from liushou_desk.domain.proofing.tables import tables
from liushou_desk.domain.proofing.units import units

Rule = Callable[[Paper], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    *(sums, tables, crossing, percents, changes, money, repeated, continuity, units, forms, dashes),
    *(gaps, privacy, labels, dates, numbering, punctuation, quotes, spaces, slips, references),
)


def proofread(source: PaperText, children: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Everything to put right in a paper, what blocks first, each in reading order.

    `children` are the names of the register; without them only what looks like a child's name
    is told.
    """
    paper = Paper.of(source)
    known = tuple(children)
    found = {finding for rule in RULES for finding in rule(paper)}
    found |= set(register_names(paper, known))
    taken = {(f.line, at) for f in found if f.blocking for at in range(f.start, f.end)}
    found |= {f for f in names(paper) if (f.line, f.start) not in taken}
    return tuple(sorted(found, key=in_order))


def in_order(finding: Finding) -> tuple[bool, int, int, int, str, str]:
    """What blocks first, then as one reads."""
    place = finding.line, finding.start, finding.end
    return not finding.blocking, *place, finding.kind.value, finding.why
