"""A paper of whatever kind, read here and now: called in the reader's process, and in tests."""

from pathlib import Path

from liushou_desk.domain.paper_text import PaperText
from liushou_desk.errors import FileTrouble
from liushou_desk.importing.papers.kinds import Kind, kind_of
from liushou_desk.importing.papers.refusing import UNTOUCHED


def read_text(path: Path) -> PaperText:
    """The words of a paper. Raises `FileTrouble`."""
    try:
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
    except OSError as error:
        said = f"读不了“{path.name}”，{UNTOUCHED}"
        raise FileTrouble(said, "请检查U盘是否插好，再试一次。") from error
