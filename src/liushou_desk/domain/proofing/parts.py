"""Which parts make a whole: the ways in which a school divides its children."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from liushou_desk.domain.proofing.paper import Sentence
from liushou_desk.domain.proofing.quantity import Quantity

WHOLES: tuple[tuple[re.Pattern[str], ...], ...] = tuple(
    tuple(re.compile(side) for side in sides)
    for sides in (
        (r"^(?!.*女).*男(?!女)", r"^(?!.*男).*女"),
        (r"双亲|父母(?:双方|均|都|同时)", r"单亲|一方外出|一方(?:在外|务工)|父亲外出|母亲外出"),
        (
            r"^(?!.*(?:非|不)(?:寄宿|住校)).*(?:寄宿|住校|住宿|内宿)",
            r"走读|(?:非|不)(?:寄宿|住校)|通校|外宿",
        ),
        (r"^.*小学(?!校)", r"初中|中学"),
        (r"达标(?<!未达标)(?<!不达标)", r"[未不]达标"),
    )
)
"""Each line is whole where all its sides are named."""
_GRADE = re.compile(r"([一二三四五六七八九]|[1-9])年级")
_GRADES = "一二三四五六七八九123456789"
_DONE = re.compile(r"^(?:其中)?(?:现|目前|截至目前)?(?:已|按时|按期|如期|办结|完成)")
_UNDONE = re.compile(r"尚未|未|没有|还没|逾期|剩余|剩|待|正在")
LIVING = (
    re.compile(r"父或母|父亲|母亲|父母一方|爸爸|妈妈"),
    re.compile(r"祖辈|祖父母|爷爷|奶奶|隔代|外公|外婆|外祖"),
    re.compile(r"亲戚|亲属|上辈|叔|姑|舅"),
    re.compile(r"代管|寄养|托管|代理家长|他人|其他人"),
    re.compile(r"独自|独居|单独|自己(?:生活|居住)|无人|同辈"),
)
_BY = re.compile(r"(?:按|从|分)[^，。；：]{1,14}?(?:划?分|来看|统计|看)[，：,:]")
_OPEN = re.compile(
    "不相加|多项|兼有|其余|等(?:$|[，。；）])|不含|以上|另有|较多|较少|较大|主要(?:有|是|为|分布|集中)|最多|最少|口径"
)
_TOTAL = re.compile("共|合计|总计")
_BREAK = re.compile("[。；;！？]")
_FULL_STOP = re.compile("[。！？]")
_CHANGE = re.compile("增加|减少|新增|净增|转入|转出|上升|下降|增|减|多了|少了")


@dataclass(frozen=True, slots=True)
class Parts:
    """Numbers that must add up to a whole said nearby."""

    of: tuple[Quantity, ...]
    why_whole: str

    @property
    def start(self) -> int:
        """Where the first begins, with the words that say of what."""
        return self.of[0].start - len(self.of[0].label)

    @property
    def end(self) -> int:
        """Where the last ends, with what it is of."""
        return self.of[-1].end + len(self.of[-1].noun)

    @property
    def total(self) -> int | float:
        """What they add up to."""
        return float(sum(part.value for part in self.of))


def wholes_in(sentence: Sentence) -> Iterator[Parts]:
    """Every group of a sentence's numbers that is a whole by its words."""
    taken: set[int] = set()
    for parts in (*_by_words(sentence), *_stated(sentence), *_living(sentence), *_grades(sentence)):
        starts = {part.start for part in parts.of}
        if len(parts.of) >= 2 and not starts & taken:
            taken |= starts
            yield parts


def runs(sentence: Sentence, breaks: re.Pattern[str] = _BREAK) -> Iterator[tuple[Quantity, ...]]:
    """Exact numbers of one unit side by side: nothing ends a thought between them."""
    run: list[Quantity] = []
    for quantity in sentence.quantities:
        if quantity.unit == "%":
            continue  # 男112人，占52.6%，女101人
        gap = sentence.line.text[run[-1].end : quantity.start] if run else ""
        fits = run and _alike(run[-1], quantity) and not breaks.search(gap)
        if not fits and run:
            yield tuple(run)
            run = []
        if quantity.is_exact:
            run.append(quantity)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def is_change(quantity: Quantity) -> bool:
    """It says by how much something changed, which is no total."""
    return bool(_CHANGE.search(quantity.label))


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit and one.unit != "%"


def side_of(quantity: Quantity, sides: Sequence[re.Pattern[str]]) -> int | None:
    """Which side of a whole a number is of."""
    for words in (quantity.label, quantity.noun) if quantity.label else (quantity.noun,):
        for at, side in enumerate(sides):
            if side.search(words):
                return at
    return None


def _by_words(sentence: Sentence) -> Iterator[Parts]:
    for run in runs(sentence, _FULL_STOP):
        for sides in WHOLES:
            for at in range(len(run) - len(sides) + 1):
                found = [side_of(part, sides) for part in run[at : at + len(sides)]]
                if None not in found and len(set(found)) == len(sides):
                    yield Parts(run[at : at + len(sides)], "")
        for one, other in pairwise(run):
            if _is_other_side(one, other) or _told_together(sentence, one, other):
                yield Parts((one, other), "")
    for run in runs(sentence):
        yield from _done_and_undone(run)


def _done_and_undone(run: Sequence[Quantity]) -> Iterator[Parts]:
    """已完成151项、逾期7项、未到期4项."""
    for at in range(len(run) - 1):
        end = at + 1
        if _DONE.search(run[at].label):
            while end < len(run) and (
                _UNDONE.search(run[end].label) or (end > at + 1 and _DONE.search(run[end].label))
            ):
                end += 1
            yield Parts(tuple(run[at:end]), "")


def _is_other_side(one: Quantity, other: Quantity) -> bool:
    """党员15人、非党员23人."""
    side = one.label.removeprefix("其中").removeprefix("有")
    return len(side) >= 2 and other.label in (f"非{side}", f"不{side}", f"未{side}")


def _told_together(sentence: Sentence, one: Quantity, other: Quantity) -> bool:
    """男女生分别为112人和101人."""
    before = sentence.line.text[max(sentence.start, one.start - 18) : one.start]
    gap = sentence.line.text[one.end : other.start]
    both = re.search("男.?、?女|双亲.*单亲|寄宿.*走读|走读.*寄宿|女.?、?男", before)
    return bool(both) and "分别" in before and gap in ("和", "、", "，", "与", "及")


def _stated(sentence: Sentence) -> Iterator[Parts]:
    """按年级分，一年级9人…… is whole by what it says."""
    text = sentence.line.text
    for by in _BY.finditer(text, sentence.start, sentence.end):
        stop = _BREAK.search(text, by.end())
        end = stop.start() if stop else len(text)
        parts = [q for q in sentence.quantities if by.end() <= q.start < end]
        last = next((at for at, q in enumerate(parts) if at and _TOTAL.search(q.label)), len(parts))
        parts = parts[:last]
        same = [q for q in parts if q.unit == parts[0].unit and q.is_exact]
        if len(same) == len(parts) and len(parts) >= 2 and not _OPEN.search(text[by.start() : end]):
            yield Parts(tuple(same), by[0])


def _living(sentence: Sentence) -> Iterator[Parts]:
    for run in runs(sentence):
        found = [part for part in run if side_of(part, LIVING) is not None]
        sides = {side_of(part, LIVING) for part in found}
        if len(sides) >= 3 and len(LIVING) - 1 in sides and not _OPEN.search(sentence.text):
            yield Parts(tuple(found), "")


def _grades(sentence: Sentence) -> Iterator[Parts]:
    for run in runs(sentence):
        graded = [(found[1], part) for part in run if (found := _GRADE.search(part.label))]
        order = [_GRADES.index(grade) % 9 + 1 for grade, _ in graded]
        all_grades = (list(range(1, 7)), list(range(1, 10)), list(range(7, 10)))
        if order in all_grades:
            yield Parts(tuple(part for _, part in graded), "")
