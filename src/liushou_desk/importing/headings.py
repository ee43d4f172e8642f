"""What headings mean: the catalogue's names, the spellings of other people's rosters, the targets.

A target is what a column can be read as, by a key such as `child.phone` or `父亲.phone`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from liushou_desk.domain.field import Field
from liushou_desk.domain.fields import (
    CHILD_FIELDS,
    CLUE_HEADERS,
    HOUSEHOLD_FIELDS,
    MEMBER_FIELDS,
    PARENT_FIELDS,
    SHEET_FIELDS,
    STATED_FIELDS,
    TICKED_FIELDS,
)
from liushou_desk.importing.aliases import (
    CALLED,
    FIXED_SLOTS,
    GUARDIANS_RELATION,
    IMPORT_LABELS,
    IMPORT_ONLY,
    MORE_HEADERS,
    OF_THE_CHILD,
    OTHER_SLOTS,
)
from liushou_desk.importing.spellings import UNSEEN

__all__ = [
    "FIXED_SLOTS",
    "GUARDIANS_RELATION",
    "IMPORT_LABELS",
    "IMPORT_ONLY",
]

PLAIN_FIELDS = CHILD_FIELDS + HOUSEHOLD_FIELDS + SHEET_FIELDS + STATED_FIELDS + TICKED_FIELDS
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
GUARDIAN = "监护人"
IGNORE = "ignore"
REASON = "原因"
"""The column a workbook was handed back with; never read."""

_IGNORED = {IGNORE, "不导入", "忽略"}
_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]|【.*?】|〔.*?〕|<.*?>")
_SIGNS = re.compile(r"[★☆*:※【】\[\]()<>#的]")
"""Signs of necessity, brackets left over, and the 的 of 父亲的姓名."""
_SLOT = re.compile(r"成员\d")
_COUNTED = re.compile(r"^(?:家庭)?(?:成员|家长)([1-9一二三四])[-_.、]?")
_DIGITS = dict(zip("一二三四", "1234", strict=True))
_SHORT = re.compile(r"(父|母|爸|妈)(?!亲|母|子|女)(?=[姓电联手务打工外身去])")
"""父电话 for 父亲电话."""
_FULL = {"父": "父亲", "母": "母亲", "爸": "父亲", "妈": "母亲"}
_NOTED = re.compile(
    r"[(\[【〔<](父亲?|母亲?|爸爸?|妈妈?|爷爷|奶奶|外公|外婆|外?祖[父母]|监护人|紧急联系人"
    r"|班主任|老师|教师|帮扶(?:教师|人))的?[)\]】〕>]"
)
"""电话（父亲）: whose it is, behind or before the heading."""
_PARTED = re.compile(r"^(父亲|母亲|监护人|外?祖[父母]|成员\d)[-_/.、·—]+(?!父|母|监护|祖|外)")
_SLOT_WITH_MORE = re.compile(r"((?:父亲|母亲|监护人|外?祖[父母]|成员\d)姓名)[及和与、/,].+")
"""父亲姓名及电话: the cell names a person first."""
_OF_OTHERS = re.compile(
    "父|母|监护|成员|家长|联系人|照料|教师|老师|班主任|帮扶|受托|爷|奶|外公|外婆"
)
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
    text = UNSEEN.sub("", text)
    if noted := _NOTED.search(text):
        text = _FULL.get(noted[1], noted[1]) + text.replace(noted[0], "")
    text = _BRACKETS.sub("", text) or text
    text = _SIGNS.sub("", text)
    text = _COUNTED.sub(lambda found: f"成员{_DIGITS.get(found[1], found[1])}", text)
    for other, slot in OTHER_SLOTS.items():
        if text.startswith(other):
            text = slot + text.removeprefix(other)
            break
    text = _SHORT.sub(lambda found: _FULL[found[1]], text) if _SHORT.match(text) else text
    text = _PARTED.sub(r"\1", text)
    more = _SLOT_WITH_MORE.fullmatch(text)
    return more[1] if more else text


def names_of(entry: Field) -> tuple[str, ...]:
    """The headings of a field that stands once in a row, the likeliest first."""
    if not entry.headers:
        return ()
    more = MORE_HEADERS.get(f"{entry.table}.{entry.key}", ())
    return _of_the_child((*entry.headers, entry.label, *more))


def _of_the_child(names: Iterable[str]) -> tuple[str, ...]:
    """The names as kindergartens and others write them: 幼儿姓名, 是否残疾幼儿."""
    names = dict.fromkeys(names)
    called = (name.replace("儿童", who) for who in CALLED for name in names if "儿童" in name)
    of_child = (f"{who}{name}" for who in OF_THE_CHILD for name in names)
    return tuple(dict.fromkeys((*names, *called, *of_child)))


@cache
def plain_names() -> dict[str, tuple[str, ...]]:
    """The headings of every column that stands once in a row, by target."""
    return {f"{entry.table}.{entry.key}": names_of(entry) for entry in PLAIN_FIELDS} | {
        key: _of_the_child(names) for key, names in IMPORT_ONLY.items()
    }


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


@cache
def plain_key(heading: str) -> str:
    """The target of a heading that stands once in a row, written as `normal` makes it."""
    return _keys().get(heading, "")


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
    pairs = list(zip(map(_written, above), map(_written, below), strict=True))
    group = ""
    for (upper, lower), (after, under) in zip(pairs, [*pairs[1:], ("", "")], strict=True):
        is_group = not upper or upper == group or (bool(under) and after in {"", upper})
        if upper:
            group = upper if lower and lower != upper else ""
        yield _one_of_two(upper or (group if lower else ""), lower, is_group=is_group)


def _written(raw: Any) -> str:
    return "".join(str(raw or "").split())


def _one_of_two(upper: str, lower: str, *, is_group: bool) -> str:
    if not lower or lower == upper:
        return upper
    group = _NO_NAME.sub("", normal(upper))
    if is_known(normal(group + lower)):
        return group + lower
    if is_known(normal(lower)) and not _OF_OTHERS.search(upper):
        return lower
    return upper if is_known(normal(upper)) and not is_group else upper + lower


@cache
def _canonical() -> dict[str, str]:
    """Every heading of `plain_names` to the first of its target."""
    return {normal(name): names[0] for names in plain_names().values() for name in names}


@cache
def _keys() -> dict[str, str]:
    return {normal(name): key for key, names in plain_names().items() for name in names}


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
