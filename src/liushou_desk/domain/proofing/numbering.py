"""序号: 一、 （一） 1. （1） in order, without gaps or repeats, with the right signs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Line, Paper
from liushou_desk.domain.proofing.quantity import han_value

_HAN = "一二三四五六七八九十"
_LEVELS = (
    re.compile(rf"\s*(?P<n>[{_HAN}]+)(?P<sign>[、.．，,:：])(?![{_HAN}]*[是、])"),
    re.compile(rf"\s*(?P<open>[（(])(?P<n>[{_HAN}]+)(?P<close>[)）])(?P<sign>[、.．，]?)"),
    re.compile(r"\s*(?P<n>\d{1,2}|[０-９]{1,2})(?P<sign>[、.．，。）)])(?!\d)"),
    re.compile(r"\s*(?P<open>[（(])(?P<n>\d{1,2})(?P<close>[)）])(?P<sign>[、.．，]?)"),
)
_RIGHT = ("一、", "（一）", "1.", "（1）")
_INLINE = re.compile(rf"(?:^|(?<=[。；：，;:,]))(?:第?)(?P<n>[{_HAN}])(?P<word>是|要|则)")
_FIRST = re.compile(rf"(?:^|(?<=[。；：;:]))第(?P<n>[{_HAN}])[，、,]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at the head of a line."""

    line: Line
    level: int
    number: int
    end: int


def numbering(paper: Paper) -> Iterator[Finding]:
    """Wrong signs, and numbers that do not follow one another."""
    marks = [mark for line in paper.prose if (mark := mark_of(line))]
    for mark in marks:
        yield from _signs(mark)
    yield from _order(marks)
    yield from _spoken(paper)


def mark_of(line: Line) -> Mark | None:
    """The number a line begins with."""
    if line.source.place.startswith("附件"):
        return None
    for level, pattern in enumerate(_LEVELS):
        if found := pattern.match(line.text):
            number = int(found["n"]) if found["n"].isdigit() else han_value(found["n"])
            if number and found.end() < len(line.text):
                return Mark(line, level, number, found.end())
    return None


def _signs(mark: Mark) -> Iterator[Finding]:
    found = _LEVELS[mark.level].match(mark.line.text)
    assert found is not None
    groups, right = found.groupdict(), _RIGHT[mark.level]
    start, end = found.start("open") if "open" in groups else found.start("n"), found.end()
    if mark.level in (1, 3):
        if groups["sign"]:
            yield mark.line.finding(
                Fault.NUMBERING, start, end, f"“{right}”后面不加“{groups['sign']}”"
            )
        if groups["open"] + groups["close"] != "（）":
            yield mark.line.finding(Fault.NUMBERING, start, end, f"应写“{right}”，括号是全角的")
    elif mark.level == 0 and groups["sign"] != "、":
        yield mark.line.finding(Fault.NUMBERING, start, end, "第一层应写“一、”")
    elif mark.level == 2 and groups["sign"] not in ".．":
        yield mark.line.finding(Fault.NUMBERING, start, end, "第三层应写“1.”")


def _order(marks: Sequence[Mark]) -> Iterator[Finding]:
    """Each number is one more than the last of its level under the same parent."""
    last: dict[int, int] = {}
    for at, mark in enumerate(marks):
        before = last.get(mark.level, 0)
        expected = before + 1
        if mark.number != expected and not _begins_anew(marks, at, before):
            why = _said(mark, before)
            start = (
                mark.line.text.index(mark.line.text.strip()[:1]) if mark.line.text.strip() else 0
            )
            yield mark.line.finding(Fault.NUMBERING, start, mark.end, why)
        last[mark.level] = mark.number
        for deeper in [level for level in last if level > mark.level]:
            del last[deeper]


def _said(mark: Mark, before: int) -> str:
    shown = mark.line.text.strip()[: mark.end]
    if not before:
        return f"这一层应从1起，不是从{mark.number}起"
    if mark.number == before:
        return f"序号{shown.strip()}重复"
    if mark.number > before + 1:
        return f"序号不连续：{before}的后面是{mark.number}"
    return f"序号颠倒：{before}的后面是{mark.number}"


def _begins_anew(marks: Sequence[Mark], at: int, before: int) -> bool:
    """A new list or the next paper of a collection begins with 1 again.

    Where the number after it goes on as if this one were right in the old list, it is a slip.
    """
    mark = marks[at]
    if mark.number != 1 or before < 2:
        return False
    following = next((m for m in marks[at + 1 :] if m.level <= mark.level), None)
    if following is None or following.level < mark.level:
        return mark.level >= 2 and following is not None and marks[at - 1].level != mark.level
    return following.number == 2


def _spoken(paper: Paper) -> Iterator[Finding]:
    """一是……二是……四是…… within one section."""
    last, kind = 0, ""
    for line in paper.prose:
        if line.numbering and line.is_heading:
            last = 0
        for pattern in (_INLINE, _FIRST):
            for found in pattern.finditer(line.text):
                number = han_value(found["n"]) or 0
                word = found.groupdict().get("word") or "第"
                if number == 1 or word != kind or not last:
                    bad = number > 1 and word == "是"
                    why = f"前面没有“{_HAN[number - 2]}{word}”" if bad else ""
                else:
                    why = (
                        ""
                        if number == last + 1
                        else f"{_HAN[last - 1]}{word}的后面是{found['n']}{word}"
                    )
                last, kind = number, word
                if why:
                    yield line.finding(Fault.NUMBERING, *found.span(), why)
