"""The reader itself: takes a path from its stdin, sends what it read over its stdout, and ends."""

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from liushou_desk.domain.layout import LayoutProfile
from liushou_desk.errors import DeskError
from liushou_desk.importing.reader.blocks import Ended, Rubbish, read_block, write_block
from liushou_desk.importing.reader.caps import limit_myself, take_the_large_share
from liushou_desk.importing.reader.frozen import as_bytes, from_bytes
from liushou_desk.importing.reader.packing import packed, picture_block, refusal
from liushou_desk.importing.reader.parcel import parcel
from liushou_desk.importing.reader.works import made_blocks, work_of

DONE, GONE = 0, 1
Draw = Callable[[], Callable[[Path, int], bytes]]
"""Loads what makes a small JPEG of a picture."""


def serve(draw: Draw) -> int:
    """Read what is asked for; the program that asked may be gone at any time.

    `draw` makes the small JPEG of a picture.
    """
    from liushou_desk.importing import new_book, old_book, workbook  # while nobody waits yet

    del new_book, old_book
    gc.disable()  # one file is read and sent, and then there is no process any more
    try:
        asked, told = _pipes()
        wish = read_block(asked)
        path = wish.get("path")
        if not isinstance(path, str):
            return GONE
        try:
            if isinstance(longest := wish.get("picture"), int):
                write_block(told, picture_block(_picture(Path(path), longest, draw)))
                return DONE
            if isinstance(name := wish.get("work"), str):
                for block in made_blocks(*_worked(Path(path), name, wish)):
                    write_block(told, block)
                return DONE
            limit_myself()
            if isinstance(paper := wish.get("paper"), str):
                for block in parcel(_paper(Path(path), paper, wish.get("profile"))):
                    write_block(told, block)
                return DONE
            book = workbook.read_book(Path(path), grow=lambda: _grow(told))
        except DeskError as error:
            write_block(told, refusal(error))
            return DONE
        for block in packed(book):
            write_block(told, block)
    except (OSError, MemoryError, Ended, Rubbish):
        return GONE
    return DONE


def _picture(path: Path, longest: int, draw: Draw) -> bytes:
    """What draws is loaded before there is a limit, since it is itself large."""
    drawn = draw()
    limit_myself()
    return drawn(path, longest)


def _paper(path: Path, wish: str, profile: object) -> bytes:
    """What is asked of a paper."""
    from liushou_desk.importing.papers.reading import read_look, read_text

    if wish == "copy" and isinstance(profile, str):
        from liushou_desk.importing.reformatting.copying import reformatted

        return reformatted(path, from_bytes(LayoutProfile, profile.encode("ascii")))
    return as_bytes(read_look(path) if wish == "look" else read_text(path))


def _worked(path: Path, name: str, wish: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    work = work_of(name)
    limit_myself()
    return work(path, wish.get("told") or {})


def _grow(told: IO[bytes]) -> None:
    take_the_large_share()
    write_block(told, {"k": "many"})


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Both ends as they were given; whatever else is printed goes nowhere."""
    asked, told = os.dup(_number(0)), os.dup(_number(1))
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(asked, os.O_BINARY)
        msvcrt.setmode(told, os.O_BINARY)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    return os.fdopen(asked, "rb"), os.fdopen(told, "wb")


def _number(number: int) -> int:
    """The file of stdin or stdout; a program without a terminal may know only the handle."""
    if sys.platform == "win32":
        try:
            os.fstat(number)
        except OSError:
            import ctypes
            import msvcrt

            kernel = ctypes.windll.kernel32
            kernel.GetStdHandle.restype = ctypes.c_void_p
            return msvcrt.open_osfhandle(kernel.GetStdHandle(-10 - number), 0)
    return number
