"""A PDF read back: its characters with their places, in millimetres from the upper left corner."""

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pypdfium2

MM = 72 / 25.4


@dataclass(frozen=True)
class Glyph:
    char: str
    left: float
    right: float
    base: float
    font: str


def read(path: Path) -> list[list[Glyph]]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [_glyphs(page) for page in pdf]


def text_of_pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def lines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """The characters by lines from top to bottom, without spaces."""
    by_line = sorted(glyphs, key=lambda glyph: (round(glyph.base, 1), glyph.left))
    return [list(line) for _, line in groupby(by_line, key=lambda glyph: round(glyph.base, 1))]


def words(line: list[Glyph]) -> str:
    return "".join(glyph.char for glyph in line)


def in_text_area(glyphs: list[Glyph]) -> list[Glyph]:
    return [glyph for glyph in glyphs if 37 < glyph.base < 262]


def _glyphs(page: pypdfium2.PdfPage) -> list[Glyph]:
    text = page.get_textpage()
    found = (_glyph(text, at, page.get_height()) for at in range(text.count_chars()))
    return [glyph for glyph in found if glyph.char.strip()]


def _glyph(text: pypdfium2.PdfTextPage, at: int, height: float) -> Glyph:
    import ctypes

    raw = pypdfium2.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, at, x, y)
    left, _, right, _ = text.get_charbox(at, loose=True)
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, at, name, 200, flags)
    char = chr(raw.FPDFText_GetUnicode(text, at))
    return Glyph(char, left / MM, right / MM, (height - y.value) / MM, name.value.decode())
