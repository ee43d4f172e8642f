"""遮蔽: what of a person's data is shown to whom; `Field.sensitivity` decides, nothing else.

On the screen a birth date, a sex or a class stands nearly always beside a number. Together with
four digits of its tail they leave one candidate, so at most the first two digits are shown and
never the tail (the joint-masking rule).
"""

import re
from collections.abc import Callable, Mapping

from liushou_desk.domain.definitions import Finding
from liushou_desk.domain.field import Field, Sensitivity, Told, Value, sensitivity_of
from liushou_desk.domain.words import ParentStatus, Word
from liushou_desk.domain.writing import written

COVER = "·"
ON_FILE = "（已隐藏）"
"""What a restricted fact says on a page or in a list."""
_SHOWN_DIGITS = 2
_NUMBERS = frozenset({"national_id", "student_number"})
DELICATE = frozenset(
    {
        *(ParentStatus.LIVES_APART, ParentStatus.LOST_CONTACT),
        *(ParentStatus.DETAINED, ParentStatus.DECEASED),
    }
)
"""去向 that are covered alike: were 服刑等 covered alone, the cover itself would tell it."""
_DELICATE_COVER = COVER * 6
_VILLAGE = re.compile(r"^.*?(?:村民委员会|村委会|村|寨|屯|嘎查|社区|居委会)(?![镇乡街路道村])")
_MONTH = re.compile(r"·?[0-9]{4}-[0-9]{2}(?=）)")
_PUBLIC_FIELDS = frozenset({"child.name", "school_class.name"})


class Audience(Word):
    """Who a paper is for; a notice on the wall is read by everybody."""

    INTERNAL = "internal", "内部"
    REPORT = "report", "上报"
    PUBLIC = "public", "公示"


def mask_national_id(number: str) -> str:
    """41················: as long as the number, so that a wrong length still shows."""
    shown = number[:_SHOWN_DIGITS] if len(number) > 2 * _SHOWN_DIGITS else ""
    return shown + COVER * (len(number) - len(shown))


def mask_student_number(number: str) -> str:
    """G41················: the letter tells the kind, the rest is an identity number."""
    if number[:1].isalpha():
        return number[:1] + mask_national_id(number[1:])
    return mask_national_id(number)


def mask_phone(number: str) -> str:
    """138****1234, for papers that leave the office; of a land line the area code is left."""
    area, dash, local = number.partition("-")
    if dash:
        return f"{area}-{'*' * len(local)}"
    return f"{number[:3]}{'*' * max(len(number) - 7, 4)}{number[-4:] if len(number) > 7 else ''}"


def mask_address(address: str) -> str:
    """Up to the village or neighbourhood; nothing where none is named."""
    found = _VILLAGE.match(address)
    return found.group() if found else ""


_SHORTENED: Mapping[str, Callable[[str], str]] = {
    "phone": mask_phone,
    "home_address": mask_address,
    "registered_address": mask_address,
}
"""What a paper that leaves the office tells in part."""


def mask_called(called: str) -> str:
    """张伟（三1） for 张伟（三1·2016-03）: a namesake is told apart by class alone."""
    return _MONTH.sub("", called).replace("（）", "")


def whereabouts_word(status: ParentStatus) -> str:
    """A parent's 去向 as lists and pages tell it to everybody in the office: the delicate alike."""
    return "不在家" if status in DELICATE else status.label


def finding_word(word: str) -> str:
    """What a definition says, as lists and pages tell it: 是否孤儿 is covered, here as well."""
    return Finding.NOT.label if word == Finding.ORPHAN.label else word


def cover_of(field: Field, value: Value | None) -> str | None:
    """What the form shows instead of a value until it is asked for, None where it is shown.

    Empty for a restricted value: not even its length is told.
    """
    if value is None:
        return None
    if _column(field) in _NUMBERS:
        mask = mask_student_number if _column(field) == "student_number" else mask_national_id
        return mask(str(value))
    if field.sensitivity is not Sensitivity.RESTRICTED:
        return None
    if _column(field) == "status":
        return _DELICATE_COVER if value in DELICATE else None
    return ""


def covered(field: Field, value: Value | None) -> str:
    """A value as pages and lists tell it: what is shown on demand only says that it is there."""
    cover = cover_of(field, value)
    return field.shown(value) if cover is None else cover or ON_FILE


def may_show(told: Told, audience: Audience) -> bool:
    """Whether a list for this audience has a column that tells this.

    A notice shows of a child no more than name and class (教财厅函〔2017〕28号); free text is
    never open, whatever its field says, and what no field holds is not for the wall.
    """
    if audience is Audience.INTERNAL:
        return True
    if audience is Audience.REPORT:
        return sensitivity_of(told) is not Sensitivity.RESTRICTED
    if not isinstance(told, Field) or told.long or told.sensitivity is not Sensitivity.OPEN:
        return False
    return f"{told.table}.{_column(told)}" in _PUBLIC_FIELDS


def told_to(field: Field, value: Value | None, audience: Audience, *, whole: bool = False) -> str:
    """A value as a paper for this audience tells it; empty where it may not be told.

    In the office as on the screen; what leaves it tells telephones and addresses in part. `whole`
    is asked for on purpose and noted: numbers in full, and still nothing restricted.
    """
    if value is None or not may_show(field, audience):
        return ""
    cover = cover_of(field, value)
    if whole and (cover is None or _column(field) in _NUMBERS):
        return written(value)
    if cover is not None:
        return cover
    leaves = audience is not Audience.INTERNAL and _column(field) in _SHORTENED
    return _SHORTENED[_column(field)](written(value)) if leaves else written(value)


def _column(field: Field) -> str:
    """The mapped column, whatever line of a form (father.phone) the field stands in."""
    return field.key.rpartition(".")[2]
