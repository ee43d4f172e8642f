"""学期数字衔接: last term's number, what came, what went, this term's number."""

import re
from collections.abc import Iterator
from decimal import Decimal

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Line, Paper, Sentence
from liushou_desk.domain.proofing.quantity import Quantity, plain
from liushou_desk.domain.proofing.repeated import known_wholes

_LAST = re.compile(
    r"上(?:个)?学期|上一学期|上学年|去年|上年|期初|上期|原有|年初|学期初|开学(?:时|初)"
)
_THIS = re.compile(
    r"本学期(?:末|现)|本学期的?(?:留守儿童|学生)?$|本学期(?:共)?(?:有|为)|现有|现在|截止日|截至|目前|期末|学期末|本期末|年末|年底|达到|实有|变为|剩(?:余|下)?"
)
_MORE = re.compile(r"新增|净增|增加了?|转入|新入|新认定|入学|新登记|新纳入|流入")
_LESS = re.compile(r"减少|转出|毕业|返乡|退出|离校|不再|转走|迁出|移出|注销|流出|离开|脱离")
_THAN = re.compile(
    r"[比较](?:上|去|期初|年初)[^，。；]{0,8}?(?:净)?(增加|增长|增|多|上升|减少|减|少|下降)(?:了)?$"
)


_NEAR = 26
_LAST_NUMBER = re.compile(r"上学期末?(?:共)?(?:有|的)?留守儿童(?:共|有)*(\d+)[人名]")
_CHANGE_SAID = re.compile(
    r"(?<=留守儿童)(\d+)[人名][^。；]{0,14}?[比较]上学期末?(?:净)?(增加|增长|减少|下降)了?(\d+)[人名]"
)


def continuity(paper: Paper) -> Iterator[Finding]:
    """What was there, and came, and went, and is there now."""
    yield from _against_last_term(paper)
    for line in paper.prose:
        told = [q for q in line.quantities if q.is_exact]
        for sentence in line.clauses:
            yield from _in_sentence(line, sentence, told)


def _in_sentence(line: Line, sentence: Sentence, told: list[Quantity]) -> Iterator[Finding]:
    here = [q for q in sentence.quantities if q.is_exact and q.unit == "人"]
    last = next((q for q in here if _LAST.search(_words(line, q)) and not _change(line, q)), None)
    changes = [(q, sign) for q in here if (sign := _change(line, q)) and not _inside(line, q)]
    if last is None or not changes:
        return
    behind = [q for q in here if 0 < q.start - changes[-1][0].end <= _NEAR and not _change(line, q)]
    now = next((q for q in behind if _THIS.search(_words(line, q))), None)
    if now is None and len(changes) == 1:
        between = [q for q in here if q.start > last.end and not _change(line, q)]
        now = next((q for q in between if _THIS.search(_words(line, q))), None)
    if now is None:
        return
    expected = last.value + sum(q.value * sign for q, sign in changes)
    if expected == now.value or ("净" in sentence.text and _net(changes, last, now)):
        return
    steps = "".join(f"{'＋' if sign > 0 else '－'}{plain(q.value)}" for q, sign in changes)
    why = f"{plain(last.value)}{steps}＝{plain(expected)}，与{now.said}不符"
    first, end = min(last.start, now.start), max(now.end, changes[-1][0].end)
    yield line.finding(Fault.CONTINUITY, first, end, why, blocking=True)


def _against_last_term(paper: Paper) -> Iterator[Finding]:
    """留守儿童53人，比上学期增加9人, where another line says what last term's number was."""
    lasts = {Decimal(n[1]) for line in paper.prose for n in _LAST_NUMBER.finditer(line.text)}
    nows = {q.value for name, _, q in known_wholes(paper) if name == "留守儿童"}
    if len(lasts) != 1 or len(nows) != 1:
        return
    change = nows.pop() - lasts.pop()
    for line in paper.prose:
        for found in _CHANGE_SAID.finditer(line.text):
            said = Decimal(found[3]) * (-1 if found[2] in ("减少", "下降") else 1)
            if said != change:
                why = f"与上学期相比应是{'增加' if change >= 0 else '减少'}{plain(abs(change))}人"
                yield line.finding(Fault.CONTINUITY, *found.span(), why, blocking=True)


def _words(line: Line, quantity: Quantity) -> str:
    """The clause up to the number."""
    before = line.text[max(0, quantity.start - 24) : quantity.start]
    return re.split("[，。；、（：]", before)[-1]


def _change(line: Line, quantity: Quantity) -> int:
    words = _words(line, quantity)
    if found := _THAN.search(words):
        return -1 if found[1] in ("减少", "减", "少", "下降") else 1
    if _LESS.search(words):
        return -1
    return 1 if _MORE.search(words) else 0


def _inside(line: Line, quantity: Quantity) -> bool:
    """减少3人（转出2人、毕业1人）: the parts of a change are no further changes."""
    before = line.text[: quantity.start]
    return (
        before.rfind("（") > before.rfind("）") or "其中" in before[-30:].rpartition("。")[2][-14:]
    )


def _net(changes: list[tuple[Quantity, int]], last: Quantity, now: Quantity) -> bool:
    """净增 said beside what came and went."""
    return any(last.value + q.value * sign == now.value for q, sign in changes) and len(changes) > 1
