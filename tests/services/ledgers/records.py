"""A record of every ledger as its form would hand it over."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from liushou_desk.domain.diary_kinds import DiaryKind
from liushou_desk.domain.ledger_words import (
    AbsenceKind,
    CounsellingForm,
    DayKind,
    DrillKind,
    GivingKind,
    GrowthKind,
    MedicalKind,
    RoundKind,
    Way,
    WishKind,
    WorkKind,
)
from liushou_desk.domain.ledgers import About, LedgerKind
from liushou_desk.domain.ledgers.kind import Whom
from liushou_desk.domain.mandatory_report import Authority
from liushou_desk.domain.words import AidKind, MentorKind
from liushou_desk.models import Child, FamilyMember, Mentor
from liushou_desk.services.ledgers.writing import save_record
from liushou_desk.services.pairings import save_mentor
from tests.services.register.conftest import TODAY, Register

CASH = {"granted_on": TODAY, "kind": AidKind.CASH, "item": "生活补助", "fen": 62_500}
GOODS: dict[str, Any] = {
    **{"granted_on": TODAY, "kind": AidKind.GOODS, "item": "书包"},
    **{"quantity": 1, "quantity_unit": "个", "giver": "县妇联"},
}
_DAY, _LATER = date(2026, 10, 12), date(2026, 10, 20)
_HOLDS = {"signed_on": date(2026, 9, 1), "until_on": date(2027, 1, 20)}
RECORDS: Mapping[str, Mapping[str, Any]] = {
    "aid": CASH,
    "aid_standard": {"item": "午餐补助", "fen": 40_000},
    "care_agreement": {"from_on": date(2026, 9, 1), "until_on": date(2027, 1, 20)},
    "tally_entry": {
        **{"month_on": date(2026, 10, 1), "kind": DiaryKind.PHONE_CALL},
        **{"times": 4, "original_at": "亲情电话登记本"},
    },
    "leading_group_member": {
        **{"name": "周校长", "duty": "校长", "role": "组长", "duties": "全面负责"},
        **{"from_on": date(2026, 9, 1)},
    },
    "hazard": {
        **{"found_on": _DAY, "place": "食堂", "finding": "灭火器过期", "mender": "总务处"},
        **{"due_on": _LATER},
    },
    "drill": {"held_on": _DAY, "kind": DrillKind.FIRE, "head_count": 210},
    "safety_pledge": _HOLDS,
    "study_plan": {"from_on": date(2026, 9, 7), "content": "补基础计算", "hours": "每周二课后"},
    "file_transfer": {
        **{"way": Way.OUT, "moved_on": _DAY, "other_school": "县第二小学"},
        **{"handed_on": _LATER},
    },
    "absence": {
        **{"from_on": _DAY, "days": 2, "kind": AbsenceKind.ILLNESS, "reason": "感冒"},
        **{"back_on": date(2026, 10, 15)},
    },
    "medical": {
        **{"happened_on": _DAY, "kind": MedicalKind.INJURY, "what": "扭伤脚踝"},
        **{"taken_to": "镇卫生院", "told_on": _DAY},
    },
    "checkup": {"checked_on": _DAY, "height": 1355, "weight": 302, "result": "未见异常"},
    "care_confirmation": _HOLDS,
    "home_letter": {"sent_on": _DAY, "subject": "防溺水", "families": 58, "receipts": 52},
    "home_item": {
        **{"received_on": _DAY, "name": "象棋", "quantity": 6, "quantity_unit": "副"},
        **{"accepted_by": "陈老师"},
    },
    "home_opening": {"opened_on": _DAY, "hours": 15, "on_duty": "陈老师", "came": 20},
    "giving": {
        **{"given_on": _DAY, "kind": GivingKind.DONATION, "giver": "镇商会"},
        **{"form": AidKind.CASH, "item": "助学款", "fen": 500_000},
    },
    "publicity": {"published_on": _DAY, "title": "不孤单的童年", "medium": "县教育网"},
    "training": {"held_on": _DAY, "topic": "家访谈话", "hours": 25, "head_count": 24},
    "inspection": {
        **{"inspected_on": _DAY, "inspector": "县教育局", "findings": "电话没有更新"},
        **{"due_on": _LATER},
    },
    "regulation": {"title": "档案管理制度", "since_on": _DAY, "on_wall": True},
    "award": {"awarded_on": _DAY, "title": "优秀留守儿童", "printed_as": "优秀少年"},
    "helper_award": {"name": "陈文静", "awarded_on": _DAY, "title": "爱心妈妈"},
    "school_day": {
        "first_on": date(2026, 9, 25),
        "last_on": date(2026, 9, 27),
        "name": "中秋节",
        "kind": DayKind.FREE,
    },
    "work_note": {"happened_on": _DAY, "kind": WorkKind.BOARD, "what": "出黑板报"},
    "growth_note": {"noted_on": _DAY, "kind": GrowthKind.CHARACTER, "what": "活泼，爱画画"},
    "wish": {"asked_on": _DAY, "kind": WishKind.WISH, "what": "一双球鞋"},
    "duty_round": {"held_on": _DAY, "kind": RoundKind.LUNCH, "on_duty": "陈老师", "came": 60},
    "counselling": {"held_on": _DAY, "form": CounsellingForm.TOGETHER, "head_count": 6},
    "mandatory_report": {"reported_on": _DAY, "authority": Authority.POLICE},
    "mentor_agreement": {"from_on": _DAY, "thought": "每月谈心", "signed_on": _DAY},
    "mentor_leave": {"from_on": _DAY, "until_on": _LATER, "reason": "产假"},
    "home_stay": {
        **{"left_on": _DAY, "due_on": _LATER, "father_consent_on": _DAY},
        **{"mother_consent_on": _DAY, "child_heard": True, "checked_on": _DAY},
    },
}


def record_of(register: Register, kind: LedgerKind, child_id: int) -> dict[str, Any]:
    """The record of a kind; whom it names is the first who is no parent of the child's home."""
    named = {}
    if kind.names_members:
        home = next(row["household_id"] for row in register.rows(Child) if row["id"] == child_id)
        named["member_id"] = tuple(
            row["id"]
            for row in register.rows(FamilyMember)
            if row["household_id"] == home and not row["relation"].is_parent
        )[:1]
    for choice in kind.choices:
        if choice.whom is Whom.MENTOR:
            named[choice.key] = (_mentor(register, choice.label),)
    return {**RECORDS[kind.table], **named}


def _mentor(register: Register, name: str) -> int:
    """A mentor of this name, whether there is one yet or not."""
    for row in register.rows(Mentor):
        if row["name"] == name:
            return int(row["id"])
    return save_mentor(register.office, None, {"name": name, "kind": MentorKind.TEACHER})


def save(register: Register, kind: LedgerKind, child_id: int, /, **changes: Any) -> int:
    """Write it down; returns its id."""
    child = child_id if kind.about is About.CHILD else None
    values = record_of(register, kind, child_id) | changes
    return save_record(register.office, kind, None, values, child)[0]
