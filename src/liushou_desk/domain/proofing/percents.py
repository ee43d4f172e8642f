"""百分比: recomputed where it is certain what is divided by what."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Line, Paper, Sentence
from liushou_desk.domain.proofing.parts import WHOLES, is_change, side_of
from liushou_desk.domain.proofing.quantity import Quantity, plain

_SHARE = re.compile(
    r"占(?:比|[^，。；：]{0,16}?的?)?(?:例)?(?:为|达到?|约|近|超过|了)*$|比例(?:为|是|达到?|约)*$|占$"
)
_RATE = re.compile(
    r"(?:[建结覆签核完入巩到回达合参普知满整办资体评升优良出][一-龥]{0,6}|[一-龥]{0,4})(?:率|覆盖面)(?:为|是|达到?|约|均|都|已|提高到|上升到)*$"
)
_NOT_OVER = re.compile(
    "占|建档|入学|巩固|覆盖|签订|核实|结对|普及|参与|到校|知晓|体检|完整|完成率|达标|合格|满意"
)
_AIM = re.compile("超额|增长|提高了?$|上升了?$|增加了?$")
_LOST = re.compile("辍学|离校|转出|未|尚|没有|流失|缺|减少|退学")
"""What a rate of those who are left is not worked out from."""
_FROM = re.compile(r"由|从")
_POINTS = re.compile(r"(?:提高|上升|增加|增长|提升|下降|降低|减少)")


def percents(paper: Paper) -> Iterator[Finding]:
    """Shares and rates that the numbers beside them do not give."""
    for line in paper.prose:
        before: tuple[Quantity, ...] = ()
        for sentence in line.sentences:
            yield from _in_sentence(line, sentence, before)
            before = (*before, *sentence.quantities)


def _in_sentence(line: Line, sentence: Sentence, before: tuple[Quantity, ...]) -> Iterator[Finding]:
    yield from _complements(line, sentence)
    yield from _changes(line, sentence)
    for shown in sentence.quantities:
        if shown.unit != "%":
            continue
        label = line.text[max(sentence.start, shown.start - 24) : shown.start]
        label = re.split("[，。；：（]", label)[-1]
        is_share, is_rate = bool(_SHARE.search(label)), bool(_RATE.search(label))
        if not (is_share or is_rate):
            continue
        if shown.low > 100 and _NOT_OVER.search(label) and not _AIM.search(label):
            why = "占比和这一类的率不会超过100%"
            yield line.finding(Fault.PERCENT, shown.start, shown.end, why, blocking=True)
        else:
            yield from _recomputed(line, sentence, before, shown, is_share=is_share)


def _recomputed(
    line: Line,
    sentence: Sentence,
    before: tuple[Quantity, ...],
    shown: Quantity,
    *,
    is_share: bool,
) -> Iterator[Finding]:
    clause = next(
        (c for c in line.clauses if c.start <= shown.start < c.end),
        sentence,
    )
    here = [q for q in clause.quantities if q.start < shown.start and _counts(q)]
    earlier = [q for q in (*before, *sentence.quantities) if _counts(q) and q.start < clause.start]
    if not here:
        return
    part = here[-1]
    if not is_share and _LOST.search(part.label):
        return
    if _is_far(line.text[part.end : shown.start]):
        return
    wholes = [q for q in here[:-1] if q.unit == part.unit]
    behind = [
        q for q in clause.quantities if q.start > shown.end and _counts(q) and q.unit == part.unit
    ]
    all_wholes = [*wholes, *(q for q in earlier if q.unit == part.unit), *behind]
    if any(_fits(part, whole, shown) for whole in all_wholes):
        return
    if any(_fits(a, b, shown) for a in here for b in all_wholes if a is not b):
        return
    certain = [q for q in wholes if _larger(q, part)]
    if not certain and is_share:
        certain = [q for q in earlier if q.unit == part.unit and _larger(q, part)]
    if certain:
        whole = _meant(certain, line, part)
        yield _wrong(line, part, whole, shown)


def _counts(quantity: Quantity) -> bool:
    return quantity.unit not in ("%", "百分点", "倍", "周岁", "小时", "分钟") and not is_change(
        quantity
    )


def _is_far(gap: str) -> bool:
    """Another thought stands between the number and its share."""
    return len(gap) > 40 or len(re.findall("[，、；]", gap)) > 2


def _larger(whole: Quantity, part: Quantity) -> bool:
    return (whole.high or whole.low) >= part.low


def _meant(wholes: Sequence[Quantity], line: Line, part: Quantity) -> Quantity:
    among = [
        q
        for q in wholes
        if re.match(r"[^。；]{0,14}其中|[^。；，]{0,8}中", line.text[q.end : q.end + 20])
    ]
    return among[-1] if among else wholes[-1]


def _fits(part: Quantity, whole: Quantity, shown: Quantity) -> bool:
    if not whole.low:
        return False
    slack = Decimal(5).scaleb(-shown.places - 1)
    least = part.low / (whole.high or whole.low) * 100
    most = None if part.high is None else part.high / whole.low * 100
    top = None if shown.high is None else shown.high + slack
    return (most is None or most >= shown.low - slack) and (top is None or least <= top)


def _wrong(line: Line, part: Quantity, whole: Quantity, shown: Quantity) -> Finding:
    number = part.high or part.low
    right = (number / whole.low * 100).quantize(Decimal(1).scaleb(-max(1, shown.places)))
    why = f"{plain(number)}÷{plain(whole.low)}＝{right}%，不是{shown.said}"
    return line.finding(Fault.PERCENT, shown.start, shown.end, why, blocking=True)


def _complements(line: Line, sentence: Sentence) -> Iterator[Finding]:
    """双亲占46.9%、单亲占53.1%: two sides of one whole make a hundred."""
    shares = [q for q in sentence.quantities if q.unit == "%" and q.is_exact]
    for one, other in pairwise(shares):
        for sides in WHOLES:
            if {side_of(one, sides), side_of(other, sides)} == {0, 1}:
                together = one.value + other.value
                slack = Decimal(1).scaleb(-max(0, min(one.places, other.places)))
                if abs(together - 100) > slack:
                    why = f"两项相加是{plain(together)}%，不是100%"
                    yield line.finding(Fault.PERCENT, one.start, other.end, why, blocking=True)


def _changes(line: Line, sentence: Sentence) -> Iterator[Finding]:
    """由90.9%提高到96.4%，提高5.5个百分点."""
    told = [q for q in sentence.quantities if q.is_exact]
    for first, second, change in zip(told, told[1:], told[2:], strict=False):
        if not _FROM.search(first.label) or not _POINTS.search(line.text[first.end : second.start]):
            continue
        if first.unit != second.unit or not re.search("增|提|升|降|减|多|少", change.label):
            continue
        slack = Decimal(1).scaleb(-min(first.places, second.places)) if first.unit == "%" else 0
        difference = abs(second.value - first.value)
        if first.unit == "%" and change.unit in ("百分点", "%"):
            wrong = abs(difference - change.value) > slack
        elif change.unit == first.unit:
            wrong = difference != change.value
        elif change.unit == "%" and first.value:
            grown = difference / first.value * 100
            wrong = abs(grown - change.value) > Decimal(5).scaleb(-change.places - 1)
            difference = grown.quantize(Decimal(1).scaleb(-max(1, change.places)))
        else:
            continue
        if wrong:
            why = f"由{first.said}到{second.said}，相差应为{plain(difference)}"
            yield line.finding(Fault.PERCENT, first.start, change.end, why, blocking=True)
