"""Reading raw text into values: one function per kind of field.

Each takes the text of a cell or form field and returns the value, None where the text says
nothing, or raises `InputProblem` with the sentence that form and importer both show.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Generic, TypeVar

from liushou_desk.domain.dots import name_dot
from liushou_desk.domain.text import cleaned
from liushou_desk.domain.words import Care, Mark, Relation, Word
from liushou_desk.domain.written_days import in_digits
from liushou_desk.errors import InputProblem

W = TypeVar("W", bound=Word)

_YES = {"是", "有", "√", "✓", "1", "y", "yes", "住校", "寄宿"}
_NO = {"否", "无", "不是", "没有", "×", "0", "n", "no", "走读"}
NOTHING = {"无", "否", "没有", "/", "-", "—", "——"}
"""Words for "there is none" where a place or a list is asked for."""
YES_OR_NO = ("是", "否")
_NATION_ALIASES = {"毛难族": "毛南族", "崩龙族": "德昂族"}
_EXCEL_EPOCH = date(1899, 12, 30)
_MEASURE = re.compile(r"(\d{1,3})(?:\.(\d))?", re.ASCII)
_LATIN = re.compile("[A-Za-z]")
_YEARS = range(1900, 2101)
"""Another year is a slip of the hand, and no day of an office's."""
_DAY = re.compile(
    r"(\d{4})(?:(\d\d)(\d\d)|\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[T ].*)?)"
)
_MONTH = re.compile(r"([12]\d{3})(?:\s*[-/.年]\s*(\d{1,2})(?:月份?)?|(\d\d))")
_SERIAL = re.compile(r"[2-6]\d{4}(\.0)?")
"""A day as the number that Excel keeps."""
_STILL = re.compile(r"\s*(?:[-~—–]+今|[-~—–]*(?:至今|到今|到现在)|起|开始|以来)$")
"""After the day since when it has been so, and is."""


def text(raw: str) -> str | None:
    """Words as written, `cleaned`, outer white space taken off."""
    return cleaned(raw).strip() or None


def account(raw: str) -> str | None:
    """What was done, in words: figures and signs alone are a slip of the hand."""
    written = text(raw)
    if written is not None and not any(sign.isalpha() for sign in written):
        raise InputProblem("这里只有数字或符号", "请写一句做了什么，没有可写的就空着。")
    return written


def name(raw: str) -> str | None:
    """A person's name: spaces inside a Chinese name go, the dot of 阿依·古丽 stays."""
    kept = text(raw)
    if kept is None:
        return None
    if _LATIN.search(kept):
        return name_dot(" ".join(kept.split()))
    return name_dot("".join(kept.split()))


class OneOf(Generic[W]):
    """A reader of one of the office's words, by its label or alias; a form offers its words.

    `some` are the words of the kind that may be said, by default all.
    """

    def __init__(self, kind: type[W], some: Iterable[W] | None = None) -> None:
        self.kind = kind
        self.words = tuple(kind if some is None else some)
        self.labels = tuple(option.label for option in self.words)

    def __call__(self, raw: str) -> W | None:
        """The word written."""
        written = text(raw)
        if written is None:
            return None
        found = self.kind.from_text(written)
        if found not in self.words:
            raise InputProblem(f"“{written}”不在可选范围", f"可填：{'、'.join(self.labels)}。")
        return found


word = OneOf


def day(raw: str) -> date | None:
    """A date as 20160301, 2016-03-01, 2016年3月1日, 2016.3.1 or an Excel serial number."""
    written = text(raw)
    if written is None:
        return None
    digits = in_digits(written)
    match = _DAY.fullmatch(digits)
    try:
        if match and int(match[1]) in _YEARS:
            return date(*map(int, filter(None, match.groups())))
        if _SERIAL.fullmatch(digits):
            return _EXCEL_EPOCH + timedelta(days=int(float(digits)))
    except ValueError:
        pass
    raise InputProblem(f"“{written}”不是日期", "请写成20160301或2016-03-01。")


def month(raw: str) -> str | None:
    """A month as YYYYMM; of a whole day its month."""
    written = text(raw)
    if written is None:
        return None
    trouble = InputProblem(f"“{written}”不是年月", "请写成202609。")
    if _SERIAL.fullmatch(unicodedata.normalize("NFKC", written)):
        raise trouble
    try:
        found = since(written.removesuffix("入学"))
    except InputProblem:
        raise trouble from None
    if found is None:
        raise trouble
    return f"{found.year}{found.month:02d}"


def since(raw: str) -> date | None:
    """A day, or a month, which stands for its first day; a year alone does not tell enough."""
    written = text(raw)
    if written is None:
        return None
    digits = _STILL.sub("", in_digits(written))
    match = _MONTH.fullmatch(digits)
    if not match:
        return day(digits)
    number = int(match[2] or match[3])
    if not 1 <= number <= 12 or int(match[1]) not in _YEARS:
        raise InputProblem(f"“{written}”不是年月", "请写成2024-03或20240301。")
    return date(int(match[1]), number, 1)


def month_on(raw: str) -> date | None:
    """The first day of a month written as 2026-11, 202611 or 2026年11月; of a day its month's."""
    found = month(raw)
    return date(int(found[:4]), int(found[4:]), 1) if found else None


def yes_no(raw: str) -> bool | None:
    """是 or 否."""
    written = text(raw)
    if written is None:
        return None
    if written.lower() in _YES:
        return True
    if written.lower() in _NO:
        return False
    raise InputProblem(f"“{written}”看不出是或否", "请填“是”或“否”。")


boards = yes_no


def mark(raw: str) -> Mark | None:
    """学籍标注, by name; bare numbers differ between vendors and are refused."""
    written = text(raw)
    if written is None:
        return None
    found = Mark.from_text(written)
    if found is None:
        raise InputProblem(
            f"“{written}”不是学籍系统的留守标注",
            "请填“非留守儿童”“单亲留守儿童”或“双亲留守儿童”。",
        )
    return found


def relation(raw: str) -> Relation | None:
    """A relation; one without a word of its own is 其他 and stays in the note."""
    written = text(raw)
    return (Relation.from_text(written) or Relation.OTHER) if written else None


def care(raw: str) -> Care | None:
    """A kind of caregiver, or the one that a relation (奶奶) stands for."""
    written = text(raw)
    known = Relation.from_text(written) if written else None
    found = Care.from_text(written) if written else None
    return found or (known.care if known else word(Care)(raw))


def parts(raw: str) -> list[str]:
    """What one cell lists, parted by 、 a comma, a semicolon or space; 无 lists nothing."""
    return [part for part in re.split(r"[、，,;；\s]+", raw) if part and part not in NOTHING]


def nation(raw: str) -> str | None:
    """民族 with 族; names of old systems are put right."""
    written = text(raw)
    if written is None:
        return None
    full = written if written.endswith(("族", "其他", "血统", "人")) else written + "族"
    return _NATION_ALIASES.get(full, full)


def number(raw: str) -> int | None:
    """A whole number from 0 to 9999."""
    written = text(raw)
    if written is None:
        return None
    digits = unicodedata.normalize("NFKC", written)
    if not re.fullmatch(r"[0-9]{1,4}", digits):
        raise InputProblem(f"“{written}”不是整数", "请填0到9999之间的数字。")
    return int(digits)


def birth_year(raw: str) -> int | None:
    """The year somebody was born in; an age tells it only to a year, and of which day."""
    written = text(raw)
    if written is None:
        return None
    digits = in_digits(written).removesuffix("年")
    if not re.fullmatch(r"[0-9]{4}", digits) or int(digits) not in _YEARS:
        raise InputProblem(f"“{written}”不是年份", "请写出生的年份，如1958。")
    return int(digits)


def place_in_line(raw: str) -> int | None:
    """Who comes first, second and so on: 1 to 9."""
    written = text(raw)
    if written is None:
        return None
    digit = unicodedata.normalize("NFKC", written)
    if not re.fullmatch("[1-9]", digit):
        raise InputProblem(f"“{written}”不是顺序", "请填1到9，先打电话给谁就填1。")
    return int(digit)


def tenths(raw: str) -> int | None:
    """A measure with at most one decimal (135.5, 4.8, 2) in tenths."""
    written = text(raw)
    if written is None:
        return None
    match = _MEASURE.fullmatch(unicodedata.normalize("NFKC", written))
    if not match:
        raise InputProblem(f"“{written}”不是数", "请填0到999之间的数，最多一位小数。")
    return int(match[1]) * 10 + int(match[2] or 0)


def disability(raw: str) -> str | None:
    """残疾类型; 无残疾 says that there is none, which is no disability."""
    written = text(raw)
    return None if written in {"无", "无残疾", "否"} else written
