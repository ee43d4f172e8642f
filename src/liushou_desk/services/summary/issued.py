"""定稿文件: everything that was issued, whether it is still as it was, and what was corrected."""

import difflib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from liushou_desk.domain.summary_kinds import SummaryKind
from liushou_desk.errors import InputProblem
from liushou_desk.export.target import make_folder
from liushou_desk.models import IssuedDocument, Term
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.figures.statistics import Names
from liushou_desk.services.papers.drawing import FORMATS, PDF, put_files
from liushou_desk.services.papers.noting import note
from liushou_desk.services.summary.editing import number_text
from liushou_desk.services.summary.frozen import frozen_sections
from liushou_desk.services.summary.issue import Issued, with_files


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """An issued document, the names of its files and which of them are no longer as issued."""

    document_id: int
    term: str
    kind: SummaryKind
    class_id: int | None
    version: int
    issued_at: datetime
    day: date
    files: tuple[str, ...]
    damaged: frozenset[str]

    @property
    def edition(self) -> str:
        """第1稿, and 更正稿，第2稿 of one that takes another's place."""
        return f"更正稿，第{self.version}稿" if self.version > 1 else "第1稿"


@dataclass(frozen=True, slots=True)
class Correction:
    """Something that an issue says otherwise than the one before; empty where one is silent."""

    what: str
    """段落 or 数字."""
    place: str
    before: str
    after: str


def issued_documents(office: OfficeFile) -> tuple[IssuedRow, ...]:
    """Everything issued, the newest term and version first; every file is read and compared."""
    found = (
        sa.select(Term.code, IssuedDocument)
        .join(Term, Term.id == IssuedDocument.term_id)
        .order_by(
            Term.code.desc(),
            IssuedDocument.kind,
            IssuedDocument.class_id,
            IssuedDocument.version.desc(),
        )
    )
    with office.reading() as session:
        return tuple(
            _row(code, issued, with_files(session, issued))
            for code, issued in session.execute(found).all()
        )


def _row(code: str, issued: IssuedDocument, read: Issued) -> IssuedRow:
    return IssuedRow(
        issued.id,
        code,
        issued.kind,
        issued.class_id,
        issued.version,
        issued.issued_at,
        issued.day,
        tuple(read.files),
        read.damaged,
    )


def issued_pdf(office: OfficeFile, document_id: int) -> bytes:
    """The pages of an issue. Raises `FileTrouble` where they are no longer what was issued."""
    with office.reading() as session:
        read = with_files(session, _found(session, document_id))
    return next(iter(read.handed_out((PDF,)).values()))


def take_out(office: OfficeFile, document_id: int, folder: Path) -> tuple[Path, ...]:
    """Put the files of an issue into a folder, byte for byte; the journal keeps it.

    Raises `FileTrouble` where one is no longer what was issued.
    """
    make_folder(folder)
    with office.reading() as session:
        issued = _found(session, document_id)
        read, term = with_files(session, issued), session.get_one(Term, issued.term_id).code
    files = put_files(folder, read.handed_out(FORMATS))
    note(office, "取出定稿文件", files, paper="summary", papers=len(files), term=term)
    return files


def corrections(office: OfficeFile, document_id: int) -> tuple[Correction, ...]:
    """What an issue says otherwise than the one before it: paragraphs first, then figures."""
    with office.reading() as session:
        issued = _found(session, document_id)
        earlier = session.scalars(
            sa.select(IssuedDocument)
            .where(
                IssuedDocument.term_id == issued.term_id,
                IssuedDocument.kind == issued.kind,
                IssuedDocument.class_id.is_not_distinct_from(issued.class_id),
                IssuedDocument.version < issued.version,
            )
            .order_by(IssuedDocument.version.desc())
        ).first()
        if earlier is None:
            return ()
        words = json.loads(earlier.words), json.loads(issued.words)
        figures = json.loads(earlier.figures), json.loads(issued.figures)
        names = Names.read(session)
    before, after = figures
    numbers = (
        Correction("数字", names.label(key), number_text(key, before), number_text(key, after))
        for key in dict.fromkeys([*after, *before])
        if number_text(key, before) != number_text(key, after)
    )
    return (*_paragraphs(*words), *numbers)


def _paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[Correction]:
    """The paragraphs that differ, each under its heading; one for one where as many stand there."""
    old, new = _text(before), _text(after)
    matcher = difflib.SequenceMatcher(None, [t for _, t in old], [t for _, t in new], False)
    for kind, at, to, new_at, new_to in matcher.get_opcodes():
        if kind == "equal":
            continue
        for number in range(max(to - at, new_to - new_at)):
            was = old[at + number] if at + number < to else ("", "")
            now = new[new_at + number] if new_at + number < new_to else ("", "")
            yield Correction("段落", now[0] or was[0], was[1], now[1])


def _text(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Every paragraph with the heading it stands below."""
    return [
        (section.heading or "开头", paragraph.text)
        for section in frozen_sections(lines)
        for paragraph in section.paragraphs
    ]


def _found(session: Session, document_id: int) -> IssuedDocument:
    issued = session.get(IssuedDocument, document_id)
    if issued is None:
        raise InputProblem("这份定稿已经不在数据文件里了。", "请关上这个窗口再打开看一看。")
    return issued
