"""引号和括号: each opened is closed, the right way round, and none is straight."""

import re
from collections.abc import Iterator

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Line, Paper

_PAIRS = {
    "”": "“",
    "’": "‘",
    "》": "《",
    "）": "（",
    "〕": "〔",
    "】": "【",
    "」": "「",
    "』": "『",
}
_OPENING = set(_PAIRS.values())
_SAME = {"(": "（", ")": "）"}
_LIST_MARK = re.compile(
    r"^\s*(?:\d+|[A-Za-z]|[一二三四五六七八九十]+)$|(?:^|[。；：，、\s])(?:\d{1,2}|[A-Za-z]|[一二三四五六七八九十])$"
)
_ANGLED = re.compile(r"<{1,2}(?=[一-龥])[^<>]{1,60}>{1,2}|＜{1,2}[^＜＞]{1,60}＞{1,2}")
_STRAIGHT = re.compile(r"\"|'(?=[一-龥])|(?<=[一-龥])'|＂|＇")


def quotes(paper: Paper) -> Iterator[Finding]:
    """Unpaired and turned signs, paragraph by paragraph."""
    for line in paper.lines:
        if line.text.isascii():
            continue
        for found in _ANGLED.finditer(line.text):
            yield line.finding(Fault.QUOTE, *found.span(), "书名号应写成《》")
        for found in _STRAIGHT.finditer(line.text):
            yield line.finding(Fault.QUOTE, *found.span(), "直引号应换成“”")
        if paper.is_exact:
            yield from _unpaired(line)


def _unpaired(line: Line) -> Iterator[Finding]:
    text = line.text
    open_: list[tuple[str, int]] = []
    stray: list[int] = []
    for at, raw in enumerate(text):
        sign = _SAME.get(raw, raw)
        if sign in _OPENING:
            open_.append((sign, at))
        elif sign in _PAIRS:
            if open_ and open_[-1][0] == _PAIRS[sign]:
                open_.pop()
            elif any(waiting == _PAIRS[sign] for waiting, _ in open_):
                while open_[-1][0] != _PAIRS[sign]:
                    stray.append(open_.pop()[1])
                open_.pop()
            elif not (sign == "）" and _LIST_MARK.search(text[:at])):
                stray.append(at)
    for at in sorted([*stray, *(at for _, at in open_)]):
        yield line.finding(Fault.QUOTE, at, at + 1, _why(text, at, stray))


def _why(text: str, at: int, stray: list[int]) -> str:
    sign = _SAME.get(text[at], text[at])
    if (
        sign in "“”"
        and text.count("“") + text.count("”") > 1
        and (text.count("“") == 0 or text.count("”") == 0 or at in stray)
    ):
        return f"“{sign}”的方向反了，或者缺了另一半"
    return f"“{text[at]}”缺了另一半"
