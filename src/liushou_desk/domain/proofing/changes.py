"""百分比之间: two sides of one whole make a hundred, and growth is the difference it is said of."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Line, Paper, Sentence
from liushou_desk.domain.proofing.parts import WHOLES, side_of
from liushou_desk.domain.proofing.quantity import plain

_FROM = re.compile(r"由|从")
_POINTS = re.compile(r"(?:提高|上升|增加|增长|提升|下降|降低|减少)")


def changes(paper: Paper) -> Iterator[Finding]:
    """Shares that do not make a whole, and growth that is not what it is said to be."""
    for line in paper.prose:
        for sentence in line.sentences:
            if "%" in sentence.text or "百分点" in sentence.text:
                yield from _complements(line, sentence)
            yield from _changes(line, sentence)


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
