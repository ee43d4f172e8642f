"""The parts of a summary's text as the editor shows them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """A paragraph beside its pages; one that cannot be printed says why in `problem`."""

    key: str
    text: str
    """With its numbers filled in; empty where the paragraph is left out."""
    template: str
    """As the clerk edits it, with {figure} for each number."""
    is_own: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SectionText:
    """A heading (empty above the first section) and what stands below it."""

    level: int
    heading: str
    paragraphs: tuple[ParagraphText, ...]
