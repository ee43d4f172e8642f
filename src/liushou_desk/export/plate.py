"""A drawing as a picture at the resolution of print, grey, with the faces papers bring along."""

# Pillow leaves numpy's types without one
# pyright: reportUnknownMemberType=false

import io
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from liushou_desk.domain.charts.drawing import Anchor, Box, Dot, Drawing, Line, Words
from liushou_desk.domain.document import Picture
from liushou_desk.domain.layout import MM
from liushou_desk.errors import FileTrouble, TemplateTrouble
from liushou_desk.export.faces import FontFile

DPI = 300
_FINER = 2
"""Drawn so many times larger and then made smaller: edges come out smooth."""
_PER_MM = DPI * _FINER / 25.4
_ANCHORS = {Anchor.LEFT: "ls", Anchor.MIDDLE: "ms", Anchor.RIGHT: "rs"}
_FACES = ("hei.ttf", "song.ttf")
"""The second lends what the first has not."""


@lru_cache(maxsize=12)
def plate(drawing: Drawing, fonts: Path, told: str) -> Picture:
    """The drawing as a picture of its own size; `told` is what it shows, in words.

    Raises:
        FileTrouble: a font is missing.
        TemplateTrouble: no face has one of its signs.
    """
    size = (round(drawing.width * _PER_MM), round(drawing.height * _PER_MM))
    image = Image.new("L", size, 255)
    pen = ImageDraw.Draw(image)
    for item in drawing.items:
        _draw(pen, item, fonts)
    small = image.resize((size[0] // _FINER, size[1] // _FINER), Image.Resampling.BOX)
    written = io.BytesIO()
    small.save(written, "JPEG", quality=88, dpi=(DPI, DPI), optimize=True)
    return Picture(written.getvalue(), drawing.width, drawing.height, told)


def _draw(pen: ImageDraw.ImageDraw, item: Line | Box | Dot | Words, fonts: Path) -> None:
    match item:
        case Line():
            for x, y, to_x, to_y in _dashes(item):
                ends = (x * _PER_MM, y * _PER_MM, to_x * _PER_MM, to_y * _PER_MM)
                pen.line(ends, item.grey.value, max(1, round(item.width * _PER_MM)))
        case Box():
            corners = (item.x, item.y, item.x + item.width, item.y + item.height)
            around = tuple(at * _PER_MM for at in corners)
            edge = round(0.2 * _PER_MM) if item.has_edge else 0
            pen.rectangle(around, item.fill.value, 0 if edge else None, edge)
        case Dot():
            r = item.radius
            corners = (item.x - r, item.y - r, item.x + r, item.y + r)
            around = tuple(at * _PER_MM for at in corners)
            pen.ellipse(around, item.fill.value, 0, round(0.3 * _PER_MM))
        case Words():
            _write(pen, item, fonts)


def _write(pen: ImageDraw.ImageDraw, words: Words, fonts: Path) -> None:
    pixels = round(words.size / MM * _PER_MM)
    font = _font(fonts, _face_for(fonts, words.text), pixels)
    place = (words.x * _PER_MM, words.y * _PER_MM)
    pen.text(place, words.text, words.grey.value, font, anchor=_ANCHORS[words.anchor])


def _dashes(line: Line) -> list[tuple[float, float, float, float]]:
    if line.dashes is None:
        return [(line.x, line.y, line.to_x, line.to_y)]
    along, across = line.to_x - line.x, line.to_y - line.y
    length = (along**2 + across**2) ** 0.5
    dash, gap = line.dashes
    found: list[tuple[float, float, float, float]] = []
    at = 0.0
    while at < length:
        start, end = at / length, min(1.0, (at + dash) / length)
        here = (line.x + along * start, line.y + across * start)
        found.append((*here, line.x + along * end, line.y + across * end))
        at += dash + gap
    return found


def _face_for(fonts: Path, text: str) -> str:
    """The first face that has every sign. Raises `TemplateTrouble` where none has."""
    lacking: set[str] = set(text)
    for face in _FACES:
        lacking = {char for char in text if not _file(fonts / face).has(char)}
        if not lacking:
            return face
    raise TemplateTrouble(
        f"字库里没有这些字：{'、'.join(sorted(lacking))}，统计图没有画出来，数据没有改动。",
        "请去掉统计图，或者把这些字换成字库里有的写法再试。",
    )


@cache
def _file(path: Path) -> FontFile:
    try:
        return FontFile(path)
    except OSError as error:
        raise FileTrouble(
            f"程序自带的字体文件“{path.name}”不在或者已损坏，统计图没有画出来，数据没有改动。",
            "请重新安装本程序，或者去掉统计图再试。",
        ) from error


@cache
def _font(fonts: Path, face: str, pixels: int) -> ImageFont.FreeTypeFont:
    """From bytes: on Windows, FreeType does not open a file in a folder with a Chinese name."""
    _file(fonts / face)
    return ImageFont.truetype(io.BytesIO((fonts / face).read_bytes()), pixels)
