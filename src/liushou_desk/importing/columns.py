"""Finding the heading row and what each column means, by heading and alias only."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

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
from liushou_desk.errors import ImportTrouble
from liushou_desk.importing.workbook import Grid, Raw

HEADING_WITHIN = 20
"""Title rows may stand above the headings, but not more than these."""
LEAST_HEADINGS = 3

PLAIN_FIELDS = CHILD_FIELDS + HOUSEHOLD_FIELDS + SHEET_FIELDS + STATED_FIELDS + TICKED_FIELDS
IMPORT_ONLY = {
    "school_code": ("学校标识码", "学校代码"),
    "class": ("班号", "班级", "班级名称", "所在班级"),
    "grade": ("年级", "年级名称"),
    "campus": ("校区", "教学点", "校区号", "校区名称"),
}
"""Columns that decide where a row belongs and are no field of a person."""
MEMBER_HEADERS = {
    entry.key: entry.headers for entry in MEMBER_FIELDS + PARENT_FIELDS
} | CLUE_HEADERS
"""Columns of a family member, the prefix (成员1, 父亲) left out."""
FIXED_SLOTS = ("父亲", "母亲", "监护人")
"""Rosters that name the person in the heading instead of 成员1, 成员2."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where everything stands in one sheet; column numbers from 0."""

    heading_row: int
    plain: Mapping[str, int]
    """`table.key` of a field, or a name of `IMPORT_ONLY`."""
    members: Mapping[str, Mapping[str, int]] = field(default_factory=dict[str, Mapping[str, int]])
    """Slot (成员1, 父亲 …) to its own columns, by the keys of `MEMBER_HEADERS`."""
    unknown: tuple[str, ...] = ()
    """Headings as written whose columns are not read."""


def find_columns(grid: Grid, chosen: Mapping[str, str] | None = None) -> Columns | None:
    """The columns of a sheet, or None where it is no roster.

    `chosen` maps a heading to the heading or label it shall be read as (the clerk's own mapping).
    """
    best: Columns | None = None
    meant = {normal(heading): normal(meaning) for heading, meaning in (chosen or {}).items()}
    for number, row in enumerate(grid.rows[:HEADING_WITHIN]):
        found = _columns_of(number, row, meant)
        if "child.name" in found.plain and _size(found) > (_size(best) if best else 0):
            best = found
    return best if best and _size(best) >= LEAST_HEADINGS else None


def require_identity(columns: Iterable[Columns], name: str) -> None:
    """A roster must tell who is who: refuse one with neither ID nor student number."""
    if not any(
        {"child.national_id", "child.student_number"} & set(found.plain) for found in columns
    ):
        raise ImportTrouble(
            f"“{name}”里没有找到名册表头：至少要有“姓名”和“身份证件号”或“学籍号”，"
            "没有导入任何数据。",
            "请检查表头文字，或用对应表（--map）说明各列的意思。",
        )


def normal(heading: Raw) -> str:
    """A heading without white space, signs of necessity, and notes in brackets."""
    text = "".join(unicodedata.normalize("NFKC", str(heading or "")).split())
    return re.sub(r"\(.*?\)|[★☆*:※]", "", text)


def _size(columns: Columns) -> int:
    return len(columns.plain) + sum(len(slot) for slot in columns.members.values())


def _columns_of(number: int, row: Sequence[Raw], meant: Mapping[str, str]) -> Columns:
    headings = [meant.get(heading, heading) for heading in map(normal, row)]
    where = {heading: column for column, heading in reversed(list(enumerate(headings))) if heading}
    members = {
        slot: found
        for slot in _slots(headings)
        if "name" in (found := _member_columns(where, slot))
    }
    plain = dict(_plain_columns(where))
    read = {*plain.values(), *(at for slot in members.values() for at in slot.values())}
    unknown = tuple(
        str(row[at]).strip() for at, heading in enumerate(headings) if heading and at not in read
    )
    return Columns(number, plain, members, unknown)


def _plain_columns(where: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    wanted = [(f"{f.table}.{f.key}", _names(f)) for f in PLAIN_FIELDS] + list(IMPORT_ONLY.items())
    for key, names in wanted:
        column = _first(where, names)
        if column is not None:
            yield key, column


def _names(entry: Field) -> tuple[str, ...]:
    return (*entry.headers, entry.label) if entry.headers else ()


def _slots(headings: Iterable[str]) -> list[str]:
    numbered = {match[0] for heading in headings if (match := re.match(r"成员\d", heading))}
    return [*sorted(numbered), *FIXED_SLOTS]


def _member_columns(where: Mapping[str, int], slot: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, names in MEMBER_HEADERS.items():
        column = _first(where, [slot + name for name in names])
        if column is not None:
            found[key] = column
    if slot in FIXED_SLOTS and slot in where:
        found.setdefault("name", where[slot])
    if slot == "监护人":
        relation = _first(where, ["与学生关系", "与儿童关系", "监护人与学生关系", "关系"])
        if relation is not None:
            found.setdefault("relation", relation)
    return found


def _first(where: Mapping[str, int], names: Iterable[str]) -> int | None:
    return next((where[name] for name in names if name in where), None)
