"""定稿: freezing a summary's words, figures, rows and files for good."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.document import Document, words_of
from liushou_desk.errors import FileTrouble, TemplateTrouble
from liushou_desk.models import IssuedDocument, IssuedFile
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.book import FigureBook
from liushou_desk.services.keeping.office import DEFAULT_SCHOOL
from liushou_desk.services.school.profile import profile_of
from liushou_desk.services.school.terms import term_id
from liushou_desk.services.summary.draft import is_of, latest_version, seal, told_of
from liushou_desk.services.summary.paper import Asked, at_home


@dataclass(frozen=True, slots=True)
class Issued:
    """An issued summary: its version and files (name to content), and which of them are damaged."""

    version: int
    files: Mapping[str, bytes]
    damaged: frozenset[str] = frozenset()

    def handed_out(self, formats: Iterable[str]) -> dict[str, bytes]:
        """The files of some formats, each compared with its digest of the day it was issued.

        Raises:
            FileTrouble: one of them is no longer what was issued.
        """
        wanted = {
            name: data for name, data in self.files.items() if name.rpartition(".")[2] in formats
        }
        if bad := [name for name in wanted if name in self.damaged]:
            raise FileTrouble(
                f"定稿文件“{'”“'.join(bad)}”存好以后变了样，与定稿时不同，没有取出来。",
                "其他资料没有改动。请从定稿以后的备份里取这一份，并用“检查数据文件”查看还有没有损坏。",
            )
        return wanted


@dataclass(frozen=True, slots=True)
class Frozen:
    """The figures of an issue and the ids of the rows behind each."""

    figures: Mapping[str, str | None]
    rows: Mapping[str, list[tuple[str, int]]]
    definition: str
    day: date

    @classmethod
    def of(cls, book: FigureBook) -> "Frozen":
        """Everything a book says, taken out of its TEMP tables."""
        return cls(
            numbers_of(book),
            {value.key: book.record_keys(value.key) for value in book if value.value},
            book.scope.note,
            book.scope.day,
        )


@dataclass(frozen=True, slots=True)
class Overridden:
    """Findings that blocked an issue and were passed, and the reason."""

    reason: str
    findings: Sequence[Mapping[str, str]]


def numbers_of(book: FigureBook) -> dict[str, str | None]:
    """Every number of a book as an issue keeps it, by key."""
    return {value.key: None if value.value is None else str(value.value) for value in book}


def require_school(session: Session) -> None:
    """Raise `TemplateTrouble` where nobody said yet which school it is."""
    if profile_of(session).name == DEFAULT_SCHOOL:
        raise TemplateTrouble("还不能定稿：学校名称没有填写。", "请填写学校名称后再定稿。")


def freeze(
    office: OfficeFile,
    asked: Asked,
    document: Document,
    frozen: Frozen,
    files: Iterable[Path],
    overridden: Overridden | None = None,
) -> int:
    """Record an issue, in one action that cannot be undone; returns its version."""
    with office.reading() as session:
        told = told_of(paper := at_home(session, asked))
    if overridden:
        kinds = sorted({one["kind"] for one in overridden.findings})
        told |= {"reason": overridden.reason, "kinds": kinds}
    with office.action("定稿工作总结", undoable=False, **told) as session:
        version = latest_version(session, paper) + 1
        seal(session, paper)
        issued = IssuedDocument(
            term_id=term_id(session, paper.term),
            kind=paper.kind,
            class_id=paper.class_id,
            version=version,
            issued_at=office.now(),
            day=frozen.day,
            definition=frozen.definition,
            words=json.dumps(words_of(document), ensure_ascii=False),
            figures=json.dumps(frozen.figures, ensure_ascii=False),
            rows=json.dumps(frozen.rows, ensure_ascii=False),
            reason=overridden and overridden.reason,
            overridden=overridden and json.dumps(overridden.findings, ensure_ascii=False),
        )
        session.add(issued)
        session.flush()
        for file in files:
            content = file.read_bytes()
            sha256 = hashlib.sha256(content).hexdigest()
            session.add(
                IssuedFile(document_id=issued.id, name=file.name, sha256=sha256, content=content)
            )
    return version


def last_document(session: Session, asked: Asked) -> IssuedDocument | None:
    """The last issue of a paper, as it is kept."""
    return session.scalars(
        sa.select(IssuedDocument)
        .where(is_of(session, asked, IssuedDocument))
        .order_by(IssuedDocument.version.desc())
    ).first()


def latest(session: Session, asked: Asked) -> Issued | None:
    """The last issue with its files."""
    issued = last_document(session, asked)
    return None if issued is None else with_files(session, issued)


def with_files(session: Session, issued: IssuedDocument) -> Issued:
    """An issue with its files, each looked at anew."""
    files = session.scalars(
        sa.select(IssuedFile).where(IssuedFile.document_id == issued.id).order_by(IssuedFile.id)
    ).all()
    damaged = {f.name for f in files if hashlib.sha256(f.content).hexdigest() != f.sha256}
    contents = {file.name: file.content for file in files}
    return Issued(issued.version, contents, frozenset(damaged))
