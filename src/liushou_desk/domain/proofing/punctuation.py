"""标点: half-width, doubled, in the wrong order, or missing at the end of a paragraph."""

import re
from collections.abc import Iterator

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Line, Paper

_H = r"一-龥〇“”‘’《》（）…—、，。；：！？"
_HALF = re.compile(
    rf"(?<=[{_H}])[,;:?!]|(?<=[{_H}%])[,;?!](?=[{_H}])|(?<=\d)[,;](?=[一-龥“])|(?<=[{_H}])\.(?!\d|\.)|(?<=[\d%])[.](?=$|[一-龥])(?<!^\d\.)(?<!^\d\d\.)"
)
_HALF_BRACKET = re.compile(rf"\((?=[^()]*[一-龥])|(?<=[一-龥])\(|\)(?=[{_H}])|(?<=[一-龥])\)")
_DOUBLED = re.compile(
    r"。{2,}|[，,]{2,}|、{2,}|；{2,}|：{2,}|[。，、；：,][。，、；：,]+|[。，、；：][?!；？！]|[！？][。，、；：]|。(?=[）)][。，])"
)
_DOTS = re.compile(r"\.{2,}|。{3,}|(?<!…)…(?!…)|…{3,}(?<!……)|……[。，、]|，……|、{3,}|·{3,}")
_DASH = re.compile(r"(?<=[一-龥”》])(?:--+|—(?!—)|-)(?=[一-龥“《])(?<!——)|—{3,}")
_ORDER = re.compile(r"[，、；：]”|。”(?=[，、；。]|的|等|和)|，）|、）|。）(?=[，])")
_BEFORE_ETC = re.compile(
    r"、(?=等(?!待|级|于|候))|、(?=(?:以及|并且|及(?![早时格])))|，(?=等(?:等)?(?:[，。]))"
)
_WRONG_END = re.compile(r"[，、,：:;；]$")
_ENDS = "。！？；：…”）》」』!?;:.)—"
_LIST_LIKE = re.compile(
    r"^(?:附件|主送|抄送|联系人|填表|审核|负责人|单位|电话|地址|日期|组\s*长|副组长|成\s*员|图|表|注)|[：:]\s*[一-龥·]{2,4}$"
)
_CLOSES = "”）》」』)"
_RAW_LINE, _LONG = 12, 40


def punctuation(paper: Paper) -> Iterator[Finding]:
    """Signs of one's own language, each once, each in its place."""
    lines = paper.lines
    for line in lines:
        taken: set[int] = set()
        for start, end, why in _in_line(line):
            if not taken & set(range(start, end)):
                taken |= set(range(start, end))
                yield line.finding(Fault.PUNCTUATION, start, end, why)
        if paper.is_exact and not line.is_cell:
            yield from _end(line)


def _in_line(line: Line) -> Iterator[tuple[int, int, str]]:
    text = line.text
    if text.isascii():
        return
    offset = len(line.numbering)
    for pattern, why in (
        (_DOTS, "省略号应是六点“……”，前后不再加标点"),
        (_DOUBLED, "标点重复"),
        (_ORDER, "标点和引号、括号的先后不对"),
        (_DASH, "破折号应是“——”，词语中间不应有横线"),
        (_BEFORE_ETC, "“等”“和”“以及”前面不用这个标点"),
        (_HALF_BRACKET, "括号应是全角的“（）”"),
    ):
        for found in pattern.finditer(text):
            if found.start() < offset or (pattern is _DASH and _is_name_dash(text, found)):
                continue
            yield *found.span(), why
    for found in _HALF.finditer(text):
        if found.start() >= offset and not _is_figure(text, found.start()):
            yield *found.span(), f"“{found[0]}”是半角的，应用全角标点"


def _is_figure(text: str, at: int) -> bool:
    """3:40 and 1,000."""
    return text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _is_name_dash(text: str, found: "re.Match[str]") -> bool:
    """—: 合肥—南京 and 周一—周五 are ranges."""
    if found[0] != "—":
        return False
    near = text[max(0, found.start() - 3) : found.end() + 3]
    return bool(re.search(r"周|星期|月|年级|[市县镇乡村省站校部班]—|[市县镇乡村省站校]$", near))


def _end(line: Line) -> Iterator[Finding]:
    text = line.text.rstrip()
    body = text[len(line.numbering) :]
    if not body or _LIST_LIKE.search(text.strip()):
        return
    if _WRONG_END.search(text) and text[-1] not in "：:；;" and len(body) > 4:
        why = "段落不能用这个标点结束"
        yield line.finding(Fault.PUNCTUATION, len(text) - 1, len(text), why)
    elif not _is_ended(text) and _is_prose(line, body):
        yield line.finding(Fault.PUNCTUATION, len(text) - 1, len(text), "段末缺标点")


def _is_ended(text: str) -> bool:
    """A bracket or mark that closes words ends a heading or an item, and a long paragraph not."""
    if text[-1] in _CLOSES and len(text) > _LONG:
        return text.rstrip(_CLOSES)[-1:] in _ENDS
    return text[-1] in _ENDS


def _is_prose(line: Line, body: str) -> bool:
    """A paragraph and no heading, title or item of a list."""
    if "。" in body or "；" in body:
        return True
    commas = sum(body.count(sign) for sign in "，,")
    if line.numbering:
        return commas >= 3 or (
            bool(commas) and line.numbering.strip()[0].isdigit() and len(body) > 24
        )
    if not commas and len(body) > _LONG:  # 做到“四优先”：提问优先、批改优先……
        return "：" in body and body.count("、") >= 2
    return bool(commas) and len(body) > _RAW_LINE
