"""The printed words of a paragraph, run by run: changes as accepted, hidden text left out."""

from collections.abc import Iterator

from liushou_desk.importing.markup import Element
from liushou_desk.importing.papers.styles import Styles
from liushou_desk.importing.papers.wordml import inner, is_set, local, value, w

Piece = tuple[Element, str]
"""A run and what it prints."""
_GONE = {
    "del", "moveFrom", "pPr", "rPr", "sectPr", "sdtPr", "sdtEndPr", "Fallback", "txbxContent",
    "rt", "drawing", "pict", "object", "instrText", "delText",
}  # fmt: skip
"""What prints nothing in its paragraph; text boxes are paragraphs of their own."""
_DRAWN = ("drawing", "pict", "object")
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_PRIVATE = range(0xF000, 0xF100)


def pieces(paragraph: Element, styles: Styles) -> Iterator[Piece]:
    """Each run that prints anything."""
    for run in _runs(paragraph):
        text = "".join(_signs(run))
        if text and not is_set(styles.run_sheets(run, paragraph), "vanish"):
            yield run, text


def boxes(paragraph: Element) -> Iterator[Element]:
    """The text boxes that hang on a paragraph, those written twice for older programs once."""
    for child in paragraph:
        name = local(child)
        if name == "txbxContent":
            yield child
        elif name not in {"del", "moveFrom", "pPr", "rPr", "Fallback"}:
            yield from boxes(child)


def has_picture(paragraph: Element) -> bool:
    """Whether anything but words stands in its lines."""
    return next(inner(paragraph, *_DRAWN), None) is not None


def is_mark_deleted(paragraph: Element) -> bool:
    """Whether the paragraph's end was taken out, so that the next one goes on in its line."""
    return paragraph.find(f"{w('pPr')}/{w('rPr')}/{w('del')}") is not None


def _runs(element: Element) -> Iterator[Element]:
    for child in element:
        name = local(child)
        if name == "r":
            yield child
        elif name not in _GONE:
            yield from _runs(child)


def _signs(run: Element) -> Iterator[str]:
    for child in run:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "br":
            yield "\n" if value(child, "type") in {"", "textWrapping"} else ""
        elif name == "sym":
            yield _symbol(value(child, "char"))
        elif name not in _GONE:
            yield from _signs(child)


def _symbol(code: str) -> str:
    """A sign of a face of its own; those of Wingdings are no characters, so a lozenge."""
    try:
        number = int(code, 16)
        return "◇" if number in _PRIVATE else chr(number)
    except (ValueError, OverflowError):
        return ""
