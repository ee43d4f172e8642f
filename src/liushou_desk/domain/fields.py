"""字段目录: every personal field the program keeps, as data.

A field says which mapped column holds it, how a raw cell is read, which workbook headers mean it,
how sensitive it is, whether a file is complete without it and on what ground the school may keep
it. Driven by this list: the importer's mapping, the forms, their checks and their words, what is
covered on the screen and left out of papers (`masking`). `purpose` is stated for the notice to the
families, which is to come. A new field is one entry here, one mapped column and one migration;
a test compares the three.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from liushou_desk.domain import identity, money, reading
from liushou_desk.domain.short_day import full_day
from liushou_desk.domain.words import (
    Care,
    CareGrade,
    Hardship,
    Health,
    Hukou,
    IdKind,
    Mark,
    ParentStatus,
    Relation,
    Returns,
    Sex,
)
from liushou_desk.domain.writing import written
from liushou_desk.errors import InputProblem

Value = str | date | bool | int
Check = Callable[[str], Value | None]
"""Raw text to value; None for "says nothing". Raises `InputProblem` with the one sentence."""


_OFFERED: dict[Check, tuple[str, ...]] = {
    reading.yes_no: reading.YES_OR_NO,
    reading.mark: tuple(word.label for word in Mark),
    reading.care: tuple(word.label for word in Care),
    reading.relation: tuple(word.label for word in Relation),
}
"""Readers that take more spellings than a form offers."""


class Sensitivity(Enum):
    """How a field is shown; `masking` says to whom."""

    OPEN = auto()
    """Name, class: shown in the office and, of these two, on a public notice."""
    PERSONAL = auto()
    """Numbers, phones, addresses: masked on screen and in papers."""
    RESTRICTED = auto()
    """Illness, detention and the like: shown on demand only."""


LEFT_BEHIND_FILE = "未成年人保护法第二十九条：配合建立留守、困境未成年学生信息档案"
SCHOOL_RECORD = "学籍管理：核对学籍系统导出的同名字段"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `table` and `key` name the mapped column that holds it.

    `headers` are the workbook headings that mean it, white space and ★ * signs left out. Fields of
    `MEMBER_FIELDS` and `PARENT_FIELDS` stand once for each family member (成员1…, 父亲…), and their
    `headers` lack that prefix.
    """

    table: str
    key: str
    label: str
    check: Check
    headers: tuple[str, ...] = ()
    sensitivity: Sensitivity = Sensitivity.OPEN
    required: bool = False
    """A file is complete (资料完整) only with it."""
    files: bool = False
    """建档必填: of the required ones, without which there is no file yet."""
    purpose: str = LEFT_BEHIND_FILE
    """On what ground it is kept; for the notice, later."""
    mandatory: bool = False
    """A form is not saved without it."""
    past: bool = False
    """A day that cannot lie ahead."""
    long: bool = False
    """Words of several lines."""
    shown: Callable[[Any], str] = written
    """A value as form, list and paper show it; `check` takes it back."""

    @property
    def choices(self) -> tuple[str, ...]:
        """The labels a form offers; empty where anything may be written."""
        return getattr(self.check, "labels", _OFFERED.get(self.check, ()))

    @property
    def is_day(self) -> bool:
        """Whether the value is a date."""
        return self.check in (reading.day, reading.since)

    @property
    def is_number(self) -> bool:
        """Whether the value is a number or an amount of money."""
        return self.check in (reading.number, money.fen)

    def full_day(self, raw: str, today: date) -> str:
        """A day as a person types it, with its year; a birth date is years ago and named whole."""
        if not self.is_day or self.key.startswith("born"):
            return raw
        try:
            return full_day(raw, today, past=self.past)
        except InputProblem as problem:
            raise InputProblem(problem.sentence, problem.advice, field=self.key) from None

    def read(self, raw: str, today: date) -> Value | None:
        """What was written, as importer and form take it. Raises `InputProblem` for this field."""
        try:
            value = self.check(raw) if raw.strip() else None
        except InputProblem as problem:
            raise InputProblem(problem.sentence, problem.advice, field=self.key) from None
        if value is None and self.mandatory:
            raise InputProblem(f"请填写{self.label}", "这一项必须填写。", field=self.key)
        if self.past and isinstance(value, date) and value > today:
            raise self.ahead(today)
        return value

    def ahead(self, today: date) -> InputProblem:
        """What is said of a day that has not come yet."""
        said = f"{self.label}不能晚于今天"
        return InputProblem(said, f"今天是{today}，请改日期。", field=self.key)


OPEN, PERSONAL, RESTRICTED = Sensitivity
Told = Field | Sensitivity
"""What a column of a list tells: a field, or how sensitive it is where no field holds it."""


def sensitivity_of(told: Told) -> Sensitivity:
    """How sensitive a column is."""
    return told.sensitivity if isinstance(told, Field) else told


CHILD_FIELDS = (
    Field(
        "child",
        "name",
        "姓名",
        reading.name,
        ("姓名", "学生姓名"),
        required=True,
        files=True,
        mandatory=True,
    ),
    Field("child", "former_name", "曾用名", reading.name, ("曾用名",), purpose=SCHOOL_RECORD),
    Field("child", "sex", "性别", reading.word(Sex), ("性别",), required=True, files=True),
    Field(
        "child",
        "born_on",
        "出生日期",
        reading.day,
        ("出生日期", "出生年月日"),
        PERSONAL,
        required=True,
        files=True,
        past=True,
    ),
    Field("child", "nation", "民族", reading.nation, ("民族",), purpose=SCHOOL_RECORD),
    Field("child", "id_kind", "身份证件类型", reading.word(IdKind), ("身份证件类型", "证件类型")),
    Field(
        "child",
        "national_id",
        "身份证件号",
        identity.check_national_id,
        ("身份证件号", "身份证", "身份证号", "身份证号码", "公民身份号码", "证件号码"),
        PERSONAL,
        required=True,
        files=True,
    ),
    Field(
        "child",
        "student_number",
        "学籍号",
        identity.check_student_number,
        ("学籍号", "国网学籍号", "全国学籍号", "全国学籍号码"),
        PERSONAL,
    ),
    Field("child", "hukou", "户口性质", reading.word(Hukou), ("户口性质",)),
    Field(
        "child",
        "registered_address",
        "户籍地",
        reading.text,
        ("户口所在地", "户口所在地行政区划", "户籍地", "户籍所在地", "户籍地址"),
        PERSONAL,
    ),
    Field("child", "enrolled_in", "入学年月", reading.month, ("入学年月",), purpose=SCHOOL_RECORD),
    Field("child", "phone", "联系电话", identity.check_phone, ("联系电话", "电话"), PERSONAL),
    Field("child", "disability", "残疾类型", reading.disability, ("残疾类型",), RESTRICTED),
    Field("child", "is_orphan", "是否孤儿", reading.yes_no, ("是否孤儿",), RESTRICTED),
    Field(
        "child",
        "is_migrant",
        "随迁子女",
        reading.yes_no,
        ("是否进城务工人员随迁子女", "是否随迁子女", "随迁子女"),
    ),
    Field("child", "is_other_care", "其他关爱", reading.yes_no),
    Field("child", "is_private", "家长不愿公开", reading.yes_no, ("家长不愿公开", "不愿公开")),
    Field("child", "remarks", "备注", reading.text, ("备注",), long=True),
)

HOUSEHOLD_FIELDS = (
    Field(
        "household",
        "home_address",
        "现住址",
        reading.text,
        ("现住址", "现住地址", "家庭地址", "家庭住址"),
        PERSONAL,
        True,
    ),
)

SHEET_FIELDS = (
    Field("term_sheet", "health", "健康状况", reading.word(Health), ("健康状况",), RESTRICTED),
    Field("term_sheet", "study", "学习情况", reading.text, ("学习情况", "学习成绩")),
    Field(
        "term_sheet",
        "care_grade",
        "监护评估",
        reading.word(CareGrade),
        ("监护评估", "监护情况评估"),
    ),
)

MEMBER_FIELDS = (
    Field("family_member", "name", "姓名", reading.name, ("姓名",), PERSONAL),
    Field("family_member", "relation", "关系", reading.relation, ("关系", "与学生关系")),
    Field("family_member", "relation_note", "关系说明", reading.text, ("关系说明",)),
    Field(
        "family_member", "phone", "联系电话", identity.check_phone, ("联系电话", "电话"), PERSONAL
    ),
    Field(
        "family_member",
        "national_id",
        "身份证件号",
        identity.check_national_id,
        ("身份证件号", "身份证", "身份证号"),
        PERSONAL,
    ),
    Field("family_member", "is_guardian", "是否监护人", reading.yes_no, ("是否监护人",)),
)

STATED_FIELDS = (
    Field("school_record_mark", "mark", "是否留守儿童", reading.mark, ("是否留守儿童",)),
    Field(
        "boarding_period",
        "boards",
        "就读方式",
        reading.boards,
        ("就读方式", "是否寄宿"),
        required=True,
    ),
    Field(
        "caregiver_period",
        "care",
        "实际照料",
        reading.care,
        ("实际照料", "实际照料情况", "照料类型", "照料方式"),
        required=True,
    ),
)
"""Facts with a life of their own: each change is a new dated row."""

PARENT_FIELDS = (
    Field(
        "whereabouts",
        "status",
        "父母去向",
        reading.word(ParentStatus),
        ("去向",),
        RESTRICTED,
    ),
    Field("whereabouts", "place", "务工地", reading.text, ("务工地", "务工地点"), PERSONAL),
    Field("whereabouts", "work", "务工单位", reading.text, ("工作单位", "务工单位"), PERSONAL),
    Field(
        "whereabouts",
        "away_since",
        "外出时间",
        reading.since,
        ("外出时间", "外出务工时间", "外出日期", "外出务工日期", "务工时间"),
        past=True,
    ),
    Field(
        "whereabouts",
        "able_to_care",
        "有无监护能力",
        reading.yes_no,
        ("有无监护能力", "是否有监护能力", "监护能力"),
        RESTRICTED,
    ),
    Field(
        "whereabouts",
        "unable_why",
        "无监护能力原因",
        reading.text,
        ("无监护能力原因", "无能力原因"),
        RESTRICTED,
    ),
    Field(
        "whereabouts",
        "returns",
        "多久回来一次",
        reading.word(Returns),
        ("多久回来一次", "返家频率", "回家频率"),
    ),
)
"""Where a parent is. An import weighs 去向, 务工地 and 务工单位 together with `CLUE_HEADERS`."""

CLUE_HEADERS = {"address": ("现住址", "住址"), "duty": ("职务", "职业")}
"""Cells of a member's row that tell where a parent is and are no field themselves."""

TICKED_FIELDS = (
    Field(
        "sheet_hardship",
        "hardship",
        "困境类型",
        reading.word(Hardship),
        ("困境类型", "困境类别"),
        RESTRICTED,
    ),
)
"""Facts of which a child may have several; a cell may hold several, parted by 、 or a comma."""

ROSTER_FIELDS = (
    CHILD_FIELDS
    + HOUSEHOLD_FIELDS
    + SHEET_FIELDS
    + MEMBER_FIELDS
    + STATED_FIELDS
    + PARENT_FIELDS
    + TICKED_FIELDS
)
"""The whole catalogue."""
