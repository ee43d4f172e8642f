"""What a template can be told of a child: the keys, what they are called, which headings mean them.

Most are the importer's own targets, so that a column that can be read can be written; some are
told of the school and of the list itself.
"""

from collections.abc import Mapping
from functools import cache

from liushou_desk.domain.field import Field
from liushou_desk.domain.tables import FIELDS
from liushou_desk.importing.headings import FIXED_SLOTS, Target, normal, targets

NUMBER, SCHOOL, TERM, AGE = "own.number", "own.school", "own.term", "own.age"
STAGE, MENTOR, MENTOR_PHONE = "own.stage", "own.mentor", "own.mentor_phone"
CLASS, GRADE, CAMPUS, SCHOOL_CODE, KIND = "class", "grade", "campus", "school_code", "mark_kind"
OWN: Mapping[str, tuple[str, tuple[str, ...]]] = {
    NUMBER: ("序号", ("序号", "编号", "号", "No", "NO", "No.", "顺序号", "序")),
    SCHOOL: ("学校", ("学校", "学校名称", "所在学校", "就读学校", "填报单位", "填报学校", "单位")),
    TERM: ("学期", ("学期",)),
    AGE: ("年龄", ("年龄", "周岁", "实足年龄", "年龄周岁", "岁数")),
    STAGE: ("学段", ("学段", "就读学段", "办学层次")),
    MENTOR: (
        "帮扶人",
        ("帮扶人", "帮扶教师", "结对教师", "结对帮扶人", "帮扶责任人", "包保教师", "包保责任人"),
    ),
    MENTOR_PHONE: ("帮扶人电话", ("帮扶人电话", "帮扶教师电话", "帮扶教师联系电话")),
}
"""Key, name and headings of what no roster is imported for."""
_NOT_TOLD = ("rural_mark", "disabled", "parents", "tick.")
_MEMBER_TABLES = ("family_member", "whereabouts")
_PLAIN = (CLASS, GRADE, CAMPUS, SCHOOL_CODE, KIND)


@cache
def tellable() -> tuple[Target, ...]:
    """Everything a column or a placeholder can be told, in the order a clerk looks for it."""
    own = [Target(key, label, "学校和名单") for key, (label, _) in OWN.items()]
    return (*own, *(t for t in targets() if not t.key.startswith(_NOT_TOLD) and _has_value(t.key)))


@cache
def labels() -> Mapping[str, str]:
    """What each key is called."""
    return {target.key: target.label for target in tellable()}


@cache
def own_headings() -> Mapping[str, str]:
    """The headings that mean something of `OWN`, as the importer writes headings, to its key."""
    return {normal(word): key for key, (_, words) in OWN.items() for word in words}


def field_of(key: str) -> Field | None:
    """The catalogue's field behind a key, None for what no field holds."""
    slot, _, name = key.rpartition(".")
    if slot in FIXED_SLOTS or slot.startswith("成员"):
        found = (FIELDS.get((table, name)) for table in _MEMBER_TABLES)
        return next((field for field in found if field), None)
    return FIELDS.get((slot, name))


def _has_value(key: str) -> bool:
    return key in _PLAIN or field_of(key) is not None or key.endswith(".address")
