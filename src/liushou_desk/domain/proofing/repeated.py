"""前后不一致: one quantity of the school said twice and differently."""

import re
from collections.abc import Iterator

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Line, Paper
from liushou_desk.domain.proofing.parts import is_change
from liushou_desk.domain.proofing.quantity import Quantity, plain

_OTHER_TIME = re.compile(
    r"上学期|上个?学期|去年|上年|期初|往年|原有|年初|预计|计划|力争|争取|拟|目标|每|平均|人均|上一|以前"
)
_OTHER_PLACE = re.compile(
    r"村(?!小)|班(?!主任|子|会)|组(?!织)|教学点|分校|年级|口径|其中|年龄|周岁|全国|某"
)
_WHOLE = re.compile(r"全校|我校|本校|学校|全体|所有|全部|现有|共有|在册|在校|总数|共计|截至|目前")
_SCOPES = (
    ("全县", "我县"),
    ("全镇", "我镇", "全乡", "我乡", "全区", "我区"),
    ("我班", "本班", "全班"),
    ("我村", "本村", "全村"),
)
_CHILDREN = re.compile(
    r"(?:农村)?留守(?:儿童|学生|孩子)(?:总数|人数|总人数)?(?:共|现)?(?:有|为|是|达|计|共有)?$"
)
_OF_PUPILS = re.compile(r"(?:其中)?(?:有)?(?:农村)?留守(?:儿童|学生)(?:共|有|为|计)*$")
_SOME = re.compile(r"(?<![校有部])的(?:在册|在校|在籍|农村)?(?:留守|学生)")
"""有学校联系的在册留守儿童: some of them."""
_CHILDREN_BEHIND = re.compile(r"(?:农村)?留守(?:儿童|学生|孩子)(?!之家|中)")
_ALL_OF = re.compile(
    r"(?:全校|我校|本校|学校(?:现|共)?有|现有|共有|全体|所有|全部|在册)(?:的|共)?$"
)
_PUPILS = re.compile(
    r"(?:在校|在册|在籍)(?:学生|生)(?:总数|人数)?(?:共|现)?(?:有|为|是|达|计|共有)?$"
)
_KINDS = (("双亲留守儿童", re.compile("双亲留守")), ("单亲留守儿童", re.compile("单亲留守")))
_RATE = re.compile(
    r"(建档率|入学率|学期巩固率|巩固率|辍学率|结对(?:覆盖)?率|体检率|回访率|家访率|学籍建档率)(?:均|都)?(?:达到?|为|是|已达|保持)?$"
)
_EVENTS = re.compile(
    r"(?:共|累计|共计|总共|本学期|全学期|一学期)[^，。；]{0,10}?(家访|走访|谈心|亲情电话|亲情视频|书信|主题班会"
    r"|心理辅导|个别心理辅导|安全演练|应急演练|家长会|黑板报|集体生日|主题活动|活动|讲座|培训)[^，。；\d]{0,4}$"
)
_PART_EVENT = re.compile("集体|教师|培训(?!$)|寒假|暑假|每|其中|班|月|周|新增")


def repeated(paper: Paper) -> Iterator[Finding]:
    """The later of two sayings that do not agree, with what was said before."""
    first: dict[tuple[int, str], tuple[Quantity, Line]] = {}
    for line in paper.prose:
        if line.is_outlook:
            continue
        for quantity in line.quantities:
            for name in _names(line, quantity):
                told = first.setdefault((line.part, name), (quantity, line))
                if told[0].value != quantity.value:
                    yield _differs(line, quantity, name, *told)
                    break


def _differs(line: Line, quantity: Quantity, name: str, before: Quantity, there: Line) -> Finding:
    what = name.rpartition("·")[2]
    why = f"{there.source.place}说{what}是{plain(before.value)}，这里是{plain(quantity.value)}"
    return line.finding(Fault.REPEATED, quantity.start, quantity.end, why, blocking=True)


def _names(line: Line, quantity: Quantity) -> Iterator[str]:
    """What of the whole school a number says, if it is certain that it says that."""
    clause = _clause(line, quantity)
    if not quantity.is_exact or _OTHER_TIME.search(clause + quantity.noun) or is_change(quantity):
        return
    if quantity.unit == "%":
        rate = _RATE.search(quantity.label)
        if (
            rate
            and not _OTHER_PLACE.search(clause)
            and not _OTHER_PLACE.search(_sentence(line, quantity))
        ):
            yield f"·{rate[1]}"
        return
    if found := _EVENTS.search(clause):
        if (
            not _PART_EVENT.search(found[0])
            and not _OTHER_PLACE.search(clause)
            and quantity.unit in ("次", "人次", "户次", "场", "期")
        ):
            yield f"·{found[1]}（{quantity.unit}）"
        return
    if quantity.unit != "人":
        return
    if _OF_PUPILS.match(quantity.label) and _follows_pupils(line, quantity):
        yield f"{_scope(line.text[: quantity.start])}·留守儿童"
        return
    if _OTHER_PLACE.search(clause):
        return
    yield from _children(line, quantity, clause)


def _children(line: Line, quantity: Quantity, clause: str) -> Iterator[str]:
    scope = _scope(line.text[: quantity.start])
    if any(kind.search(quantity.label[-8:]) or kind.match(quantity.noun) for _, kind in _KINDS):
        return
    if line.text[: quantity.start - len(quantity.label)][-1:] in tuple("名人位"):
        return  # 213名留守儿童有209名: a part of what was just said
    if _SOME.search(quantity.label):
        return
    is_whole = bool(_WHOLE.search(clause))
    if _PUPILS.search(quantity.label):
        yield f"{scope}·在校学生"
    elif (_CHILDREN.search(quantity.label) and (is_whole or _opens(line, quantity))) or (
        _CHILDREN_BEHIND.match(quantity.noun) and _ALL_OF.search(quantity.label)
    ):
        yield f"{scope}·留守儿童"


def _opens(line: Line, quantity: Quantity) -> bool:
    """我校有学生420人。留守儿童205人，其中小学……: a sentence of its own behind the pupils."""
    sentence = next(s for s in line.sentences if s.start <= quantity.start < s.end)
    before = line.text[: sentence.start]
    return (
        _CHILDREN.fullmatch(quantity.label) is not None
        and not quantity.noun
        and line.text[sentence.start : quantity.start] == quantity.label
        and bool(re.search("我校|全校|本校|学校", before))
        and bool(re.search(r"(?:学生|在校生)(?:总数)?\d+[人名]", before))
        and not _OTHER_PLACE.search(before.rpartition("，")[2])
    )


def _follows_pupils(line: Line, quantity: Quantity) -> bool:
    """在校学生428人，其中留守儿童213人: both of the whole school, where the sentence says so."""
    sentence = next(s for s in line.sentences if s.start <= quantity.start < s.end)
    before = [q for q in sentence.quantities if q.end <= quantity.start]
    if not before or not _PUPILS.search(before[-1].label):
        return False
    clause = _clause(line, before[-1])
    return not _OTHER_PLACE.search(clause) and not _OTHER_TIME.search(clause)


def _scope(before: str) -> str:
    found = [
        (before.rfind(word), words[0]) for words in _SCOPES for word in words if word in before
    ]
    schools = max((before.rfind(word) for word in ("全校", "我校", "本校", "学校")), default=-1)
    if found and max(found)[0] > schools:
        return max(found)[1]
    return ""


def _clause(line: Line, quantity: Quantity) -> str:
    before = line.text[max(0, quantity.start - 40) : quantity.start]
    return re.split("[。；，：（]", before)[-1]


def _sentence(line: Line, quantity: Quantity) -> str:
    return next((s.text for s in line.sentences if s.start <= quantity.start < s.end), "")


def known_wholes(paper: Paper) -> Iterator[tuple[str, Line, Quantity]]:
    """Every number that is certainly of the whole school, with what it is of."""
    for line in paper.prose:
        if not line.is_outlook:
            for quantity in line.quantities:
                for name in _names(line, quantity):
                    yield name.rpartition("·")[2], line, quantity
