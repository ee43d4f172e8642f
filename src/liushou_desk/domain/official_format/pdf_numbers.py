"""The rules for the page numbers of a PDF, measured on the sheet held upright."""

import re
from collections.abc import Iterator

from liushou_desk.domain.layout import MM, LayoutProfile, NumberSide
from liushou_desk.domain.official_format.pdf_faces import is_of_kind
from liushou_desk.domain.official_format.pdf_look import LineLook, PageLook, PdfLook
from liushou_desk.domain.official_format.rule import Check, Rule, near, told

_BY = 1.0
"""Millimetres."""
_DASH = 0.38
"""Ems that a dash stands above the base line."""
_CLOSING = ("抄送：", "印发")
_DIGITS = re.compile("[0-9]+")


def _numbers(look: PdfLook, profile: LayoutProfile) -> Iterator[tuple[int, LineLook]]:
    if profile.is_numbered:
        for at, page in enumerate(look.pages, start=1):
            if page.number and page.is_landscape in {profile.is_landscape, True}:
                yield at, page.number


def _there(look: PdfLook, profile: LayoutProfile) -> Iterator[Check]:
    if profile.is_numbered:
        for at, page in enumerate(look.pages, start=1):
            if not _closes(page):
                wanted = profile.number_form.format(at)
                yield Check(page.number is not None, f"第{at}页", "没有页码", wanted)


def _closes(page: PageLook) -> bool:
    """An empty page and one with the imprint have no number."""
    return not page.lines or any(
        one.text.startswith(_CLOSING[0]) or one.text.endswith(_CLOSING[1]) for one in page.lines
    )


def _form(look: PdfLook, profile: LayoutProfile) -> Iterator[Check]:
    for at, number in _numbers(look, profile):
        said = _DIGITS.sub("{}", "".join(number.text.split()))
        is_held = said == "".join(profile.number_form.split())
        yield Check(is_held, f"第{at}页", number.text, profile.number_form.format(at))


def _type(look: PdfLook, profile: LayoutProfile) -> Iterator[Check]:
    face = profile.page_number
    for at, number in _numbers(look, profile):
        is_held = near(number.size, face.size, 0.3) and is_of_kind(number.font, face)
        said = f"{told(number.size, '磅')}{number.font}"
        yield Check(is_held, f"第{at}页", said, f"{told(face.size, '磅')}{face.word}")


def _side(look: PdfLook, profile: LayoutProfile) -> Iterator[Check]:
    em = profile.page_number.size / MM
    left, right = profile.left, profile.left + profile.text_width
    for at, number in _numbers(look, profile):
        if profile.number_side is NumberSide.MIDDLE:
            off = (number.left + number.right) / 2 - (left + right) / 2
            yield Check(near(off, 0, 1.5), f"第{at}页", f"偏离中线{told(off, '毫米')}", "居中")
            continue
        is_left = profile.number_side is NumberSide.OUTWARD and at % 2 == 0
        clear = number.left - left if is_left else right - number.right
        side = "左" if is_left else "右"
        said = f"距版心{side}边{told(clear, '毫米')}"
        yield Check(near(clear, em, _BY), f"第{at}页", said, f"居{side}空1字")


def _gap(look: PdfLook, profile: LayoutProfile) -> Iterator[Check]:
    for at, number in _numbers(look, profile):
        dash = number.base - _DASH * number.size / MM
        gap = dash - profile.top - profile.text_height
        is_held = near(gap, profile.page_number_gap, _BY)
        said = f"距版心下边缘{told(gap, '毫米')}"
        yield Check(is_held, f"第{at}页", said, told(profile.page_number_gap, "毫米"))


NUMBERS: tuple[Rule[PdfLook], ...] = (
    Rule("number", "页码", "7.5", _there),
    Rule("number_form", "页码的写法", "7.5", _form),
    Rule("number_type", "页码字体", "7.5", _type),
    Rule("number_side", "页码位置", "7.5", _side),
    Rule("number_gap", "页码高低", "7.5", _gap),
)
