"""记录类别: the kinds of the visit diary, and all that is asked of a kind, said once on itself."""

from dataclasses import dataclass
from typing import Self

from liushou_desk.domain.words import Word


class ContactSide(Word):
    """Whose contact a record is."""

    SCHOOL = "school", "学校联系"
    FAMILY = "family", "亲情联系"


@dataclass(frozen=True, slots=True)
class Traits:
    """What there is to say of a kind; nothing has a default, so that none is forgotten."""

    initials: str
    """Of its pinyin: what is typed to choose it."""
    goes_home: bool
    """Whether one record reaches a household (户次) and not each child (人次)."""
    needs_text: bool
    """Whether a record says what was found and done; such a kind is never tallied (汇总条)."""
    side: ContactSide | None
    """As whose contact it counts; of a 书信 the writer says so, most others have no side."""
    is_restricted: bool
    """Whether its records are shown nowhere and no new ones are made: they are totals only."""


_SCHOOL, _FAMILY = ContactSide.SCHOOL, ContactSide.FAMILY


def _spoken(initials: str, side: ContactSide | None) -> Traits:
    """A kind of which it is enough that it took place."""
    return Traits(initials, goes_home=False, needs_text=False, side=side, is_restricted=False)


def _written(initials: str, side: ContactSide | None, *, goes_home: bool) -> Traits:
    """A kind of which a record says what was found and done."""
    return Traits(initials, goes_home=goes_home, needs_text=True, side=side, is_restricted=False)


class DiaryKind(Word):
    """记录类别; a kind without its traits is an error when the program starts."""

    traits: Traits

    HOME_VISIT = "home_visit", "家访", _written("jf", _SCHOOL, goes_home=True)
    TALK = "talk", "谈心", _written("tx", _SCHOOL, goes_home=False)
    PHONE_CALL = "phone_call", "亲情电话", _spoken("qqdh", _FAMILY)
    VIDEO_CALL = "video_call", "亲情视频", _spoken("qqsp", _FAMILY)
    LETTER = "letter", "书信", _spoken("sx", None)
    COUNSELLING = (
        "counselling",
        "心理辅导",
        Traits("xlfd", goes_home=False, needs_text=True, side=None, is_restricted=True),
    )
    FAMILY_MEETING = "family_meeting", "亲情见面", _spoken("qqjm", _FAMILY)
    PARENT_CALL = "parent_call", "与家长通话", _spoken("yjzth", _SCHOOL)
    GUARDIAN_TALK = "guardian_talk", "与监护人沟通", _spoken("yjhrgt", _SCHOOL)
    HOMEROOM_EXCHANGE = "homeroom_exchange", "与班主任沟通", _spoken("ybzrgt", None)
    TUTORING = "tutoring", "课业辅导", _written("kyfd", None, goes_home=False)
    COMFORT_VISIT = "comfort_visit", "慰问", _written("ww", None, goes_home=True)
    COMPANY = "company", "陪伴过节", _spoken("pbgj", None)
    SCHOOL_VISIT = "school_visit", "校访", _spoken("xf", _SCHOOL)
    HOLIDAY_STAY = "holiday_stay", "假期随父母", _spoken("jqsfm", _FAMILY)

    def __new__(cls, value: str, label: str, traits: Traits) -> Self:
        """A kind with its traits."""
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.label, kind.aliases, kind.traits = label, (), traits
        return kind

    @property
    def may_be_shown(self) -> bool:
        """Whether its records stand in lists and papers; asked of the kind and nowhere else."""
        return not self.traits.is_restricted


SHOWN_KINDS = tuple(kind for kind in DiaryKind if kind.may_be_shown)
"""What lists show and forms offer."""
KEPT_APART = "受限记录"
"""What a record of any other kind is called, wherever one must be named: never with a child."""


class LetterWriter(Word):
    """Who wrote a letter (书信)."""

    TEACHER = "teacher", "教师", "老师"
    PARENT = "parent", "家长", "父母"
    CHILD = "child", "儿童", "学生"

    @property
    def side(self) -> ContactSide:
        """A teacher's letter is the school's contact, the others' are the family's."""
        return ContactSide.SCHOOL if self is LetterWriter.TEACHER else ContactSide.FAMILY
