"""金额: people times standard."""

import re
from collections.abc import Iterator
from decimal import Decimal

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Line, Paper, Sentence
from liushou_desk.domain.proofing.quantity import Quantity, plain

_EACH = re.compile(
    r"(?:每(?:人|生|名|位|个|户)[^，。；、\d]{0,14}|人均|生均|户均|按[^，。；\d]{0,6}|标准(?:为|是)?)$"
)
_PRICE = re.compile("价值|单价|每[个份套件]")
_PER = re.compile(r"^\s?(?:/|／|每)(?:人|生|户)|^(?:的)?标准")
_PERIOD = re.compile(r"每(?:人|生|名|户)?每?(?:学期|月|年|天|周|次)|/(?:学期|月)")
_TOTAL = re.compile(r"共|合计|总计|累计|总额|计$|资金|金额|总")
_TIMES = ("个", "学期", "次", "天", "年", "期")
_PEOPLE = ("人", "户", "人次")


def money(paper: Paper) -> Iterator[Finding]:
    """Amounts that are not the people times what each was given."""
    for line in paper.prose:
        for sentence in line.sentences:
            if "元" in sentence.text:
                yield from _in_sentence(line, sentence)


def _in_sentence(line: Line, sentence: Sentence) -> Iterator[Finding]:
    told = [q for q in sentence.quantities if q.is_exact]
    amounts = [q for q in told if q.unit == "元"]
    each = [q for q in amounts if is_each(line, q)]
    totals = [q for q in amounts if q not in each and _TOTAL.search(q.label)]
    people = [q for q in told if q.unit in _PEOPLE and q.value > 1]
    if not each or len(totals) != 1:
        return
    pairs = _pairs(people, each)
    if len(pairs) != len(each):
        return
    total, base = totals[0], sum((n.value * s.value for n, s in pairs), Decimal(0))
    if not base or total.value in {base * factor for factor in _factors(sentence, told)}:
        return
    if _is_rounded(total, base):
        return
    shown = "＋".join(f"{plain(n.value)}×{plain(s.value)}" for n, s in pairs)
    why = f"{shown}＝{plain(base)}元，不是{total.said}"
    yield line.finding(Fault.MONEY, total.start, total.end, why, blocking=True)


def is_each(line: Line, amount: Quantity) -> bool:
    """It says what each was given, which is no total."""
    if _PRICE.search(amount.label) and re.search("每[人名生位]", line.text[: amount.start]):
        return True
    before = line.text[max(0, amount.start - 18) : amount.start]
    return bool(_EACH.search(before)) or bool(_PER.search(line.text[amount.end : amount.end + 4]))


def _pairs(people: list[Quantity], each: list[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """Whom each standard is for: the nearest number of people before it, else behind it."""
    pairs: list[tuple[Quantity, Quantity]] = []
    for standard in each:
        free = [p for p in people if p not in {n for n, _ in pairs}]
        before = [p for p in free if p.start < standard.start]
        behind = [p for p in free if p.start > standard.start]
        if before or behind:
            pairs.append((before[-1] if before else behind[0], standard))
    return pairs


def _factors(sentence: Sentence, told: list[Quantity]) -> set[Decimal]:
    """How many times it may have been given."""
    found = {Decimal(1)}
    if _PERIOD.search(sentence.text):
        found |= {q.value for q in told if q.unit in _TIMES and 1 < q.value <= 31}
        found |= {Decimal(int(n)) for n in re.findall(r"(\d+)个?(?:月|年|学期)", sentence.text)}
        found |= {
            Decimal(han)
            for sign, han in (("两", 2), ("三", 3), ("四", 4), ("五", 5), ("六", 6), ("十", 10))
            if re.search(f"{sign}个?(?:月|年|学期)", sentence.text)
        }
        if re.search("学年|全年|年度|年,|年，|20[0-9x_]{2}年", sentence.text):
            found |= {Decimal(2), Decimal(10), Decimal(12)}
    return found


def _is_rounded(total: Quantity, base: Decimal) -> bool:
    """19.2万元 for 191875元; 5万元 for 45000元 is too far off to be one."""
    if "万" not in total.said:
        return False
    unit = Decimal(10_000).scaleb(-total.places)
    return abs(total.value - base) <= min(unit / 2, base / 20)
