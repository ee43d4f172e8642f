"""The office file: mapped classes, engine, schema upgrade, journal.

May import `domain` and `errors`. Mapped objects are for `services` only. Every table hangs on
`Base.metadata` once this package is imported.
"""

from liushou_desk.models.activity import Activity, ActivityChild
from liushou_desk.models.aid import Aid, AidStandard
from liushou_desk.models.base import Base
from liushou_desk.models.call_sheet import CallSheetLine
from liushou_desk.models.care import CareAgreement, ConfirmedNone, LabelOverride, NotDuplicate
from liushou_desk.models.child import Child, Pupil, PupilClass, RegisterPeriod, SchoolRecordMark
from liushou_desk.models.child_ledgers import (
    Absence,
    Award,
    CareConfirmation,
    Checkup,
    FileTransfer,
    GrowthNote,
    Medical,
    SafetyPledge,
    StudyPlan,
    Wish,
)
from liushou_desk.models.desk import DeskSetting, FormDraft, NameReading
from liushou_desk.models.diary import DiaryEntry, EntryChild, EntryVisitor, TallyEntry
from liushou_desk.models.family import (
    BoardingPeriod,
    CaregiverPeriod,
    FamilyMember,
    Household,
    Whereabouts,
)
from liushou_desk.models.follow_up import FollowUpRule, MentorCellReason, OpenCellReason
from liushou_desk.models.journal import Action, Change, ImportBatch, ImportOrigin
from liushou_desk.models.mentor_ledgers import HomeStay, MentorAgreement, MentorLeave
from liushou_desk.models.own_template import OwnTemplate, TemplateFile
from liushou_desk.models.pairing import Mentor, Pairing, PlanReview, SupportPlan
from liushou_desk.models.papers import (
    DraftParagraph,
    IssuedDocument,
    IssuedFile,
    LetterTextRow,
    PageLayout,
    Policy,
    SummaryDraft,
)
from liushou_desk.models.photo import ChildPhoto, Photo, RecordPhoto
from liushou_desk.models.restricted_ledgers import Counselling, MandatoryReport
from liushou_desk.models.rhythm import RhythmTick
from liushou_desk.models.school import (
    Campus,
    ClassTeacher,
    Holiday,
    LeadingGroupMember,
    SchoolClass,
    SchoolProfile,
    Term,
)
from liushou_desk.models.school_ledgers import (
    Drill,
    DutyRound,
    Giving,
    Hazard,
    HelperAward,
    HomeItem,
    HomeLetter,
    HomeOpening,
    Inspection,
    LedgerChoice,
    Publicity,
    Regulation,
    SchoolDay,
    Training,
    WorkNote,
)
from liushou_desk.models.term_sheet import SheetHardship, TermSheet

__all__ = [
    "Absence",
    "Action",
    "Activity",
    "ActivityChild",
    "Aid",
    "AidStandard",
    "Award",
    "Base",
    "BoardingPeriod",
    "CallSheetLine",
    "Campus",
    "CareAgreement",
    "CareConfirmation",
    "CaregiverPeriod",
    "Change",
    "Checkup",
    "Child",
    "ChildPhoto",
    "ClassTeacher",
    "ConfirmedNone",
    "Counselling",
    "DeskSetting",
    "DiaryEntry",
    "DraftParagraph",
    "Drill",
    "DutyRound",
    "EntryChild",
    "EntryVisitor",
    "FamilyMember",
    "FileTransfer",
    "FollowUpRule",
    "FormDraft",
    "Giving",
    "GrowthNote",
    "Hazard",
    "HelperAward",
    "Holiday",
    "HomeItem",
    "HomeLetter",
    "HomeOpening",
    "HomeStay",
    "Household",
    "ImportBatch",
    "ImportOrigin",
    "Inspection",
    "IssuedDocument",
    "IssuedFile",
    "LabelOverride",
    "LeadingGroupMember",
    "LedgerChoice",
    "LetterTextRow",
    "MandatoryReport",
    "Medical",
    "Mentor",
    "MentorAgreement",
    "MentorCellReason",
    "MentorLeave",
    "NameReading",
    "NotDuplicate",
    "OpenCellReason",
    "OwnTemplate",
    "PageLayout",
    "Pairing",
    "Photo",
    "PlanReview",
    "Policy",
    "Publicity",
    "Pupil",
    "PupilClass",
    "RecordPhoto",
    "RegisterPeriod",
    "Regulation",
    "RhythmTick",
    "SafetyPledge",
    "SchoolClass",
    "SchoolDay",
    "SchoolProfile",
    "SchoolRecordMark",
    "SheetHardship",
    "StudyPlan",
    "SummaryDraft",
    "SupportPlan",
    "TallyEntry",
    "TemplateFile",
    "Term",
    "TermSheet",
    "Training",
    "Whereabouts",
    "Wish",
    "WorkNote",
]
