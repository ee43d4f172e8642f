"""What each paragraph of a paper is (要素): title, heading, text, attachment, signature."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from liushou_desk.domain.official_format.numbers import level_of
from liushou_desk.domain.official_format.word_look import ParagraphLook

LONG = 28
"""Characters of a line: whatever is longer is text."""
_MOST_LEADING = 8
DAY = re.compile(r"\s*([0-9]{4}|[一二〇零○]{4})年([0-9]{1,2}|[一二十]{1,2})月"
                 r"([0-9]{1,2}|[一二三十]{1,3})日\s*")  # fmt: skip
_LABEL = re.compile(r"附件\s*[0-9一二三四五六七八九十]*")
_NOTE = re.compile(r"\s*附件\s*[：:]\s*\S")
_FILE_NUMBER = re.compile(r".*[〔\[［(（][0-9]{4}[〕\]］)）]\s*第?[0-9]+号")
_REMARK = re.compile(r"\s*(注|说明|备注|附注|表[0-9一二三四五六七八九十]+|单位)[：:、\s（0-9]")
_ENDS = "。！？；：…”）"
_STYLES = {"表注", "表题", "表间", "表头", "表格内容"}


class Role(Enum):
    """An element of an official paper."""

    TITLE = auto()
    CENTRED = auto()
    ADDRESSEE = auto()
    HEADING = auto()
    BODY = auto()
    ATTACHMENT_NOTE = auto()
    UNIT = auto()
    DATE = auto()
    ATTACHMENT_LABEL = auto()
    ATTACHMENT_TITLE = auto()
    IMPRINT = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Element:
    """A paragraph and what it is."""

    role: Role
    look: ParagraphLook
    level: int = 0


def elements(paragraphs: Sequence[ParagraphLook]) -> list[Element]:
    """Every paragraph outside tables and boxes."""
    text = [one for one in paragraphs if not one.in_table and not one.is_boxed]
    leading = _leading(text)
    found = list(_titles(text[:leading]))
    for at in range(leading, len(text)):
        before = found[-1].role if found else Role.TITLE
        after = text[at + 1] if at + 1 < len(text) else None
        found.append(_element(text[at], before, after))
    return found


def size_of(look: ParagraphLook) -> float:
    """The size of its first run that prints ink."""
    return next((run.size for run in look.runs if run.text.strip()), 0)


def _leading(text: Sequence[ParagraphLook]) -> int:
    """So many paragraphs stand before the text begins."""
    for at, one in enumerate(text[:_MOST_LEADING]):
        said = one.text.rstrip()
        begins = level_of(said) or said.endswith(("。", "：", ":")) or len(said) > 2 * LONG
        if begins or _LABEL.fullmatch(said.strip()) or one.after_table or one.style in _STYLES:
            return at
        if at and one.align not in {"center", "distribute"} and size_of(one) < size_of(text[0]):
            return at
    return min(len(text), _MOST_LEADING)


def _titles(leading: Sequence[ParagraphLook]) -> Iterator[Element]:
    numbered = [at for at, one in enumerate(leading) if _FILE_NUMBER.fullmatch(one.text.strip())]
    begins = numbered[-1] + 1 if numbered else 0
    largest = max((size_of(one) for one in leading[begins:]), default=0)
    is_title = True
    for at, one in enumerate(leading):
        is_title = is_title and (at < begins or size_of(one) == largest)
        yield Element(Role.TITLE if is_title and at >= begins else Role.CENTRED, one)


def _element(one: ParagraphLook, before: Role, after: ParagraphLook | None) -> Element:
    said = one.text.strip()
    if _LABEL.fullmatch(said):
        return Element(Role.ATTACHMENT_LABEL, one)
    if before is Role.ATTACHMENT_LABEL:
        return Element(Role.ATTACHMENT_TITLE, one)
    if _NOTE.match(said):
        return Element(Role.ATTACHMENT_NOTE, one)
    if DAY.fullmatch(said):
        return Element(Role.DATE, one)
    if _is_unit(said, after):
        return Element(Role.UNIT, one)
    level = level_of(said)
    if before is Role.ATTACHMENT_NOTE and level == 3:
        return Element(Role.ATTACHMENT_NOTE, one)
    if said.startswith("抄送") or said.endswith("印发"):
        return Element(Role.IMPRINT, one)
    return _plain(one, said, before, level)


def _plain(one: ParagraphLook, said: str, before: Role, level: int) -> Element:
    if one.style in _STYLES or _REMARK.match(said) or one.after_table:
        return Element(Role.OTHER, one)
    if before in {Role.TITLE, Role.CENTRED} and said.endswith(("：", ":")):
        return Element(Role.ADDRESSEE, one)
    if one.align == "center":
        return Element(Role.CENTRED, one)
    if level:
        return Element(Role.HEADING, one, level)
    if one.outline and len(said) <= LONG:
        return Element(Role.HEADING, one, min(one.outline, 4))
    is_text = (said.endswith(tuple(_ENDS)) and len(said) > LONG / 2) or len(said) > LONG
    return Element(Role.BODY if is_text else Role.OTHER, one)


def _is_unit(said: str, after: ParagraphLook | None) -> bool:
    is_last = after is not None and DAY.fullmatch(after.text.strip()) is not None
    return is_last and len(said) <= LONG and not said.endswith(tuple(_ENDS))
