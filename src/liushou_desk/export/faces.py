"""The PDF's fonts: how wide a character is, which font file has it, and what if none has.

The only file that touches reportlab's font objects.
"""

# reportlab's stubs leave some parameters without a type
# pyright: reportUnknownMemberType=false

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from reportlab.pdfbase import pdfmetrics, ttfonts

from liushou_desk.domain.layout import Face
from liushou_desk.errors import FileTrouble, TemplateTrouble
from liushou_desk.export.lines import Line, Measure, break_lines

if TYPE_CHECKING:
    from collections.abc import Callable

FALLBACKS = ("song", "hei", "kai", "song-bold")
"""The faces that lend a character to one that lacks it, the first that has it."""

_LINES = 1 << 14
_made_by_reportlab = cast("Callable[[str, list[int]], str]", ttfonts.makeToUnicodeCMap)


def _to_unicode(name: str, subset: list[int]) -> str:
    """Reportlab's table of what the glyphs mean, with rare characters (𠅤) in UTF-16 as PDF asks.

    Its own writes them as five digits, and readers copy something else out of the page.
    """
    return re.sub(
        "> <([0-9A-F]{5,6})>",
        lambda found: f"> <{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>",
        _made_by_reportlab(name, subset),
    )


ttfonts.makeToUnicodeCMap = _to_unicode


class FontFile:
    """One TrueType file, registered with reportlab under `name`."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():  # reportlab would take a missing file for a web address
            raise FileNotFoundError(path)
        self.name = f"{path.stem}:{path}"
        font = ttfonts.TTFont(self.name, str(path), asciiReadable=False, shapable=False)
        pdfmetrics.registerFont(font)
        self._widths: dict[int, float] = font.face.charWidths
        self._glyphs: dict[int, int] = font.face.charToGlyph

    def has(self, char: str) -> bool:
        """Whether the font can draw the character."""
        return bool(self._glyphs.get(ord(char)))

    def width(self, char: str) -> float:
        """Advance width in thousandths of an em; that of a Han sign for one it has not."""
        return self._widths.get(ord(char), 1000)


class Measures(Protocol):
    """Whatever knows how wide characters are in a face."""

    @property
    def broken(self) -> "Callable[..., list[Line]]":
        """Words of tables broken into lines, as `break_lines`."""
        ...

    def measure(self, face: Face, spacing: float = 0) -> Measure:
        """The measure by which lines in this face are broken."""
        ...


class Reckoned:
    """Measures without any font: Han signs an em wide, digits and letters half of one."""

    broken = staticmethod(break_lines)

    def measure(self, face: Face, spacing: float = 0) -> Measure:
        """The measure by which lines in this face are broken."""
        return Measure(lambda char: face.size * (0.5 if char.isascii() else 1), face.size, spacing)


class Faces:
    """The faces of a folder `fonts`, which holds `<face.pdf>.ttf` for each."""

    def __init__(self, fonts: Path) -> None:
        self._folder = fonts
        self._lacking: dict[str, None] = {}
        self._fonts: dict[tuple[str, str], FontFile] = {}
        self._measures: dict[tuple[Face, float], Measure] = {}
        self.broken = lru_cache(_LINES)(break_lines)
        """Words of tables broken into lines: the same come again on every paper of a batch."""

    def font(self, face: Face, char: str) -> FontFile:
        """The font that draws a character: the face's own, or the one that stands in.

        One that no font has is noted, for `require_all` to name.
        """
        found = self._fonts.get((face.pdf, char))
        if found is None:
            found = self._fonts[face.pdf, char] = self._find(face, char)
        return found

    def _find(self, face: Face, char: str) -> FontFile:
        own = self._file(face.pdf)
        if own.has(char):
            return own
        for stem in FALLBACKS:
            if (other := self._file(stem)).has(char):
                return other
        self._lacking[char] = None
        return own

    def require_all(self) -> None:
        """Nothing is drawn with a sign left out.

        Raises:
            TemplateTrouble: no font at hand has one of the characters asked for; names all.
        """
        if self._lacking:
            told = "、".join(f"“{char}”（编码 U+{ord(char):04X}）" for char in self._lacking)
            raise TemplateTrouble(
                f"字库里没有这些字：{told}，PDF 没有生成，数据没有改动。",
                "请先导出 Word 文件，或者把这些字换成字库里有的写法（例如通用汉字）再试。",
            )

    def measure(self, face: Face, spacing: float = 0) -> Measure:
        """The measure by which lines in this face are broken."""
        made = self._measures.get((face, spacing))
        if made is None:

            @cache
            def width(char: str) -> float:
                if char == " ":  # half an em, as Chinese fonts set it; ours are made for Latin text
                    return face.size / 2
                return self.font(face, char).width(char) * face.size / 1000

            made = self._measures[face, spacing] = Measure(width, face.size, spacing)
        return made

    def _file(self, stem: str) -> FontFile:
        path = self._folder / f"{stem}.ttf"
        try:
            return _font_file(path)
        except (OSError, ttfonts.TTFError) as error:
            raise FileTrouble(
                f"程序自带的字体文件“{path.name}”不在或者已损坏，PDF 没有生成，数据没有改动。",
                "请重新安装本程序，或者先导出 Word 文件。",
            ) from error


@cache
def _font_file(path: Path) -> FontFile:
    """Reading a Chinese font takes a good part of a second: once per program run."""
    return FontFile(path)
