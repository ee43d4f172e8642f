"""数字写法: 万 and digits, Han and Arabic numerals side by side, full-width digits."""

import re
from collections.abc import Iterator
from itertools import pairwise

from liushou_desk.domain.proofing.finding import Fault, Finding
from liushou_desk.domain.proofing.money import is_each
from liushou_desk.domain.proofing.paper import Line, Paper, Sentence
from liushou_desk.domain.proofing.quantity import Quantity

_BROKEN = re.compile(r"\d+(?:\.\d+)?万\d+千?(?=元|人|余|多|册|名)|\d+千\d+百?(?=元|人|名|册)")
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:[．，][０-９]+)?")
_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?:，\d{3})+(?=[人元名册件户])")
_COUNTED = ("人", "次", "户", "人次", "户次", "场", "期", "份", "件", "元")
_LIST = re.compile(r"[、，和与及]|，其中|；")


def forms(paper: Paper) -> Iterator[Finding]:
    """Numbers of one series written in two ways."""
    for line in paper.lines:
        for found in _WIDE.finditer(line.text):
            yield line.finding(Fault.NUMBER_FORM, *found.span(), "数字和字母应写半角")
        if line.is_cell:
            continue
        for found in _BROKEN.finditer(line.text):
            why = "“万”“千”后面又写数字，应全用数字或写成小数"
            yield line.finding(Fault.NUMBER_FORM, *found.span(), why)
        for found in _THOUSANDS.finditer(line.text):
            yield line.finding(Fault.NUMBER_FORM, *found.span(), "数字里的分节号不能是全角逗号")
        for sentence in line.sentences:
            yield from _series(line, sentence)


def _series(line: Line, sentence: Sentence) -> Iterator[Finding]:
    told = [q for q in sentence.quantities if q.unit]
    for one, other in pairwise(told):
        gap = line.text[one.end : other.start]
        if one.unit != other.unit or len(gap) > 10 or not _LIST.search(gap):
            continue
        if one.is_han != other.is_han and _is_count(one) and _is_count(other):
            why = f"“{one.said}”和“{other.said}”一个用汉字、一个用数字，同一串数字写法应一致"
            yield line.finding(Fault.NUMBER_FORM, one.start, other.end, why)
        elif _differ_in_ten_thousands(one, other) and is_each(line, one) == is_each(line, other):
            why = f"“{one.said}”和“{other.said}”一个用“万”、一个不用，同一串数字写法应一致"
            yield line.finding(Fault.NUMBER_FORM, one.start, other.end, why)


def _differ_in_ten_thousands(one: Quantity, other: Quantity) -> bool:
    return ("万" in one.said) != ("万" in other.said) and min(one.low, other.low) >= 1000


def _is_count(quantity: Quantity) -> bool:
    """一名、一次 are a manner of speaking, no figures."""
    return quantity.unit in _COUNTED and (not quantity.is_han or quantity.low > 1)
