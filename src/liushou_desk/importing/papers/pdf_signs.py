"""The characters of a PDF with their places, in millimetres from a page's upper left corner."""

# pypdfium2 comes without types
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

import ctypes
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liushou_desk.domain.text import cleaned
from liushou_desk.importing.papers.refusing import damaged, locked, refused, too_large

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MM = 72 / 25.4
MOST_PAGES = 500
_MOST_SIGNS = 2_000_000
_SCALE = 20
"""Steps in a point that a turned page's places are told in."""
_LONGEST_NAME = 200
Place = Callable[[float, float], tuple[float, float]]
"""From the file's points to the page as one sees it."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A character on its page; `base` is where it stands, `top` and `bottom` are its ink."""

    char: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float
    """Of the type, in points."""
    font: str
    is_parted: bool = False
    """Whether a space stands before it."""
    is_turned: bool = False
    """Whether it lies on its side; `base` is then counted from the left edge."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as one sees it."""

    width: float
    height: float
    signs: tuple[Sign, ...]


@contextmanager
def opened(path: Path) -> "Generator[PdfDocument]":
    """A PDF that opens without a password. Raises `FileTrouble`."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise (locked(path) if "password" in str(error).lower() else damaged(path)) from error
    try:
        with document:
            if len(document) > MOST_PAGES:
                raise too_large(path)
            yield document
    except pypdfium2.PdfiumError as error:
        raise damaged(path) from error


def read_pages(path: Path) -> tuple[Page, ...]:
    """Every page with what is printed on it. Raises `FileTrouble`."""
    found: list[Page] = []
    signs = 0
    with opened(path) as document:
        for page in document:
            with closing(page):
                found.append(_page(page))
            signs += len(found[-1].signs)
            if signs > _MOST_SIGNS:
                raise too_large(path)
    if not signs:
        why = "是扫描件或图片，里面没有可以读出的文字"
        raise refused(path, why, "请找原来的Word文件，或者用扫描软件识别成文字再来。")
    return tuple(found)


def _page(page: "PdfPage") -> Page:
    width, height = page.get_width(), page.get_height()
    with closing(page.get_textpage()) as text:
        is_plain = not page.get_rotation() and page.get_bbox()[:2] == (0, 0)
        place = _upright(height) if is_plain else _turned(page, width, height)
        return Page(width / MM, height / MM, tuple(_signs(text, place)))


def _signs(text: Any, place: Place) -> Iterator[Sign]:
    """What is printed; a rare character comes as two halves."""
    from pypdfium2 import raw

    high, is_parted, types = "", False, _Types(text)
    for at in range(text.count_chars()):
        char, high = high + _char(raw.FPDFText_GetUnicode(text, at)), ""
        if len(char) == 1 and "\ud800" <= char <= "\udbff":
            high = char
            continue
        char = cleaned(char.encode("utf-16", "surrogatepass").decode("utf-16", "ignore"))
        if not char.strip():
            is_parted = is_parted or (bool(char) and raw.FPDFText_IsGenerated(text, at) != 1)
        elif sign := _sign(text, at, char[-1], place, types.of(at), is_parted=is_parted):
            yield sign
            is_parted = False


def _char(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF else ""


def _upright(height: float) -> Place:
    def place(x: float, y: float) -> tuple[float, float]:
        return x / MM, (height - y) / MM

    return place


def _turned(page: "PdfPage", width: float, height: float) -> Place:
    """Places of a page that is shown turned or cut."""
    from pypdfium2 import raw

    across, down = ctypes.c_int(), ctypes.c_int()
    wide, high = round(width * _SCALE), round(height * _SCALE)

    def place(x: float, y: float) -> tuple[float, float]:
        raw.FPDF_PageToDevice(page, 0, 0, wide, high, 0, x, y, across, down)
        return across.value / _SCALE / MM, down.value / _SCALE / MM

    return place


@dataclass(frozen=True, slots=True)
class _Type:
    """How the characters of one piece of text are printed."""

    size: float
    font: str
    is_turned: bool


class _Types:
    """The type of each piece of text on a page, read once."""

    def __init__(self, text: Any) -> None:
        self._text = text
        self._known: dict[int, _Type] = {}

    def of(self, at: int) -> _Type:
        from pypdfium2 import raw

        piece = raw.FPDFText_GetTextObject(self._text, at)
        key = ctypes.cast(piece, ctypes.c_void_p).value or -1 - at
        if key not in self._known:
            self._known[key] = self._read(at)
        return self._known[key]

    def _read(self, at: int) -> _Type:
        """What the font is scaled by counts."""
        from pypdfium2 import raw

        matrix, size = raw.FS_MATRIX(), raw.FPDFText_GetFontSize(self._text, at)
        is_turned = False
        if raw.FPDFText_GetMatrix(self._text, at, matrix):
            size *= (matrix.c**2 + matrix.d**2) ** 0.5 or 1
            is_turned = abs(matrix.b) > abs(matrix.a)
        name, flags = ctypes.create_string_buffer(_LONGEST_NAME), ctypes.c_int()
        raw.FPDFText_GetFontInfo(self._text, at, name, _LONGEST_NAME, flags)
        return _Type(size, font_name(name.value), is_turned)


def _sign(
    text: Any, at: int, char: str, place: Place, found: _Type, *, is_parted: bool
) -> Sign | None:
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, at, x, y)
    loose, tight = text.get_charbox(at, loose=True), text.get_charbox(at)
    (x1, _), (x2, _) = place(loose[0], loose[1]), place(loose[2], loose[3])
    (_, y1), (_, y2) = place(tight[0], tight[1]), place(tight[2], tight[3])
    if not all(map(_is_near, (x1, x2, y1, y2, found.size))):
        return None
    stands = place(x.value, y.value)[0 if found.is_turned else 1]
    return Sign(
        char, min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2), stands, found.size, found.font,
        is_parted, found.is_turned,
    )  # fmt: skip


def _is_near(length: float) -> bool:
    """Whether a length can be on a page; a spoilt file names places a mile away, or none."""
    return -5000 < length < 5000


@cache
def font_name(raw: bytes) -> str:
    """Without the six letters of a part of a font; an older program writes names in GBK."""
    for encoding in "utf-8", "gb18030":
        try:
            name = cleaned(raw.decode(encoding))
            break
        except UnicodeDecodeError:
            continue
    else:
        return "?"
    tag, plus, rest = name.partition("+")
    return rest if plus and len(tag) == 6 and tag.isupper() else name


def lines_of(page: Page) -> Iterator[tuple[Sign, ...]]:
    """The lines of a page from top to bottom, each from left to right.

    Whoever wrote the file may have set quotation marks after the words between them.
    """
    line: list[Sign] = []
    upright = (sign for sign in page.signs if not sign.is_turned)
    for sign in sorted(upright, key=lambda sign: sign.base):
        if line and sign.base - line[-1].base > _apart(line[-1], sign):
            yield tuple(sorted(line, key=lambda one: one.left))
            line = []
        line.append(sign)
    if line:
        yield tuple(sorted(line, key=lambda one: one.left))


def _apart(one: Sign, other: Sign) -> float:
    return 0.3 * min(one.size, other.size) / MM
