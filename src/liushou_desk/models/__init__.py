"""The office file: mapped classes, engine, schema upgrade, journal.

May import `domain` and `errors`. Mapped objects are for `services` only. Every table hangs on
`Base.metadata` once this package is imported.
"""

from liushou_desk.models.activity import Activity, ActivityChild
from liushou_desk.models.aid import Aid, AidStandard
from liushou_desk.models.base import Base
from liushou_desk.models.care import (
    CareAgreement,
    ChildPhoto,
    ConfirmedNone,
    LabelOverride,
    NotDuplicate,
    Photo,
)
from liushou_desk.models.child import Child, Pupil, PupilClass, RegisterPeriod, SchoolRecordMark
from liushou_desk.models.desk import DeskSetting, FormDraft, NameReading
from liushou_desk.models.diary import DiaryEntry, EntryChild, EntryVisitor, TallyEntry
from liushou_desk.models.family import (
    BoardingPeriod,
    CaregiverPeriod,
    FamilyMember,
    Household,
    Whereabouts,
)
from liushou_desk.models.follow_up import FollowUpRule, OpenCellReason
from liushou_desk.models.journal import Action, Change, ImportBatch, ImportOrigin
from liushou_desk.models.pairing import Mentor, Pairing, PlanReview, SupportPlan
from liushou_desk.models.papers import DraftParagraph, IssuedDocument, IssuedFile, SummaryDraft
from liushou_desk.models.school import (
    Campus,
    ClassTeacher,
    Holiday,
    LeadingGroupMember,
    SchoolClass,
    SchoolProfile,
    Term,
)
from liushou_desk.models.term_sheet import SheetHardship, TermSheet

__all__ = [
    "Action",
    "Activity",
    "ActivityChild",
    "Aid",
    "AidStandard",
    "Base",
    "BoardingPeriod",
    "Campus",
    "CareAgreement",
    "CaregiverPeriod",
    "Change",
    "Child",
    "ChildPhoto",
    "ClassTeacher",
    "ConfirmedNone",
    "DeskSetting",
    "DiaryEntry",
    "DraftParagraph",
    "EntryChild",
    "EntryVisitor",
    "FamilyMember",
    "FollowUpRule",
    "FormDraft",
    "Holiday",
    "Household",
    "ImportBatch",
    "ImportOrigin",
    "IssuedDocument",
    "IssuedFile",
    "LabelOverride",
    "LeadingGroupMember",
    "Mentor",
    "NameReading",
    "NotDuplicate",
    "OpenCellReason",
    "Pairing",
    "Photo",
    "PlanReview",
    "Pupil",
    "PupilClass",
    "RegisterPeriod",
    "SchoolClass",
    "SchoolProfile",
    "SchoolRecordMark",
    "SheetHardship",
    "SummaryDraft",
    "SupportPlan",
    "TallyEntry",
    "Term",
    "TermSheet",
    "Whereabouts",
]
