"""The term's papers: the summary being written, and documents that were issued."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from liushou_desk.domain.words import SummaryState
from liushou_desk.models.base import Base, reference


class SummaryDraft(Base):
    """工作总结 of a term while it is written: 草稿 or 送审.

    It is issued (定稿) where a document of a version above `after_version` exists; writing on after
    an issue raises `after_version`, and undoing that makes the issue stand again.
    """

    __tablename__ = "summary_draft"

    term_id: Mapped[int] = mapped_column(sa.ForeignKey("term.id"), unique=True)
    state: Mapped[SummaryState]
    after_version: Mapped[int]


class DraftParagraph(Base):
    """The clerk's own text for one paragraph; `{left_behind}` in it stands for that figure."""

    __tablename__ = "draft_paragraph"

    draft_id: Mapped[int] = reference("summary_draft.id", index=False)
    key: Mapped[str]
    text: Mapped[str]

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

    @classmethod
    def constraints(cls) -> tuple[Any, ...]:
        return (sa.UniqueConstraint("term_id", "version"),)


class IssuedFile(Base):
    """A file of an issued document, byte for byte."""

    __tablename__ = "issued_file"

    document_id: Mapped[int] = reference("issued_document.id")
    name: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[bytes]
