"""人、人次、户次、次: heads and occasions taken for each other, and odd magnitudes."""

import re
from collections.abc import Iterator

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.paper import Line, Paper, Sentence
from liushou_desk.domain.proofing.parts import is_change
from liushou_desk.domain.proofing.quantity import Quantity

_STOCK = re.compile(
    r"(?:(?:在校|在册|在籍|现有|共有|全校|我校|本校|学校)[^，。；]{0,8}?(?:留守儿童|学生|儿童|教师|教职工)(?:总数|人数)?"
    r"|(?:双亲|单亲)(?:留守)?(?:儿童)?|(?:寄宿|走读|住校)(?:留守)?(?:儿童|学生|生)?"
    r"|[男女](?:生|童)?)(?:共)?(?:有|为|是|计|达|共有)?$"
)
_STOCK_NOUN = re.compile(
    r"(?:在校|在册)(?:留守)?(?:学生|儿童)|留守(?:儿童|学生)(?:建立|建了|逐一建|的档案|登记)"
)
_EVENT = re.compile(
    "家访|走访|谈心|通话|亲情电话|辅导|慰问|培训|活动|参加|参与|受益|帮扶|咨询|救助|到场|看望"
    "|接待|讲座|演练|会"
)
_KIND = re.compile(
    r"(家访|走访|谈心|亲情电话|亲情视频|视频通话|心理辅导|慰问|帮扶|培训|走访慰问)(?:活动)?[^，。；、\d]{0,4}$"
)
_MIXED = {"人", "户", "次", "人次", "户次"}
_COVER = re.compile(r"涉及|覆盖|惠及|受益")
_OCCASIONS = ("人次", "户次")
_TAIL = re.compile(r"(?:共|合计|共计|总计|一共|累计)(?:有|为|计)?$")
_COUNTY = re.compile("全县|全市|全省|全国|全区|我县|我市|我区|我省")


_NO_UNIT = re.compile(
    r"(?<=\d)(?:户人(?![家口])|人户(?!次)|次人(?!次|[员数])|次户(?!次)|人次[人次]|户次[户次])"
)


def units(paper: Paper) -> Iterator[Finding]:
    """Numbers whose unit cannot be right, and one number under two units."""
    told: dict[tuple[int, str, str], tuple[Quantity, Line]] = {}
    for line in paper.prose:
        for found in _NO_UNIT.finditer(line.text):
            why = f"没有“{found[0]}”这样的单位，应写“人次”“户次”或“人”“户”"
            yield line.finding(Fault.UNIT, *found.span(), why, blocking=True)
        for sentence in line.sentences:
            yield from _in_sentence(line, sentence)
            if not line.is_outlook:
                yield from _other_unit(line, sentence, told)


def _in_sentence(line: Line, sentence: Sentence) -> Iterator[Finding]:
    told = sentence.quantities
    for at, quantity in enumerate(told):
        if quantity.unit in (*_OCCASIONS, "次") and _is_stock(line, sentence, quantity):
            why = f"这里说的是有多少人，应写“人”，不写“{quantity.unit}”"
            yield line.finding(Fault.UNIT, quantity.start, quantity.end, why, blocking=True)
        if at and _covers_too_many(line, told[at - 1], quantity):
            why = f"涉及的{quantity.said}不会多于{told[at - 1].said}"
            yield line.finding(Fault.UNIT, told[at - 1].start, quantity.end, why, blocking=True)
        if at >= 2 and _TAIL.search(line.text[: quantity.start][-4:]):
            yield from _mixed_sum(line, told[at - 2], told[at - 1], quantity)
        if "万" in quantity.said and quantity.unit == "人" and _is_of_a_school(sentence):
            why = "一所学校不会有上万人，请核对“万”"
            yield line.finding(Fault.NUMBER_FORM, quantity.start, quantity.end, why)


def _covers_too_many(line: Line, occasions: Quantity, people: Quantity) -> bool:
    """151人次，涉及160人."""
    return (
        occasions.unit in _OCCASIONS
        and people.unit == occasions.unit[0]
        and bool(_COVER.search(people.label))
        and occasions.is_exact
        and people.is_exact
        and people.value > occasions.value
        and len(line.text[occasions.end : people.start]) <= 12
    )


def _is_of_a_school(sentence: Sentence) -> bool:
    of_school = re.search("我校|学校|全校|本校", sentence.text)
    return bool(of_school) and not _COUNTY.search(sentence.text)


def _is_stock(line: Line, sentence: Sentence, quantity: Quantity) -> bool:
    clause = re.split("[，。；（]", line.text[: quantity.start])[-1]
    before = line.text[sentence.start : quantity.start]
    if _STOCK.search(clause) and not _EVENT.search(clause):
        short = re.search(r"^(?:其中)?(?:有)?[男女双单寄走住]", clause.rpartition("、")[2])
        return not (short and _EVENT.search(before))
    return bool(_STOCK_NOUN.match(quantity.noun)) and not _EVENT.search(clause)


def _mixed_sum(line: Line, one: Quantity, other: Quantity, total: Quantity) -> Iterator[Finding]:
    """家访45户次、谈心151人次，共196人次."""
    if one.unit == other.unit or not (one.is_exact and other.is_exact and total.is_exact):
        return
    if {one.unit, other.unit, total.unit} <= _MIXED and one.value + other.value == total.value:
        why = f"{one.unit}和{other.unit}不能相加"
        yield line.finding(Fault.UNIT, one.start, total.end, why, blocking=True)


def _other_unit(
    line: Line, sentence: Sentence, told: dict[tuple[int, str, str], tuple[Quantity, Line]]
) -> Iterator[Finding]:
    """One kind of work, one number, and another unit than before."""
    for quantity in sentence.quantities:
        kind = _KIND.search(quantity.label)
        if (
            not kind
            or quantity.unit not in ("人", "户", "次", *_OCCASIONS)
            or not quantity.is_exact
        ):
            continue
        if re.search("每|平均|其中", sentence.text[:0] + quantity.label) or is_change(quantity):
            continue
        key = (line.part, kind[1], str(quantity.value))
        before, there = told.setdefault(key, (quantity, line))
        if before.unit != quantity.unit and quantity.value >= 10 and there.index != line.index:
            why = f"{there.source.place}写的是{before.said}，这里是{quantity.said}，单位不一样"
            yield line.finding(Fault.UNIT, quantity.start, quantity.end, why, blocking=True)
