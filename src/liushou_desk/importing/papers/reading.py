"""A paper of whatever kind, read here and now: called in the reader's process, and in tests."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from liushou_desk.domain.official_format.pdf_look import PdfLook
from liushou_desk.domain.official_format.word_look import WordLook
from liushou_desk.domain.paper_text import PaperText
from liushou_desk.errors import FileTrouble
from liushou_desk.importing.papers.kinds import Kind, kind_of
from liushou_desk.importing.papers.refusing import AS_DOCX, UNTOUCHED, refused

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Looks:
    """The look of a paper, of whichever kind it is."""

    word: WordLook | None = None
    pdf: PdfLook | None = None


def read_text(path: Path) -> PaperText:
    """The words of a paper. Raises `FileTrouble`."""
    return _careful(_text, path)


def read_look(path: Path) -> Looks:
    """How a paper looks. Raises `FileTrouble`, also for a text, which has no look."""
    return _careful(_look, path)


def _text(path: Path) -> PaperText:
    match kind_of(path):
        case Kind.WORD:
            from liushou_desk.importing.papers.word_text import read_word

            return read_word(path)
        case Kind.PDF:
            from liushou_desk.importing.papers.pdf_text import read_pdf

            return read_pdf(path)
        case Kind.TEXT:
            from liushou_desk.importing.papers.plain import read_plain

            return read_plain(path)


def _look(path: Path) -> Looks:
    match kind_of(path):
        case Kind.WORD:
            from liushou_desk.importing.papers import word_look

            return Looks(word=word_look.read_look(path))
        case Kind.PDF:
            from liushou_desk.importing.papers import pdf_look

            return Looks(pdf=pdf_look.read_look(path))
        case Kind.TEXT:
            raise refused(path, "是纯文本，没有字体和页面", AS_DOCX)


def _careful(read: Callable[[Path], Found], path: Path) -> Found:
    try:
        return read(path)
    except OSError as error:
        said = f"读不了“{path.name}”，{UNTOUCHED}"
        raise FileTrouble(said, "请检查U盘是否插好，再试一次。") from error
