"""The door for papers from elsewhere (来稿): a process of its own reads them, see `reader`."""

import os
from pathlib import Path

from liushou_desk.domain.official_format.report import Look
from liushou_desk.domain.paper_text import PaperText
from liushou_desk.importing.foreign import HERE
from liushou_desk.importing.papers.reading import Looks, read_look, read_text
from liushou_desk.importing.reader.process import paper_apart


def read_paper(path: Path) -> PaperText:
    """The words of a .docx, .txt or PDF line by line with their places. Raises `FileTrouble`."""
    return read_text(path) if os.environ.get(HERE) else paper_apart(path, "text", PaperText)


def look_of(path: Path) -> Look:
    """How a .docx or PDF looks. Raises `FileTrouble`, also for a text, which has no look."""
    looks = read_look(path) if os.environ.get(HERE) else paper_apart(path, "look", Looks)
    look = looks.word or looks.pdf
    assert look is not None  # one of the two, or there was a refusal
    return look
