"""没填完的空: what a template left to be filled."""

import re
from collections.abc import Iterator

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Line, Paper
from liushou_desk.domain.surnames import COMMON

NO_FIGURE = "〔没有指标："
"""What stands in a text where a figure was asked for that is none any more."""
_BLANKS = (
    r"20[xX×ＸｘΧ_＿*?？○〇]{2}|20_+(?=年)"
    r"|[xX×Ｘｘ]{2,}(?![A-Za-z])"
    r"|(?<![A-Za-z0-9])[xX×Ｘｘ](?=[年月日名人次个元户项份对班校镇乡县村%]|学期|学校|小学|中学|老师|同学|教师)"
    r"|_{2,}|＿{2,}|(?<![\dA-Za-z*])\*{2,}(?![\d*])|＊{2,}|(?<![一二三四五六七八九])[○●◯]{2,}|□{2,}|[?？]{2,}"
    r"|\{[^{}]*\}|[{}]|\$\{|«[^»]*»|<[一-龥]{1,12}>"
    r"|〔\s*〕|（\s*）|\(\s*\)|【\s*】|“\s*”|《\s*》|\[\s*\]"
    r"|[\[【（(](?:请?填|待填|待补|此处|插入|请输入|请在此|输入|学校名称|姓名|数字|人数|日期|待定)[^\]】）)]*[\]】）)]"
    r"|[\[【][一-龥]{0,6}(?:姓名|名称|数字|人数|日期|时间|地点|金额)[\]】]"
    r"|（此处|待填|待补|待核实后填|请填写|此处填|此处插入|TODO|TBD|#REF!|#DIV/0!|#N/A|#VALUE!|#NAME\?|NaN\b"
    r"|(?<![\d一二三四五六七八九十])[?？](?=[人名次元个户%])"
    rf"|{NO_FIGURE}"
)
_GAPS = re.compile(_BLANKS)
_LEFT_OPEN = re.compile(
    r"(?<=[一-龥])[ \u3000]{2,}(?=[名人次户元个份项%](?![：:]))"
    r"|(?<=[有为计达共约])[ \u3000]+(?=[名人次户元个份项%](?![口士民员类生：:]))"
    r"|(?<![A-Za-z])[NMnm](?=[名人次户元个])|(?<![一二三四五六七八九])〇{2,}(?=[名人次户元年])"
)
_SOMEBODY = re.compile(rf"(?<![{COMMON}某])某某+")
"""李某某 is a child whose name is covered, 某某公司 a gap."""
_NUMBERLESS = re.compile(
    r"(?:共有|共计|计有)(?=[名位对户份](?!义|词|单|册|额|望|优))"
    r"|(?:占|达到|达)(?:在校生|学生总数|总数)?的?(?=[%％])|率(?:达|为|达到)?(?=[%％])"
)
_BLANK_DAY = re.compile(
    r"(?<![\d〇零一二三四五六七八九十])[ \u3000]+年[ \u3000]*月[ \u3000]*日"
    r"|(?<=[一-龥])[ \u3000]+月[ \u3000]+日"
    r"|年[ \u3000]{1,}月[ \u3000]*日"
    r"|(?<=[在于到至])[ \u3000]+月份?(?=将|开展|底|初|[，。])"
)


_IN_PROSE = (_NUMBERLESS, _BLANK_DAY, _LEFT_OPEN)


def gaps(paper: Paper) -> Iterator[Finding]:
    """Signs that stand for words or numbers which nobody put in."""
    for line in paper.lines:
        taken = 0
        for found in _all(line):
            if found.start() >= taken:
                taken = found.end()
                yield line.finding(Fault.GAP, *_span(line, found), "有没填完的空", blocking=True)


def _all(line: Line) -> list["re.Match[str]"]:
    patterns = [_GAPS, _SOMEBODY] if line.is_cell else [_GAPS, _SOMEBODY, *_IN_PROSE]
    found = [match for pattern in patterns for match in pattern.finditer(line.text)]
    return sorted(found, key=lambda match: (match.start(), -match.end()))


def _span(line: Line, found: "re.Match[str]") -> tuple[int, int]:
    """Where a number is missing nothing can be marked but the sign behind."""
    return found.start(), max(found.end(), min(found.start() + 1, len(line.text)))
