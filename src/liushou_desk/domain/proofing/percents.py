"""百分比: recomputed where it is certain what is divided by what."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Line, Paper, Sentence
from liushou_desk.domain.proofing.parts import WHOLES, is_change, side_of
from liushou_desk.domain.proofing.quantity import Quantity, plain
from liushou_desk.domain.proofing.repeated import known_wholes

_SHARE = re.compile(
    r"占(?:比|[^，。；：]{0,16}?的?)?(?:例)?(?:为|达到?|约|近|超过|了)*$|比例(?:为|是|达到?|约)*$|占$"
)
_RATE = re.compile(
    r"(?:[建结覆签核完入巩到回达合参普知满整办资体评升优良出接通][一-龥]{0,6}|[一-龥]{0,4})"
    r"(?:率|覆盖面)(?:为|是|达到?|约|均|都|已|提高到|上升到)*$"
)
_ANY_RATE = re.compile(r"(?<!增长)(?<!完成)(?<!增)率(?:为|是|达到?|已|均)*$|覆盖面(?:为|达到?)*$")
_AIM = re.compile("超额|增长|提高了?$|上升了?$|增加了?$")
_LOST = re.compile("辍学|离校|转出|未|尚|没有|流失|缺|减少|退学")
"""What a rate of those who are left is not worked out from."""
_OWED = re.compile("应|发放|发出|总数|总共|全部")
_OWED_BEFORE = re.compile("应")
_PAIRED = re.compile("结对(?:覆盖)?率")
_ON_FILE = re.compile("建档率|结对(?:覆盖)?率")
_IN_BRACKETS = re.compile(r"（(?:全校|我校|共有?|应)[^，。；（）]*$")
_OF_CHILDREN = re.compile("占(?:全校|全部)?留守(?:儿童|学生)")
_OF_PUPILS = re.compile("占(?:全校|在校|全体|在册)?(?:学生|在校生|在校|全校|总人数)")
_NO_SHARES = ("%", "百分点", "倍", "周岁", "小时", "分钟")


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage with the numbers that it may have been worked out from."""

    line: Line
    shown: Quantity
    label: str
    is_share: bool
    here: tuple[Quantity, ...]
    """Before it in the same clause."""
    earlier: tuple[Quantity, ...]
    behind: tuple[Quantity, ...]

    @property
    def wholes(self) -> tuple[Quantity, ...]:
        """All that may be the whole."""
        return (*self.here, *self.earlier, *self.behind)


def percents(paper: Paper) -> Iterator[Finding]:
    """Shares and rates that the numbers beside them do not give."""
    known = _known(paper)
    for line in paper.prose:
        for sentence in line.sentences:
            for shown in sentence.quantities:
                if shown.unit == "%" and (share := _share(line, sentence, shown)):
                    yield from _over(share)
                    yield from _recomputed(share, known)


def _share(line: Line, sentence: Sentence, shown: Quantity) -> Share | None:
    before = line.text[max(sentence.start, shown.start - 24) : shown.start]
    label = re.split("[，。；：（]", before)[-1]
    is_share = bool(_SHARE.search(label))
    if not (is_share or _RATE.search(label) or _ANY_RATE.search(label)):
        return None
    clause = next((c for c in line.clauses if c.start <= shown.start < c.end), sentence)
    counted = [q for q in line.quantities if q.unit not in _NO_SHARES and not is_change(q)]
    return Share(
        line,
        shown,
        label,
        is_share,
        tuple(q for q in counted if clause.start <= q.start < shown.start),
        tuple(q for q in counted if q.start < clause.start),
        tuple(q for q in counted if shown.end < q.start < clause.end),
    )


def _known(paper: Paper) -> Mapping[str, Quantity]:
    """The numbers that the paper says once and for all."""
    found: dict[str, set[Decimal]] = {}
    told: dict[str, Quantity] = {}
    for name, _, quantity in known_wholes(paper):
        found.setdefault(name, set()).add(quantity.value)
        told.setdefault(name, quantity)
    return {name: told[name] for name, values in found.items() if len(values) == 1}


def _over(share: Share) -> Iterator[Finding]:
    rate = share.is_share or _ANY_RATE.search(share.label)
    if share.shown.low > 100 and rate and not _AIM.search(share.label):
        why = "占比和这一类的率不会超过100%"
        yield share.line.finding(
            Fault.PERCENT, share.shown.start, share.shown.end, why, blocking=True
        )


def _recomputed(share: Share, known: Mapping[str, Quantity]) -> Iterator[Finding]:
    if not share.here or share.shown.low > 100:
        return
    part, whole = _part_and_whole(share)
    if not share.is_share and _LOST.search(part.label):
        return
    if _is_far(share.line.text[share.here[-1].end : share.shown.start]):
        return
    if any(_fits(a, b, share.shown) for a in share.here for b in share.wholes if a is not b):
        return
    if any(_fits(a, whole, share.shown) for a in share.earlier if whole):
        return
    sides = _sides(share, part)
    if sides:
        yield from _among_sides(share, part, sides)
        return
    whole = (
        whole or _certain(share, part) or _in_brackets(share, part) or _named(share, part, known)
    )
    if whole is not None and not _fits(part, whole, share.shown):
        yield _wrong(share, part, whole)


def _sides(share: Share, part: Quantity) -> tuple[Quantity, ...]:
    """男62人，占62.6%；女37人，占37.4%: the sides of a whole, each with a share of its own."""
    sentence = next(s for s in share.line.sentences if s.start <= part.start < s.end)
    counted = [q for q in sentence.quantities if q.unit == part.unit and q.is_exact]
    for sides in WHOLES:
        found = {at: q for q in counted if (at := side_of(q, sides)) is not None}
        if part in found.values() and len(found) == len(sides):
            return tuple(found.values())
    return ()


def _among_sides(share: Share, part: Quantity, sides: tuple[Quantity, ...]) -> Iterator[Finding]:
    """The whole is what the sides add up to, or a number said before that is no side."""
    wholes = [
        q
        for q in (*share.here, *share.earlier)
        if q not in sides and q.unit == part.unit and _larger(q, part)
    ]
    together = sum((q.value for q in sides), Decimal(0))
    whole = replace(part, low=together, high=together)
    if not any(_fits(part, one, share.shown) for one in (whole, *wholes)):
        yield _wrong(share, part, whole)


def _in_brackets(share: Share, part: Quantity) -> Quantity | None:
    """参与率95.6%（全校留守儿童233名）: the whole stands behind it."""
    behind = share.behind[0] if share.behind else None
    if behind is None or behind.unit != part.unit or not _larger(behind, part):
        return None
    return behind if _IN_BRACKETS.match(share.line.text[share.shown.end : behind.start]) else None


def _part_and_whole(share: Share) -> tuple[Quantity, Quantity | None]:
    """Which number is divided, and by which where the words say that."""
    here = _kept(share)
    if _PAIRED.search(share.label):  # 与留守儿童49人结成65对
        here = [q for q in here if q.unit == "人"] or here
    owed = [q for q in share.behind if q.unit == here[-1].unit and _OWED.search(q.label)]
    if owed and not share.is_share and _larger(owed[0], here[-1]):
        return here[-1], owed[0]
    last, others = here[-1], [q for q in here[:-1] if q.unit == here[-1].unit]
    if others and share.is_share and "占" in last.label:
        named = [q for q in others if "留守" in q.words]
        return (named or others)[-1], last
    if others and not share.is_share and _OWED.search(last.label) and _larger(last, others[-1]):
        return others[-1], last
    return last, None


def _kept(share: Share) -> list[Quantity]:
    """已签13人、未签12人，签订率……: what is not done is not divided."""
    here = list(share.here)
    while not share.is_share and len(here) > 1 and _LOST.search(here[-1].label):
        here.pop()
    return here


def _certain(share: Share, part: Quantity) -> Quantity | None:
    """其中, 中 or a number before, larger and of one unit; of a share also one further back."""
    owed = [q for q in share.earlier if share.is_share or _OWED_BEFORE.search(_clause(share, q))]
    for near in (share.here, owed):
        wholes = [
            q for q in near if q.unit == part.unit and q.start < part.start and _larger(q, part)
        ]
        if wholes:
            return _meant(wholes, share.line)
    return None


def _clause(share: Share, quantity: Quantity) -> str:
    return re.split("[。，；：]", share.line.text[: quantity.start])[-1]


def _named(share: Share, part: Quantity, known: Mapping[str, Quantity]) -> Quantity | None:
    """占留守儿童总数的: the number that the paper says of all of them."""
    if part.unit != "人":
        return None
    if _ON_FILE.search(share.label) and re.search("留守(?:儿童|学生)", part.words):
        return known.get("留守儿童")
    if _OF_CHILDREN.search(share.label):
        return known.get("留守儿童")
    return known.get("在校学生") if _OF_PUPILS.search(share.label) else None


def _is_far(gap: str) -> bool:
    """Another thought stands between the number and its share."""
    return len(gap) > 40 or len(re.findall("[，、；]", gap)) > 2


def _larger(whole: Quantity, part: Quantity) -> bool:
    return (whole.high or whole.low) >= part.low


def _meant(wholes: Sequence[Quantity], line: Line) -> Quantity:
    among = [
        q
        for q in wholes
        if re.match(r"[^。；]{0,14}其中|[^。；，]{0,8}中", line.text[q.end : q.end + 20])
    ]
    return among[-1] if among else wholes[-1]


def _fits(part: Quantity, whole: Quantity, shown: Quantity) -> bool:
    if not whole.low or part.unit != whole.unit:
        return False
    slack = Decimal(5).scaleb(-shown.places - 1)
    least = part.low / (whole.high or whole.low) * 100
    most = None if part.high is None else part.high / whole.low * 100
    top = None if shown.high is None else shown.high + slack
    return (most is None or most >= shown.low - slack) and (top is None or least <= top)


def _wrong(share: Share, part: Quantity, whole: Quantity) -> Finding:
    number, shown = part.high or part.low, share.shown
    right = (number / whole.low * 100).quantize(Decimal(1).scaleb(-max(1, shown.places)))
    why = f"{plain(number)}÷{plain(whole.low)}＝{right}%，不是{shown.said}"
    return share.line.finding(Fault.PERCENT, shown.start, shown.end, why, blocking=True)
