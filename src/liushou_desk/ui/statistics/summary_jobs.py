"""What the summary's side asks of the office file; every function runs on the worker."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from liushou_desk.errors import DeskError, InputProblem
from liushou_desk.services.keeping.drafts import drop_draft, read_draft
from liushou_desk.services.keeping.office import OfficeFile
from liushou_desk.services.papers.pages import page_count
from liushou_desk.services.school.terms import list_terms
from liushou_desk.services.summary.editing import (
    Drift,
    SummaryText,
    check_paragraph,
    drift,
    preview_pdf,
    read_summary,
)
from liushou_desk.services.summary.service import revise

FORM = "summary"
Texts = Mapping[str, str]
"""Paragraphs as they were typed, by key."""


@dataclass(frozen=True)
class SummaryRead:
    """The text, what drifted since its last issue, and what was typed but never saved."""

    summary: SummaryText
    drift: tuple[Drift, ...]
    typed: Texts

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


def form_of(term: str) -> str:
    """The draft's name: a term's typing is kept apart from another's."""
    return f"{FORM} {term}"


def term_of(form: str) -> str:
    """The term a draft's name ends with."""
    return form.removeprefix(f"{FORM} ")


def read_all(office: OfficeFile, term: str) -> SummaryRead | None:
    """Everything the editor shows; None where the term is not on file."""
    if all(row.code != term for row in list_terms(office)):
        return None
    summary = read_summary(office, term)
    kept = read_draft(office, form_of(term), None)
    drifted = drift(office, term) if summary.version else ()
    return SummaryRead(summary, drifted, kept.values if kept else {})


def draw(office: OfficeFile, term: str, texts: Texts) -> Pages:
    """The pages with what was typed in them. Raises `TemplateTrouble`."""
    pdf = preview_pdf(office, term, dict(texts))
    return Pages(pdf, page_count(pdf))


def save(
    office: OfficeFile,
    term: str,
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
            check_paragraph(office, term, key, text)
        except DeskError as trouble:
            raise InputProblem(trouble.sentence, trouble.advice, field=key) from trouble
    revise(office, term, dict(texts), review=review, seen=seen)
    with suppress(DeskError):  # it is saved, and must not be taken for unsaved
        drop_draft(office, form_of(term), None)
