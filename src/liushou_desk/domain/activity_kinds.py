"""活动类别: the kinds of activity, and all that is asked of a kind, said once on itself."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from liushou_desk.domain.definitions import add_months
from liushou_desk.domain.words import Word


class Audience(Word):
    """For whom an activity is; who came is counted apart for each and never added up."""

    CHILDREN = "children", "儿童"
    GUARDIANS = "guardians", "监护人"
    TEACHERS = "teachers", "教师"


class Repeat(Word):
    """How often an activity is planned again."""

    WEEKLY = "weekly", "每周"
    FORTNIGHTLY = "fortnightly", "隔周"
    MONTHLY = "monthly", "每月"

    def day(self, first: date, number: int) -> date:
        """The day of the repetition of that number, the first being 0."""
        if self is Repeat.MONTHLY:
            return add_months(first, number)
        return first + timedelta(7 * number * (2 if self is Repeat.FORTNIGHTLY else 1))


@dataclass(frozen=True, slots=True)
class Traits:
    """What there is to say of a kind; nothing has a default, so that none is forgotten."""

    audience: tuple[Audience, ...]
    guides_families: bool
    """Whether it is 家庭教育指导, which the 13 ministries want twice a term."""
    has_resolution: bool
    """Whether a record says what was decided."""


_CHILDREN, _GUARDIANS, _TEACHERS = Audience


def _for(*audience: Audience) -> Traits:
    return Traits(audience, guides_families=False, has_resolution=False)


_GUIDANCE = Traits((_GUARDIANS,), guides_families=True, has_resolution=False)


class ActivityKind(Word):
    """活动类别; an activity written down before there were kinds has none: 未填."""

    traits: Traits

    CLASS_MEETING = "class_meeting", "主题班会", _for(_CHILDREN)
    THEME = "theme", "主题活动", _for(_CHILDREN)
    SAFETY = "safety", "安全教育", _for(_CHILDREN)
    PSYCHOLOGY = "psychology", "心理讲座", _for(_CHILDREN)
    FESTIVAL = "festival", "节日活动", _for(_CHILDREN)
    BIRTHDAY = "birthday", "生日会", _for(_CHILDREN)
    STUDY_TRIP = "study_trip", "研学", _for(_CHILDREN)
    CLUB = "club", "兴趣小组", _for(_CHILDREN)
    TOGETHER = "together", "亲子活动", _for(_CHILDREN, _GUARDIANS)
    PARENT_MEETING = "parent_meeting", "家长会", _for(_GUARDIANS)
    GUARDIAN_TRAINING = "guardian_training", "监护人培训", _GUIDANCE
    PARENT_SCHOOL = "parent_school", "家长学校", _GUIDANCE
    MEETING = (
        "meeting",
        "会议",
        Traits((_TEACHERS,), guides_families=False, has_resolution=True),
    )
    OTHER = "other", "其他", _for(_CHILDREN)

    def __new__(cls, value: str, label: str, traits: Traits) -> Self:
        """A kind with its traits."""
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.label, kind.aliases, kind.traits = label, (), traits
        return kind
