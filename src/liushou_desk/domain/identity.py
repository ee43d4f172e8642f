"""Numbers that name a person: 公民身份号码 (GB 11643-1999), 学籍号, telephone numbers.

Each `check_…` takes raw text and returns the cleaned number or raises `InputProblem` with the one
sentence that both the form and the importer show.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from operator import mul

from liushou_desk.domain.words import Sex
from liushou_desk.errors import InputProblem

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_SIGNS = "10X98765432"
_NATIONAL_ID = re.compile("[0-9]{17}[0-9X]")
_STUDENT_NUMBER = re.compile("[GJL][0-9]{17}[0-9X]")
_MOBILE = re.compile("1[3-9][0-9]{9}")
_LAND_LINE = re.compile("0[0-9]{2,3}-?[0-9]{7,8}")
_COUNTRY = re.compile(r"\+?86-?(?=1)")


def clean(text: str) -> str:
    """Half-width, without any white space or a leading apostrophe."""
    narrow = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return "".join(narrow.split()).lstrip("'’`")


def check_national_id(text: str) -> str:
    """A valid 18-digit resident identity number, upper case."""
    number = clean(text).upper()
    if re.fullmatch(r"[0-9]{15}", number):
        raise InputProblem("身份证号是15位的旧号码", "请填18位的新号码。")
    if not _NATIONAL_ID.fullmatch(number):
        raise InputProblem("身份证号应为18位", "请对照户口簿检查位数。")
    if number[17] != check_sign(number[:17]):
        raise InputProblem("身份证号末位校验不符", "请对照户口簿逐位核对。")
    try:
        _born(number)
    except ValueError:
        raise InputProblem("身份证号里的出生日期不存在", "请对照户口簿核对。") from None
    return number


def foreign_number(text: str) -> str | None:
    """The number of a passport or permit; None where the cell only says that there is none."""
    number = clean(text).upper()
    return number if any(sign.isdigit() for sign in number) else None


def check_sign(body: str) -> str:
    """The check character of seventeen digits (ISO 7064 MOD 11-2)."""
    total = sum(map(mul, map(int, body), _WEIGHTS))
    return _CHECK_SIGNS[total % 11]


def born_on(national_id: str) -> date:
    """The birth date inside a valid identity number."""
    return _born(national_id)


def sex_of(national_id: str) -> Sex:
    """The sex inside a valid identity number: an odd serial is male."""
    return Sex.MALE if int(national_id[16]) % 2 else Sex.FEMALE


def told_by(number: str) -> dict[str, date | Sex]:
    """Sex and birth date (by the keys of a child's form) of a resident's number; else nothing."""
    try:
        resident = check_national_id(number)
    except InputProblem:
        return {}
    return {"child.sex": sex_of(resident), "child.born_on": born_on(resident)}


def disagreements(
    national_id: str, born: date | None, sex: Sex | None
) -> Iterator[tuple[str, str]]:
    """Where a birth date or sex says something else than the number, by key of the field."""
    if born and born != born_on(national_id):
        yield "born_on", "出生日期与身份证号不一致"
    if sex and sex is not sex_of(national_id):
        yield "sex", "性别与身份证号不一致"


def check_student_number(text: str) -> str:
    """A 学籍号: G, J or L and 18 signs. G and J end in a check sign, temporary L need not."""
    number = clean(text).upper()
    if not _STUDENT_NUMBER.fullmatch(number):
        raise InputProblem("学籍号应为G、J或L开头的19位", "请对照学籍系统核对。")
    return number


def check_phone(text: str) -> str:
    """A mobile or land line number; +86 and spaces are taken off."""
    number = clean(text).replace("—", "-")
    if country := _COUNTRY.match(number):
        number = number[country.end() :]
    if _MOBILE.fullmatch(number.replace("-", "")):
        return number.replace("-", "")
    if not _LAND_LINE.fullmatch(number):
        raise InputProblem("电话号码位数不对", "手机为11位；座机请带区号，如0555-6252244。")
    return number


def _born(number: str) -> date:
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
