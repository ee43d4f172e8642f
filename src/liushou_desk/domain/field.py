"""What a field (字段) is: where it is kept, how it is read, how it is shown and to whom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from liushou_desk.domain import money, reading
from liushou_desk.domain.short_day import full_day
from liushou_desk.domain.words import Care, Mark, Relation
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
        """Whether the value is a number, a measure or an amount of money."""
        return self.check in (reading.number, reading.tenths, money.fen)

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
