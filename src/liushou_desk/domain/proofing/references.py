"""文号: 皖教〔2026〕13号, the year in full within 六角括号, neither 第 nor a leading nought."""

import re
from collections.abc import Iterator

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Paper

_REFERENCE = re.compile(
    r"(?P<office>[一-龥]{1,10})\s?(?P<open>[〔\[［【（(〈<{])\s?(?P<year>\d{2,4}|[xX×]{2,4}|20[xX×_]{2})\s?年?(?P<close>[〕\]］】）)〉>}])\s?"
    r"(?P<number>第?\s?\d{1,4})\s?号"
)
_ISSUER = re.compile(r"[发办函字教民政委府党组团妇财人社基厅局校关秘]$")
_BARE = re.compile(r"[一-龥]{1,6}[发办函字秘](?P<year>20\d\d)年?(?P<number>第?\d{1,4})号")


def references(paper: Paper) -> Iterator[Finding]:
    """What is wrong with the number of a document."""
    for line in paper.lines:
        for found in _REFERENCE.finditer(line.text):
            if _is_reference(found) and (why := "；".join(_faults(found))):
                yield line.finding(Fault.REFERENCE, found.start("open"), found.end(), why)
        for found in _BARE.finditer(line.text):
            why = "文号的年份应放在六角括号〔〕里"
            yield line.finding(Fault.REFERENCE, found.start("year"), found.end(), why)


def _is_reference(found: "re.Match[str]") -> bool:
    """（二）3号 is none: the year has four digits, or a sign of an office stands before it."""
    return len(found["year"]) == 4 or bool(_ISSUER.search(found["office"]))


def _faults(found: "re.Match[str]") -> Iterator[str]:
    if found["open"] != "〔" or found["close"] != "〕":
        yield "文号的年份用六角括号〔〕"
    if len(found["year"]) != 4:
        yield "文号的年份写全四位"
    if found["number"].startswith("第"):
        yield "文号不加“第”"
    if found["number"].lstrip("第 ").startswith("0"):
        yield "文号的序号前面不加0"
