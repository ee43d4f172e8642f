"""Sums and cross-sums in sentences: 男、女, 双亲、单亲, 各年级, 共计, 其中."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Line, Paper, Sentence
from liushou_desk.domain.proofing.parts import Parts, is_change, runs, wholes_in
from liushou_desk.domain.proofing.quantity import Quantity, plain

_TAIL = re.compile(
    r"(?:[，、；]?占[^，。；\d]{0,10}\d+(?:\.\d+)?%)?(?:组成|不等|等)?[，、；]?(?:以上)?(?:[两二三四五六各]?(?:类|项|者|种|部分|方面|组))?(?:一共|合计|共计|总计|总共|累计|合起来|加起来|共有|共)(?:有|为|计|是)?"
    r"(?:在校|农村)?(?:留守儿童|留守学生|学生|儿童|教师|人员)?(?:总数|人数)?(?:为)?"
)
_NOUN = 8
_STOP = re.compile("[。；，、]")
_AMONG = re.compile(r"[^，。；、]{0,12}[，,（(]其中")
_OWN = re.compile(
    r"^(?:其中)?(?:有|分别为|是)?(?:留守)?(?:男|女|双亲|单亲|寄宿|走读|住校|非寄宿)"
    r"(?:留守|生|性|童|孩)?(?:儿童|学生|生)?(?:有|为|各)?$"
)


def sums(paper: Paper) -> Iterator[Finding]:
    """Parts that do not add up to the whole they are said to make."""
    said: list[Quantity] = []
    for line in paper.prose:
        before: list[Quantity] = []
        seen: set[int] = set()
        for sentence in line.sentences:
            yield from _in_sentence(line, sentence, before, said, seen)
            before += sentence.quantities
        said += line.quantities


def _in_sentence(
    line: Line, sentence: Sentence, before: list[Quantity], said: list[Quantity], seen: set[int]
) -> Iterator[Finding]:
    groups = list(wholes_in(sentence))
    grouped = {part.start for parts in groups for part in parts.of}
    for parts in groups:
        seen |= {part.start for part in parts.of}
        totals = [q for q in (*before, *sentence.quantities) if _may_be_total(q, parts, grouped)]
        yield from _checked(line, parts, totals, said)
    for run in runs(sentence):
        yield from _run_and_total(line, run, grouped)
        yield from _part_beyond_whole(line, run)


def _may_be_total(quantity: Quantity, parts: Parts, grouped: set[int]) -> bool:
    unit = parts.of[0].unit
    return (
        quantity.start not in grouped
        and quantity.is_exact
        and (quantity.unit == unit or not unit)
        and not is_change(quantity)
        and (quantity.start < parts.start or _follows_as_total(quantity, parts))
    )


def _follows_as_total(quantity: Quantity, parts: Parts) -> bool:
    return quantity.start > parts.end and bool(re.search("共|合计|总", quantity.label))


def _checked(
    line: Line, parts: Parts, totals: list[Quantity], said: list[Quantity]
) -> Iterator[Finding]:
    together = sum((part.value for part in parts.of), Decimal(0))
    if tail := next((q for q in totals if q.start >= parts.end and _is_tail(line, parts, q)), None):
        if tail.value != together:
            yield _wrong(line, parts.of, tail, parts.start, tail.end)
        return
    if any(q.value == together for q in totals):
        return
    most = max(part.value for part in parts.of)
    ahead = [q for q in totals if q.start < parts.start]
    near = [q for q in ahead if q.value >= most or _heads(line, q, parts)]
    if near and not _is_named_whole(line, near[-1], parts) and _with_those_between(near, parts):
        return
    if near:
        yield _wrong(line, parts.of, near[-1], parts.start, parts.end)
    elif not totals or parts.why_whole:
        yield from _against_the_paper(line, parts, said, together)


def _heads(line: Line, whole: Quantity, parts: Parts) -> bool:
    """Nothing but 其中 stands between the whole and its parts."""
    gap = line.text[whole.end : parts.start]
    return len(gap) <= 14 and not _STOP.search(gap.strip("。，"))


def _is_named_whole(line: Line, whole: Quantity, parts: Parts) -> bool:
    """205人，其中小学……: what 其中 follows is the whole and no part, whatever adds up by chance."""
    gap = line.text[whole.end + len(whole.noun) : parts.start] + parts.of[0].label
    return bool(re.match("[，,（(：:；;]?其中", gap))


def _with_those_between(near: list[Quantity], parts: Parts) -> bool:
    """11796人，寄宿9432人，随祖辈1364人……: what stands between is a part as well."""
    together = sum((part.value for part in parts.of), Decimal(0))
    for whole in near:
        between = [q.value for q in near if whole.start < q.start]
        if between and whole.value == together + sum(between, Decimal(0)):
            return True
    return False


def _against_the_paper(
    line: Line, parts: Parts, said: list[Quantity], together: Decimal
) -> Iterator[Finding]:
    """No whole in the paragraph: the number of children said before is meant."""
    if not (parts.why_whole or all(_OWN.match(part.label) for part in parts.of)):
        return
    unit = parts.of[0].unit
    known = [q for q in said if q.unit == unit and q.is_exact]
    if any(q.value == together for q in known):
        return
    children = [q for q in known if re.search("留守(?:儿童|学生)", q.words) and not is_change(q)]
    if children and max(part.value for part in parts.of) <= children[0].value:
        yield _wrong(line, parts.of, children[0], parts.start, parts.end)


def _is_tail(line: Line, parts: Parts, quantity: Quantity) -> bool:
    return bool(_TAIL.fullmatch(line.text, parts.end, quantity.start))


def _run_and_total(line: Line, run: tuple[Quantity, ...], grouped: set[int]) -> Iterator[Finding]:
    """A、B，共C."""
    for at in range(2, len(run)):
        total, parts = run[at], run[:at]
        noun = len(parts[-1].noun) if len(parts[-1].noun) <= _NOUN else 0
        if not any(
            _TAIL.fullmatch(line.text, parts[-1].end + skipped, total.start)
            for skipped in {0, noun}
        ):
            continue
        if parts[-1].start in grouped or not _is_list(line, parts):
            continue
        sums_ = {sum((p.value for p in parts[k:]), Decimal(0)) for k in range(len(parts) - 1)}
        if total.value not in sums_ and total.value not in {p.value for p in parts}:
            yield _wrong(line, parts, total, parts[0].start - len(parts[0].label), total.end)


def _is_list(line: Line, parts: tuple[Quantity, ...]) -> bool:
    """Nothing but its name stands before each number of the list."""
    gaps = [line.text[a.end : b.start] for a, b in pairwise(parts)]
    return all(len(gap) <= 16 and not re.search("其中|增|减|平均|每|占", gap) for gap in gaps)


def _part_beyond_whole(line: Line, run: tuple[Quantity, ...]) -> Iterator[Finding]:
    """其中: a part larger than its whole."""
    for at, whole in enumerate(run[:-1]):
        part = run[at + 1]
        gap = line.text[whole.end : part.start]
        is_among = _AMONG.match(gap) and not is_change(part) and not is_change(whole)
        if is_among and part.value > whole.value:
            why = f"其中的{part.said}多于总数{whole.said}"
            yield line.finding(Fault.SUM, whole.start, part.end, why, blocking=True)


def _wrong(
    line: Line, parts: tuple[Quantity, ...], total: Quantity, start: int, end: int
) -> Finding:
    together = sum((part.value for part in parts), Decimal(0))
    shown = "＋".join(plain(part.value) for part in parts)
    why = f"{shown}＝{plain(together)}，与{plain(total.value)}{total.unit}不符"
    return line.finding(Fault.SUM, start, max(end, start + 1), why, blocking=True)
