"""What headings mean: the catalogue's names, the spellings of other people's rosters, the targets.

A target is what a column can be read as, by a key such as `child.phone` or `父亲.phone`.

是否留守儿童 and 是否农村留守儿童 are two columns, and no official text says how the second is
meant. Only the first is the mark of the 学籍 system. The second never becomes that mark: it may
take a child into care where the first is missing, and is doubted where the first denies it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from liushou_desk.domain.fields import (
    CHILD_FIELDS,
    CLUE_HEADERS,
    HOUSEHOLD_FIELDS,
    MEMBER_FIELDS,
    PARENT_FIELDS,
    SHEET_FIELDS,
    STATED_FIELDS,
    TICKED_FIELDS,
    Field,
)

PLAIN_FIELDS = CHILD_FIELDS + HOUSEHOLD_FIELDS + SHEET_FIELDS + STATED_FIELDS + TICKED_FIELDS
IMPORT_ONLY = {
    "class": ("班号", "班级", "班级名称", "所在班级", "行政班"),
    "grade": ("年级", "年级名称", "所在年级"),
    "campus": ("校区", "教学点", "校区号", "校区名称"),
    "school_code": ("学校标识码", "学校代码"),
    "rural_mark": ("是否农村留守儿童",),
    "disabled": ("是否残疾人", "是否残疾"),
}
"""Columns that decide where a row belongs, or are weighed with others, and are no field."""
IMPORT_LABELS = {
    "class": "班级",
    "grade": "年级",
    "campus": "校区",
    "school_code": "学校标识码",
    "rural_mark": "是否农村留守儿童（只用来核对）",
    "disabled": "是否残疾人",
}
MORE_HEADERS = {
    "child.name": ("学生", "儿童姓名", "幼儿姓名", "留守儿童姓名", "名字"),
    "child.sex": ("学生性别",),
    "child.born_on": ("出生年月日期", "出生时间", "生日"),
    "child.national_id": ("身份证件号码", "学生身份证号", "学生身份证", "公民身份证号"),
    "child.student_number": ("学籍号码", "全国学生学籍号"),
    "child.phone": ("手机", "手机号", "手机号码", "联系方式", "家长电话", "家长联系电话"),
    "child.nation": ("名族",),
    "household.home_address": ("住址", "详细住址", "家庭详细地址", "家庭现住址", "居住地址"),
    "family_member.national_id": ("证件号", "身份证号码", "身份证件号码"),
    "family_member.phone": ("手机", "手机号", "手机号码", "联系方式"),
    "family_member.relation": ("与被监护人关系",),
}  # fmt: skip
"""Spellings seen in rosters beyond those of the catalogue; these come last."""
MEMBER_HEADERS: dict[str, tuple[str, ...]] = {
    **{
        entry.key: (*entry.headers, *MORE_HEADERS.get(f"{entry.table}.{entry.key}", ()))
        for entry in MEMBER_FIELDS + PARENT_FIELDS
    },
    **CLUE_HEADERS,
}
"""Columns of a family member, the prefix (成员1, 父亲) left out."""
MEMBER_LABELS = {entry.key: entry.label for entry in MEMBER_FIELDS + PARENT_FIELDS} | {
    "address": "现住址",
    "duty": "职务",
    "status": "去向",
}
FIXED_SLOTS = ("父亲", "母亲", "监护人")
"""Rosters that name the person in the heading instead of 成员1, 成员2."""
GUARDIAN = "监护人"
GUARDIANS_RELATION = ("与学生关系", "与儿童关系", "与监护人关系", "监护人与学生关系", "关系")
IGNORE = "ignore"
REASON = "原因"
"""The column a workbook was handed back with; never read."""

_IGNORED = {IGNORE, "不导入", "忽略"}
_SLOT = re.compile(r"成员\d")
_COUNTED = re.compile(r"^(?:家庭)?成员([1-9一二三四])[-_.、]?")
_DIGITS = dict(zip("一二三四", "1234", strict=True))
_OTHER_SLOTS = {"爸爸": "父亲", "妈妈": "母亲", "实际监护人": "监护人", "委托监护人": "监护人"}
_OF_OTHERS = re.compile("父|母|监护|成员|家长|联系人|照料|教师|老师|班主任|帮扶|受托")
_NO_NAME = re.compile("(?:基本)?(?:信息|情况|资料)$")


@dataclass(frozen=True, slots=True)
class Target:
    """What a column can be read as."""

    key: str
    label: str
    group: str


def normal(heading: Any) -> str:
    """A heading without white space, signs of necessity, and notes in brackets."""
    text = "".join(unicodedata.normalize("NFKC", str(heading or "")).split())
    text = re.sub(r"\(.*?\)|[★☆*:※]", "", text)
    text = _COUNTED.sub(lambda found: f"成员{_DIGITS.get(found[1], found[1])}", text)
    for other, slot in _OTHER_SLOTS.items():
        if text.startswith(other):
            return slot + text.removeprefix(other)
    return text


def names_of(entry: Field) -> tuple[str, ...]:
    """The headings of a field that stands once in a row, the likeliest first."""
    more = MORE_HEADERS.get(f"{entry.table}.{entry.key}", ())
    return tuple(dict.fromkeys((*entry.headers, entry.label, *more))) if entry.headers else ()


@cache
def plain_names() -> dict[str, tuple[str, ...]]:
    """The headings of every column that stands once in a row, by target."""
    return {f"{entry.table}.{entry.key}": names_of(entry) for entry in PLAIN_FIELDS} | IMPORT_ONLY


def slots_of(headings: Iterable[str]) -> list[str]:
    """The family members that a row of headings may speak of."""
    numbered = {match[0] for heading in headings if (match := _SLOT.match(heading))}
    return [*sorted(numbered), *FIXED_SLOTS]


@cache
def targets() -> tuple[Target, ...]:
    """Everything a column can be read as, in the order a clerk looks for it."""
    plain = {f"{entry.table}.{entry.key}": entry.label for entry in PLAIN_FIELDS if entry.headers}
    found = [Target(key, label, "学生") for key, label in (plain | IMPORT_LABELS).items()]
    for slot in (*FIXED_SLOTS, "成员1", "成员2", "成员3"):
        found += [
            Target(f"{slot}.{key}", slot + MEMBER_LABELS[key], slot) for key in MEMBER_HEADERS
        ]
    return tuple(found)


def meant_heading(meaning: str) -> str:
    """The heading that a target key or a clerk's own words stand for; empty where it is ignored."""
    if meaning.strip() in _IGNORED:
        return ""
    written = normal(meaning)
    by_key = _heading_of_key(meaning.strip())
    return by_key or _canonical().get(written, written)


def is_known(heading: str) -> bool:
    """Whether a heading means something by itself."""
    return heading in _canonical() or heading in _member_names(tuple(slots_of([heading])))


def joined(above: Iterable[Any], below: Iterable[Any]) -> Iterator[str]:
    """The headings of a sheet that writes them in two rows: groups above, names below."""
    group = ""
    for upper, lower in zip(map(_written, above), map(_written, below), strict=True):
        if upper:
            group = upper if lower and lower != upper else ""
        yield _one_of_two(upper or (group if lower else ""), lower)


def _written(raw: Any) -> str:
    return "".join(str(raw or "").split())


def _one_of_two(upper: str, lower: str) -> str:
    if not lower or lower == upper:
        return upper
    group = _NO_NAME.sub("", normal(upper))
    if is_known(normal(group + lower)):
        return group + lower
    if is_known(normal(lower)) and not _OF_OTHERS.search(upper):
        return lower
    return upper if is_known(normal(upper)) else upper + lower


@cache
def _canonical() -> dict[str, str]:
    """Every heading of `plain_names` to the first of its target."""
    return {normal(name): names[0] for names in plain_names().values() for name in names}


@cache
def _member_names(slots: tuple[str, ...]) -> frozenset[str]:
    named = {slot + name for slot in slots for names in MEMBER_HEADERS.values() for name in names}
    return frozenset(named | set(FIXED_SLOTS) | set(GUARDIANS_RELATION[:-1]))


def _heading_of_key(key: str) -> str:
    slot, _, member_key = key.partition(".")
    if key in plain_names():
        return next(iter(plain_names()[key]), "")
    if (slot in FIXED_SLOTS or _SLOT.fullmatch(slot)) and member_key in MEMBER_HEADERS:
        return slot + MEMBER_HEADERS[member_key][0]
    return ""
