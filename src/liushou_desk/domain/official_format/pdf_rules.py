"""The rules of the format for a PDF, in millimetres as it will be printed."""

from collections.abc import Iterator
from itertools import pairwise
from statistics import median, quantiles

from liushou_desk.domain.layout import MM, Face, LayoutProfile
from liushou_desk.domain.official_format.numbers import level_of
from liushou_desk.domain.official_format.pdf_faces import is_of_kind
from liushou_desk.domain.official_format.pdf_look import LineLook, PageLook, PdfLook
from liushou_desk.domain.official_format.pdf_notes import NOTES
from liushou_desk.domain.official_format.pdf_numbers import NUMBERS
from liushou_desk.domain.official_format.rule import Check, Rule, fitting, near, told

_MARGIN = 1.0
_EDGE = 1.5
"""Millimetres: where the text begins above its ink is reckoned from its base line."""
_PITCH = 0.3
_ASCENT = 0.86
"""Part of a character that stands above its base line."""
_FEW = 4
"""Lines of text from which on a page tells how far they are apart."""
_LEADING = 6
"""Lines that a title may have, with what stands around it."""


def _page(look: PdfLook, profile: LayoutProfile) -> Iterator[Check]:
    wanted = sorted((profile.page_width, profile.page_height))
    for place, page in _pages(look):
        measured = sorted((page.width, page.height))
        is_held = all(near(a, b, _MARGIN) for a, b in zip(measured, wanted, strict=True))
        said = f"{page.width:.0f}×{page.height:.0f}毫米"
        yield Check(is_held, place, said, f"{wanted[0]:.0f}×{wanted[1]:.0f}毫米")


def _pages(look: PdfLook) -> Iterator[tuple[str, PageLook]]:
    return ((f"第{at}页", page) for at, page in enumerate(look.pages, start=1))


def _area(look: PdfLook, profile: LayoutProfile) -> Iterator[Check]:
    """Nothing stands outside the text area; what is full reaches its edges."""
    for place, page in _pages(look):
        area = profile.turned() if page.is_landscape and not profile.is_landscape else profile
        if page.lines:
            right, bottom = area.left + area.text_width, area.top + area.text_height
            for name, measured, wanted, is_held in (
                ("左边距", (left := min(one.left for one in page.lines)), area.left,
                 left >= area.left - _MARGIN),
                ("右边沿", (end := max(one.right for one in page.lines)), right,
                 end <= right + _MARGIN),
                ("上边距", (top := min(one.top for one in page.lines)), area.top,
                 top >= area.top - _MARGIN),
                ("下边沿", (foot := max(one.bottom for one in page.lines)), bottom,
                 foot <= bottom + _MARGIN),
            ):  # fmt: skip
                yield Check(is_held, f"{place}{name}", told(measured, "毫米"), told(wanted, "毫米"))


def _edges(look: PdfLook, profile: LayoutProfile) -> Iterator[Check]:
    """Where lines of text begin and end, and where the first of a page stands."""
    for place, page in _pages(look):
        lines, wanted = _text(page, profile), profile.left + profile.text_width
        full = [one for one in lines if one.right > wanted - 2 * profile.body.size / MM]
        if len(full) < _FEW:
            continue
        left, right = min(one.left for one in lines), max(one.right for one in lines)
        yield Check(
            near(left, profile.left, _MARGIN), f"{place}左边距", told(left, "毫米"),
            told(profile.left, "毫米"),
        )  # fmt: skip
        yield Check(
            near(right, wanted, _MARGIN + profile.body.size / MM * 0.6), f"{place}右边沿",
            told(right, "毫米"), told(wanted, "毫米"),
        )  # fmt: skip
        first = page.lines[0]
        if first is lines[0]:
            top = _line_top(first, profile)
            yield Check(
                near(top, profile.top, _EDGE), f"{place}上边距", told(top, "毫米"),
                told(profile.top, "毫米"),
            )  # fmt: skip


def _line_top(line: LineLook, profile: LayoutProfile) -> float:
    em = line.size / MM
    return line.base - _ASCENT * em - (profile.line_pt / MM - em) / 2


def _text(page: PageLook, profile: LayoutProfile) -> list[LineLook]:
    """The lines in the body's size of an upright page, where a table's are of another one."""
    is_told_apart = not near(profile.body.size, profile.table.size, 0.3)
    if page.is_landscape is not profile.is_landscape or not is_told_apart:
        return []
    return [one for one in page.lines if near(one.size, profile.body.size, 0.3)]


def _lines(look: PdfLook, profile: LayoutProfile) -> Iterator[Check]:
    for place, page in _pages(look):
        steps = _steps(_text(page, profile))
        if len(steps) >= _FEW:
            pitch = median(steps) * MM
            is_held = near(pitch, profile.line_pt, _PITCH)
            wanted = f"{told(profile.line_pt, '磅')}，每面{profile.lines}行"
            yield Check(is_held, place, f"行距{told(pitch, '磅')}", wanted)
        if len(steps) == len(page.lines) - 1 > 0:
            said = f"{len(page.lines)}行", f"不超过{profile.lines}行"
            yield Check(len(page.lines) <= profile.lines, place, *said)


def _steps(lines: list[LineLook]) -> list[float]:
    steps = [after.base - before.base for before, after in pairwise(lines)]
    least = min(steps, default=0)
    return [step for step in steps if step < 1.5 * least]


def _characters(look: PdfLook, profile: LayoutProfile) -> Iterator[Check]:
    """Lines that end before the edge are not stretched: their characters stand closest."""
    found = [
        one.advance
        for _, page in _pages(look)
        for one in _text(page, profile)
        if one.advance and not one.has_columns
    ]
    if len(found) >= _FEW:
        advance = quantiles(found, n=10)[0]
        count = int(profile.text_width / advance + 0.1)
        wanted = fitting(profile)
        said = f"每行{count}字（字距{told(advance, '毫米')}）"
        yield Check(count == wanted, "正文", said, f"每行{wanted}字")


def _title(look: PdfLook, profile: LayoutProfile) -> Iterator[Check]:
    first = next((page for page in look.pages if page.lines), None)
    if first is None:
        return
    leading = first.lines[:_LEADING]
    size = max(one.size for one in leading)
    middle = profile.left + profile.text_width / 2
    top, is_repeated = leading[0], [one.text for one in first.lines].count(leading[0].text) > 1
    if top.has_columns or is_repeated or not near((top.left + top.right) / 2, middle, 5):
        return  # slips and cards have none
    if size <= profile.body.size + 0.5 and profile.title.size > profile.body.size + 0.5:
        yield Check(False, leading[0].place, f"{told(size, '磅')}", _wanted(profile.title))
        return
    for one in leading:
        if one.size == size and size > profile.body.size:
            is_face = near(size, profile.title.size, 0.3) and is_of_kind(one.font, profile.title)
            yield Check(is_face, one.place, f"{told(size, '磅')}{one.font}", _wanted(profile.title))
            off = (one.left + one.right) / 2 - middle
            yield Check(near(off, 0, 1.5), one.place, f"偏离中线{told(off, '毫米')}", "居中")


def _wanted(face: Face) -> str:
    return f"{told(face.size, '磅')}{face.word}"


def _headings(look: PdfLook, profile: LayoutProfile) -> Iterator[Check]:
    for one in _indented(look, profile):
        if level := level_of(one.text):
            face = profile.headings[level - 1]
            is_held = is_of_kind(one.first_font, face) and near(one.size, face.size, 0.3)
            said = f"{told(one.size, '磅')}{one.first_font}"
            yield Check(is_held, one.place, said, _wanted(face))


def _indented(look: PdfLook, profile: LayoutProfile) -> Iterator[LineLook]:
    two = profile.left + 2 * profile.text_width / profile.characters
    for _, page in _pages(look):
        yield from (one for one in _text(page, profile) if near(one.left, two, _EDGE))


def _body(look: PdfLook, profile: LayoutProfile) -> Iterator[Check]:
    """Lines as long as those of text are in the body's face."""
    for _, page in _pages(look):
        if page.is_landscape is not profile.is_landscape:
            continue
        for one in page.lines:
            is_wide = one.right - one.left > 0.9 * profile.text_width and not one.has_columns
            if is_wide and one.size > profile.table.size + 0.5 and not level_of(one.text):
                is_title = near(one.size, profile.title.size, 0.3)
                size = is_title or near(one.size, profile.body.size, 0.3)
                is_held = size and (is_title or is_of_kind(one.font, profile.body))
                said = f"{told(one.size, '磅')}{one.font}"
                yield Check(is_held, one.place, said, _wanted(profile.body))


def _indents(look: PdfLook, profile: LayoutProfile) -> Iterator[Check]:
    """A full line after a short one begins a paragraph."""
    edge, em = profile.left + profile.text_width, profile.body.size / MM
    two = profile.left + 2 * profile.text_width / profile.characters
    for _, page in _pages(look):
        for before, one in pairwise(_text(page, profile)):
            is_begun = before.right < edge - 2 * em and not before.has_columns
            if is_begun and one.right > edge - 1.7 * em and not one.has_columns:
                left = (one.left - profile.left) / (em or 1)
                said = f"空{told(left, '字')}"
                yield Check(near(one.left, two, _EDGE), one.place, said, "左空2字")


def _fonts(look: PdfLook, _: LayoutProfile) -> Iterator[Check]:
    for font in look.fonts:
        yield Check(font.is_embedded, font.name, "没有嵌入", "嵌入文件里")


PDF_RULES: tuple[Rule[PdfLook], ...] = (
    Rule("page", "纸张", "5.1", _page),
    Rule("margins", "页边距", "5.2.1", _edges),
    Rule("area", "版心", "5.2.1", _area),
    Rule("lines", "行距和行数", "5.2.3", _lines),
    Rule("characters", "每行字数", "5.2.3", _characters),
    Rule("title", "标题", "7.3.1", _title),
    Rule("headings", "各级标题字体", "7.3.3", _headings),
    Rule("body", "正文字体", "5.2.2", _body),
    Rule("indents", "首行缩进", "7.3.3", _indents),
    *NOTES,
    *NUMBERS,
    Rule("fonts", "字体嵌入", "", _fonts),
)
