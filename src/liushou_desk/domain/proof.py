"""定稿前检查: what must not stand in a paper that leaves the school."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to put right before issuing: where it stands and what it is."""

    line: str
    what: str


NO_FIGURE = "〔没有指标："
"""What stands in a text where a figure was asked for that is none any more."""
_GAPS = re.compile(
    r"[xX×]{2,}|\*{2,}|_{2,}|＿{2,}|20[xX×_＿]{2}|[{}]|（此处|待填|待补|" + NO_FIGURE
)
_ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_LABEL = re.compile(r"问题儿童|问题学生")


def proof(lines: Iterable[str]) -> list[Finding]:
    """Unfilled gaps, identity and telephone numbers, and labels in a text."""
    return [
        Finding(line, what)
        for line in lines
        for pattern, what in (
            (_GAPS, "有没填完的空"),
            (_ID_NUMBER, "有身份证号"),
            (_MOBILE, "有电话号码"),
            (_LABEL, "称儿童为“问题儿童”"),
        )
        if pattern.search(line)
    ]


def names_in(lines: Iterable[str], names: Iterable[str]) -> list[Finding]:
    """Children's names in lines that people wrote; our own sentences can only seem to hold one."""
    known = [name for name in names if len(name) >= 2]
    return [
        Finding(line, f"有儿童姓名“{name}”") for line in lines for name in known if name in line
    ]
