"""The texts that the cells of an .xlsx share, and the codes their numbers are shown by."""

import re
from collections.abc import Sequence
from typing import IO

from liushou_desk.importing.format_code import BUILT_IN, GENERAL
from liushou_desk.importing.markup import Element, Part, children, elements, plain_text
from liushou_desk.importing.plain_part import PLAIN_TEXT, PlainPart
from liushou_desk.importing.sheet_scan import Unreadable

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_MOST_TEXTS = 4_000_000
_PLAIN = re.compile(
    rb'<si><t(?: xml:space="preserve")?>(' + PLAIN_TEXT + rb")</t>"
    rb'(?:<phoneticPr fontId="[0-9]+"(?: type="[A-Za-z]+")?(?: alignment="[A-Za-z]+")?/>)?'
)


class PlainTexts(PlainPart[list[str]]):
    """The shared texts, of which one element stands for all plain ones in a row."""

    def __init__(self, part: Part) -> None:
        super().__init__(part, "sst", "si")

    def _rest(self, written: Sequence[bytes]) -> bytes:
        kept, run = list[bytes](), list[str]()
        for element in written:
            text = _plain(element)
            if text is None:
                kept += self._one_for(run), element, self.end
                run = []
            else:
                run.append(text)
        return b"".join((*kept, self._one_for(run)))

    def _one_for(self, run: list[str]) -> bytes:
        return b"<si>" + self.key_of(run) + self.end if run else b""


def _plain(element: bytes) -> str | None:
    """The text of a shared one; None where it is spelt otherwise."""
    found = _PLAIN.fullmatch(element)
    try:
        return unescaped(plain_text(found[1])) if found else None
    except Unreadable:
        return None


def read_texts(part: IO[bytes]) -> list[str]:
    """The shared texts in their order. Raises `Unreadable`."""
    texts: list[str] = []
    same: dict[str, str] = {}
    plain = PlainTexts(part)
    for element in elements(plain, "sst", ("si",)):
        for text in plain.pop(element) or [text_of(element)]:
            texts.append(same.setdefault(text, text))
        if len(texts) > _MOST_TEXTS:
            raise Unreadable
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]
    return texts


def text_of(element: Element) -> str:
    """The text of a `si` or `is`: its runs one after the other, without how they are spoken."""
    space = str(element.tag)[: str(element.tag).rfind("}") + 1]
    if len(element) == 1 and element[0].tag == f"{space}t":
        return unescaped(element[0].text or "")
    found: list[str] = []
    for child in element:
        if child.tag == f"{space}t":
            found.append(child.text or "")
        elif child.tag == f"{space}r":
            found += [text.text or "" for text in child.findall(f"{space}t")]
    return unescaped("".join(found))


def unescaped(text: str) -> str:
    """Signs that XML cannot hold, which Excel writes as _x000D_; those nobody sees are left out."""
    return _ESCAPE.sub(_sign, text) if "_x" in text else text


def _sign(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    if number in (0x09, 0x0A, 0x0D):
        return chr(number)
    hidden = number < 0x20 or 0x7F <= number < 0xA0 or 0xD800 <= number < 0xE000
    return "" if hidden or number >= 0xFFFE else chr(number)


def read_codes(styles: Element) -> list[str]:
    """The code of each style by which a number is shown."""
    codes = dict(BUILT_IN)
    listed = next(children(styles, "numFmts"), None)
    for found in () if listed is None else children(listed, "numFmt"):
        number = str(found.get("numFmtId", "")).strip()
        if number.isdigit():
            codes[int(number)] = str(found.get("formatCode", GENERAL))
    listed = next(children(styles, "cellXfs"), None)
    if listed is None:
        return []
    ids = [str(style.get("numFmtId", "0")).strip() for style in children(listed, "xf")]
    return [codes.get(int(i), GENERAL) if i.isdigit() else GENERAL for i in ids]
