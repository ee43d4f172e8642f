"""What a collection sheet (班主任填报表) asks, and how a row is known again when it comes back.

The fields are those of the child form. Each row carries a number with a check, and a hidden sheet
a fingerprint of every cell as it was on file: so only what the teacher changed is shown, nobody's
facts are kept twice in the workbook, and a sheet of another school is known as such.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from liushou_desk.domain.field import Field, Value
from liushou_desk.domain.masking import COVER, cover_of, mask_national_id
from liushou_desk.domain.words import Hardship
from liushou_desk.domain.writing import written
from liushou_desk.services.register.child_form import CLASS, ENTRIES

KEY, NUMBER = "编号", "序号"
NAME, NATIONAL_ID, HARDSHIP = "child.name", "child.national_id", "hardship"
TABLE, GUIDE, MEMORY, CHOICES = "填报表", "填表说明", "_留守工作台", "_选项"
"""The workbook's sheets; the last two are hidden."""
FORM = "班主任填报表/1"
NO_CLASS = "未填班级"
NEW_ROWS = 10
"""Empty rows for children who are not on the sheet."""
_SHORT = 6
"""Dots that stand for the rest of a number: as many as it has would not fit into the column."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One column: the form's field, the heading over it, how wide (digits), how to fill it in."""

    key: str
    group: str
    heading: str
    width: float
    note: str

    @property
    def entry(self) -> Field:
        """The field of the child form."""
        return ENTRIES[self.key]

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be chosen; classes are the school's own and are added when a sheet is made."""
        if self.key == HARDSHIP:
            return tuple(word.label for word in Hardship)
        return self.entry.choices


def _parent(who: str, label: str) -> tuple[Asked, ...]:
    told = (
        ("name", "姓名", 9, "真实姓名。去世或失联的也要填姓名。"),
        ("status", "去向", 10, "从下拉列表选。打工选“务工”；离异后不同住选“离异不同住”。"),
        ("place", "务工地", 16, "写到省、市，如“广东省东莞市”。在家的空着。"),
        ("away_since", "外出时间", 11, "这次外出从何时起，写成2024-03或2024-03-01。在家的空着。"),
        ("phone", "联系电话", 13, "手机11位，座机带区号，如0555-6252244。"),
        ("returns", "多久回来一次", 10, "从下拉列表选。在家的空着。"),
        ("able_to_care", "有无监护能力", 8, "能照管孩子选“是”；重病、重残等不能照管选“否”。"),
    )
    return tuple(Asked(f"{who}.{key}", label, f"{label}{name}", w, n) for key, name, w, n in told)


ASKED = (
    Asked(NAME, "儿童", "姓名", 9, "与户口簿一致。换成另一名儿童请写在表末的空白行。"),
    Asked("child.sex", "儿童", "性别", 5, "从下拉列表选。"),
    Asked("child.born_on", "儿童", "出生日期", 11, "写成2016-03-01或20160301。"),
    Asked(
        NATIONAL_ID,
        "儿童",
        "身份证件号",
        19,
        "已登记的只显示开头两位，不用改。没有登记的、有误的请填完整的18位。",
    ),
    Asked(
        CLASS.key, "儿童", "班级", 11, "换了班的从下拉列表选新的班级。新增儿童空着就是本表的班级。"
    ),
    Asked("household.home_address", "儿童", "现住址", 22, "孩子现在住的地方，写到村、组。"),
    Asked("child.phone", "儿童", "联系电话", 13, "能联系上家里的电话。手机11位，座机带区号。"),
    *_parent("father", "父亲"),
    *_parent("mother", "母亲"),
    Asked(
        "caregiver_period.care",
        "照料人",
        "实际照料",
        9,
        "平时主要由谁照料，从下拉列表选。一个人住选“独自”。",
    ),
    Asked("caregiver.name", "照料人", "照料人姓名", 9, "平时主要照料孩子的那一位。"),
    Asked("caregiver.relation", "照料人", "照料人关系", 9, "是孩子的什么人，从下拉列表选。"),
    Asked("caregiver.phone", "照料人", "照料人电话", 13, "手机11位，座机带区号。"),
    Asked("boarding_period.boards", "本学期", "是否寄宿", 6, "在学校住宿选“是”，走读选“否”。"),
    Asked("term_sheet.health", "本学期", "健康状况", 10, "从下拉列表选。"),
    Asked(
        HARDSHIP,
        "本学期",
        "困境类型",
        12,
        "有几种写几种，用“、”隔开，如“低保、重病”。没有的空着。",
    ),
    Asked(
        "term_sheet.care_grade",
        "本学期",
        "监护评估",
        7,
        "较好、一般或差。无人监护、监护人没有能力的选“差”。",
    ),
    Asked("child.remarks", "本学期", "备注", 18, "其他要告诉学校的情况。"),
)
BY_KEY = {asked.key: asked for asked in ASKED}


class Seal:
    """Proves that a row and its cells were written by this office file, with the file's own key."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    @property
    def office(self) -> str:
        """What stands for this office file."""
        return self._sign("office", 16)

    def number(self, child_id: int) -> str:
        """The 编号 of a child: id and check."""
        return f"{child_id}-{self._sign(f'child:{child_id}', 10)}"

    def child(self, number: str) -> int | None:
        """The child of a 编号, None where this office file did not write it."""
        head = number.partition("-")[0]
        if not head.isascii() or not head.isdigit():
            return None
        return int(head) if hmac.compare_digest(self.number(int(head)), number) else None

    def line(self, book: str, row: int) -> str:
        """The 编号 of a row of one workbook (登记本), whatever stands in it."""
        return f"{book}-{row}-{self._sign(f'line:{book}:{row}', 10)}"

    def line_of(self, number: str) -> tuple[str, int] | None:
        """The workbook and row of such a 编号, None where this office file did not write it."""
        book, _, rest = number.partition("-")
        row = rest.partition("-")[0]
        if not row.isascii() or not row.isdigit():
            return None
        is_ours = hmac.compare_digest(self.line(book, int(row)), number)
        return (book, int(row)) if is_ours else None

    def print(self, child_id: int, key: str, text: str) -> str:
        """The fingerprint of what is on file in one cell; nothing for nothing."""
        return self._sign(f"cell:{child_id}:{key}:{text}", 12) if text else ""

    def _sign(self, what: str, length: int) -> str:
        return hmac.digest(self._secret, f"collection:{what}".encode(), "sha256").hex()[:length]


def shown(key: str, value: Value | None, *, with_restricted: bool) -> str:
    """What a sheet shows of a value: restricted facts on demand only, a number never whole."""
    cover = cover_of(ENTRIES[key], value)
    if key == NATIONAL_ID:
        return f"{cover.rstrip(COVER)}{COVER * _SHORT}" if cover else ""
    return written(value) if cover is None or with_restricted else ""


def masked(key: str, text: str) -> str:
    """The words; of an ID number no more than the screen shows beside a birth date."""
    return mask_national_id(text) if key == NATIONAL_ID else text


def is_masked(key: str, text: str) -> bool:
    """Whether a returned cell is the number as it was sent, covered."""
    return key == NATIONAL_ID and COVER in text


def values_asked(values: Mapping[str, Any]) -> dict[str, Value | None]:
    """Of all values of the form those a sheet asks."""
    return {asked.key: values.get(asked.key) for asked in ASKED}
