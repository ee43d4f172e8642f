from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from liushou_desk.domain.document import Document, Paragraph
from liushou_desk.domain.layout import GB_T_9704, NumberSide
from liushou_desk.errors import FileTrouble
from liushou_desk.export.pages import PageImage, page_count, page_image, page_images
from liushou_desk.export.pdf import pdf_bytes
from tests.export.samples import DAY, plain


@pytest.fixture
def pdf(fonts: Path) -> bytes:
    document = plain("校" * (28 * 60))
    return pdf_bytes(document, GB_T_9704, fonts=fonts, made_on=DAY)


def _colours(image: PageImage) -> set[bytes]:
    return {image.data[at : at + 4] for at in range(0, len(image.data), 4)}


def test_pages_are_counted(pdf: bytes) -> None:
    assert page_count(pdf) == 3


@pytest.mark.parametrize("width", [1, 333, 595, 1000, 1366])
def test_a_page_is_as_wide_as_asked(pdf: bytes, width: int) -> None:
    image = page_image(pdf, 1, width)
    assert image.width == width
    assert image.height == pytest.approx(width * 297 / 210, abs=1)
    assert image.stride >= 4 * width
    assert len(image.data) == image.stride * image.height


def test_a_page_is_opaque_black_on_white(pdf: bytes) -> None:
    colours = _colours(page_image(pdf, 1, 800))
    assert b"\xff\xff\xff\xff" in colours
    assert b"\x00\x00\x00\xff" in colours
    assert {colour[3] for colour in colours} == {255}


def test_pixels_are_blue_green_red() -> None:
    """A page of 1 by 1 inch filled with pure red, written by hand."""
    stream = b"1 0 0 rg 0 0 72 72 re f"
    red = (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R>>"
        % (len(stream), stream)
    )
    assert _colours(page_image(red, 1, 10)) == {b"\x00\x00\xff\xff"}


def test_several_pages_are_those_asked_for(pdf: bytes) -> None:
    both = page_images(pdf, (3, 1), 200)
    assert both == (page_image(pdf, 3, 200), page_image(pdf, 1, 200))
    assert both[0].data != both[1].data


@pytest.mark.parametrize("number", [0, -1, 4])
def test_a_page_that_is_not_there_is_our_own_fault(pdf: bytes, number: int) -> None:
    with pytest.raises(IndexError):
        page_image(pdf, number, 100)


@pytest.mark.parametrize("damaged", [b"", b"no pdf", b"%PDF-1.4\n"])
def test_damaged_bytes_are_explained(damaged: bytes) -> None:
    with pytest.raises(FileTrouble, match="损坏"):
        page_count(damaged)


def test_threads_may_ask_at_once(pdf: bytes) -> None:
    with ThreadPoolExecutor(4) as pool:
        images = list(pool.map(lambda at: page_image(pdf, at % 3 + 1, 300), range(24)))
    assert len({image.data for image in images}) == 3


def test_a_list_has_its_page_number_in_the_middle(fonts: Path) -> None:
    inward = replace(GB_T_9704, number_side=NumberSide.MIDDLE)
    document = Document((), (Paragraph(()),))
    image = page_image(pdf_bytes(document, inward, fonts=fonts, made_on=DAY), 1, 210)
    row = 4 * 210
    dark = [
        at % row // 4 for at in range(0, len(image.data), 4) if image.data[at : at + 1] < b"\xc0"
    ]
    assert (min(dark) + max(dark)) / 2 == pytest.approx(28 + 78, abs=2)
