"""Follow-up rules that are usual somewhere, each with where it stands, for a clerk to take over.

None is in force by itself: how often is a school's or its bureau's decision. Where a document asks,
its number is named; the others say whose practice they are.
"""

from dataclasses import dataclass

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.words import AppliesTo, Frequency, OwedBy, Season


@dataclass(frozen=True, slots=True)
class RulePreset:
    """A rule to be taken over; `source` is what the rule keeps as its 依据."""

    kind: DiaryKind
    frequency: Frequency
    times: int
    source: str
    applies_to: AppliesTo = AppliesTo.LEFT_BEHIND
    owed_by: OwedBy = OwedBy.CHILD
    season: Season = Season.IN_TERM


_K, _F = DiaryKind, Frequency
OWN = "本校规定"

PRESETS = (
    RulePreset(_K.TALK, _F.MONTHLY, 1, "常见做法：班主任或帮扶教师每月谈心"),
    RulePreset(_K.TALK, _F.WEEKLY, 1, "遂昌育才中学做法"),
    RulePreset(_K.TALK, _F.EACH_TERM, 2, "常见做法：每学期至少2次"),
    RulePreset(_K.HOME_VISIT, _F.EACH_TERM, 1, "陕西省2013年要求；遂昌育才中学制度"),
    RulePreset(_K.HOME_VISIT, _F.MONTHLY, 1, "常见做法：重点对象每月家访", AppliesTo.KEY_CARE),
    RulePreset(
        _K.HOME_VISIT, _F.MONTHLY, 2, "常见做法：每名教师每月家访2户", owed_by=OwedBy.MENTOR
    ),
    RulePreset(_K.HOME_VISIT, _F.YEARLY, 1, "常见做法：班主任每学年家访"),
    RulePreset(_K.HOME_VISIT, _F.EACH_TERM, 1, OWN, season=Season.IN_HOLIDAYS),
    RulePreset(_K.PHONE_CALL, _F.WEEKLY, 1, "织金县山脚小学、遂昌育才中学做法"),
    RulePreset(_K.PHONE_CALL, _F.MONTHLY, 1, "金安区范庵初中制度"),
    RulePreset(_K.PHONE_CALL, _F.WEEKLY, 1, OWN, AppliesTo.BOARDERS),
    RulePreset(_K.PARENT_CALL, _F.MONTHLY, 1, "常见做法：帮扶教师每月与家长通话"),
    RulePreset(_K.LETTER, _F.EACH_TERM, 1, "常见做法：每学期写一封信"),
    RulePreset(_K.GUARDIAN_TALK, _F.EACH_TERM, 2, "教基〔2022〕7号：每学期至少2次家庭教育指导"),
)
