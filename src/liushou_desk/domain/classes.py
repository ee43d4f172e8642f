"""班级: what a 班号 such as 202601 or a name such as 三年级2班 means in a given school year.

A 班号 is entry year and number. It may repeat between the stages of a nine-year school; the pupil's
age on entry (ten or more: 初中) tells them apart.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from liushou_desk.domain import nursery
from liushou_desk.domain.definitions import age_on
from liushou_desk.domain.terms import class_label
from liushou_desk.domain.words import Stage

LAST_GRADE = 9
LEAST_JUNIOR_AGE = 10

_CODE = re.compile(r"(20\d\d)(?:级\(?)?(0?[1-9]|[1-9]\d)\)?班?")
"""202601, 2026级1班, 2026级(1)班."""


@dataclass(frozen=True, slots=True, order=True)
class ClassName:
    """A class of one school year; grade 1 to 9 counts through primary and junior.

    The grade of a 学前 class is its level (`nursery`), its number 0 where it has none.
    """

    stage: Stage
    grade: int
    number: int

    @property
    def label(self) -> str:
        """三年级2班."""
        return class_label(self.stage, self.grade, self.number)

    @property
    def order(self) -> int:
        """Its place in lists: 学前 first, then as grades and numbers count."""
        is_nursery = self.stage is Stage.PRESCHOOL
        place = nursery.rank(self.grade) - len(nursery.LEVELS) if is_nursery else self.grade
        return place * 100 + self.number


def plain_class(written: str) -> str:
    """How a class's own name is compared: full width as half width, no spaces, small letters."""
    return _narrow(written).casefold()


def is_class_code(written: str) -> bool:
    """Whether this is a 班号 of an entry year: it means another class every school year."""
    return _CODE.fullmatch(_narrow(written)) is not None


def parse_class(
    written: str, *, year: int, born_on: date | None = None, primary_years: int = 6
) -> ClassName | None:
    """Read a 班号 or class name for the school year that begins in `year`; None if unreadable."""
    narrow = _narrow(written)
    code = _CODE.fullmatch(narrow)
    if code:
        return _from_code(int(code[1]), int(code[2]), year, born_on, primary_years)
    return _from_nursery(narrow, year, born_on) or _from_name(narrow, primary_years)


def cohort(born_on: date) -> tuple[int, bool]:
    """All of a birth date that decides what a class means: ages are counted on 1 September."""
    return born_on.year, (born_on.month, born_on.day) > (9, 1)


def _narrow(written: str) -> str:
    return "".join(unicodedata.normalize("NFKC", written).split())


def _from_code(
    entry: int, number: int, year: int, born_on: date | None, primary_years: int
) -> ClassName | None:
    junior = born_on is not None and age_on(born_on, date(entry, 9, 1)) >= LEAST_JUNIOR_AGE
    ahead = year - entry
    last = LAST_GRADE - primary_years if junior else primary_years
    if not 0 <= ahead < last:
        return None
    stage = Stage.JUNIOR if junior else Stage.PRIMARY
    return ClassName(stage, ahead + 1 + (primary_years if junior else 0), number)


_DIGITS = {sign: value for value, sign in enumerate("一二三四五六七八九十", start=1)}
_NAME = re.compile(
    r"(?:小学)?(?P<junior>初中?)?(?P<grade>[一二三四五六七八九1-9])(?:年级|年)?[（(]?"
    r"(?P<number>[一二三四五六七八九十]|0?[1-9]|[1-9]\d)[)）]?班?"
)


def _from_nursery(written: str, year: int, born_on: date | None) -> ClassName | None:
    """小一班 of a child of school age is no nursery class, and so unreadable."""
    found = nursery.parse_level(written)
    if found is None or (born_on and age_on(born_on, date(year, 9, 1)) > nursery.OLDEST):
        return None
    return ClassName(Stage.PRESCHOOL, *found)


def _from_name(written: str, primary_years: int) -> ClassName | None:
    match = _NAME.fullmatch(written)
    if not match:
        return None
    grade = _number(match["grade"])
    if match["junior"] and grade <= LAST_GRADE - primary_years:
        grade += primary_years
    stage = Stage.JUNIOR if grade > primary_years else Stage.PRIMARY
    return ClassName(stage, grade, _number(match["number"]))


def _number(sign: str) -> int:
    return _DIGITS[sign] if sign in _DIGITS else int(sign)
