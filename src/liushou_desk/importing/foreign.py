"""The door for files from elsewhere: a process of its own reads them, see `reader`."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from liushou_desk.importing.grid import Book
from liushou_desk.importing.reader.process import (
    picture_apart,
    read_apart,
    start_next,
    work_apart,
)
from liushou_desk.importing.reader.works import work_of
from liushou_desk.importing.workbook import read_book

HERE = "LIUSHOU_DESK_READS_HERE"
"""Set in tests of what is read: a process for each of their thousands of files takes minutes."""


def read_foreign(path: Path) -> Book:
    """Every sheet that holds anything. Raises `FileTrouble` or `ImportTrouble`."""
    return read_book(path) if os.environ.get(HERE) else read_apart(path)


def prepare() -> None:
    """Have the reader ready, while the clerk still looks for the file."""
    if not os.environ.get(HERE):
        start_next()


def foreign_picture(path: Path, drawn: Callable[[Path, int], bytes], longest: int) -> bytes:
    """A picture as a small JPEG of so many pixels; `drawn` makes it where it is read here.

    Raises `FileTrouble` or `InputProblem`.
    """
    return drawn(path, longest) if os.environ.get(HERE) else picture_apart(path, longest)


def work_on(path: Path, name: str, told: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """What came of a work on a template that is somebody else's, see `reader.works`.

    Raises `FileTrouble` or `TemplateTrouble`.
    """
    if os.environ.get(HERE):
        return work_of(name)(path, told)
    return work_apart(path, name, told)
