"""空格: none stands within Chinese words."""

import re
from collections.abc import Iterator

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Paper

_C = "一-龥〇，。；：、！？“”‘’《》（）…"
_SPACE = re.compile(
    rf"(?<=[{_C}\d%])[ \u3000\u00a0\t]+(?=[{_C}])|(?<=[{_C}])[ \u3000\u00a0\t]+(?=\d)"
)
_UNEVEN = 2
"""Signs by which the halves of a slogan may differ."""
_SIGNS = set("，。；：、！？“”《》（）")
_LABELLED = re.compile(
    r"[：:]\s*[一-龥]{2,4}\s+[一-龥]{2,4}(?:\s|$)|^\s*[一-龥]\s+[一-龥]{1,2}[：:]|签[字名]\s*(?:[：:（]|$)|盖章|\s{2,}[一-龥（）]{1,8}(?<!如下)[：:]"
)


def spaces(paper: Paper) -> Iterator[Finding]:
    """Spaces within a paragraph; aligned lines and headings in two parts may have one."""
    if not paper.is_exact:
        return
    for line in paper.prose:
        text = line.text
        if not (set("，。；") & set(text)) or _LABELLED.search(text):
            continue
        offset = len(line.numbering) + 1 if line.numbering else 0
        for found in _SPACE.finditer(text):
            if found.start() < offset or _in_slogan(text, found):
                continue
            yield line.finding(Fault.SPACE, *found.span(), "中文里不应有空格")


def _in_slogan(text: str, found: "re.Match[str]") -> bool:
    """“手拉手传温暖 心连心助成长”."""
    before, behind = text[: found.start()], text[found.end() :]
    if before[-1:] in _SIGNS or behind[:1] in _SIGNS:
        return False
    opened, closes = before.rpartition("“")[2], behind.partition("”")[0]
    inside = "“" in before and "”" not in opened and "”" in behind and "“" not in closes
    return inside and len(opened) >= 3 and abs(len(opened) - len(closes)) <= _UNEVEN
