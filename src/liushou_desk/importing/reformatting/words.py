"""A paragraph's style, and its runs without the looks they had of their own."""

from collections.abc import Iterator
from copy import deepcopy

from liushou_desk.domain.layout import Face
from liushou_desk.importing.markup import Element
from liushou_desk.importing.papers.runs import has_picture
from liushou_desk.importing.papers.wordml import child, every, inner, local, value, w
from liushou_desk.importing.reformatting.sheets import fonts, parsed

_OWN_PARAGRAPH = ("ind", "spacing", "jc", "outlineLvl", "shd", "pBdr", "contextualSpacing",
                  "snapToGrid", "adjustRightInd", "textAlignment", "widowControl")  # fmt: skip
_OWN_RUN = ("sz", "szCs", "color", "highlight", "shd", "spacing", "w", "kern", "position", "b",
            "bCs", "i", "iCs", "em", "shadow", "outline", "emboss", "imprint", "effect",
            "fitText")  # fmt: skip
_KEPT_STYLES = ("footnote", "endnote", "hyperlink", "脚注", "尾注", "超链接")
_AFTER_SIZE = {"szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl",
               "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath"}  # fmt: skip


def properties(paragraph: Element) -> Element:
    """A paragraph's own properties, made where it has none."""
    found = child(paragraph, "pPr")
    if found is None:
        found = parsed("<w:pPr/>")
        paragraph.insert(0, found)
    return found


def set_style(paragraph: Element, style: str, *, keeps_align: bool = False) -> None:
    """Let a paragraph be of a style, and of nothing but it."""
    own = properties(paragraph)
    align = value(child(own, "jc")) if keeps_align else ""
    for name in ("pStyle", *_OWN_PARAGRAPH):
        for old in every(own, name):
            own.remove(old)
    named = parsed("<w:pStyle/>")
    named.set(w("val"), style)
    own.insert(0, named)
    if align:
        put(own, f'<w:jc w:val="{align}"/>')
    if has_picture(paragraph):  # a line of exact height would cut it
        put(own, '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>')


_ORDER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
          "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku",
          "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi",
          "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
          "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap",
          "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange")  # fmt: skip
"""As the schema wants them."""


def put(own: Element, markup: str) -> None:
    """Put a property among the others, where the schema has its place."""
    new = parsed(markup)
    for old in every(own, local(new)):
        own.remove(old)
    place = _ORDER.index(local(new))
    before = [one for one in own if local(one) in _ORDER[:place]]
    own.insert(own.index(before[-1]) + 1 if before else 0, new)


def own_runs(paragraph: Element) -> Iterator[Element]:
    """Its runs, but for those of text boxes that hang on it."""
    for run in inner(paragraph, "r"):
        if next(run.iterancestors(w("p")), None) is paragraph:
            yield run


def clear(paragraph: Element) -> None:
    """Take from the runs what they say of face, size and colour, and give them the hint."""
    for run in own_runs(paragraph):
        _clear(_own(run), "".join(text.text or "" for text in every(run, "t")))


def _own(run: Element) -> Element:
    """A run's properties, made where it has none."""
    found = child(run, "rPr")
    if found is None:
        found = parsed("<w:rPr/>")
        run.insert(0, found)
    return found


def _clear(own: Element, text: str) -> None:
    named = value(child(own, "rStyle")).lower()
    if named and not named.startswith(_KEPT_STYLES):
        own.remove(child(own, "rStyle"))
    for name in _OWN_RUN:
        for old in every(own, name):
            own.remove(old)
    fallback = child(own, "rFonts")
    if fallback is not None and not _is_rare(text):
        own.remove(fallback)
        fallback = None
    if fallback is None:
        fallback = parsed("<w:rFonts/>")
        style = child(own, "rStyle")
        own.insert(0 if style is None else 1, fallback)
    fallback.set(w("hint"), "eastAsia")


def _is_rare(text: str) -> bool:
    """Characters that the common faces lack keep the face somebody found for them."""
    try:
        text.encode("gbk")
    except UnicodeEncodeError:
        return True
    return False


def set_heading(paragraph: Element, face: Face, length: int) -> None:
    """Let the first characters, a heading that goes on as text, be in its face."""
    for run in list(own_runs(paragraph)):
        texts = every(run, "t")
        said = sum(len(text.text or "") for text in texts)
        if length <= 0:
            return
        if said > length and len(texts) == 1:
            _split(run, texts[0], length)
        _set_face(run, face)
        length -= said


def _split(run: Element, text: Element, length: int) -> None:
    """The rest of the run as one of its own behind it."""
    rest = deepcopy(run)
    [other] = every(rest, "t")
    words = text.text or ""
    text.text, other.text = words[:length], words[length:]
    for one in (text, other):
        one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    passed = False
    for part in list(rest):
        if part is other:
            passed = True
        elif not passed and local(part) != "rPr":
            rest.remove(part)
    passed = False
    for part in list(run):
        if passed:
            run.remove(part)
        passed = passed or part is text
    run.addnext(rest)


def _set_face(run: Element, face: Face) -> None:
    own = _own(run)
    for old in every(own, "rFonts"):
        own.remove(old)
    new = parsed(fonts(face))
    new.set(w("hint"), "eastAsia")
    own.insert(0, new)
    half = round(2 * face.size)
    at = next((n for n, one in enumerate(own) if local(one) in _AFTER_SIZE), len(own))
    own.insert(at, parsed(f'<w:sz w:val="{half}"/>'))


def drop_leading_spaces(paragraph: Element) -> None:
    """Take away the spaces that somebody typed for an indent."""
    for run in own_runs(paragraph):
        for text in every(run, "t"):
            text.text = (text.text or "").lstrip(" \u3000\t")
            if text.text:
                return
        if any(local(part) not in {"rPr", "t", "lastRenderedPageBreak"} for part in run):
            return
