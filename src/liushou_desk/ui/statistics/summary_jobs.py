"""What the summary's side asks of the office file; every function runs on the worker."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from liushou_desk.domain.summary_kinds import SummaryKind
from liushou_desk.errors import DeskError, InputProblem
from liushou_desk.services.figures.statistics import FigureRows, rows_behind
from liushou_desk.services.keeping.drafts import drop_draft, read_draft
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.services.papers.pages import page_count
from liushou_desk.services.school.terms import list_terms
from liushou_desk.services.summary.drafts import PaperRow, list_drafts, list_papers
from liushou_desk.services.summary.editing import (
    Drift,
    SummaryText,
    check_paragraph,
    drift,
    preview_pdf,
    read_summary,
)
from liushou_desk.services.summary.material import book_of_paper
from liushou_desk.services.summary.paper import Paper
from liushou_desk.services.summary.service import revise
from liushou_desk.services.summary.values import DIFFERENCE, PRIOR

FORM = "summary"
Texts = Mapping[str, str]
"""Paragraphs as they were typed, by key."""


@dataclass(frozen=True)
class SummaryRead:
    """The text, what drifted since its last issue, and what was typed but never saved."""

    summary: SummaryText
    drift: tuple[Drift, ...]
    typed: Texts
    papers: tuple[PaperRow, ...] = ()
    drafts: tuple[str, ...] = ("",)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to tell: nobody on file, nothing issued, written or typed."""
        text = self.summary
        said = (one for section in text.sections for one in section.paragraphs)
        begun = bool(text.version or self.typed) or any(one.is_own for one in said)
        return not begun and not text.values.has("pupils", "in_care")


@dataclass(frozen=True)
class Pages:
    """A PDF and how many pages it has."""

    pdf: bytes
    count: int


def form_of(paper: Paper) -> str:
    """The draft's name: what is typed of one paper is kept apart from another's."""
    if paper == Paper(paper.term):
        return f"{FORM} {paper.term}"
    return f"{FORM} {paper.term} {paper.kind.value} {paper.class_id or 0} {paper.name}"


def paper_of_form(form: str) -> Paper:
    """The paper that a draft's name says; a term alone is its summary."""
    term, _, rest = form.removeprefix(f"{FORM} ").partition(" ")
    if not rest:
        return Paper(term)
    kind, of_class, name = rest.split(" ", 2)
    return Paper(term, SummaryKind(kind), int(of_class) or None, name)


def read_all(office: OfficeFile, paper: Paper) -> SummaryRead | None:
    """Everything the editor shows; None where the term is not on file."""
    if all(row.code != paper.term for row in list_terms(office)):
        return None
    summary = read_summary(office, paper)
    kept = read_draft(office, form_of(paper), None)
    drifted = drift(office, paper) if summary.version else ()
    papers, drafts = list_papers(office, paper.term), list_drafts(office, paper)
    return SummaryRead(summary, drifted, kept.values if kept else {}, papers, drafts)


def rows_of(office: OfficeFile, paper: Paper, key: str) -> FigureRows:
    """The records behind a figure as they are now, also of one that is compared."""
    name = key.removeprefix(PRIOR).removeprefix(DIFFERENCE)
    with office.reading() as session:
        return rows_behind(book_of_paper(office, session, paper), name)


def draw(office: OfficeFile, paper: Paper, texts: Texts) -> Pages:
    """The pages with what was typed in them. Raises `TemplateTrouble`."""
    pdf = preview_pdf(office, paper, dict(texts))
    return Pages(pdf, page_count(pdf))


def save(
    office: OfficeFile,
    paper: Paper,
    texts: Texts,
    seen: Mapping[str, str | None],
    *,
    review: bool = False,
) -> None:
    """Write what was typed as one action, where the paragraphs are still as `seen`.

    Raises `InputProblem` that names the paragraph, or `ParagraphChanged`.
    """
    for key, text in texts.items():
        try:
            check_paragraph(office, paper, key, text)
        except DeskError as trouble:
            raise InputProblem(trouble.sentence, trouble.advice, field=key) from trouble
    revise(office, paper, dict(texts), review=review, seen=seen)
    with suppress(DeskError):  # it is saved, and must not be taken for unsaved
        drop_draft(office, form_of(paper), None)
