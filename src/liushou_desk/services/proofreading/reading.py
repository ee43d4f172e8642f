"""A file or a pasted text -> its words and everything to put right in them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from liushou_desk.domain.official_format.rule import RuleReport, Verdict
from liushou_desk.domain.paper_text import PaperText
from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.joining import joined
from liushou_desk.domain.proofing.rules import in_order, proofread
from liushou_desk.domain.proofing.tree import text_of_lines
from liushou_desk.importing.papers.door import read_paper
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.official_format.checking import format_report
from liushou_desk.services.proofreading.register import Register

PASTED = "粘贴的文字"
_WITH_A_FORMAT = (".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class Proof:
    """A paper and what is to be put right; `against` says what it was compared with."""

    paper: PaperText
    findings: tuple[Finding, ...]
    against: str = ""
    format: tuple[RuleReport, ...] = ()
    """The rules of GB/T 9704, where the file has pages and fonts."""

    @property
    def blocking(self) -> int:
        """How many must be put right before it leaves the school."""
        return sum(finding.blocking for finding in self.findings)

    @property
    def sentence(self) -> str:
        """What was found, in one line."""
        if not self.findings:
            return "没有发现问题。"
        advice = len(self.findings) - self.blocking
        return f"共{len(self.findings)}处：必须改的{self.blocking}处，建议改的{advice}处。"


def proof_of_file(path: Path, office: OfficeFile | None = None, term: str | None = None) -> Proof:
    """Read a .docx, .txt or PDF, its format too. Raises `FileTrouble`."""
    proof = proof_of(joined(read_paper(path)), office, term)
    if path.suffix.lower() not in _WITH_A_FORMAT:
        return proof
    rules = format_report(path)
    return replace(
        proof, format=rules, findings=(*proof.findings, *_told_of_format(proof.paper, rules))
    )


def proof_of_text(text: str, office: OfficeFile | None = None, term: str | None = None) -> Proof:
    """Read a text that was pasted."""
    return proof_of(text_of_lines(PASTED, text.splitlines()), office, term)


def proof_of(paper: PaperText, office: OfficeFile | None, term: str | None = None) -> Proof:
    """Everything to put right; with an office file also what its register says otherwise."""
    if office is None:
        return Proof(paper, proofread(paper))
    with office.reading() as session:
        register = Register.of(office, session, paper, term)
        found = {*proofread(paper, register.names), *register.findings()}
        return Proof(paper, tuple(sorted(found, key=in_order)), register.note)


def _told_of_format(paper: PaperText, rules: tuple[RuleReport, ...]) -> Iterator[Finding]:
    """One finding a rule, at the first place that breaks it."""
    lines = {line.place: at for at, line in reversed(list(enumerate(paper.lines)))}
    for rule in rules:
        if rule.verdict is Verdict.BROKEN:
            first = rule.broken[0]
            at = lines.get(first.place, 0)
            said = f"{rule.title}：{first.measured}"
            yield Finding(Fault.FORMAT, first.place, at, 0, 0, said, rule.sentence, blocking=False)
