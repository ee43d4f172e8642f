"""The door for papers from elsewhere (来稿): a process of its own reads them, see `reader`."""

import os
from pathlib import Path
from typing import TypeVar

from liushou_desk.domain.layout import LayoutProfile
from liushou_desk.domain.official_format.report import Look
from liushou_desk.domain.paper_text import PaperText
from liushou_desk.importing.foreign import HERE
from liushou_desk.importing.papers.reading import Looks, read_look, read_text
from liushou_desk.importing.papers.refusing import damaged
from liushou_desk.importing.reader.blocks import Rubbish
from liushou_desk.importing.reader.frozen import as_bytes, from_bytes
from liushou_desk.importing.reader.process import paper_apart
from liushou_desk.importing.reformatting import copying

Found = TypeVar("Found")


def read_paper(path: Path) -> PaperText:
    """The words of a .docx, .txt or PDF line by line with their places. Raises `FileTrouble`."""
    return read_text(path) if _is_here() else _apart(path, "text", PaperText)


def look_of(path: Path) -> Look:
    """How a .docx or PDF looks. Raises `FileTrouble`, also for a text, which has no look."""
    looks = read_look(path) if _is_here() else _apart(path, "look", Looks)
    look = looks.word or looks.pdf
    if look is None:
        raise damaged(path)
    return look


def reformatted(path: Path, profile: LayoutProfile) -> bytes:
    """A copy of a .docx in a layout; the file itself is only read. Raises `FileTrouble`."""
    if _is_here():
        return copying.reformatted(path, profile)
    return paper_apart(path, "copy", as_bytes(profile).decode("ascii"))


def _is_here() -> bool:
    return bool(os.environ.get(HERE))


def _apart(path: Path, wish: str, kind: type[Found]) -> Found:
    """Raises `FileTrouble` also where the reader's answer is none."""
    try:
        return from_bytes(kind, paper_apart(path, wish))
    except Rubbish as error:
        raise damaged(path) from error
