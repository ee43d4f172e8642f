"""The text of an issue, read from the lines it was frozen as."""

import re
from collections.abc import Sequence

from liushou_desk.services.summary.sections import ParagraphText, SectionText

_HEADINGS = (
    (1, re.compile(r"[一二三四五六七八九十]+、[^，。；：]{2,20}")),
    (2, re.compile(r"（[一二三四五六七八九十]+）[^，。；：]{2,20}")),
)
_NOTE = "附件："
"""附件说明 ends the text: the signature and the table below it are in the pages."""


def frozen_sections(lines: Sequence[str]) -> tuple[SectionText, ...]:
    """The text between title and 附件说明, heading by heading; a paragraph's key is its place."""
    ends = [place for place, line in enumerate(lines) if line.startswith(_NOTE)]
    parts: list[tuple[int, str, list[ParagraphText]]] = [(0, "", [])]
    for place, line in enumerate(lines[1 : ends[-1] if ends else None], start=1):
        level = next((level for level, form in _HEADINGS if form.fullmatch(line)), 0)
        if level:
            parts.append((level, line, []))
        else:
            parts[-1][2].append(ParagraphText(f"frozen.{place}", line, line, is_own=False))
    return tuple(SectionText(level, heading, tuple(said)) for level, heading, said in parts)
