"""The look of a PDF, measured at the ink of its characters."""

# pypdfium2 comes without types
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from liushou_desk.domain.official_format.pdf_look import FontLook, LineLook, PageLook, PdfLook
from liushou_desk.importing.papers.pdf_signs import (
    Page,
    Sign,
    font_name,
    lines_of,
    opened,
    read_pages,
)
from liushou_desk.importing.papers.pdf_text import Line, is_page_number, text_lines

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_HAN = re.compile("[一-鿿]")
_MOST_DEPTH = 8
_MOST_OBJECTS = 200_000


def read_look(path: Path) -> PdfLook:
    """Raises `FileTrouble`."""
    pages = read_pages(path)
    lines = text_lines(pages)
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    looks = (_page(page, by_page.get(at, [])) for at, page in enumerate(pages, start=1))
    return PdfLook(path.name, tuple(looks), _fonts(path))


def _page(page: Page, lines: list[Line]) -> PageLook:
    both = ((one, signs) for one in (page, _held_upright(page)) for signs in lines_of(one))
    found = [signs for one, signs in both if is_page_number(one, signs)]
    number = _look(Line(found[-1], 0, 0), "页码") if found else None
    looks = tuple(_look(line, f"第{line.page}页第{line.number}行") for line in lines)
    return PageLook(page.width, page.height, looks, number)


def _held_upright(page: Page) -> Page:
    """The sheet turned back to the left, with what stands upright on it then."""
    signs = (
        replace(
            one, left=one.top, right=one.bottom, top=page.width - one.right,
            bottom=page.width - one.left, base=page.width - one.base, is_turned=False,
        )
        for one in page.signs
        if one.is_turned
    )  # fmt: skip
    return Page(page.height, page.width, tuple(signs))


def _look(line: Line, place: str) -> LineLook:
    signs = line.signs
    font = Counter(sign.font for sign in signs).most_common(1)[0][0]
    return LineLook(
        place, line.text[:200], line.left, line.right, min(s.top for s in signs),
        max(s.bottom for s in signs), signs[0].base, line.size, font, signs[0].font,
        _advance(signs), line.has_columns,
    )  # fmt: skip


def _advance(signs: tuple[Sign, ...]) -> float:
    steps = [
        after.left - before.left
        for before, after in pairwise(signs)
        if _HAN.match(before.char) and _HAN.match(after.char)
    ]
    return median(steps) if steps else 0


def _fonts(path: Path) -> tuple[FontLook, ...]:
    """Each font once, with whether it travels in the file."""
    found: dict[str, bool] = {}
    with opened(path) as document:
        for name, is_embedded in _used(document):
            found[name] = found.get(name, True) and is_embedded
    return tuple(FontLook(name, is_in) for name, is_in in sorted(found.items()))


def _used(document: "PdfDocument") -> Iterator[tuple[str, bool]]:
    from pypdfium2 import raw

    seen = 0
    for page in document:
        with closing(page):
            for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=_MOST_DEPTH):
                seen += 1
                if seen > _MOST_OBJECTS:
                    return
                with suppress(ValueError, UnicodeDecodeError):
                    yield _font_of(found)


def _font_of(text: Any) -> tuple[str, bool]:
    from pypdfium2 import raw

    font = raw.FPDFTextObj_GetFont(text.raw)
    return _name_of(font), bool(raw.FPDFFont_GetIsEmbedded(font) == 1)


def _name_of(font: Any) -> str:
    import ctypes

    from pypdfium2 import raw

    name = ctypes.create_string_buffer(200)
    raw.FPDFFont_GetBaseFontName(font, name, 200)
    return font_name(name.value)
