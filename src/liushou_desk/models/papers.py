"""The papers: those being written, those issued, what they rest on, how they are laid out."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from liushou_desk.domain.summary_kinds import SummaryKind
from liushou_desk.domain.words import SummaryState
from liushou_desk.models.base import Base, added, added_empty, reference


class SummaryDraft(Base):
    """A paper of a term while it is written: 草稿 or 送审; several may stand side by side by name.

    It is issued (定稿) where a document of a version above `after_version` exists; writing on after
    an issue raises `after_version`, and undoing that makes the issue stand again.
    """

    __tablename__ = "summary_draft"

    term_id: Mapped[int] = mapped_column(sa.ForeignKey("term.id"))
    state: Mapped[SummaryState]
    after_version: Mapped[int]
    kind: Mapped[SummaryKind] = added(SummaryKind.TERM)
    class_id: Mapped[int | None] = mapped_column(sa.ForeignKey("school_class.id"), sort_order=1)
    """Of a 班级总结."""
    name: Mapped[str] = mapped_column(default="", server_default=sa.text("''"), sort_order=1)
    """What the clerk calls it; the first draft has no name."""
    least: Mapped[int | None] = added_empty()
    """字数, at least so many; None: as usual for its kind."""
    most: Mapped[int | None] = added_empty()
    """At most so many."""

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.UniqueConstraint("term_id", "kind", "class_id", "name"),)


class DraftParagraph(Base):
    """The clerk's own text for one paragraph; `{left_behind}` in it stands for that figure."""

    __tablename__ = "draft_paragraph"

    draft_id: Mapped[int] = reference("summary_draft.id", index=False)
    key: Mapped[str]
    text: Mapped[str]
    seen: Mapped[str | None] = added_empty()
    """JSON object: what each of its figures showed when it was written."""

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.UniqueConstraint("draft_id", "key"),)


class IssuedDocument(Base):
    """定稿: text, figures and the rows behind them as they were; never changed again."""

    __tablename__ = "issued_document"

    term_id: Mapped[int] = reference("term.id")
    version: Mapped[int]
    issued_at: Mapped[datetime]
    day: Mapped[date]
    """The day its stocks were read at."""
    definition: Mapped[str]
    words: Mapped[str]
    """Its lines of text, a JSON list."""
    figures: Mapped[str]
    """JSON object: figure key to value."""
    rows: Mapped[str]
    """JSON object: figure key to the ids of the rows behind it."""
    kind: Mapped[SummaryKind] = added(SummaryKind.TERM)
    class_id: Mapped[int | None] = mapped_column(sa.ForeignKey("school_class.id"), sort_order=1)
    reason: Mapped[str | None] = added_empty()
    """Why it was issued although the check (定稿检查) found what blocks."""
    overridden: Mapped[str | None] = added_empty()
    """A JSON list of what was found then."""

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.UniqueConstraint("term_id", "kind", "class_id", "version"),)


class IssuedFile(Base):
    """A file of an issued document, byte for byte."""

    __tablename__ = "issued_file"

    document_id: Mapped[int] = reference("issued_document.id")
    name: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[bytes]


class Policy(Base):
    """文件依据: a document from above that papers name, as the clerk typed it."""

    __tablename__ = "policy"

    title: Mapped[str]
    number: Mapped[str | None]
    """文号, 国发〔2016〕13号."""


class LetterTextRow(Base):
    """The school's own words of a letter home, by the key of the paper."""

    __tablename__ = "letter_text"

    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    body: Mapped[str]
    has_slip: Mapped[bool]


class PageLayout(Base):
    """本校版式: a layout of official papers that the school made for itself."""

    __tablename__ = "page_layout"

    name: Mapped[str] = mapped_column(unique=True)
    settings: Mapped[str]
    """JSON object: every other field of `domain.layout_fields` as a form writes it."""
