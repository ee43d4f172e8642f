"""Pages of a PDF as pictures (页面图), for a preview on the screen.

The only file that calls pdfium; it loads with the first page that is asked for.
"""

# pypdfium2 comes without types
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from liushou_desk.errors import FileTrouble

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_ONE_AT_A_TIME = Lock()
"""Pdfium's memory is shared by all its documents, and it takes no care of threads."""
_A_HAIR = 0.001
"""Taken off a width in pixels, since pdfium rounds up."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """The picture of a page: rows of `stride` bytes, pixels as blue, green, red, 255 (opaque)."""

    width: int
    height: int
    stride: int
    data: bytes


def page_count(pdf: bytes) -> int:
    """How many pages there are."""
    with _opened(pdf) as document:
        return len(document)


def page_image(pdf: bytes, number: int, width_px: int) -> PageImage:
    """One page, `width_px` pixels wide; `number` counts from 1.

    Raises:
        IndexError: there is no such page.
        FileTrouble: the bytes are no PDF.
    """
    return page_images(pdf, (number,), width_px)[0]


def page_images(pdf: bytes, numbers: Sequence[int], width_px: int) -> tuple[PageImage, ...]:
    """Several pages at once, each as in `page_image`; a page at 1,000 pixels takes some 5 MB."""
    with _opened(pdf) as document:
        return tuple(_drawn(document, number, width_px) for number in numbers)


def _drawn(document: "PdfDocument", number: int, width_px: int) -> PageImage:
    if not 1 <= number <= len(document):
        raise IndexError(number)
    with closing(document[number - 1]) as page:
        return _picture(page, width_px)


def _picture(page: "PdfPage", width_px: int) -> PageImage:
    import pypdfium2

    scale = (width_px - _A_HAIR) / page.get_width()
    bgra = pypdfium2.raw.FPDFBitmap_BGRA
    with closing(page.render(scale=scale, force_bitmap_format=bgra)) as bitmap:
        return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


@contextmanager
def _opened(pdf: bytes) -> "Generator[PdfDocument]":
    import pypdfium2

    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise FileTrouble(
                "这份PDF已经损坏，不能显示，数据没有改动。", "请重新生成一次，或者恢复备份。"
            ) from error
        with document:
            yield document
